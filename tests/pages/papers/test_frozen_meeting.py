"""The papers of a frozen meeting never change, whatever is published after it; pictures may fail, papers may not."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import streamlit as st
from papers_read_back import PAPERS
from streamlit.testing.v1 import AppTest

from catalog import declared
from loaders import Corrections, Mappings, read
from store import Desk, Store, local_actor
from ui import source
from ui.papers.gathering import dossier
from ui.papers.panel import meeting_view
from ui.scope import View

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "data" / "samples"
MEETING = "2017年8月调度会"
CHANGED = {"department": "教育局", "period": "2017-07"}
LATER = "2017-09-20T09:00:00"


@pytest.fixture
def meeting(samples_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of our own in which July has been frozen."""
    own = tmp_path / "store.db"
    shutil.copy(samples_database, own)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("STORE_URL", f"sqlite:///{own}")
    st.cache_resource.clear()
    store = source.store()
    Desk(store, local_actor()).freeze(MEETING, as_of="2017-07", held_on="2017-08-09", at="2017-08-09T09:00:00")
    yield store
    st.cache_resource.clear()


def publish_another_figure(store: Store) -> None:
    """The education office hands July in again, with another figure for the item that was furthest behind."""
    frame = store.frame("livelihood_projects", as_of="2017-07")
    row = frame[frame["reporting_department"] == CHANGED["department"]].iloc[0]
    found = store.trace("livelihood_projects", row["row_id"], "actual_value", as_of="2017-07")
    content = store.original(found.sha256)
    corrections = Corrections()
    corrections.set(found.sheet, found.cell, "1")
    known = Mappings.from_json((SAMPLES / "mappings.json").read_text("utf-8"))
    reading = read(content, file=found.file, mappings=known, corrections=corrections)
    desk = Desk(store, local_actor())
    saved = desk.save(reading, content=content, at=LATER, received=LATER[:10], corrections=corrections, **CHANGED)
    desk.publish(saved, at=LATER)


def printed(view: View) -> dict[str, str]:
    told = dossier(view)
    return {name: words(write(told)) for name, (write, words) in PAPERS.items()}


def test_a_later_publication_changes_the_month_but_not_the_meetings_papers(meeting: Store) -> None:
    frozen = meeting.meetings()[0]
    before, month_before = printed(meeting_view(frozen)), printed(View(source.version(), "2017-07", demo=True))
    publish_another_figure(meeting)
    after, month_after = printed(meeting_view(frozen)), printed(View(source.version(), "2017-07", demo=True))
    assert after == before
    assert {name: month_after[name] != month_before[name] for name in PAPERS} == dict.fromkeys(PAPERS, True)


def test_without_chromium_the_pack_says_so_and_holds_every_other_paper(
    meeting: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.switch_page("pages/analysts/meeting.py").run()
    app.button(key=f"make_pack_{MEETING}").click().run()
    sentence = declared("wording/exports")["pictures"]["no_chromium"]
    assert not app.exception
    assert [w.value for w in app.warning] == [sentence]
    content, missing = app.session_state[f"pack_{MEETING}"]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        kinds = sorted(name.split(".")[-1] for name in archive.namelist())
        said = archive.read("文件清单.txt").decode()
    assert (kinds, missing) == (["docx", "pptx", "txt", "xlsx"], [sentence])
    assert sentence in said


def test_the_run_that_freezes_a_meeting_counts_it_in_its_heading(meeting: Store) -> None:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.switch_page("pages/analysts/meeting.py").run()
    assert "## 已定稿1次会议" in [m.value for m in app.markdown]
    app.text_input(key="meeting-name").set_value("第二次调度会")
    next(b for b in app.button if b.label == "定稿").click().run()
    assert "## 已定稿2次会议" in [m.value for m in app.markdown]
    assert app.selectbox(key="papers_of").options == ["第二次调度会", MEETING]
