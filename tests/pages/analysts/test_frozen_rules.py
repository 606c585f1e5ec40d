"""A frozen meeting is judged for ever by what it was frozen with, whatever rules, posts or holidays say later."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from catalog.book import current, kept_texts
from store import Desk, Refused, Store, local_actor
from store.journal.log import Entry, Signature, append
from tests.opening import open_page
from tests.pages.analysts.conftest import press, said
from tools import verify
from ui import facts, source
from ui.papers.gathering import dossier
from ui.papers.panel import OFFICE, meeting_view
from ui.scope import View

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "tests" / "unit" / "exports"))
MEETING = "七月调度会"
Change = Callable[..., None]


@pytest.fixture
def july(samples_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of our own with every sample, and July frozen at the desk."""
    own = tmp_path / "store.db"
    shutil.copy(samples_database, own)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("STORE_URL", f"sqlite:///{own}")
    st.cache_resource.clear()
    yield source.store()
    st.cache_resource.clear()


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Change]:
    """``changed("rules", {old: new})``: the program is started anew with another text in the book it ships."""
    own = tmp_path / "books"
    shutil.copytree(current.BOOKS, own)

    def restarted_with(name: str, replaced: dict[str, str]) -> None:
        path = own / current.SHIPPED / f"{name}.toml"
        words = path.read_text("utf-8")
        for old, new in replaced.items():
            assert old in words
            words = words.replace(old, new)
        path.write_text(words, encoding="utf-8")
        monkeypatch.setattr(current, "BOOKS", own)
        _forget()

    yield restarted_with
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    current.shipped.cache_clear()
    st.cache_resource.clear()


# Red from six percentage points behind, not from ten.
STRICTER = {"below = -10.0": "below = -6.0", "from = -10.0": "from = -6.0", 'version = "2017.1"': 'version = "2017.2"'}


def freeze(page: Callable[..., AppTest]) -> None:
    app = page("meeting")
    app.text_input(key="meeting-name").set_value(MEETING)
    app.selectbox(key="meeting-as-of").set_value("2017-07")
    press(app, "定稿")


def shown(**query: str) -> AppTest:
    return open_page("pages/leaders/overview.py", **query)


def drawn(app: AppTest) -> list[str]:
    """What the boards of the page say, without their markup: the key figures first."""
    boards = [json.loads(b.proto.json).get("html", "") for b in app.get("bidi_component") if b.proto.json]
    return [re.sub("<[^>]+>", " ", board) for board in boards if board]


def red(view: View) -> str:
    return facts.printed(view)["overview"]["red_items"]


def papers(view: View, *names: str) -> list[str]:
    """Everything the three papers say, or those of ``names``; their bytes carry the moment they were written."""
    from papers_read_back import PAPERS

    with source.judging(view.meeting, view.as_of):
        told = dossier(view)
        return [words(write(told)) for write, words in (PAPERS[name] for name in names or PAPERS)]


def test_a_stricter_rule_changes_the_month_but_not_the_meeting(july: Store, page: Callable, changed: Change) -> None:
    freeze(page)
    before, live_before = shown(meeting=MEETING), shown(period="2017-07")

    changed("rules", STRICTER)
    after, live_after = shown(meeting=MEETING), shown(period="2017-07")

    assert drawn(after) == drawn(before)
    assert drawn(before)[0] == drawn(live_before)[0] != drawn(live_after)[0]
    assert "红灯事项" in drawn(after)[0]
    assert "亮灯（2017.1版）" in said(after)
    assert "亮灯（2017.2版）" in said(live_after)
    assert not after.warning


def test_a_stricter_rule_changes_no_paper_of_the_meeting(july: Store, page: Callable, changed: Change) -> None:
    freeze(page)
    meeting = meeting_view(july.meetings()[0])
    before, live_before = papers(meeting), papers(View(source.version(), "2017-07", demo=True), "lists")

    changed("rules", STRICTER)

    assert papers(meeting) == before
    assert papers(View(source.version(), "2017-07", demo=True), "lists") != live_before


def test_each_paper_is_written_with_the_words_of_the_frozen_rule(july: Store, page: Callable, changed: Change) -> None:
    freeze(page)
    changed("rules", {'behind = "滞后"': 'behind = "红牌"'})

    assert ["红牌" in paper for paper in papers(meeting_view(july.meetings()[0]))] == [False] * len(OFFICE)
    assert ["红牌" in paper for paper in papers(View(source.version(), "2017-07", demo=True))] == [True] * len(OFFICE)


