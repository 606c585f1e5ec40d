"""The office's book as a workbook: one sheet a list, with frozen heads, drop-downs and instructions."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from catalog.book import book as the_book
from catalog.book.lists import Entries
from catalog.book.sheets import Column, Sheet, flat, leaf_shown, sheets, shown
from catalog.colours import colours
from catalog.words.book import Workbook as Said
from catalog.words.book import book_words
from exports.palette import bare

HEAD = Font(bold=True)
FILL = PatternFill("solid", fgColor=bare(colours().printed.head))
ROOM = 200


def workbook(entries: Entries) -> bytes:
    """The whole book as .xlsx."""
    book = Workbook()
    first: Any = book.active
    _instructions(first)
    for sheet in sheets().values():
        _list(book.create_sheet(sheet.title), sheet, entries)
    _flat(book.create_sheet(_words().flat), entries)
    product = the_book().zone.product
    book.properties = DocumentProperties(creator=product, lastModifiedBy=product, title=_words().flat, language="zh-CN")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _words() -> Said:
    return book_words().workbook


def _instructions(page: Worksheet) -> None:
    page.title = _words().help
    for row, line in enumerate(_words().lines, 1):
        page.cell(row, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width = 90


def _list(page: Worksheet, sheet: Sheet, entries: Entries) -> None:
    _head(page, [column.head for column in sheet.columns])
    mine = [value for (name, _), value in entries.items() if name == sheet.list]
    for row, value in enumerate(mine, 2):
        for at, column in enumerate(sheet.columns, 1):
            _put(page, row, at, shown(column, value))
    for at, column in enumerate(sheet.columns, 1):
        _offer(page, at, column, len(mine))


def _head(page: Worksheet, heads: list[str]) -> None:
    for at, head in enumerate(heads, 1):
        cell = page.cell(1, at, head)
        cell.font, cell.fill = HEAD, FILL
        page.column_dimensions[get_column_letter(at)].width = max(12, 2.2 * len(head) + 4)
    page.freeze_panes = "A2"


def _put(page: Worksheet, row: int, at: int, value: Any) -> None:
    """A text stays a text, whatever it begins with."""
    cell = page.cell(row, at)
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"


def _offer(page: Worksheet, at: int, column: Column, rows: int) -> None:
    if column.of:
        formula = f"='{sheets()[column.of].title}'!${_name_letter(column.of)}$2:${_name_letter(column.of)}$500"
    elif column.choices:
        formula = f'"{",".join(column.choices)}"'
    else:
        return
    offered = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(at)
    offered.add(f"{letter}2:{letter}{rows + ROOM}")
    page.add_data_validation(offered)


def _name_letter(name: str) -> str:
    heads = [column.field for column in sheets()[name].columns]
    return get_column_letter(heads.index("name") + 1)


def _flat(page: Worksheet, entries: Entries) -> None:
    _head(page, list(_words().flat_heads))
    for row, (whose, path, leaf) in enumerate(flat(entries), 2):
        for at, value in enumerate((whose, path, leaf_shown(leaf)), 1):
            _put(page, row, at, value)
    for letter, width in (("A", 24), ("B", 36), ("C", 60)):
        page.column_dimensions[letter].width = width
