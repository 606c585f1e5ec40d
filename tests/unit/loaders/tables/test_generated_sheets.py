"""Properties over generated clerks' sheets: no cell silently wrong, no row invented, every cell in exactly one role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from clerk_layouts import one_table, side_by_side, stacked
from clerk_sheets import Page
from clerk_truth import held, read_grids

from loaders.cells import fold

LAYOUTS = [one_table, side_by_side, stacked]
SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_generated_sheet_is_read_back_or_flagged_never_silently_wrong(
    layout: Callable[[Random], Page], seed: int
) -> None:
    page = layout(Random(seed))
    tally, wrong = held(page, read_grids(page.grid))
    assert wrong == []
    assert tally["right"] > tally["flagged"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_filled_cell_has_exactly_one_role(layout: Callable[[Random], Page], seed: int) -> None:
    page = layout(Random(seed))
    reading = read_grids(page.grid)
    (view,) = reading.sheets
    filled = {
        (r, c)
        for r, row in enumerate(page.grid.rows, 1)
        for c, v in enumerate(row, 1)
        if v is not None and fold(str(v))
    }
    assert set(view.roles) == filled
    assert Counter(view.roles.values()) == {role: n for role, n in reading.coverage.items() if n}
    assert reading.coverage["unclaimed"] == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_role_of_value_and_an_address_go_together(seed: int) -> None:
    page = one_table(Random(seed))
    reading = read_grids(page.grid)
    addressed = {at for table in reading.tables for at in table.cells.to_numpy().ravel() if isinstance(at, str)}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    values = {f"{letters[c - 1]}{r}" for (r, c), role in reading.sheets[0].roles.items() if role == "value"}
    assert addressed == values


@pytest.mark.parametrize("seed", SEEDS)
def test_a_signature_does_not_depend_on_the_rows(seed: int) -> None:
    page = one_table(Random(seed))
    first = read_grids(page.grid).tables
    last = page.records[-1].row - 1
    page.grid.rows[last] = [None] * len(page.grid.rows[last])
    assert [t.signature for t in read_grids(page.grid).tables] == [t.signature for t in first]


def test_formulas_and_errors_are_counted_once_like_any_cell() -> None:
    page = one_table(Random(1))
    first, second = page.records[0].row, page.records[1].row
    page.grid.rows[first - 1][1] = None
    page.grid.errors[first, 2] = "#REF!"
    page.grid.formulas[second, 2] = "A1"
    page.grid.untrusted.add((second, 2))
    reading = read_grids(page.grid)
    assert Counter(reading.sheets[0].roles.values()) == {role: n for role, n in reading.coverage.items() if n}
