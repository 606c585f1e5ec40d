"""Holds a reading against the truth about a generated page: right, flagged or silent, cell by cell."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from clerk_sheets import WITHHELD, Page
from openpyxl.utils import coordinate_to_tuple, range_boundaries

from loaders.cells import fold
from loaders.grid import Grid, Workbook
from loaders.mappings import Corrections, Mappings
from loaders.parse import parse_workbook
from loaders.reading import Reading, reading_of
from loaders.tables.draft import Parse


def read_grids(*grids: Grid, file: str = "表.xlsx", mappings: Mappings | None = None) -> Reading:
    """A reading of grids that never were a file."""
    for grid in grids:
        width = max((len(cells) for cells in grid.rows), default=0)
        for cells in grid.rows:
            cells.extend([None] * (width - len(cells)))
    result = parse_workbook(Workbook(list(grids)), Parse(file, "0" * 64), mappings or Mappings(), Corrections())
    return reading_of(result)


def grid_of(*rows: list[Any], name: str = "Sheet1", **more: Any) -> Grid:
    """A grid from rows as written; short ones are filled up."""
    width = max(map(len, rows))
    cells = [[float(v) if isinstance(v, int) and not isinstance(v, bool) else v for v in row] for row in rows]
    return Grid(name, rows=[[*row, *[None] * (width - len(row))] for row in cells], **more)


def missing(value: Any) -> bool:
    return value is None or value != value or str(value) in ("", "NaT")


def same(got: Any, want: Any) -> bool:
    if want is None or missing(got):
        return want is None and missing(got)
    if isinstance(want, int | float):
        return abs(float(got) - want) <= 1e-6 * max(1.0, abs(want))
    if isinstance(want, date | datetime):
        return str(got)[:10] == want.isoformat()[:10]
    return fold(str(got)) == fold(str(want))


class Told:
    """Which cells the issues of a reading cover."""

    def __init__(self, reading: Reading) -> None:
        self.boxes = [(i.sheet, range_boundaries(i.cells)) for i in reading.issues if i.cells]
        self.sheets = {i.sheet for i in reading.issues if not i.cells and i.severity == "error"}

    def __call__(self, sheet: str, at: str) -> bool:
        row, column = coordinate_to_tuple(at)
        inside = any(s == sheet and a <= column <= c and b <= row <= d for s, (a, b, c, d) in self.boxes)
        return inside or sheet in self.sheets

    def row(self, sheet: str, row: int) -> bool:
        return any(s == sheet and b <= row <= d for s, (_a, b, _c, d) in self.boxes)


def held(page: Page, reading: Reading) -> tuple[Counter[str], list[str]]:
    """How many cells came out right, flagged or silent; and a line for each that did not come out as it should."""
    told, tally, wrong = Told(reading), Counter[str](), []
    got = {}
    for table in reading.tables:
        if table.dataset:
            for row, at in zip(table.frame.to_dict("records"), table.cells.to_dict("records"), strict=True):
                got[table.dataset, row["source_sheet"], row["source_row"]] = (row, at)
    for record in page.records:
        row, at = got.pop((record.dataset, page.grid.name, record.row), ({}, {}))
        for name, want in record.values.items():
            value, covered = row.get(name), told(page.grid.name, record.cells[name])
            good = bool(row) and (missing(value) and covered if want is WITHHELD else same(value, want))
            outcome = "right" if good else "flagged" if covered else "silent"
            tally[outcome] += 1
            if outcome == "silent":
                wrong.append(f"silent {record.cells[name]} {record.dataset}.{name}: want {want!r}, got {value!r}")
            elif good and want is not None and want is not WITHHELD and at[name] != record.cells[name]:
                tally["address"] += 1
                wrong.append(f"address {record.cells[name]} {name}: {at[name]}")
    for name, sheet, row_number in got:
        if not told.row(sheet, row_number):
            tally["invented"] += 1
            wrong.append(f"invented row {row_number} as {name}")
    return tally, wrong
