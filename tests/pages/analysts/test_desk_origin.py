"""From a figure to its cell, and the checks and meetings made of the same figures."""

from __future__ import annotations

import io
import json

import pytest
from streamlit.testing.v1 import AppTest

from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import SAMPLES, UNIT, Open, press, publish_shorter_august, said
from ui import facts, source
from ui.analysts.meeting.headline_changes import moved
from ui.scope import View
from ui.trace_link import trace_href

JULY = SAMPLES / "2017-07" / f"{UNIT}2017年7月.xlsx"


def first_row(store: Store, as_of: str = "2017-07") -> dict:
    rows = store.frame("work_targets", as_of=as_of)
    return rows[rows["actual_value"].notna()].iloc[0].to_dict()


def link(store: Store, field: str = "actual_value", as_of: str = "2017-07") -> dict[str, str]:
    query = trace_href("work_targets", first_row(store, as_of)["row_id"], field, as_of=as_of).split("?")[1]
    return dict(part.split("=") for part in query.split("&"))


def total(store: Store) -> int:
    """How many rows stand in the three datasets the street reports."""
    names = ("work_targets", "investment_projects", "enterprise_issues")
    return sum(len(store.frame(name, as_of="2017-07")) for name in names)


def marked(app: AppTest) -> list[str]:
    drawn = [json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.component_name == "workbook_sheet"]
    return [c["at"] for data in drawn for row in data["rows"] for c in row["cells"] if "marked" in c["looks"]]


def test_a_figure_leads_to_its_cell_drawn_in_the_sheet(store: Store, page: Open) -> None:
    app = page("trace", **link(store))
    row = first_row(store)
    seen = said(app)
    assert not app.exception
    assert JULY.name in seen
    assert marked(app) == [store.trace("work_targets", row["row_id"], "actual_value").cell]
    assert f"{row['actual_value']:.0f}" in seen


def test_the_original_comes_back_byte_for_byte_named_by_its_hash(store: Store, page: Open) -> None:
    app = page("trace", **link(store))
    trace = store.trace("work_targets", first_row(store)["row_id"], "actual_value")
    assert store.original(trace.sha256) == JULY.read_bytes()
    assert trace.sha256 in said(app)
    assert app.get("download_button")[0].label == "下载原件"


def test_a_link_of_an_earlier_period_shows_that_periods_cell(store: Store, page: Open) -> None:
    june = said(page("trace", **link(store, as_of="2017-06")))
    assert f"{UNIT}2017年6月.xlsx" in june
    assert "截至2017年6月30日" in june


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"dataset": "nonsense", "row": "1", "field": "x"},
        {"dataset": "work_targets", "row": "1", "field": "problem"},
    ],
)
def test_a_link_to_nothing_is_answered_in_a_sentence(store: Store, page: Open, query: dict[str, str]) -> None:
    app = page("trace", **query)
    assert not app.exception
    assert "也可以直接查" in said(app) or "所指的数据不存在" in said(app)


def test_open_issues_are_listed_with_unit_and_place(store: Store, page: Open) -> None:
    app = page("checks")
    assert not app.exception
    seen = said(app)
    assert UNIT in seen
    assert "没有认出，未读取" in seen


def test_one_item_of_two_units_is_decided_with_a_reason(store: Store, page: Open) -> None:
    from loaders import read

    colleague = Desk(store, local_actor())
    content = JULY.read_bytes() + b"\0"
    reading = read(JULY.read_bytes(), file="黄屯街道2017年7月.xlsx")
    whose = {f"{t.sheet}!{t.range}": {"department": "黄屯街道"} for t in reading.tables}
    colleague.publish(colleague.save(reading, content=content, at="2017-07-31", tables=whose), at="2017-07-31")
    before = total(store)
    app = page("checks", check="重复报送")
    assert "尚未裁定" in said(app)
    app.text_input[0].set_value("以落地街道为准")
    press(app, "裁定")
    assert not app.exception
    decided = [c for c in store.conflicts("2017-07") if c.decided]
    assert [c.reason for c in decided] == ["以落地街道为准"]
    assert total(store) == before - 1


def test_a_meeting_is_frozen_and_compared_with_what_came_after(store: Store, page: Open) -> None:
    app = page("meeting")
    app.text_input(key="meeting-name").set_value("七月调度会")
    press(app, "定稿")
    assert store.meetings() == []  # few have reported: the month is still being collected, which is asked about once
    app.checkbox(key="meeting-sure").check().run()
    press(app, "定稿")
    assert [m.name for m in store.meetings()] == ["七月调度会"]
    frozen = store.frame("work_targets", meeting="七月调度会")
    desk = Desk(store, local_actor())
    july = next(x for x in store.lines() if (x.dataset, x.period) == ("work_targets", "2017-07"))
    desk.withdraw(july.submission_id, reason="更正", at="2017-08-02")
    app = page("meeting", desk="两次会议比较")
    app.selectbox(key="diff-before").set_value("七月调度会").run()
    assert "改动" in said(app)
    assert store.frame("work_targets", meeting="七月调度会").equals(frozen)


