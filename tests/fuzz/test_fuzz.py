"""A bounded number of broken workbooks; ``make fuzz`` runs many more."""

from __future__ import annotations

from loaders.pool import ReadingPool
from tests.fuzz.run import files, fuzz

RUNS = 300


def test_no_broken_workbook_stops_a_worker() -> None:
    with ReadingPool(2) as pool:
        outcomes, harmful = fuzz(RUNS, seed=20171031, pool=pool)
    assert harmful == []
    assert sum(outcomes.values()) == RUNS
    assert outcomes["read"] > RUNS / 20, "nearly everything is refused: the mutations no longer reach the readers"


def test_the_same_seed_breaks_the_same_way() -> None:
    assert list(files(20, seed=7)) == list(files(20, seed=7))
