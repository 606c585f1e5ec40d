"""How official tables look: fonts, borders, widths, and how they print."""

from __future__ import annotations

import math
from collections.abc import Callable

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tools.samples.calendar import words
from tools.samples.forms import Column, Form

Look = Callable[[Cell], None]
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_LONG = {"task", "target_text", "content", "progress_text", "problem", "next_step", "issue", "measure"}
_LONG |= {"project", "investor"}
_SHORT = {"number", "weight", "unit", "rank", "investor_class"}


def title(cell: Cell) -> None:
    cell.font = Font(name=words().font.title, size=18)
    cell.alignment = _CENTRE


def line(cell: Cell) -> None:
    cell.font = Font(name=words().font.body, size=11)
    cell.alignment = _LEFT


def header(cell: Cell) -> None:
    cell.font = Font(name=words().font.header, size=11, bold=True)
    cell.alignment, cell.border = _CENTRE, _BOX


def section(cell: Cell) -> None:
    cell.font = Font(name=words().font.header, size=11, bold=True)
    cell.alignment, cell.border = _LEFT, _BOX


def note(cell: Cell) -> None:
    cell.font = Font(name=words().font.body, size=10)
    cell.alignment = _LEFT


def body(cell: Cell, column: Column) -> None:
    cell.font = Font(name=words().font.body, size=10.5)
    long = column.field is not None and column.field.name in _LONG
    cell.alignment, cell.border = (_LEFT if long else _CENTRE), _BOX


def total(ws: Worksheet, row: int, columns: int) -> None:
    for n in range(1, columns + 1):
        ws.cell(row, n).font = Font(name=words().font.header, size=10.5, bold=True)


def finish(ws: Worksheet, form: Form) -> None:
    """Widths, row heights and the page: A3 lying, one page wide, the header on every page."""
    for n, column in enumerate(form.columns, 1):
        name = column.field.name if column.field else ""
        ws.column_dimensions[get_column_letter(n)].width = 24 if name in _LONG else 7 if name in _SHORT else 13
    across = {box.min_row for box in ws.merged_cells.ranges if box.max_col == len(form.columns) and box.min_col == 1}
    for row in range(1, ws.max_row + 1):
        lines = 1 if row in across else max(_lines(ws, cell) for cell in ws[row])
        ws.row_dimensions[row].height = 34 if row == 1 else 6 + 14 * lines
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", ws.PAPERSIZE_A3
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(ws: Worksheet, cell: Cell | MergedCell) -> int:
    """How many lines the cell's text takes in its column; a Chinese character is as wide as two figures."""
    text = str(cell.value or "")
    wide = sum(2 if ord(c) > 0xFF else 1 for c in text)
    room = ws.column_dimensions[get_column_letter(cell.column or 1)].width
    return max(math.ceil(wide / room), text.count("\n") + 1)
