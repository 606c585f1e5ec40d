"""The office's book in the store: versions from a day, two times, undone by new versions, refused whole."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from catalog.book import book_of, shipped
from catalog.book.current import text_of
from catalog.book.faults import faults
from catalog.book.lists import assembled, changed, entries_of
from store import Actor, Desk, NotAllowed, Refused, local_actor
from store.journal.verification import verify

AT = "2017-09-01T09:00:00"
AUGUST, MAY = dt.date(2017, 8, 1), dt.date(2017, 5, 1)
BUILDING = ("units", "建设局")


@pytest.fixture
def desk(store):
    return Desk(store, Actor("审核人甲", "approver"))


def unit(store, day=None, name="建设局"):
    return store.book(day).unit(name)


def new_post(post="一位新任副主任"):
    return {BUILDING: {"name": "建设局", "kind": "department", "lead_post": post}}


def test_a_book_taken_apart_and_put_together_is_the_same():
    again = assembled(entries_of(shipped()))
    assert text_of(again) == text_of(shipped())
    assert faults(again) == []


def test_an_untouched_store_has_the_shipped_book(store):
    assert store.book(AUGUST) is shipped()
    assert store.book_version() == 0
    assert store.book_history() == []


def test_a_change_holds_from_its_day_and_leaves_the_days_before(desk, store):
    before = unit(store, MAY)
    desk.change_book(new_post(), applies_from=AUGUST, reason="分工调整", paper="济高新发〔2017〕1号", at=AT)
    assert unit(store, AUGUST).lead_post == "一位新任副主任"
    assert unit(store, dt.date(2017, 7, 31)) == before
    (first, last) = store.book_history("units", "建设局")
    assert (last.actor, last.reason, last.paper) == ("审核人甲", "分工调整", "济高新发〔2017〕1号")
    assert (last.applies_from, first.applies_from) == ("2017-08-01", "")


def test_a_change_of_an_earlier_day_is_known_from_now_on_only(desk, store):
    known = desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT).seq
    desk.change_book(new_post("更早的一位"), applies_from=MAY, reason="补登", at=AT)
    assert unit(store, MAY).lead_post == "更早的一位"
    assert store.book(AUGUST, until=known).unit("建设局").lead_post == "一位新任副主任"
    assert store.book(MAY, until=known).unit("建设局").lead_post == shipped().unit("建设局").lead_post


def test_an_ended_entry_is_gone_from_its_day_on(desk, store):
    desk.change_book({("items", "2017-39"): None}, applies_from=AUGUST, reason="取消", at=AT)
    assert len(store.book(MAY).items) == 39
    assert len(store.book(AUGUST).items) == 38


def test_undoing_is_a_new_version(desk, store):
    done = desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT).seq
    desk.undo_book(done, reason="登记有误", at=AT)
    assert text_of(store.book(AUGUST)) == text_of(shipped())
    assert [v.reason for v in store.book_history(*BUILDING)] == ["", "x", "登记有误"]


def test_what_is_set_right_or_undone_of_an_earlier_day_leaves_what_holds_from_a_later_one(desk, store):
    first = desk.change_book(new_post("八月的一位"), applies_from=AUGUST, reason="x", at=AT).seq
    later = dt.date(2017, 9, 1)
    desk.change_book(new_post("九月的一位"), applies_from=later, reason="y", at=AT)
    desk.change_book(new_post("更正的一位"), applies_from=AUGUST, reason="更正", at=AT)
    assert [unit(store, day).lead_post for day in (AUGUST, later, None)] == ["更正的一位", "九月的一位", "九月的一位"]
    desk.undo_book(first, reason="登记有误", at=AT)
    posts = [unit(store, day).lead_post for day in (AUGUST, later)]
    assert posts == [shipped().unit("建设局").lead_post, "九月的一位"]


def test_the_same_again_is_a_repetition(desk):
    desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT)
    assert desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT).repeated


def test_the_second_of_two_who_change_it_is_told(desk, store):
    seen = store.book_version()
    desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT, seen=seen)
    with pytest.raises(Refused, match="刚由他人改过"):
        desk.change_book(new_post("另一位"), applies_from=AUGUST, reason="y", at=AT, seen=seen)
    assert unit(store, AUGUST).lead_post == "一位新任副主任"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (("units", "甲局"), {"name": "甲局", "kind": "department", "aliases": ["建设局"]}, "已被“建设局”使用"),
        (BUILDING, {"name": "建设局", "kind": "department", "successor": "规划局"}, "没有写停用日期"),
        (
            BUILDING,
            {"name": "建设局", "kind": "department", "successor": "没有的局", "valid_to": "2017-09-30"},
            "没有“没有的局”",
        ),
        (BUILDING, {"name": "建设局", "kind": "department", "valid_from": "2017-05-01", "valid_to": "2017-04-01"}, "早于起期"),
        (("owes", "x"), {"dataset": "work_targets", "departments": ["没有的局"]}, "没有“没有的局”"),
        (("owes", "x"), {"dataset": "没有", "departments": ["建设局"]}, "没有“没有”这种报表"),
        (("items", "2017-1"), {"name": "甲", "year": 2017, "number": 1, "category": "就业创业", "weight": -1}, "不能为负"),
        (("items", "2017-1"), {"name": "甲", "year": 2017, "number": 1, "category": "没有"}, "类别清单里没有“没有”"),
        (("curves", "甲"), {"name": "甲", "source": "—", "shares": [0.5, 0.4] + [1.0] * 10}, "只能上升"),
        (("curves", "甲"), {"name": "甲", "source": "—", "shares": [0.5] * 12}, "应为100%"),
    ],
)  # fmt: skip
def test_an_unsound_book_is_refused_and_nothing_changes(desk, store, name, value, said):
    with pytest.raises(Refused, match=said):
        desk.change_book(new_post() | {name: value}, applies_from=AUGUST, reason="x", at=AT)
    assert store.book_version() == 0
    assert store.version() == 0


def test_a_circle_of_successors_is_refused(desk):
    ended = {"kind": "department", "valid_to": "2017-07-31"}
    circle = {
        BUILDING: {"name": "建设局", "successor": "规划局", **ended},
        ("units", "规划局"): {"name": "规划局", "successor": "建设局", **ended},
    }
    with pytest.raises(Refused, match="绕了一圈"):
        desk.change_book(circle, applies_from=AUGUST, reason="x", at=AT)


def test_bands_with_a_hole_are_refused(desk, store):
    rule = entries_of(shipped())["rules", "lights"]
    bands = [b | {"below": -12.0} if b["name"] == "far_behind" else b for b in rule["bands"]]
    with pytest.raises(Refused, match="首尾相接"):
        desk.change_book({("rules", "lights"): rule | {"bands": bands}}, applies_from=AUGUST, reason="x", at=AT)


@pytest.mark.parametrize("role", ["viewer", "reporter", "analyst", "auditor"])
def test_only_approvers_change_the_book(store, role):
    with pytest.raises(NotAllowed):
        Desk(store, Actor("某人", role)).change_book(new_post(), applies_from=AUGUST, reason="x", at=AT)


def test_a_reason_is_needed(desk):
    with pytest.raises(Refused, match="理由"):
        desk.change_book(new_post(), applies_from=AUGUST, reason=" ", at=AT)


def test_a_change_moves_figures(desk, store):
    before = store.figures_version()
    desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT)
    assert store.figures_version() > before


def test_a_frozen_meeting_keeps_the_book_it_saw(desk, store):
    desk.freeze("七月会", as_of="2017-07", at=AT)
    desk.change_book(new_post(), applies_from=MAY, reason="x", at=AT)
    assert book_of(store.declarations("七月会")).unit("建设局") == shipped().unit("建设局")


def test_entries_are_guarded_and_checked(desk, store):
    desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT)
    assert verify(store.database).wrong == ()
    with pytest.raises(DBAPIError, match="append-only"), store.database.writing() as connection:
        connection.execute(text("DELETE FROM book_entries"))


def test_an_entry_written_past_the_log_is_found(desk, store):
    desk.change_book(new_post(), applies_from=AUGUST, reason="x", at=AT)
    with store.database.writing() as connection:
        connection.execute(text("INSERT INTO book_entries VALUES (2, 99, 'units', 'x', '', NULL)"))
    assert verify(store.database).wrong != ()


def test_what_changed_between_two_books_is_named():
    before = entries_of(shipped())
    after = {n: v for n, v in before.items() if n != ("items", "2017-39")} | new_post()
    assert changed(before, after) == new_post() | {("items", "2017-39"): None}


def test_a_local_actor_may_change_it(store):
    assert not Desk(store, local_actor()).change_book(new_post(), applies_from=AUGUST, reason="x", at=AT).repeated


def test_with_the_demonstration_go_its_changes_of_the_book_and_no_others(store, desk):
    said = {"reason": "试验", "at": AT}
    made_up = {("units", "虚构局"): {"name": "虚构局", "kind": "department"}}
    made_up[BUILDING] = {"name": "建设局", "kind": "department", "lead_post": "虚构岗位"}
    kept = {("units", "财政局"): {"name": "财政局", "kind": "department", "lead_post": "新岗位"}}
    desk.change_book(made_up, applies_from=MAY, demo=True, **said)
    desk.change_book(kept, applies_from=AUGUST, **said)
    Desk(store, local_actor()).remove_demo(at=AT)
    assert unit(store, AUGUST) == shipped().unit("建设局")
    assert unit(store, AUGUST, "虚构局") is None
    assert unit(store, AUGUST, "财政局").lead_post == "新岗位"