def test_who_owed_a_report_and_when_stays_as_it_was_at_the_meeting(
    july: Store, page: Callable, changed: Change
) -> None:
    freeze(page)
    view = meeting_view(july.meetings()[0])
    live = View(source.version(), "2017-07", demo=True)
    before, late = facts.reported(view), facts.late(view)["n_late"].sum()

    changed("reporting", {"due_day = 31": "due_day = 2"})

    assert facts.late(view)["n_late"].sum() == late
    assert facts.late(live)["n_late"].sum() > late
    assert facts.reported(view) == before


def test_what_is_reported_after_the_meeting_does_not_count_as_reported_at_it(july: Store, page: Callable) -> None:
    desk = Desk(july, local_actor())
    numbers = july.submissions().set_index("submission_id")
    number = int(numbers[(numbers["period"] == "2017-07") & numbers["current"]].index[0])
    desk.withdraw(number, reason="x", at="2017-08-09")
    freeze(page)
    view = meeting_view(july.meetings()[0])
    before = facts.reported_words(view)

    desk.restore(number, reason="x", at="2017-08-20")

    later = View(source.version(), "2017-07", demo=True)
    assert facts.reported_words(meeting_view(july.meetings()[0])) == before != facts.reported_words(later)


def test_a_month_published_after_the_meeting_is_not_what_it_is_compared_with(july: Store, page: Callable) -> None:
    desk = Desk(july, local_actor())
    june = [line for line in july.lines() if line.current and line.period == "2017-06"]
    for line in june:
        desk.withdraw(line.submission_id, reason="x", at="2017-08-09")
    freeze(page)
    assert source.earlier(meeting_view(july.meetings()[0])) == "2017-05"

    desk.restore(june[0].submission_id, reason="x", at="2017-08-20")

    assert source.earlier(meeting_view(july.meetings()[0])) == "2017-05"
    assert source.earlier(View(source.version(), "2017-07")) == "2017-06"


def test_a_figure_that_comes_out_otherwise_than_noted_is_said_and_found_by_the_check(
    july: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = facts.printed(View(source.version(), "2017-07"))
    noted["overview"]["red_items"] = "999"
    Desk(july, local_actor()).freeze(MEETING, as_of="2017-07", figures=noted, at="2017-08-09")

    app = shown(meeting=MEETING)

    real = red(meeting_view(july.meetings()[0]))
    assert [w.value.replace("\\", "") for w in app.warning] == [
        f"关键数字与定稿时记下的不一致：红灯事项当时999、现算{real}。请以定稿时记下的为准，并请管理员核对程序。"
    ]
    assert verify.main([july.database.url.render_as_string()]) == 1
    assert f"overview.red_items was 999, is worked out as {real} today" in capsys.readouterr().out


def test_a_meeting_as_it_was_noted_passes_the_check_after_the_rules_changed(
    july: Store, page: Callable, changed: Change
) -> None:
    freeze(page)
    changed("rules", STRICTER)

    assert verify.main([july.database.url.render_as_string()]) == 0


def test_a_meeting_of_before_declarations_were_kept_opens_by_todays_rules_and_says_so(july: Store) -> None:
    shown_then = [line.submission_id for line in july.lines() if line.current]
    details = {"as_of": "2017-07", "held_on": "", "note": "", "submissions": sorted(shown_then)}
    with july.database.writing() as connection:
        by = Signature("张科", "approver", "2017-08-09T09:00:00")
        append(connection, by, Entry("freeze", MEETING, period="2017-07", details=details))

    app = shown(meeting=MEETING)

    assert not app.exception
    assert f"定稿：{MEETING}" in said(app)
    assert "本次会议定稿时未留存口径，按现行口径计算" in said(app)
    assert Desk(july, local_actor()).freeze("另一次", as_of="2017-07", at="2017-08-10").repeated is False
    assert "未留存口径" not in said(shown(meeting="另一次"))


def test_nothing_is_frozen_while_figures_move(july: Store) -> None:
    desk, seen = Desk(july, local_actor()), july.figures_version()
    current = next(line for line in july.lines() if line.current)
    desk.withdraw(current.submission_id, reason="x", at="2017-08-09")

    with pytest.raises(Refused, match="刚刚又有数据发布"):
        desk.freeze(MEETING, as_of="2017-07", seen=seen, at="2017-08-09")

    assert july.meetings() == []


def test_freezing_keeps_the_texts_once_and_the_figures_in_the_chained_log(july: Store, page: Callable) -> None:
    freeze(page)
    Desk(july, local_actor()).freeze("再开一次", as_of="2017-07", at="2017-08-10")

    first, second = july.meetings()

    assert july.declarations(MEETING) == kept_texts()
    assert first.declarations == second.declarations
    with july.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM declarations")).scalar() == len(set(kept_texts().values()))
    assert first.figures == facts.printed(View(source.version(), "2017-07"))
    assert set(first.figures) >= {"overview", "work_areas", "livelihood", "investment"}
