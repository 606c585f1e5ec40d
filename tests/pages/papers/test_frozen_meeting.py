"""The papers of a frozen meeting never change, whatever is published after it; pictures may fail, papers may not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from papers_read_back import PAPERS
from streamlit.testing.v1 import AppTest

from catalog import declared
from store import Store
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
