"""An independent reader agrees: every value, error, formula, format and merge that openpyxl sees is in the grid."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from loaders.containers import open_workbook
from loaders.grid import Grid
from tests.unit.loaders.hostile.benign_files import by_openpyxl, by_xlsxwriter

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
FILES = sorted(CORPUS.glob("*.xlsx"))
SAME_BY_ANOTHER_NAME = {"mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}


def plain(value: Any) -> Any:
    """What is the same to both readers: days as days, whole numbers as numbers, no blank text."""
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), 9)
    return None if value == "" else value


def cells(page: Worksheet) -> Iterator[Cell]:
    return (cell for line in page.iter_rows() for cell in line if isinstance(cell, Cell) and cell.value is not None)


def differences(page: Worksheet, grid: Grid) -> Iterator[tuple[str, Any, Any]]:
    for cell in cells(page):
        place = (cell.row, cell.column)
        kinds = {"e": grid.errors.get(place), "f": f"={grid.formulas.get(place)}"}
        seen = kinds.get(cell.data_type, plain(grid.value(*place)))
        wanted = cell.value if cell.data_type in kinds else plain(cell.value)
        code = SAME_BY_ANOTHER_NAME.get(cell.number_format, cell.number_format)
        yield from [(f"{cell.coordinate} value", wanted, seen)] * (wanted != seen)
        yield from [(f"{cell.coordinate} format", code, seen)] * (grid.formats.get(place, "General") != code)


def merges(page: Worksheet, grid: Grid) -> set[tuple[int, int, int, int]]:
    found = {(m.min_row, m.min_col, m.max_row, m.max_col) for m in page.merged_cells.ranges}
    return {(t, l, min(b, grid.n_rows), min(r, grid.n_columns)) for t, l, b, r in found}  # noqa: E741


def assert_agree(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    grids = open_workbook(content, "x.xlsx").grids
    assert [grid.name for grid in grids] == [page.title for page in book.worksheets]
    for page, grid in zip(book.worksheets, grids, strict=True):
        assert list(differences(page, grid)) == []
        assert {(m.top, m.left, m.bottom, m.right) for m in grid.merges} == merges(page, grid)
        hidden = {number for number, line in page.row_dimensions.items() if line.hidden and number <= grid.n_rows}
        assert grid.hidden_rows == hidden
        assert grid.visible == (page.sheet_state == "visible")


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 6, 7, 8, 9])  # every fifth has a chart sheet, which openpyxl cannot load
def test_workbooks_of_openpyxl(seed: int) -> None:
    assert_agree(by_openpyxl(seed))


@pytest.mark.parametrize("seed", range(8))
def test_workbooks_of_xlsxwriter(seed: int) -> None:
    assert_agree(by_xlsxwriter(seed))


def everything(seed: int) -> bytes:
    """Every kind of value in every kind of format, some merged, some hidden."""
    chance, made, book = random.Random(seed), io.BytesIO(), openpyxl.Workbook()
    kinds = ["项目", 0.5, 12000, True, date(2017, 8, 31), "=A1+1", "#REF!", "0012", "a\nb", 1e-7, -3, "1,2,3号楼"]
    formats = ["General", "0.0%", "#,##0.00", '0.0"万元"', "@", '0!.0,"万元"', "0.00E+00"]
    page = book.active
    for r in range(1, 40):
        for c in range(1, 12):
            value = chance.choice(kinds)
            cell = page.cell(r, c, value)
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else chance.choice(formats)
    for r in range(41, 60, 3):
        page.cell(r, 1, "合并")
        page.merge_cells(start_row=r, start_column=1, end_row=r + 1, end_column=chance.randrange(2, 9))
    page.cell(62, 11, "末行")
    page.row_dimensions[chance.randrange(1, 40)].hidden = True
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("seed", range(6))
def test_every_kind_of_cell(seed: int) -> None:
    assert_agree(everything(seed))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_corpus_where_it_is_at_hand(file: Path) -> None:
    assert_agree(file.read_bytes())
