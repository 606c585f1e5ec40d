"""Every figure the pages head with agrees with a second way of working it out, which shares no code with the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics import headline
from store import open_store
from tests.golden import recomputed
from ui import facts, source
from ui.memory import Memory
from ui.scope import View
from ui.shelf import Shelf

CASES = [(period, unit) for period in recomputed.MONTHS for unit in recomputed.UNITS]
Figures = dict[tuple[str, str], float | None]


@pytest.fixture(scope="module")
def version(samples_database: Path) -> Iterator[int]:
    """The samples as the pages see them."""
    opened = source.Opened(open_store(f"sqlite:///{samples_database}"), Memory(), Shelf(None))
    with source.moment(opened):
        yield source.version()


def shown(version: int, period: str, unit: str) -> Figures:
    view = View(version, period, department=unit)
    return {(page, figure.name): figure.value for page in headline.PAGES for figure in facts.figures(view, page)}


@pytest.mark.parametrize(("period", "unit"), CASES)
def test_every_figure_comes_out_the_same_when_it_is_worked_out_again(version: int, period: str, unit: str) -> None:
    ours, theirs = shown(version, period, unit), recomputed.figures(period, unit)

    assert ours.keys() == theirs.keys()
    assert ours == {key: pytest.approx(value) for key, value in theirs.items()}


def test_every_page_and_every_figure_is_known_for_all_units_together() -> None:
    found = recomputed.figures("2017-07", "")

    assert {page for page, _ in found} == set(headline.PAGES)
    assert [name for name, value in found.items() if value is None] == []
    assert sum(value is not None for case in CASES for value in recomputed.figures(*case).values()) > 900


def test_the_second_way_asks_nothing_of_the_first() -> None:
    texts = [path.read_text("utf-8") for path in Path(recomputed.__file__).parent.glob("*.py")]
    asked = {name for text in texts for name in re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE)}

    assert asked & {"metrics", "ui", "catalog", "store", "loaders"} == set()