def test_two_meetings_differ_by_key_figures_and_name_the_report_that_moved_each(store: Store, page: Open) -> None:
    noted = facts.printed(View(source.version(), "2017-07"))
    desk = Desk(store, local_actor())
    desk.freeze("前一次", as_of="2017-07", figures=noted, at="2017-08-01")
    number = publish_shorter_august(store)
    desk.freeze("后一次", as_of="2017-08", figures=facts.printed(View(source.version(), "2017-08")), at="2017-09-01")

    found = moved(source.version(), "前一次", "后一次")

    after = facts.printed(View(source.version(), "2017-08"))
    expected = {(p, n) for p, said in noted.items() for n, text in said.items() if after[p][n] != text}
    assert {(one.page, one.name) for one in found} == expected != set()
    assert all(one.before == noted[one.page][one.name] for one in found)
    assert all(one.after == after[one.page][one.name] for one in found)
    assert {number for one in found for number in one.submissions} <= set(number)
    tasks = next(one for one in found if (one.page, one.name) == ("work_areas", "tasks_on_time"))
    works = next(x for x in store.lines(number) if x.dataset == "work_targets")
    assert tasks.submissions == (works.submission_id,)
    app = page("meeting", desk="两次会议比较")
    assert "按期任务" in said(app)
    assert UNIT in said(app)


def test_what_only_the_passing_of_time_has_moved_is_put_down_to_no_report(store: Store) -> None:
    desk = Desk(store, local_actor())
    desk.freeze("七月", as_of="2017-07", at="2017-08-01")
    desk.freeze("八月", as_of="2017-08", at="2017-09-01")

    found = moved(source.version(), "七月", "八月")

    assert {one.submissions for one in found} == {()}


def test_a_key_figure_is_compared_as_it_was_noted_not_as_it_comes_out_today(store: Store) -> None:
    noted = facts.printed(View(source.version(), "2017-07"))
    noted["overview"]["red_items"] = "999"
    Desk(store, local_actor()).freeze("会", as_of="2017-07", figures=noted, at="2017-08-01")

    found = moved(source.version(), "会", "2017-07")

    assert [(one.name, one.before, one.submissions) for one in found] == [("red_items", "999", ())]


def test_the_denominator_ledger_notes_who_approved(store: Store, page: Open) -> None:
    publish_shorter_august(store)
    app = page("meeting", desk="基数台账")
    assert "基数变动 2 处，其中 0 处已注明批准依据" in said(app)
    app.text_input(key="note-approved").set_value("管委会专题会议纪要〔2017〕8号")
    app.text_input(key="note-reason").set_value("任务合并")
    press(app, "注明批准依据")
    assert not app.exception
    noted = store.denominator("2017-07", "2017-08")["approved_by"].dropna()
    assert list(noted) == ["管委会专题会议纪要〔2017〕8号"]
    assert "其中 1 处已注明批准依据" in said(app)


def test_the_log_is_listed_and_its_chain_checked(store: Store, page: Open) -> None:
    app = press(page("meeting", desk="操作日志"), "校验日志链和原件")
    assert not app.exception
    assert "校验通过" in said(app)


@pytest.mark.parametrize(
    ("name", "next_page"),
    [
        ("upload", "submissions"), ("files", "upload"), ("checks", "upload"), ("trace", "upload"), ("meeting", "upload"),
        ("demands", "demands?desk=发通知"),
    ],
)  # fmt: skip
def test_an_empty_page_says_so_and_leads_to_the_next_step(
    empty_store: Store, page: Open, name: str, next_page: str
) -> None:
    app = page(name)
    assert not app.exception
    assert f"]({next_page})" in said(app)


def test_cell_text_is_shown_and_never_obeyed(store: Store, page: Open) -> None:
    from openpyxl import load_workbook

    book = load_workbook(SAMPLES / "exercises" / "柳行街道2017年8月.xlsx")
    book["重点任务"]["H4"] = "![x](http://example.com/x.png) <b>13</b>"
    buffer = io.BytesIO()
    book.save(buffer)
    number = Desk(store, local_actor()).keep(buffer.getvalue(), "![f](http://example.com/f.png).xlsx", at="2017-08-31")
    app = page("upload", upload=str(number))
    spoken = [str(e.value) for kind in ("markdown", "error", "warning", "info", "success") for e in app.get(kind)]
    assert "![x](http://example.com/x.png) <b>13</b>" in said(app)
    assert [text for text in spoken if "![" in text.replace("\\!\\[", "")] == []
