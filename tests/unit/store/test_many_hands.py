"""What several people, or one with several files, may do at the same time: nothing is lost, mixed up or silently old."""

from __future__ import annotations

import pytest

from store import Actor, Conflict, Desk, Refused, local_actor
from tests.unit.store.readings import AT, Reading, reading, table, task

UNIT, OTHER = "建设局", "环保局"
JULY, AUGUST = "2017-07", "2017-08"
ABOUT = {"dataset": "work_targets", "department": UNIT, "period": JULY, "rows": 1}


@pytest.fixture
def mine(store) -> Desk:
    return Desk(store, local_actor())


@pytest.fixture
def theirs(store) -> Desk:
    return Desk(store, Actor("王科", "approver"))


def saved(desk: Desk, actual: float, *, unit: str = UNIT, period: str = JULY, name: str = "修路", **more) -> int:
    content = more.pop("content", f"{actual}{name}".encode())
    rows = [task(name, actual)]
    kept = desk.save(reading(rows, department=unit, period=period), content=content, at=AT, **more)
    return kept.submission_ids[0]


def published(desk: Desk, actual: float, **more) -> int:
    return desk.publish([saved(desk, actual, **more)], at=AT).submission_ids[0]


def shown(store, as_of: str = JULY, **more) -> dict[tuple[str, str], float]:
    rows = store.frame("work_targets", as_of=as_of, **more)
    return {(r["reporting_department"], r["task"]): r["actual_value"] for r in rows.to_dict("records")}


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("order", [(JULY, AUGUST), (AUGUST, JULY)])
def test_two_months_of_one_unit_each_stand_for_their_own(store, mine, order, together: bool) -> None:
    said = {JULY: 1.0, AUGUST: 2.0}
    drafts = [saved(mine, said[period], period=period) for period in order]
    acts = [drafts] if together else [[draft] for draft in drafts]
    for ids in acts:
        mine.publish(ids, at=AT)
    assert [shown(store, period) for period in (JULY, AUGUST)] == [{(UNIT, "修路"): 1.0}, {(UNIT, "修路"): 2.0}]


def test_two_months_in_one_workbook_are_two_reports(store, mine) -> None:
    parts = tuple(table([task("修路", n)], period=p, sheet=p) for n, p in ((1.0, JULY), (2.0, AUGUST)))
    number = mine.keep(b"both", "两个月.xlsx", at=AT)
    mine.publish(mine.save(Reading("两个月.xlsx", parts), upload=number, at=AT), at=AT)
    assert [shown(store, period)[UNIT, "修路"] for period in (JULY, AUGUST)] == [1.0, 2.0]
    mine.withdraw(store.lines()[1].submission_id, reason="八月有误", at=AT)
    assert [f.state for f in mine.files()] == ["published"]
    assert shown(store, AUGUST) == {(UNIT, "修路"): 1.0}


@pytest.mark.parametrize(("unit", "period"), [(UNIT, AUGUST), (OTHER, JULY)])
def test_the_same_bytes_for_another_month_or_unit_are_another_report(store, mine, unit: str, period: str) -> None:
    first = published(mine, 1.0, content=b"same")
    second = published(mine, 1.0, unit=unit, period=period, content=b"same")
    assert first != second
    mine.withdraw(first, reason="只是另一份的", at=AT)
    assert shown(store, AUGUST) == {(unit, "修路"): 1.0}
    assert store.original(store.lines()[1].sha256) == b"same"


def test_next_years_sheet_is_of_its_own_year_and_leaves_this_years_month(store, mine) -> None:
    published(mine, 1.0, period="2017-12")
    published(mine, 9.0, period="2018-01")
    assert shown(store, "2017-12") == {(UNIT, "修路"): 1.0}
    assert shown(store, "2018-01") == {(UNIT, "修路"): 9.0}


def test_a_sheet_put_into_another_years_month_by_hand_replaces_only_after_consent(store, mine, theirs) -> None:
    published(mine, 1.0, period="2017-12")
    draft = saved(theirs, 9.0, period="2017-12")
    published(mine, 2.0, period="2017-12")
    with pytest.raises(Conflict):
        theirs.publish([draft], at=AT)
    assert shown(store, "2017-12") == {(UNIT, "修路"): 2.0}


def test_an_answer_given_while_another_takes_back_and_restores_stays(store, mine, theirs) -> None:
    stands = published(mine, 1.0)
    mine.answer("form", "work_targets", {"完成": "actual_value"}, department=UNIT, at=AT)
    theirs.withdraw(stands, reason="误", at=AT)
    mine.answer("form", "work_targets", {"目标": "target_value"}, department=UNIT, at=AT)
    theirs.restore(stands, reason="无误", at=AT)
    assert store.answers(UNIT)[0].fields == {"完成": "actual_value", "目标": "target_value"}
    assert shown(store) == {(UNIT, "修路"): 1.0}


