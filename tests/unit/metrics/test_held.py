"""Rows held against the year's list: the approved target, unit, weight, measure, curve and deadline count."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from msgspec.structs import replace

from catalog.book import Curve, Item, Task, book, judged_by
from metrics import held, progress, rollup

JULY = date(2017, 7, 31)
ROAD = {"task": "修路", "area": "发展", "unit": "公里", "target_value": 60.0, "actual_value": 50.0}


def listed(*tasks: Task, **lists):
    return judged_by(replace(book(), tasks=tasks, **lists))


def task(**said) -> Task:
    return Task(**({"year": 2017, "number": 1, "name": "修路", "area": "发展"} | said))


@pytest.mark.parametrize(
    ("approved", "typed", "rate", "was"),
    [
        ({"target_value": 120.0, "unit": "公里"}, {}, 50 / 120, 60.0),
        ({"target_value": 60.0, "unit": "公里"}, {}, 50 / 60, None),
        ({"target_value": 120.0}, {}, 50 / 120, 60.0),
        ({"target_value": 120000.0, "unit": "米"}, {}, 50 / 120, 60.0),  # brought to the approved unit
        ({"target_value": 60000.0, "unit": "米"}, {}, 50 / 60, None),
        ({"target_value": 120.0, "unit": "户"}, {}, None, 60.0),  # kilometres are no households: withheld
        ({"target_value": 120.0, "unit": "公里"}, {"actual_value": None, "completion_rate": 0.8}, 0.4, 60.0),
        ({"target_value": 120.0, "unit": "公里"}, {"target_value": None}, 50 / 120, None),
        ({}, {}, 50 / 60, None),
    ],
)
def test_the_approved_target_counts_and_the_typed_one_is_kept_beside(rows, approved, typed, rate, was) -> None:
    with listed(task(**approved)):
        found = progress.assess(rows("work_targets", ROAD | typed), as_of=JULY).iloc[0]
    nan = float("nan")
    assert [found["rate"], found["typed_target"]] == pytest.approx(
        [nan if x is None else x for x in (rate, was)], nan_ok=True
    )


@pytest.mark.parametrize("name", ["修路", " 修 路", "修\u3000路", "农村道路"])
def test_a_task_is_known_by_its_name_however_spaced_and_by_its_aliases(rows, name) -> None:
    with listed(task(target_value=120.0, aliases=("农村道路",))):
        found = progress.assess(rows("work_targets", ROAD | {"task": name}), as_of=JULY)
    assert found["target_value"].tolist() == [120.0]


def test_a_list_of_another_year_says_nothing_of_this_one(rows) -> None:
    with listed(task(year=2018, target_value=120.0)):
        found = progress.assess(rows("work_targets", ROAD), as_of=JULY)
    assert found["target_value"].tolist() == [60.0]


def test_the_books_measure_weight_and_deadline_count(rows) -> None:
    approved = task(
        measure="level", direction="lower", weight=5.0, deadline=date(2017, 7, 1), paper="济高新发〔2017〕8号"
    )
    with listed(approved):
        found = progress.assess(rows("work_targets", ROAD | {"weight": 50.0}), as_of=JULY).iloc[0]
    assert (found["measure"], found["direction"], found["weight"], found["typed_weight"]) == (
        "level",
        "lower",
        5.0,
        50.0,
    )
    assert (str(found["deadline"].date()), found["paper"]) == ("2017-07-01", "济高新发〔2017〕8号")


def test_the_books_weights_bring_an_area_together_whatever_the_sheets_say(rows) -> None:
    given = [ROAD | {"weight": 1.0}, ROAD | {"task": "造林", "actual_value": 0.0, "weight": 99.0}]
    with listed(task(weight=50.0), task(number=2, name="造林", weight=50.0)):
        assessed = progress.assess(rows("work_targets", *given), as_of=JULY)
        area = rollup.by_area(assessed).set_index("area").loc["发展"]
    assert (area["basis"], area["rate"]) == ("points", pytest.approx(50 / 60 / 2))


def test_an_item_told_in_several_contents_keeps_their_own_targets(rows) -> None:
    given = [
        {"project": "养老", "category": "养老助残", "content": what, "target_value": 10.0, "actual_value": 5.0}
        for what in ("床位", "食堂")
    ]
    item = Item(year=2017, number=1, name="养老", category="养老助残", target_value=99.0)
    with listed(items=(item,)):
        several = progress.assess(rows("livelihood_projects", *given), as_of=JULY)
        one = progress.assess(rows("livelihood_projects", given[0]), as_of=JULY)
    assert (several["target_value"].tolist(), one["target_value"].tolist()) == ([10.0, 10.0], [99.0])


def test_what_departs_from_the_list_is_told_and_what_the_list_does_not_know_is_named(rows) -> None:
    frame = rows("work_targets", ROAD, ROAD | {"task": "架桥"})
    with listed(task(target_value=120.0, unit="公里", paper="〔2017〕8号")):
        told = held.departures(frame)
        unknown = held.unlisted(frame)
    said = told[["item", "field", "typed", "approved", "paper"]].to_numpy().tolist()
    assert said == [["修路", "target_value", "60公里", "120公里", "〔2017〕8号"]]
    assert unknown.tolist() == [False, True]


def test_without_a_list_nothing_is_unknown(rows) -> None:
    assert held.unlisted(rows("work_targets", ROAD)).tolist() == [False]


LATE = Curve(name="后段", source="测试", shares=(0.0,) * 6 + (0.1, 0.3, 0.5, 0.7, 0.9, 1.0), areas=("发展",))
OWN = Curve(name="自定", source="测试", shares=(0.5,) * 11 + (1.0,))


@pytest.mark.parametrize(
    ("row", "tasks", "due", "rule", "curve"),
    [
        ({}, (), 0.1, "curve", "后段"),
        ({"period_target": 30.0}, (), 0.5, "plan", ""),
        ({}, (task(curve="自定"),), 0.5, "curve", "自定"),
        ({"area": "稳定"}, (), 7 / 12, "months", ""),
        ({"start_date": "2017-06-01", "deadline": "2017-09-30"}, (), 0.0, "curve", "后段"),  # half of its own clock
        ({"start_date": "2017-01-01", "deadline": "2018-12-31"}, (), 0.0, "curve", "后段"),
    ],
)
def test_a_curve_says_what_is_due_after_plan_and_nodes_and_before_the_months(
    rows, row, tasks, due, rule, curve
) -> None:
    with listed(*tasks, curves=(LATE, OWN)):
        found = progress.assess(rows("work_targets", ROAD | row), as_of=JULY).iloc[0]
    assert (found["due_rate"], found["time_rule"], found["curve"]) == (pytest.approx(due), rule, curve)
    assert not np.isnan(found["deviation_calendar"])


def test_the_calendars_deviation_stays_beside_the_curves(rows) -> None:
    with listed(curves=(LATE, OWN)):
        found = progress.assess(rows("work_targets", ROAD), as_of=JULY).iloc[0]
    assert found["deviation"] == pytest.approx(100 * (50 / 60 - 0.1))
    assert found["deviation_calendar"] == pytest.approx(100 * (50 / 60 - 7 / 12))
