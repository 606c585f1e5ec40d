"""Every figure the pages head with agrees with a second way of working it out, which shares no code with the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics import headline
from store import open_store
from tests.golden import recomputed
from tests.golden.all_months import differing, shown
from ui import source
from ui.memory import Memory
from ui.shelf import Shelf

# Some of the months; ``make figures`` works out every one, those of the year after too.
CASES = [(period, unit) for period in recomputed.MONTHS[1::3] + recomputed.MONTHS[-1:] for unit in recomputed.UNITS]


@pytest.fixture(scope="module")
def version(samples_database: Path) -> Iterator[int]:
    """The samples as the pages see them."""
    opened = source.Opened(open_store(f"sqlite:///{samples_database}"), Memory(), Shelf(None))
    with source.moment(opened):
        yield source.version()


@pytest.mark.parametrize(("period", "unit"), CASES)
def test_every_figure_comes_out_the_same_when_it_is_worked_out_again(version: int, period: str, unit: str) -> None:
    ours, theirs = shown(version, period, unit), recomputed.figures(period, unit)

    assert ours.keys() == theirs.keys()
    assert differing(ours, theirs) == {}


def test_a_figure_that_only_one_way_knows_or_that_is_another_is_told() -> None:
    ours = {
        ("a", "same"): 1.0,
        ("a", "none"): None,
        ("a", "other"): 1.0,
        ("a", "lost"): 2.0,
        ("a", "not"): float("nan"),
    }
    theirs = {("a", "same"): 1.0, ("a", "none"): None, ("a", "other"): 1.1, ("a", "new"): 3.0, ("a", "not"): None}

    assert differing(ours, theirs) == {
        ("a", "other"): (1.0, 1.1),
        ("a", "lost"): (2.0, None),
        ("a", "new"): (None, 3.0),
    }


def test_every_page_and_every_figure_is_known_for_all_units_together() -> None:
    found = recomputed.figures("2017-07", "")

    assert {page for page, _ in found} == set(headline.PAGES)
    assert [name for name, value in found.items() if value is None] == []
    assert sum(value is not None for case in CASES for value in recomputed.figures(*case).values()) > 350


def test_the_second_way_asks_nothing_of_the_first() -> None:
    texts = [path.read_text("utf-8") for path in Path(recomputed.__file__).parent.glob("*.py")]
    asked = {name for text in texts for name in re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE)}

    assert asked & {"metrics", "ui", "catalog", "store", "loaders"} == set()