@pytest.mark.parametrize("again", [0, 1])
def test_what_was_taken_back_or_restored_meanwhile_is_said_before_another_is_published(
    store, mine, theirs, again: int
) -> None:
    stood = published(mine, 1.0)
    draft = saved(mine, 2.0)
    theirs.withdraw(stood, reason="误", at=AT)
    restored = [theirs.restore(stood, reason="无误", at=AT).submission_ids[0] for _ in range(again)]
    with pytest.raises(Conflict) as found:
        mine.publish([draft], at=AT)
    assert found.value.theirs == (store.lines(restored) or [None])[0]
    mine.publish([draft], at=AT, expect={draft: (restored or [None])[0]})
    assert shown(store) == {(UNIT, "修路"): 2.0}


def test_of_two_files_that_answer_a_returned_one_the_later_counts_until_it_goes(mine) -> None:
    first, second, third = (mine.keep(text, f"{text}.xlsx", at=AT) for text in (b"1", b"2", b"3"))
    mine.recognise(first, [ABOUT], at=AT)
    mine.return_file(first, reason="数不对", at=AT)
    for number in (third, second):
        mine.recognise(number, [ABOUT], at=AT)

    def answered() -> int | None:
        return next(f.answered_by for f in mine.files() if f.upload == first)

    assert answered() == third
    mine.discard(third, at=AT)
    assert answered() == second
    mine.return_file(second, reason="还是不对", at=AT)
    assert answered() is None


def test_of_two_files_that_answer_the_second_to_be_published_shows_the_first(store, mine, theirs) -> None:
    one, two = saved(mine, 2.0), saved(theirs, 3.0)
    mine.publish([one], at=AT)
    with pytest.raises(Conflict) as found:
        theirs.publish([two], at=AT)
    assert found.value.theirs.submission_id == one
    assert shown(store) == {(UNIT, "修路"): 2.0}


@pytest.mark.parametrize("period", [JULY, AUGUST])
def test_a_supplement_to_a_report_that_was_taken_back_is_refused(store, mine, theirs, period: str) -> None:
    base = published(mine, 1.0)
    draft = saved(mine, 5.0, name="建桥", period=period)
    theirs.withdraw(base, reason="误", at=AT)
    with pytest.raises(Refused):
        mine.publish([draft], at=AT, adding={draft: base})
    assert shown(store, period) == {}


def test_a_supplement_to_what_was_superseded_meanwhile_is_refused(store, mine, theirs) -> None:
    base = published(mine, 1.0)
    draft = saved(mine, 5.0, name="建桥", period=AUGUST)
    newer = published(theirs, 2.0)
    with pytest.raises(Refused, match="新版本"):
        mine.publish([draft], at=AT, adding={draft: base})
    mine.publish([draft], at=AT, adding={draft: newer})
    assert shown(store, AUGUST) == {(UNIT, "修路"): 2.0, (UNIT, "建桥"): 5.0}


def test_a_month_opened_again_after_its_meeting_moves_and_the_meeting_does_not(store, mine) -> None:
    published(mine, 1.0)
    mine.release(JULY, at=AT)
    mine.freeze("会", as_of=JULY, at=AT)
    mine.reopen(JULY, reason="漏报", at=AT)
    published(mine, 2.0)
    assert (shown(store), shown(store, None, meeting="会")) == ({(UNIT, "修路"): 2.0}, {(UNIT, "修路"): 1.0})
    with pytest.raises(Refused, match="会"):
        mine.freeze("会", as_of=JULY, at=AT)
    assert mine.freeze("复会", as_of=JULY, at=AT).seq


def test_publishing_goes_on_past_one_that_a_colleague_published_and_one_that_was_overtaken(store, mine, theirs) -> None:
    shared, overtaken, last = (saved(mine, 1.0, unit=unit) for unit in (UNIT, OTHER, "教育局"))
    theirs.publish([shared], at=AT)
    published(theirs, 7.0, unit=OTHER)
    assert mine.publish([shared], at=AT).repeated
    with pytest.raises(Conflict):
        mine.publish([overtaken], at=AT)
    assert not mine.publish([last], at=AT).repeated
    assert shown(store) == {(UNIT, "修路"): 1.0, (OTHER, "修路"): 7.0, ("教育局", "修路"): 1.0}
