"""What waits for a decision: from sheet, reply and application, each led to, signed off by who may, kept for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from store import Desk, local_actor, open_store
from store.notices import Matter, NewNotice, ReplyLine
from tests.opening import open_page
from tests.pages.test_leaders import boards
from ui import raised, source
from ui.analysts.desk import now
from ui.papers import pending
from ui.scope import View

AT = "2017-08-12T09:00:00+08:00"
ISSUED = {"meeting": "", "as_of": "2017-06", "issued": "2017-08-09", "due": "2017-08-16", "at": AT}


@pytest.fixture
def desk(samples_copy: Callable[[Path], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    address = samples_copy(tmp_path)
    monkeypatch.setenv("STORE_URL", address)
    st.cache_resource.clear()
    yield Desk(open_store(address), local_actor())
    st.cache_resource.clear()


def view() -> View:
    return View(source.version(), "2017-06")


def noticed(desk: Desk) -> str:
    """A notice of two matters: to one the unit answers with a request, of the other it applies for more time."""
    matters = [Matter("work_targets", name, name, "建设局", "副主任", "落后") for name in ("甲", "乙")]
    desk.issue_notices([NewNotice("department", "建设局", tuple(matters))], **ISSUED)
    number = desk.store.demands()[0].number
    line = ReplyLine(1, "征地慢，请管委会协调用地", "倒排工期", "2017-09-30", "9月底", "局长")
    desk.reply(number, [line], content=b"r", file="回复单.xlsx", day="2017-08-10", at=AT)
    desk.ask_extension(number, 2, reason="雨季停工", until="2017-09-30", day="2017-08-11", at=AT)
    return number


def test_sheet_reply_and_application_each_raise_what_waits(desk: Desk) -> None:
    noticed(desk)
    table = pending.waiting(view())
    told = {row["source"]: row for row in table.to_dict("records")}

    assert {kind: (told[kind]["item"], told[kind]["ask"]) for kind in ("reply", "extension")} == {
        "reply": ("甲", "征地慢，请管委会协调用地"),
        "extension": ("乙", "申请延期至2017年9月30日：雨季停工"),
    }
    assert told["sheet"]["field"] == "progress_text"
    assert "需上级部门批复" in told["sheet"]["ask"]
    assert "回复单提出1项、延期申请1项" in pending.finding(view())


def test_a_sign_off_settles_what_was_asked_in_these_words_and_a_note_does_not(desk: Desk) -> None:
    number = noticed(desk)
    asked = next(pending.asked_of(r) for r in pending.waiting(view()).to_dict("records") if r["source"] == "reply")
    said = {"as_of": "2017-07", "day": "2017-08-12", "at": AT}
    before = desk.store.audit()["seq"].max()
    states = []
    for act in (desk.note_item, desk.sign_off):
        act(asked, said="同意协调", **said)
        states.append(
            next(bool(r["settled"]) for r in pending.waiting(view()).to_dict("records") if r["source"] == "reply")
        )
    desk.redo(number, 1, reason="不实", until="2017-08-20", day="2017-08-12", at=AT)
    desk.reply(number, [ReplyLine(1, "请求追加资金")], content=b"2", file="r.xlsx", day="2017-08-13", at=AT)
    anew = next(r for r in pending.waiting(view()).to_dict("records") if r["source"] == "reply")

    assert states == [False, True]
    assert (anew["ask"], bool(anew["settled"])) == ("请求追加资金", False)
    assert "签批：同意协调" in anew["opinion"]
    frozen = View(view().version, "2017-07", meeting="会", until=int(before))
    assert raised.opinions(frozen.until) == []


def test_the_page_leads_to_the_cell_and_to_the_paper_and_takes_a_sign_off(
    desk: Desk, opened_here: Callable[..., AppTest]
) -> None:
    noticed(desk)
    app = opened_here("pages/leaders/follow_up.py", tab="待决事项", period="2017-06")
    shown = boards(app)
    assert "trace?dataset=enterprise_issues" in shown
    assert "demands?matter=" in shown

    named = next(option for option in app.selectbox(key="pending-item").options if option.startswith("甲"))
    app.selectbox(key="pending-item").select(named).run()
    app.text_input(key="pending-opinion").input("同意，由建设局牵头").run()
    app.button(key="pending-sign").click().run()
    assert not app.exception
    assert [(o.act, o.asked.item, o.said, o.day) for o in raised.opinions()] == [
        ("sign_off", "甲", "同意，由建设局牵头", now().date().isoformat())
    ]
    assert "已签批1项" in " ".join(str(m.value) for m in app.markdown)


@pytest.fixture
def opened_here() -> Callable[..., AppTest]:
    """Opens a page over the store of this test."""

    def run(script: str, **query: str) -> AppTest:
        return open_page(script, **query)

    return run
