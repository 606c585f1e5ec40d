"""A renamed project keeps its history once the office has said so: its course, its step, and the way to its cells."""

from __future__ import annotations

import datetime as dt

from catalog.book import Succession, shipped
from catalog.book.lists import changed, entries_of, plain
from store import Desk, Store, local_actor
from tests.unit.store.readings import AT, reading
from ui import whole_month

OLD, NEW = "高端装备产业园", "高端装备产业园（一期）工程"
SAID = Succession(dataset="key_projects", kind="renamed", before=(OLD,), after=(NEW,), since="2017-07")


def reported(desk: Desk, period: str, name: str, done: float) -> None:
    rows = [{"project": name, "annual_plan": 100.0, "completed_ytd": done}, {"project": "污水厂", "annual_plan": 50.0}]
    saved = desk.save(reading(rows, name="key_projects", period=period), content=period.encode(), at=AT)
    desk.publish(saved, at=AT)


def month(store: Store, period: str):
    found = store.frame("key_projects", as_of=period)
    return whole_month.completed(store, found, "key_projects", period)


def test_a_renamed_project_keeps_its_history_once_confirmed(store: Store) -> None:
    desk = Desk(store, local_actor())
    reported(desk, "2017-06", OLD, 40.0)
    reported(desk, "2017-07", NEW, 55.0)
    apart = whole_month.history(store, "key_projects", "2017-07")
    assert apart["row_id"].nunique() == 3
    desk.change_book(
        {("successions", SAID.key): plain(SAID)}, applies_from=dt.date(2017, 7, 1), reason="立项批复", paper="〔2017〕9号", at=AT
    )  # fmt: skip
    history = whole_month.history(store, "key_projects", "2017-07")
    mine = history[history["project"].isin([OLD, NEW])]
    assert mine["row_id"].nunique() == 1
    assert mine["completed_ytd"].tolist() == [40.0, 55.0]
    now, then = month(store, "2017-07"), month(store, "2017-06")
    assert set(now["row_id"]) == set(then["row_id"])
    (row_id,) = set(mine["row_id"])
    cell = whole_month.traces(store, "key_projects", [(row_id, "completed_ytd")], as_of="2017-07")[0]
    assert cell is not None
    assert (cell.value, cell.period, cell.cell) == (55.0, "2017-07", "J5")


def test_june_is_as_it_was_whatever_is_said_from_july_on(store: Store) -> None:
    desk = Desk(store, local_actor())
    reported(desk, "2017-06", OLD, 40.0)
    before = month(store, "2017-06")
    desk.change_book(
        {("successions", SAID.key): plain(SAID)}, applies_from=dt.date(2017, 7, 1), reason="立项批复", at=AT
    )
    assert month(store, "2017-06").equals(before)


def test_an_approval_noted_under_an_areas_old_name_follows_the_area(store: Store) -> None:
    """The row of June was ended by a paper; from July on its area is called otherwise, and it does not come back."""
    desk, before = Desk(store, local_actor()), entries_of(shipped())
    for period, tasks in (("2017-06", ["甲任务", "乙任务"]), ("2017-07", ["乙任务"])):
        rows = [{"area": "党建", "task": name, "target_value": 10.0, "unit": "个"} for name in tasks]
        saved = desk.save(reading(rows, period=period), content=b"", at=AT)
        desk.publish(saved, at=AT)
    june = store.frame("work_targets", as_of="2017-06").set_index("task")["row_id"]
    desk.explain_change("work_targets", june["甲任务"], "ended", approved_by="〔2017〕8号", reason="任务合并", at=AT)
    area = before["areas", "党建"] | {"name": "党的建设", "aliases": ["党建"]}
    after = {name: value for name, value in before.items() if name != ("areas", "党建")} | {("areas", "党的建设"): area}
    desk.change_book(changed(before, after), applies_from=dt.date(2017, 7, 1), reason="更名", at=AT)
    found = store.frame("work_targets", as_of="2017-07")
    now = whole_month.completed(store, found, "work_targets", "2017-07")
    assert now[["area", "task"]].to_numpy().tolist() == [["党的建设", "乙任务"]]


def unit(store: Store, name: str, period: str, done: float) -> None:
    desk = Desk(store, local_actor())
    rows = [{"project": f"{name}的项目", "total_investment": done, "lead_department": name}]
    saved = desk.save(
        reading(rows, name="investment_projects", department=name, period=period), content=f"{name}{period}".encode(), at=AT
    )  # fmt: skip
    desk.publish(saved, at=AT)


def ended(store: Store, name: str, heir: str, last: dt.date) -> None:
    known = next(u for u in shipped().units if u.name == name)
    change = {("units", name): plain(known) | {"valid_to": last.isoformat(), "successor": heir}}
    Desk(store, local_actor()).change_book(change, applies_from=last, reason="机构合并", at=AT)


def investment(store: Store, period: str):
    found = store.frame("investment_projects", as_of=period)
    return (
        whole_month.completed(store, found, "investment_projects", period)[["project", "lead_department"]]
        .to_numpy()
        .tolist()
    )


def test_rows_of_a_merged_unit_are_its_successors_and_stand_until_that_one_reports(store: Store) -> None:
    unit(store, "科技局", "2017-05", 10.0)
    unit(store, "招商局", "2017-05", 20.0)
    ended(store, "科技局", "招商局", dt.date(2017, 5, 31))
    assert investment(store, "2017-05") == [["招商局的项目", "招商局"], ["科技局的项目", "科技局"]]
    assert investment(store, "2017-06") == [["招商局的项目", "招商局"], ["科技局的项目", "招商局"]]
    unit(store, "招商局", "2017-06", 30.0)
    assert investment(store, "2017-06") == [["招商局的项目", "招商局"]]
    assert investment(store, "2017-05") == [["招商局的项目", "招商局"], ["科技局的项目", "科技局"]]


def test_a_month_declared_to_stand_still_is_a_point_of_the_course_and_ends_with_the_month(store: Store) -> None:
    desk = Desk(store, local_actor())
    reported(desk, "2017-06", OLD, 40.0)
    reported(desk, "2017-08", OLD, 45.0)
    desk.declare_no_progress("key_projects", "建设局", "2017-07", reason="停工", at=AT)
    (saved,) = (x.submission_id for x in store.lines() if x.period == "2017-08")
    course = whole_month.history(store, "key_projects", "2017-08")
    assert course[course["project"] == OLD].sort_values("period")["completed_ytd"].tolist() == [40.0, 40.0, 45.0]
    desk.withdraw(saved, reason="更正", at=AT)
    now = month(store, "2017-08")
    assert now[now["project"] == OLD]["period"].tolist() == ["2017-06"]
