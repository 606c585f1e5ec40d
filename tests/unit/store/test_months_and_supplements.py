"""A month is released by an act; a supplement adds and changes by item while the rest stands; an empty table is none."""

from __future__ import annotations

import pytest

from store import Desk, Refused, local_actor
from tests.unit.store.readings import AT, reading, task

UNIT = "建设局"


def saved(desk: Desk, content: bytes, period: str = "2017-07", **actual: float):
    rows = [task(name, value) for name, value in actual.items()]
    return desk.save(reading(rows, department=UNIT, period=period), content=content, at=AT)


def standing(store, **when) -> dict[str, float]:
    rows = store.frame("work_targets", **when)
    return dict(zip(rows["task"], rows["actual_value"], strict=True))


@pytest.fixture
def boss(store) -> Desk:
    return Desk(store, local_actor())


@pytest.mark.parametrize(("base", "period"), [("2017-07", "2017-07"), ("2017-06", "2017-07")])
def test_a_supplement_adds_and_changes_and_the_rest_stands(store, boss, base: str, period: str) -> None:
    old = boss.publish(saved(boss, b"1", base, 甲=1, 乙=2, 丙=3), at=AT).submission_ids[0]
    new = saved(boss, b"2", period, 乙=20, 丁=4)
    preview = standing(store, as_of=period, instead=new.submission_ids, adding={new.submission_ids[0]: old})

    boss.publish(new, at=AT, adding={new.submission_ids[0]: old})

    assert standing(store, as_of=period) == preview == {"甲": 1, "乙": 20, "丙": 3, "丁": 4}
    assert set(store.frame("work_targets", as_of=period)["period"]) == {period}


def test_without_it_a_report_replaces(store, boss) -> None:
    boss.publish(saved(boss, b"1", 甲=1, 乙=2, 丙=3), at=AT)
    boss.publish(saved(boss, b"2", 乙=20), at=AT)
    assert standing(store) == {"乙": 20}


def test_a_supplement_to_a_supplement_lies_over_both(store, boss) -> None:
    under = boss.publish(saved(boss, b"1", 甲=1, 乙=2, 丙=3), at=AT).submission_ids[0]
    for content, said in ((b"2", {"甲": 10}), (b"3", {"甲": 100, "乙": 200})):
        new = saved(boss, content, **said)
        boss.publish(new, at=AT, adding={new.submission_ids[0]: under})
        under = new.submission_ids[0]
    assert standing(store) == {"甲": 100, "乙": 200, "丙": 3}


def test_every_row_of_a_supplemented_report_leads_to_its_own_file(store, boss) -> None:
    old = boss.publish(saved(boss, b"1", 甲=1, 乙=2), at=AT).submission_ids[0]
    new = saved(boss, b"2", 乙=20)
    boss.publish(new, at=AT, adding={new.submission_ids[0]: old})
    rows = store.frame("work_targets").set_index("task")
    whose = {
        task: store.trace("work_targets", rows.loc[task, "row_id"], "actual_value").submission_id for task in rows.index
    }
    assert whose == {"甲": old, "乙": new.submission_ids[0]}


def test_a_meeting_shows_a_supplemented_report_as_it_stood(store, boss) -> None:
    old = boss.publish(saved(boss, b"1", 甲=1, 乙=2), at=AT).submission_ids[0]
    new = saved(boss, b"2", 乙=20)
    boss.publish(new, at=AT, adding={new.submission_ids[0]: old})
    boss.freeze("会", as_of="2017-07", at=AT)
    boss.publish(saved(boss, b"3", 戊=5), at=AT)
    assert standing(store, meeting="会") == {"甲": 1, "乙": 20}


