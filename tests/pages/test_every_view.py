"""Every leaders' page is drawn for every unit and every month, and on stores that hold one kind of table alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from catalog import datasets
from loaders import Mappings, Reading, read
from pages import PAGES
from store import Desk, local_actor, open_store
from ui import demo, source

# The suite draws the newest month of every third unit and every month of all units; `make views` every month of every
# unit.
WHOLE = os.environ.get("VIEWS") == "full"
OF_UNITS, UNITS = (slice(None), slice(None)) if WHOLE else (slice(-1, None), slice(None, None, 3))
LEADERS = [page.script for page in PAGES if page.section == "leaders"]
Opened = Callable[..., AppTest]


def complaints(app: AppTest) -> list[str]:
    """What a page says went wrong, so that a view that fails says why."""
    return [str(one.value) for one in (*app.exception, *app.error)]


@pytest.fixture(scope="module")
def months_and_units(samples_database: Path) -> tuple[list[str], list[str]]:
    store = open_store(f"sqlite:///{samples_database}")
    return sorted(store.periods()), sorted(store.submissions()["department"].unique())


@pytest.mark.parametrize("script", LEADERS)
def test_a_page_is_drawn_for_every_unit(opened: Opened, script: str, months_and_units) -> None:
    months, units = months_and_units
    views = [(period, unit) for period in months[OF_UNITS] for unit in units[UNITS]]
    said = {view: complaints(opened(script, "samples", period=view[0], unit=view[1])) for view in views}
    assert {view: words for view, words in said.items() if words} == {}


@pytest.mark.parametrize("script", LEADERS)
def test_a_page_is_drawn_for_every_month(opened: Opened, script: str, months_and_units) -> None:
    months, _ = months_and_units
    said = {month: complaints(opened(script, "samples", period=month)) for month in months}
    assert {month: words for month, words in said.items() if words} == {}


@pytest.mark.parametrize(("unit", "period"), [("民政局", "2017-07"), ("民政局", "2017-01"), ("规划局", "2017-01")])
def test_a_unit_that_answers_for_nothing_has_a_page_all_the_same(opened: Opened, unit: str, period: str) -> None:
    assert complaints(opened("pages/leaders/accountability.py", "samples", unit=unit, period=period)) == []


@pytest.fixture(scope="module")
def deliveries() -> dict[str, tuple[dict[str, str], Reading]]:
    """For each kind of table the first of the samples' files that holds one, read to that table alone."""
    known = Mappings.from_json((demo.SAMPLES / "mappings.json").read_text(encoding="utf-8"))
    found: dict[str, tuple[dict[str, str], Reading]] = {}
    for one in json.loads((demo.SAMPLES / "deliveries.json").read_text(encoding="utf-8")):
        path = demo.SAMPLES / one["file"]
        reading = read(path.read_bytes(), file=path.name, mappings=known)
        for table in reading.tables:
            found.setdefault(str(table.dataset), (one, replace(reading, tables=(table,))))
    return found


@pytest.fixture
def alone(tmp_path: Path, request: pytest.FixtureRequest, kept: dict[str, str], deliveries) -> Iterator[str]:
    kept["alone"] = f"sqlite:///{tmp_path / 'store.db'}"
    one, reading = deliveries[request.param]
    desk, at = Desk(open_store(kept["alone"]), local_actor()), f"{one['received']}T09:00:00"
    saved = desk.save(
        reading, content=(demo.SAMPLES / one["file"]).read_bytes(), at=at, department=one["department"],
        period=one["period"], received=one["received"], demo=True,
    )  # fmt: skip
    desk.publish(saved, at=at)
    yield request.param
    del kept["alone"]
    st.cache_resource.clear()


@pytest.mark.parametrize("alone", sorted(datasets()), indirect=True)
def test_every_page_is_drawn_where_only_one_kind_of_table_was_published(opened: Opened, alone: str) -> None:
    said = {page.script: complaints(opened(page.script, "alone")) for page in PAGES}
    assert {script: words for script, words in said.items() if words} == {}
    assert len(source.store().submissions()) == 1, alone
