"""The papers of a frozen meeting never change, whatever is published after it; pictures may fail, papers may not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from papers_read_back import PAPERS

from catalog.words.papers import paper_words
from store import Desk, Store, local_actor
from tests.opening import open_page
from tests.pages.papers.conftest import MEETING, publish_another_figure
from ui import source
from ui.papers.gathering import dossier
from ui.papers.panel import meeting_view
from ui.scope import View

ROOT = Path(__file__).parents[3]


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


def test_freezing_the_meeting_before_moves_what_is_followed_up(meeting: Store) -> None:
    """No figure moves by it, and yet the demands are measured from that meeting's day from now on."""
    august = View(source.version(), "2017-07", demo=True)
    before = dossier(august).follow_up["deadline"].unique()
    Desk(meeting, local_actor()).freeze("六月调度会", as_of="2017-06", held_on="2017-07-20", at="2017-07-20T09:00:00")
    assert source.version() == august.version
    assert dossier(august).follow_up["deadline"].unique().tolist() == [pd.Timestamp("2017-08-03")] != before.tolist()


def program(folder: Path, name: str) -> None:
    """A program of that name that finds nothing."""
    (folder / name).write_text("#!/bin/sh\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(("reason", "installed"), [("no_chromium", ["fc-list"]), ("no_font", ["chromium", "fc-list"])])
def test_what_pictures_need_is_missing_and_the_pack_says_so_with_every_other_paper(
    meeting: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str, installed: list[str]
) -> None:
    for name in installed:
        program(tmp_path, name)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    app = open_page("pages/analysts/meeting.py")
    app.button(key=f"make_pack_{MEETING}").click().run()
    sentence = getattr(paper_words().pictures, reason)
    assert not app.exception
    task = app.session_state[f"pack_{MEETING}"]
    assert task.finished.wait(60)
    app.run()
    assert [w.value.replace("\\", "") for w in app.warning] == [sentence]
    content, missing = task.result()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name.split(".")[-1]: archive.read(name) for name in archive.namelist()}
    assert (sorted(files), missing) == (["docx", "pptx", "txt", "xlsx"], [sentence])
    assert f"未生成：{sentence}" in files["txt"].decode()
    assert [
        PAPERS[paper][1](files[kind]) != ""
        for paper, kind in (("slides", "pptx"), ("bulletin", "docx"), ("lists", "xlsx"))
    ] == [True] * 3


def test_the_run_that_freezes_a_meeting_counts_it_in_its_heading(meeting: Store) -> None:
    app = open_page("pages/analysts/meeting.py")
    assert "## 已定稿1次会议" in [m.value for m in app.markdown]
    app.text_input(key="meeting-name").set_value("第二次调度会")
    next(b for b in app.button if b.label == "定稿").click().run()
    assert "## 已定稿2次会议" in [m.value for m in app.markdown]
    assert app.selectbox(key="papers_of").options == ["第二次调度会", MEETING]
