"""Workbooks of another hand, from seeds: nothing silently wrong, nothing invented, every address right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from red_books import Page, as_xls, as_xlsx, red_book
from red_cells import WITHHELD
from red_clerks import clerk_book
from red_layouts import wild_book

from catalog import Issue
from loaders import Mappings, read
from loaders.reading import Reading


def missing(value: Any) -> bool:
    return value is None or value != value or str(value) in ("", "NaT")


def same(got: Any, want: Any) -> bool:
    if want is None or missing(got):
        return want is None and missing(got)
    if isinstance(want, date):
        return str(got)[:10] == want.isoformat()
    if isinstance(want, int | float):
        return abs(float(got) - want) <= 1e-6 * max(1.0, abs(want))
    return "".join(str(got).split()) == "".join(str(want).split())


def covers(issue: Issue, sheet: str, row: int, column: int) -> bool:
    if issue.sheet != sheet or not issue.cells:
        return False
    left, top, right, bottom = range_boundaries(issue.cells)
    return left <= column <= right and top <= row <= bottom


def wrongs(pages: list[Page], reading: Reading) -> list[str]:
    """What nobody was told: cells that differ from the truth, rows that are no data, addresses of another cell."""
    found: list[str] = []
    got = {
        (table.dataset, row["source_sheet"], row["source_row"]): (row, at)
        for table in reading.tables
        if table.dataset
        for row, at in zip(table.frame.to_dict("records"), table.cells.to_dict("records"), strict=True)
    }
    for record in (r for page in pages for r in page.records):
        row, at = got.pop((record.dataset, record.sheet, record.row), ({}, {}))
        for name, want in record.values.items():
            place = record.cells[name]
            told = any(covers(i, record.sheet, *coordinate_to_tuple(place)) for i in reading.issues)
            right = bool(row) and (missing(row.get(name)) if want is WITHHELD else same(row.get(name), want))
            if not told and (want is WITHHELD or not right):
                found.append(f"silent {place} {record.dataset}.{name}: {want!r}, read {row.get(name)!r}")
            if right and want not in (None, WITHHELD) and at[name] != place:
                found.append(f"address of {place} {name}: {at[name]}")
    for _dataset, sheet, number in got:
        if not any(covers(i, sheet, number, c) for i in reading.issues for c in range(1, 40)):
            found.append(f"invented row {number}")
    return found


def answered(pages: list[Page], reading: Reading) -> Mappings:
    """Every header answered for from the truth, as an analyst would."""
    mappings = Mappings()
    for table in reading.tables:
        left, top, right, bottom = range_boundaries(table.range)
        here = [r for page in pages for r in page.records if top <= r.row <= bottom and r.sheet == table.sheet]
        here = [r for r in here if any(left <= coordinate_to_tuple(a)[1] <= right for a in r.cells.values())]
        own = {c: f for r in here[:1] for f, c in r.cells.items() if coordinate_to_tuple(c)[0] == r.row}
        letters = {"".join(filter(str.isalpha, place)): name for place, name in own.items()}
        for record in here[:1]:
            mappings.remember(table.signature, record.dataset, {c.header: letters.get(c.letter) for c in table.columns})
    return mappings


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize(("writer", "file"), [(as_xlsx, "报送表.xlsx"), (as_xls, "报送表.xls")], ids=["xlsx", "xls"])
def test_nothing_is_silently_wrong_before_or_after_the_answers(seed: int, writer: Any, file: str) -> None:
    pages = red_book(seed)
    content = writer(pages)
    first = read(content, file=file)
    assert wrongs(pages, first) == []
    assert wrongs(pages, read(content, file=file, mappings=answered(pages, first))) == []


@pytest.mark.parametrize("seed", range(40))
def test_no_layout_that_was_once_misread_is_silently_wrong(seed: int) -> None:
    pages = wild_book(seed)
    content = as_xlsx(pages)
    first = read(content, file="报送表.xlsx")
    assert wrongs(pages, first) == []
    assert wrongs(pages, read(content, file="报送表.xlsx", mappings=answered(pages, first))) == []


@pytest.mark.parametrize("seed", range(30))
def test_no_habit_of_a_clerk_is_silently_wrong(seed: int) -> None:
    pages = clerk_book(seed)
    content = as_xlsx(pages)
    first = read(content, file="报送表.xlsx")
    assert wrongs(pages, first) == []
    assert wrongs(pages, read(content, file="报送表.xlsx", mappings=answered(pages, first))) == []


@pytest.mark.parametrize("seed", [1142, 1541])
def test_namesakes_on_a_summary_are_those_in_detail(seed: int) -> None:
    pages = wild_book(seed)
    assert wrongs(pages, read(as_xlsx(pages), file="报送表.xlsx")) == []


def test_these_books_are_read_and_not_merely_withheld() -> None:
    books = [red_book(seed) for seed in range(30)]
    known = 0
    wanted = 0
    for pages in books:
        reading = read(as_xlsx(pages), file="报送表.xlsx")
        for table in reading.tables:
            known += int(table.frame.drop(columns=["source_sheet", "source_row"]).notna().sum().sum())
        wanted += sum(v not in (None, WITHHELD) for page in pages for r in page.records for v in r.values.values())
    assert known >= 0.97 * wanted
