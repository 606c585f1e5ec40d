"""Very large drafts are compared in a process of their own, and shown no longer than anybody reads."""

from __future__ import annotations

import os

import pandas as pd

from loaders import read
from store import Desk, Line, Store, local_actor
from tests.pages.analysts.conftest import AUGUST
from ui.analysts.upload.beside import MANY, worked_out
from ui.analysts.upload.difference import SHOWN_CHANGES, addresses, compared, difference_of, previous_of


def draft(store: Store) -> tuple[Line, tuple]:
    """August's targets as a draft, and the tables it was read from."""
    content = AUGUST.read_bytes()
    reading = read(content, file=AUGUST.name)
    lines = Desk(store, local_actor()).save(reading, content=content, at="2017-08-31T09:00:00").lines
    return next(line for line in lines if line.dataset == "work_targets"), reading.tables


def test_a_process_of_its_own_compares_many_rows_as_the_server_would(store: Store, page: object) -> None:
    line, _ = draft(store)
    previous = previous_of(line)
    here, there = compared(line, previous), worked_out(compared, line, previous, rows=MANY)
    assert (there.line, there.previous, there.places) == (line, previous, here.places)
    pd.testing.assert_frame_equal(there.changes, here.changes)
    pd.testing.assert_frame_equal(there.findings, here.findings)


def test_where_that_process_ends_without_an_answer_the_server_compares(store: Store, page: object) -> None:
    asked = []
    # The process gets a copy of the list, to which it cannot add; the server's is the one that grows.
    assert worked_out(_noted_here, os.getpid(), asked, rows=MANY) == "here"
    assert asked == ["here"]


def _noted_here(server: int, asked: list[str]) -> str:
    assert os.getpid() == server
    asked.append("here")
    return "here"


def test_the_cells_of_what_is_shown_are_those_of_the_workbook(store: Store, page: object) -> None:
    line, tables = draft(store)
    found = difference_of(line)
    cells = addresses(tables, found)
    ids = set(found.changes["row_id"].head(SHOWN_CHANGES))
    assert {row_id for row_id, _ in cells} == ids & set(found.places)
    drawn = next(one for one in tables if one.dataset == line.dataset)
    assert set(cells.values()) <= {str(cell) for column in drawn.cells for cell in drawn.cells[column].dropna()}
    assert cells
