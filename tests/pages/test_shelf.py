"""Results kept beside the store: read instead of worked out, left behind by whatever moves a figure, never obeyed."""

from __future__ import annotations

import asyncio
import os
import pickle
import zlib
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, rmtree

import pytest
import streamlit as st

from store import Desk, local_actor, open_store
from tests.opening import open_page
from tools import verify
from ui import filling, released, source
from ui.scope import View
from ui.shelf import Known, Shelf, read

ROOT = Path(__file__).parents[2]
PAGES = ("overview", "investment", "accountability")
UNIT, MONTH = "教育局", "2017-03"


@pytest.fixture
def filled(
    samples_database: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A store of its own, with one month of one unit on its shelf; the memory is empty, as in a fresh process."""
    path = tmp_path_factory.mktemp("shelf") / "store.db"
    copy(samples_database, path)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("STORE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("KEPT_RESULTS", "")
    st.cache_resource.clear()
    filling.fill(view())
    st.cache_resource.clear()
    yield path
    st.cache_resource.clear()


def view(unit: str = UNIT) -> View:
    return View(source.version(), MONTH, unit, demo=True)


def shown(page: str) -> list[str]:
    """Everything a page sends of its main part."""
    app = open_page(f"pages/leaders/{page}.py", period=MONTH, unit=UNIT)
    assert not app.exception
    texts = [m.value for m in app.markdown]
    charts = [c.proto.spec + c.proto.alt for c in app.get("plotly_chart")]
    return texts + charts + [b.proto.json for b in app.get("bidi_component")]


def worked_out() -> set[str]:
    """What was worked out from rows."""
    return {key[0].rsplit(".")[-1] for key, _ in source.opened().memory.items() if not isinstance(key, Known)}


def test_a_page_reads_what_is_kept_and_touches_no_row(filled: Path) -> None:
    shown("overview")
    assert not {"_frame", "_history"} & worked_out()


def test_deleting_what_is_kept_changes_nothing_but_time(filled: Path) -> None:
    kept = {page: shown(page) for page in PAGES}
    rmtree(filled.with_suffix(".results"))
    st.cache_resource.clear()
    assert {page: shown(page) for page in PAGES} == kept
    assert "_frame" in worked_out()


def test_what_moves_the_month_leaves_its_file_behind_and_a_later_month_does_not(filled: Path) -> None:
    before, lines = released.made_with(view()), source.store().lines()
    desk, at = Desk(source.store(), local_actor()), "2017-08-20T09:00:00"
    july = next(line for line in lines if line.period == "2017-07" and line.current)
    desk.withdraw(july.submission_id, reason="报错了", at=at)
    assert released.made_with(view()) == before
    earlier = next(line for line in lines if line.period == "2017-02" and line.current)
    desk.withdraw(earlier.submission_id, reason="报错了", at=at)
    assert released.made_with(view()) != before
    shelf = source.opened().shelf
    assert not shelf.has(MONTH, UNIT, released.made_with(view()))
    filling.fill(view())
    assert shelf.has(MONTH, UNIT, released.made_with(view()))
    assert len(shelf.files()) == 1


class Evil:
    def __reduce__(self) -> tuple:
        return os.system, ("exit 7",)


@pytest.mark.parametrize(
    "content",
    [b"", b"torn", zlib.compress(b"torn"), zlib.compress(pickle.dumps([1])), zlib.compress(pickle.dumps({Evil(): 1}))],
    ids=["empty", "not compressed", "not written", "something else", "a command"],
)
def test_a_file_that_is_not_ours_is_as_none(filled: Path, content: bytes) -> None:
    expected = shown("overview")
    [path] = source.opened().shelf.files()
    path.write_bytes(content)
    st.cache_resource.clear()
    assert read(path) is None
    assert shown("overview") == expected


def test_the_check_of_the_store_finds_a_kept_figure_that_is_another(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.main([f"sqlite:///{filled}"]) == 0
    shelf, key = source.opened().shelf, None
    kept = shelf.part(MONTH, UNIT, released.made_with(view()))
    key = next(k for k in kept if k.name == "ui.facts._finding" and k.more == ("overview", ""))
    shelf.put(MONTH, UNIT, released.made_with(view()), kept | {key: "一切正常"})
    assert verify.main([f"sqlite:///{filled}"]) == 1
    assert "一切正常" in capsys.readouterr().out


def test_nothing_is_kept_where_that_is_switched_off(tmp_path: Path) -> None:
    shelf = Shelf(None)
    shelf.put(MONTH, UNIT, "", {})
    assert not shelf.has(MONTH, UNIT, "")
    assert shelf.files() == []


def test_where_nothing_is_kept_nothing_is_filled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KEPT_RESULTS", "off")
    store = open_store(f"sqlite:///{tmp_path}/s.db")
    # It would else wait for the first readers to be served, and then look every few seconds for ever.
    assert asyncio.run(asyncio.wait_for(filling.keep_filling(store), timeout=filling.FIRST_SECONDS / 2)) is None
    store.database.close()