@pytest.mark.parametrize("base", ["other unit", "later", "taken back", "unknown"])
def test_a_supplement_needs_something_of_its_own_kind_before_it(store, boss, base: str) -> None:
    other = reading([task("甲", 1)], department="教育局", period="2017-07")
    numbers = {
        "other unit": boss.publish(boss.save(other, content=b"o", at=AT), at=AT).submission_ids[0],
        "later": boss.publish(saved(boss, b"l", "2017-08", 甲=1), at=AT).submission_ids[0],
        "taken back": boss.publish(saved(boss, b"t", "2017-06", 甲=1), at=AT).submission_ids[0],
        "unknown": 9999,
    }
    boss.withdraw(numbers["taken back"], reason="误", at=AT)
    new = saved(boss, b"2", 乙=20)
    with pytest.raises(Refused, match="没有同类报送"):
        boss.publish(new, at=AT, adding={new.submission_ids[0]: numbers[base]})


def test_a_table_without_a_row_is_no_report(store, boss) -> None:
    boss.publish(saved(boss, b"1", 甲=1), at=AT)
    empty = boss.save(reading([], department=UNIT, period="2017-08"), content=b"2", at=AT)
    with pytest.raises(Refused, match="没有一行数据"):
        boss.publish(empty, at=AT)
    assert standing(store) == {"甲": 1}


def test_a_month_is_what_was_last_decided_of_it(store, boss) -> None:
    boss.release("2017-07", at=AT)
    before = store.figures_version()
    boss.release("2017-08", at="2017-09-05T09:00:00")
    assert store.months() == {"2017-07": "released", "2017-08": "released"}
    assert store.release_days()["2017-08"] == "2017-09-05"
    boss.reopen("2017-08", reason="有误", at=AT)
    assert store.months(until=before) == {"2017-07": "released"}
    assert store.months()["2017-08"] == "collecting"
    assert store.figures_version() > before


def test_reopening_needs_a_reason_and_repeating_changes_nothing(store, boss) -> None:
    boss.release("2017-07", at=AT)
    with pytest.raises(Refused, match="理由"):
        boss.reopen("2017-07", reason=" ", at=AT)
    before = store.version()
    assert boss.release("2017-07", at=AT).repeated
    assert store.version() == before


@pytest.fixture
def supplemented(boss) -> tuple[int, int]:
    """A report and the supplement that stands on it: 甲1 乙20 丙3."""
    old = boss.publish(saved(boss, b"1", 甲=1, 乙=2, 丙=3), at=AT).submission_ids[0]
    new = saved(boss, b"2", 乙=20).submission_ids[0]
    boss.publish([new], at=AT, adding={new: old})
    return old, new


def test_a_supplement_restored_stands_on_what_it_added_to(store, boss, supplemented) -> None:
    before = standing(store)
    boss.withdraw(supplemented[1], reason="误", at=AT)
    boss.restore(supplemented[1], reason="无误", at=AT)
    assert standing(store) == before == {"甲": 1, "乙": 20, "丙": 3}


@pytest.mark.parametrize("act", ["withdraw", "send_back"])
def test_a_report_taken_back_under_its_supplement_counts_no_more(store, boss, supplemented, act) -> None:
    boss.freeze("会", as_of="2017-07", at=AT)
    seen = store.figures_version()
    getattr(boss, act)(supplemented[0], reason="错", at=AT)
    assert standing(store) == {"乙": 20}
    assert standing(store, meeting="会") == {"甲": 1, "乙": 20, "丙": 3}
    assert store.figures_version() > seen


def test_what_was_made_up_goes_from_under_a_real_supplement(store, boss) -> None:
    made_up = boss.save(reading([task("甲", 1)], department=UNIT), content=b"1", at=AT, demo=True)
    boss.publish(made_up, at=AT)
    new = saved(boss, b"2", 乙=20).submission_ids[0]
    boss.publish([new], at=AT, adding={new: made_up.submission_ids[0]})
    boss.remove_demo(at=AT)
    assert standing(store) == {"乙": 20}


def test_a_locked_month_is_not_opened_for_collecting_again(store, boss) -> None:
    boss.publish(saved(boss, b"1", 甲=1), at=AT)
    boss.release("2017-07", at=AT)
    boss.lock_period("2017-07", at=AT)
    with pytest.raises(Refused, match="锁定"):
        boss.reopen("2017-07", reason="漏报", at=AT)
    boss.unlock_period("2017-07", reason="漏报", at=AT)
    assert not boss.reopen("2017-07", reason="漏报", at=AT).repeated
