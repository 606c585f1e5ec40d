"""Zipped workbooks (.xlsx, .xlsm): values from calamine, everything else from the sheets' own XML."""

from __future__ import annotations

import io

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from loaders.containers.outline import Outline, read_outline
from loaders.containers.package import Package
from loaders.containers.scan import Facts, scan
from loaders.containers.styles import Styles, read_styles
from loaders.grid import Box, Grid, Place, Value, Workbook


def open_xlsx(content: bytes) -> Workbook:
    """The workbook in a zip of OOXML parts."""
    package = Package(content)
    outline = read_outline(package)
    styles = read_styles(package.read("xl/styles.xml"))
    facts = {name: _facts(package, part, styles) for name, part in outline.sheets.items() if "sheet" in part.lower()}
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        sheets = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        grids = [
            _grid(book.get_sheet_by_name(m.name), m.visible == SheetVisibleEnum.Visible, facts.get(m.name), outline)
            for m in sheets
        ]
    return Workbook(grids, date1904=outline.date1904)


def _facts(package: Package, part: str, styles: Styles) -> Facts:
    return scan(package.blocks(part), styles)


def _grid(sheet: CalamineSheet, visible: bool, facts: Facts | None, outline: Outline) -> Grid:
    facts = facts or Facts()
    grid = Grid(sheet.name, visible, clean(sheet.to_python(skip_empty_area=False)))
    _reach(grid.rows, [*facts.formulas, *facts.errors])
    grid.merges = [Box(t + 1, l + 1, b + 1, r + 1) for (t, l), (b, r) in sheet.merged_cell_ranges or []]
    grid.formats, grid.formulas, grid.errors = facts.formats, facts.formulas, facts.errors
    grid.struck, grid.invisible = facts.struck, facts.invisible
    grid.untrusted = set(facts.uncached) if outline.trusted else set(facts.formulas)
    grid.hidden_rows = {r for r in facts.hidden_rows if r <= grid.n_rows}
    last = grid.n_columns
    grid.hidden_columns = {c for low, high in facts.hidden_columns for c in range(low, min(high, last) + 1)}
    return grid


def _reach(rows: list[list[Value]], places: list[Place]) -> None:
    """Lengthen the rows to hold places whose value the fast reader took for blank: errors, formulas never computed."""
    n_rows = max((row for row, _ in places), default=0)
    n_columns = max([len(rows[0]) if rows else 0, *(column for _, column in places)])
    if rows and len(rows[0]) < n_columns:
        rows[:] = [row + [None] * (n_columns - len(row)) for row in rows]
    rows.extend([None] * n_columns for _ in range(n_rows - len(rows)))


def clean(rows: list[list[Value]]) -> list[list[Value]]:
    """Blank cells as None, numbers that are none (NaN, infinity) as None too."""
    return [[None if value == "" else value for value in row] if "" in row else row for row in rows]
