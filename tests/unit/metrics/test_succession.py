"""What became of rows under other names: renamed, split, merged, new; each answer has its own effect, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from msgspec.structs import replace

from catalog.book import Book, Item, Succession, Task, book, judged_by
from catalog.book.faults import faults
from catalog.book.lists import applied, assembled, entries_of
from metrics import answers, change, forecast, honesty, progress, promised, succession
from metrics.answers import Answer

MAY = date(2017, 5, 31)
TASKS = tuple(
    Task(year=2017, number=n, name=name, area="发展", weight=weight, target_value=100.0, unit="公里", deadline=date(2017, 11, 30))
    for n, (name, weight) in enumerate((("修路", 6.0), ("架桥", 2.0)), 1)
)  # fmt: skip


def identity(key: Sequence[str]) -> str:
    return "/".join(key)


def of_book(*told: Succession, tasks: Sequence[Task] = ()) -> Book:
    return replace(book(), curves=(), successions=told, tasks=tuple(tasks))


def reported(rows, period: str, **done: float) -> pd.DataFrame:
    about = {"area": "发展", "reporting_department": "建设局", "period": period, "unit": "公里", "target_value": 100.0}
    return rows(
        "work_targets",
        *({"task": t, "row_id": identity(("发展", t)), "actual_value": v, **about} for t, v in done.items()),
    )


def month(rows, told: Book, now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    return promised.completed(
        now, "work_targets", "2017-05", listed=told, past=lambda _first, _last: before, identity=identity
    )


def test_a_renamed_row_keeps_its_identity_and_so_its_step_and_its_course(rows) -> None:
    told = of_book(Succession(dataset="work_targets", kind="renamed", before=("修路",), after=("农路",)))
    before, now = reported(rows, "2017-04", 修路=30.0), reported(rows, "2017-05", 农路=40.0)
    found = month(rows, told, now, before)
    assert found[["task", "row_id"]].to_numpy().tolist() == [["农路", "发展/修路"]]
    then, after = (progress.assess(f, as_of=MAY) for f in (before, found))
    assert change.since(after, then)["previous_rate"].tolist() == [0.3]


def test_names_in_a_row_lead_back_to_the_first(rows) -> None:
    names = ("甲", "乙", "丙")
    told = of_book(
        *(Succession(dataset="work_targets", kind="renamed", before=(a,), after=(b,)) for a, b in pairwise(names))
    )  # fmt: skip
    with judged_by(told):
        found = succession.one_identity(reported(rows, "2017-05", 丙=1.0), "work_targets", identity)
    assert found["row_id"].tolist() == ["发展/甲"]


def test_both_names_in_one_report_stay_two_rows(rows) -> None:
    told = of_book(Succession(dataset="work_targets", kind="renamed", before=("修路",), after=("农路",)))
    with judged_by(told):
        found = succession.one_identity(reported(rows, "2017-05", 修路=1.0, 农路=2.0), "work_targets", identity)
    assert found["row_id"].tolist() == ["发展/修路", "发展/农路"]


@pytest.mark.parametrize(
    ("kind", "before", "after", "now", "stand"),
    [
        ("split", ("修路",), ("东路", "西路"), ("东路", "西路"), ["东路", "西路"]),
        ("split", ("修路",), ("东路", "西路"), ("东路", "西路", "修路"), ["东路", "西路"]),  # the old one still sent
        ("split", ("修路",), ("东路", "西路"), (), ["修路"]),  # nobody reports what follows: it stands, unreported
        ("merged", ("修路", "架桥"), ("路桥",), ("路桥",), ["路桥"]),
        ("merged", ("修路", "架桥"), ("路桥",), ("路桥", "架桥"), ["路桥"]),
        ("merged", ("修路", "架桥"), ("路桥",), ("架桥",), ["架桥", "修路"]),
    ],
)
def test_what_was_split_or_merged_is_counted_once(rows, kind, before, after, now, stand) -> None:
    told = of_book(Succession(dataset="work_targets", kind=kind, before=before, after=after, since="2017-05"))
    other = {"造林": 9.0}
    was = reported(rows, "2017-04", **dict.fromkeys(before, 1.0), **other)
    is_now = reported(rows, "2017-05", **dict.fromkeys(now, 2.0), **other)
    assert sorted(month(rows, told, is_now, was)["task"]) == sorted([*stand, "造林"])


def test_before_it_was_split_the_whole_stands(rows) -> None:
    told = of_book(Succession(dataset="work_targets", kind="split", before=("修路",), after=("东路",), since="2017-06"))
    now = reported(rows, "2017-05", 修路=1.0, 东路=2.0)
    assert month(rows, told, now, now.iloc[:0])["task"].tolist() == ["修路", "东路"]


def test_a_new_row_is_not_the_old_one_reworded_where_somebody_said_it_is_new(rows) -> None:
    before, now = reported(rows, "2017-04", 农村道路硬化工程=1.0), reported(rows, "2017-05", 农村道路硬化改造工程=2.0)
    told = of_book(Succession(dataset="work_targets", kind="added", after=("农村道路硬化改造工程",)))
    assert len(month(rows, of_book(), now, before)) == 1
    assert len(month(rows, told, now, before)) == 2


def test_a_merged_row_has_the_sum_of_its_parts_as_its_course(rows) -> None:
    told = of_book(Succession(dataset="work_targets", kind="merged", before=("修路", "架桥"), after=("路桥",)))
    every = [reported(rows, p, 修路=a, 架桥=b) for p, a, b in (("2017-02", 10.0, 20.0), ("2017-03", 20.0, 30.0))]
    # A unit that still holds the old rows adds nothing to the month in which the merged one is reported.
    every += [
        reported(rows, "2017-04", 路桥=70.0).assign(target_value=200.0),
        reported(rows, "2017-04", 修路=30.0, 架桥=40.0),
    ]
    with judged_by(told):
        found = succession.with_merged(pd.concat(every, ignore_index=True), "work_targets", "2017-04")
        course = forecast.paths(found, "发展/路桥", as_of=date(2017, 4, 30))
    assert (set(found["task"]), found["period"].tolist().count("2017-04")) == ({"路桥"}, 1)
    actual = course[course["kind"] == "actual"]
    assert dict(zip(actual["period"], actual["rate"], strict=True)) == {
        "2017-02": 0.15,
        "2017-03": 0.25,
        "2017-04": 0.35,
    }


def test_a_part_has_the_course_of_the_whole_before_it(rows) -> None:
    told = of_book(Succession(dataset="work_targets", kind="split", before=("修路",), after=("东路", "西路")))
    history = pd.concat([reported(rows, "2017-03", 修路=20.0), reported(rows, "2017-04", 东路=30.0, 西路=10.0)])
    with judged_by(told):
        found = succession.with_the_whole(history, "work_targets", "发展/东路", "2017-04")
    assert found.loc[found["row_id"] == "发展/东路", "period"].tolist() == ["2017-03", "2017-04"]


def answered(rows, given: list[Answer], *, listed: Sequence[Task] = TASKS, **now: float):
    frames, lists = {"work_targets": reported(rows, "2017-05", **now)}, {"work_targets": listed}
    with judged_by(of_book(tasks=listed)):
        found = answers.changes(given, frames, lists, "2017-05")
    return found, assembled(applied(entries_of(of_book(tasks=listed)), found))


def test_split_ends_the_entry_and_its_weight_goes_to_the_parts_by_their_targets(rows) -> None:
    given = [Answer("work_targets", name, "split", ("修路",)) for name in ("东路", "西路")]
    frames = reported(rows, "2017-05", 东路=1.0, 西路=2.0).assign(target_value=[60.0, 30.0])
    with judged_by(of_book(tasks=TASKS)):
        found = answers.changes(given, {"work_targets": frames}, {"work_targets": TASKS}, "2017-05")
    after = assembled(applied(entries_of(of_book(tasks=TASKS)), found))
    assert [(t.name, t.weight, t.target_value, t.deadline) for t in after.tasks] == [
        ("架桥", 2.0, 100.0, date(2017, 11, 30)),
        ("东路", 4.0, 60.0, date(2017, 11, 30)),
        ("西路", 2.0, 30.0, date(2017, 11, 30)),
    ]
    assert [(s.kind, s.before, s.after, s.since) for s in after.successions] == [
        ("split", ("修路",), ("东路", "西路"), "2017-05")
    ]
    assert faults(after) == []


def test_merged_ends_the_entries_and_their_weights_and_targets_add_up(rows) -> None:
    given = [Answer("work_targets", "路桥", "merged", ("修路", "架桥"))]
    frame = reported(rows, "2017-05", 路桥=9.0).assign(target_value=float("nan"), unit=None)
    with judged_by(of_book(tasks=TASKS)):
        found = answers.changes(given, {"work_targets": frame}, {"work_targets": TASKS}, "2017-05")
    after = assembled(applied(entries_of(of_book(tasks=TASKS)), found))
    assert [(t.name, t.weight, t.target_value, t.unit) for t in after.tasks] == [("路桥", 8.0, 200.0, "公里")]
    assert faults(after) == []


def test_renamed_adds_a_name_and_added_an_entry(rows) -> None:
    _, after = answered(
        rows,
        [Answer("work_targets", "农路", "renamed", ("修路",)), Answer("work_targets", "造林", "added")],
        农路=1.0,
        造林=2.0,
    )
    assert [(t.name, t.aliases) for t in after.tasks] == [("修路", ("农路",)), ("架桥", ()), ("造林", ())]
    assert faults(after) == []


def test_a_second_part_joins_the_split_that_was_answered_before(rows) -> None:
    held = Succession(dataset="work_targets", kind="split", before=("修路",), after=("东路",), since="2017-04")
    with judged_by(of_book(held, tasks=TASKS[1:])):
        found = answers.changes(
            [Answer("work_targets", "西路", "split", ("修路",))], {"work_targets": reported(rows, "2017-05", 西路=1.0)},
            {"work_targets": TASKS[1:]}, "2017-05",
        )  # fmt: skip
    value = found["successions", held.key]
    assert value is not None
    assert (value["after"], value["since"]) == (["东路", "西路"], "2017-04")


def test_of_a_dataset_without_a_list_only_what_resembles_is_asked_and_once(rows) -> None:
    about = {"reporting_department": "建设局"}
    then = rows("key_projects", *({"project": p, "row_id": p, **about} for p in ("高端装备产业园", "污水厂")))
    now = rows("key_projects", *({"project": p, "row_id": p, **about} for p in ("高端装备产业园一期", "中医院")))
    told = Succession(dataset="key_projects", kind="renamed", before=("高端装备产业园",), after=("高端装备产业园一期",))
    assert answers.asked(now, then, "key_projects") == {"高端装备产业园一期": ["高端装备产业园", "污水厂"]}
    with judged_by(of_book(told)):
        assert answers.asked(now, then, "key_projects") == {}


@pytest.mark.parametrize(
    ("came", "likest"), [("甲乙丙丁戊己子丑寅卯", ["甲乙丙丁戊己庚辛壬癸"]), ("甲乙丙丁戊子丑寅卯辰", None)]
)
def test_a_new_row_is_asked_about_where_six_of_ten_characters_are_alike(rows, came, likest) -> None:
    then, now = (
        rows("key_projects", {"row_id": name, "project": name, "reporting_department": "建设局"})
        for name in ("甲乙丙丁戊己庚辛壬癸", came)
    )
    assert answers.asked(now, then, "key_projects").get(came) == likest


def test_checks_say_into_what_a_row_went_and_ask_no_more(rows) -> None:
    told = of_book(
        Succession(dataset="work_targets", kind="merged", before=("修路", "架桥"), after=("路桥",), since="2017-05"), tasks=[
            Task(year=2017, number=3, name="路桥", area="发展")
        ],
    )  # fmt: skip
    with judged_by(told):
        found = honesty.compare(
            reported(rows, "2017-04", 修路=1.0, 架桥=0.5), reported(rows, "2017-05", 架桥=1.0, 路桥=2.0), "work_targets"
        )
    said = dict(zip(found["item"], found["message"], strict=True))
    assert said["架桥"] == "这一事项已并入路桥，请按新事项报送，本行不再计入"
    assert not {"item_new", "item_vanished", "not_listed"} & set(found["code"])


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Succession(dataset="无", kind="added", after=("甲",)), "没有“无”这种报表"),
        (
            Succession(dataset="key_projects", kind="renamed", before=("甲",), after=("乙", "丙")),
            "“key_projects/甲”的原事项",
        ),
        (Succession(dataset="key_projects", kind="renamed", before=("甲",), after=("甲",)), "“甲”的沿革绕了一圈"),
        (Succession(dataset="key_projects", kind="split", before=("甲",), after=("乙",), since="5月"), "“5月”不是月份"),
    ],
)
def test_a_succession_that_makes_no_sense_is_refused(one, said) -> None:
    assert any(fault.said.startswith(said) for fault in faults(of_book(one)))


def test_a_row_says_where_it_came_from() -> None:
    told = of_book(
        Succession(dataset="livelihood_projects", kind="merged", before=("甲", "乙"), after=("丙",), since="2017-05")
    )
    with judged_by(told):
        assert succession.told("livelihood_projects", "丙", "2017-05") == "自2017年5月由“甲”、“乙”合并而来"
        assert succession.told("livelihood_projects", "丙", "2017-04") == ""


def test_a_row_is_one_by_its_entry_however_it_is_filed(rows) -> None:
    items = (Item(year=2017, number=1, name="修学校", category="教育提升", aliases=("建学校",)),)
    frame = rows(
        "livelihood_projects",
        {"project": "建学校", "category": "教育", "row_id": "a"},
        {"project": "修学校", "category": "教育提升", "row_id": "b", "period": "2017-06"},
    )
    with judged_by(replace(book(), items=items)):
        found = succession.one_identity(frame, "livelihood_projects", identity)
    assert found["row_id"].tolist() == ["教育提升/修学校/", "b"]


def test_a_row_that_two_units_report_is_one_under_its_new_name_too(rows) -> None:
    told = of_book(Succession(dataset="work_targets", kind="renamed", before=("修路",), after=("农路",)))
    months = (reported(rows, "2017-04", 修路=30.0), reported(rows, "2017-05", 农路=40.0))
    before, now = (pd.concat([m, m.assign(reporting_department="招商局")], ignore_index=True) for m in months)
    found = month(rows, told, now, before)
    assert found[["task", "row_id", "period"]].to_numpy().tolist() == [["农路", "发展/修路", "2017-05"]] * 2


def test_a_row_reworded_in_the_month_its_unit_took_another_name_is_no_second_row(rows) -> None:
    known = next(u for u in book().units if u.name == "建设局")
    units = tuple(replace(u, name="住建局", aliases=("建设局",)) if u is known else u for u in book().units)
    before = reported(rows, "2017-04", 农村道路硬化工程=30.0, 架桥=1.0)
    now = reported(rows, "2017-05", 农村道路硬化改造工程=40.0, 架桥=2.0).assign(reporting_department="住建局")
    found = month(rows, replace(of_book(), units=units), now, before)
    assert found["task"].tolist() == ["农村道路硬化改造工程", "架桥"]
