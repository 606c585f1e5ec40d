"""A July that was frozen for a meeting and changed afterwards: its papers, and its pages as the meeting's link has them."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from exports import Dossier
from loaders import Corrections, Mappings, read
from store import Desk, Store, local_actor, open_store
from tests.opening import open_page
from ui import source
from ui.papers.gathering import dossier
from ui.papers.panel import meeting_view

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "tests" / "unit" / "exports"))
SAMPLES = ROOT / "data" / "samples"
PERIOD = "2017-07"
MEETING = "2017年8月调度会"
CHANGED = {"department": "教育局", "period": PERIOD}
LATER = "2017-09-20T09:00:00"


def copied(samples: Path, own: Path) -> None:
    """A copy of a store that is in use: its file alone would lack what is not written back yet."""
    with sqlite3.connect(samples) as source_of, sqlite3.connect(own) as target:
        source_of.backup(target)


def freeze_july(store: Store) -> None:
    Desk(store, local_actor()).freeze(MEETING, as_of=PERIOD, held_on="2017-08-09", at="2017-08-09T09:00:00")


def publish_another_figure(store: Store) -> None:
    """The education office hands July in again, with another figure for the item that was furthest behind."""
    frame = store.frame("livelihood_projects", as_of=PERIOD)
    row = frame[frame["reporting_department"] == CHANGED["department"]].iloc[0]
    found = store.trace("livelihood_projects", row["row_id"], "actual_value", as_of=PERIOD)
    content = store.original(found.sha256)
    corrections = Corrections()
    corrections.set(found.sheet, found.cell, "1")
    known = Mappings.from_json((SAMPLES / "mappings.json").read_text("utf-8"))
    reading = read(content, file=found.file, mappings=known, corrections=corrections)
    desk = Desk(store, local_actor())
    saved = desk.save(reading, content=content, at=LATER, received=LATER[:10], corrections=corrections, **CHANGED)
    desk.publish(saved, at=LATER)


@pytest.fixture
def meeting(samples_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of our own in which July has been frozen."""
    own = tmp_path / "store.db"
    copied(samples_database, own)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("STORE_URL", f"sqlite:///{own}")
    st.cache_resource.clear()
    store = source.store()
    freeze_july(store)
    yield store
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def changed_since(samples_database: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store in which July was frozen, and a later report changed July's figures."""
    own = tmp_path_factory.mktemp("changed") / "store.db"
    copied(samples_database, own)
    store = open_store(f"sqlite:///{own}")
    freeze_july(store)
    publish_another_figure(store)
    return f"sqlite:///{own}"


@pytest.fixture(scope="module")
def gathered(changed_since: str) -> Iterator[Dossier]:
    """The papers of the meeting, gathered once after July's figures changed."""
    with pytest.MonkeyPatch.context() as patch:
        _served(changed_since, patch)
        yield dossier(meeting_view(source.store().meetings()[0]))


@pytest.fixture
def frozen(gathered: Dossier, changed_since: str, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """Those papers, with pages that are opened over that store."""
    _served(changed_since, monkeypatch)
    return gathered


def _served(url: str, patch: pytest.MonkeyPatch) -> None:
    patch.chdir(ROOT)
    patch.setenv("STORE_URL", url)
    if str(source.store().database.url) != url:
        st.cache_resource.clear()


@pytest.fixture
def page(frozen: Dossier) -> Callable[..., AppTest]:
    """Opens a leaders' page over that store: by the meeting's link, or by another query."""

    def run(name: str, **query: str) -> AppTest:
        return open_page(f"pages/leaders/{name}.py", **(query or {"meeting": MEETING}))

    return run
