"""Every item is judged against its own plan or its own clock, and the lamp agrees with the number printed beside it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from msgspec.structs import replace

from catalog.book import book, judged_by
from catalog.numbers import points
from metrics import measures, progress

JULY = date(2017, 7, 31)
NAN = float("nan")


@pytest.mark.parametrize(
    ("start", "deadline", "as_of", "passed"),
    [
        (None, None, date(2017, 7, 31), 7 / 12),
        (None, None, date(2017, 12, 31), 1.0),
        ("2017-03-01", "2017-10-31", date(2017, 7, 31), 5 / 8),
        ("2017-08-01", None, date(2017, 7, 31), 0.0),
        ("2016-05-01", "2018-12-31", date(2017, 7, 31), 15 / 32),  # an item of two years runs over both
        (None, "2017-06-30", date(2017, 7, 31), 1.0),
        ("2017-04-01", "2017-04-30", date(2017, 4, 15), 0.5),
        ("2017-05-01", "2017-03-31", date(2017, 2, 28), 0.0),  # ends before it starts: not passed until its end has
        ("2017-05-01", "2017-03-31", date(2017, 3, 31), 1.0),
    ],
)
def test_time_passes_by_whole_months_on_each_items_own_clock(rows, start, deadline, as_of, passed) -> None:
    frame = rows("work_targets", {"start_date": start, "deadline": deadline})
    assert progress.assess(frame, as_of=as_of)["time_rate"].tolist() == pytest.approx([passed])


def test_the_style_campaign_runs_three_months_from_the_meeting(rows) -> None:
    frame = rows("work_targets", {"area": "作风"}, {"area": "发展"})
    found = {
        d: progress.assess(frame, as_of=d)["time_rate"].tolist() for d in (JULY, date(2017, 9, 1), date(2017, 11, 2))
    }
    assert found[JULY] == pytest.approx([0.0, 7 / 12])
    assert found[date(2017, 9, 1)][0] == pytest.approx(1 / 3, abs=0.01)
    assert found[date(2017, 11, 2)][0] == pytest.approx(1.0)


# target, actual, reported rate, plan to date → rate, basis, rule, deviation judged
@pytest.mark.parametrize(
    ("target", "actual", "reported", "plan", "expected"),
    [
        (100, 60, None, 65, (0.60, "computed", "plan", -5.0)),
        (100, 60, None, None, (0.60, "computed", "months", 1.7)),
        (100, 495.69, None, None, (4.9569, "computed", "months", 437.4)),  # over-fulfilment is never capped
        (100, 60, 0.80, None, (0.60, "computed", "months", 1.7)),  # the sheet's own percentage does not count
        (None, None, 0.80, None, (0.80, "reported", "months", 21.7)),
        (0, 5, 0.5, None, (0.50, "reported", "months", -8.3)),
        (None, 5, None, None, (NAN, "none", "months", NAN)),
    ],
)
def test_rate_and_deviation(rows, target, actual, reported, plan, expected) -> None:
    row = {"target_value": target, "actual_value": actual, "completion_rate": reported, "period_target": plan}
    found = progress.assess(rows("work_targets", row), as_of=JULY).iloc[0]
    rate, basis, rule, deviation = expected
    assert (found["rate"], found["deviation"]) == pytest.approx((rate, deviation), abs=0.05, nan_ok=True)
    assert (found["rate_basis"], found["time_rule"]) == (basis, rule)


def test_both_deviations_are_told_and_the_plan_is_the_one_judged(rows) -> None:
    """Songyang 2025: 132.1 % of the plan to date and behind the calendar at the same time."""
    row = {"target_value": 98.5, "actual_value": 21.01, "period_target": 15.9}
    found = progress.assess(rows("work_targets", row), as_of=date(2017, 4, 30)).iloc[0]
    assert [points(found[name]) for name in ("deviation_plan", "deviation_calendar", "deviation")] == [
        "+5.2",
        "−12.0",
        "+5.2",
    ]
    assert found["light"] == "on_track"


@pytest.mark.parametrize(
    ("deviation", "printed", "light"),
    [
        (-9.94, "−9.9", "warning"),
        (-9.96, "−10.0", "warning"),
        (-10.04, "−10.0", "warning"),
        (-10.05, "−10.1", "behind"),
        (-5.04, "−5.0", "on_track"),
        (-5.05, "−5.1", "warning"),
        (0.0, "0.0", "on_track"),
    ],
)
def test_the_lamp_is_judged_on_the_printed_deviation(rows, deviation, printed, light) -> None:
    row = {"target_value": 1200, "actual_value": 700 + 12 * deviation}
    found = progress.assess(rows("work_targets", row), as_of=JULY).iloc[0]
    assert (points(found["deviation"]), found["light"]) == (printed, light)


# What decides the lamp, in order of precedence.
@pytest.mark.parametrize(
    ("row", "light", "basis"),
    [
        ({"status": "suspended", "completion_rate": 0.1}, "not_measurable", "lifecycle"),
        ({"status": "terminated"}, "not_measurable", "lifecycle"),
        ({"status": "done", "completion_rate": 0.3}, "done", "done"),
        ({"completion_rate": 1.0, "period": "2017-06"}, "done", "done"),
        ({"completion_rate": 0.9, "period": "2017-06"}, "no_report", "report"),
        ({"completion_rate": 0.3, "period": "2017-06"}, "behind", "report"),  # silence puts out no red lamp
        ({"completion_rate": 0.0}, "behind", "deviation"),  # a reported zero is a zero, not an absence
        ({"completion_rate": 0.99, "deadline": "2017-06-30"}, "behind", "deadline"),
        ({"completion_rate": 0.99, "deadline": "2017-07-31"}, "behind", "deadline"),
        ({"completion_rate": 0.99, "deadline": "2017-08-01"}, "on_track", "deviation"),
        ({"target_text": "事故控制在10起以内", "target_value": 10, "actual_value": 11}, "behind", "limit"),
        ({"target_text": "事故控制在10起以内", "target_value": 10, "actual_value": 3}, "on_track", "limit"),
        ({"target_text": "事故控制在10起以内", "target_value": 10, "actual_value": 6}, "warning", "limit"),
        ({"target_text": "事故控制在10起以内", "target_value": 10, "actual_value": 10}, "warning", "limit"),
        ({"unit": "%", "target_value": 8.5, "actual_value": 8.1}, "warning", "level"),
        ({"unit": "%", "target_value": 65, "actual_value": 58}, "behind", "level"),
        ({"unit": "%", "target_value": 3.5, "actual_value": 3.6}, "on_track", "level"),  # reached, and not yet done
        ({"unit": "%", "target_value": 3.5, "actual_value": 3.6, "status": "done"}, "on_track", "level"),
        ({"unit": "%", "target_value": 3.5, "actual_value": 3.6, "deadline": "2017-07-31"}, "done", "done"),
        ({"unit": "%", "target_value": 3.5, "actual_value": 3.4, "deadline": "2017-07-31"}, "behind", "deadline"),
        # Reached by its deadline, as long as somebody says so; a limit that was passed is no matter of days.
        ({"unit": "%", "target_value": 3.5, "actual_value": 3.6, "deadline": "2017-06-30"}, "done", "done"),
        (
            {"unit": "%", "target_value": 3.5, "actual_value": 3.6, "deadline": "2017-06-30", "period": "2017-06"},
            "no_report",
            "report",
        ),
        (
            {"unit": "%", "target_value": 3.5, "actual_value": 3.6, "deadline": "2017-06-30", "period": "2017-05"},
            "behind",
            "deadline",
        ),
        (
            {"target_text": "事故控制在10起以内", "target_value": 10, "actual_value": 12, "deadline": "2017-06-30"},
            "behind",
            "limit",
        ),
        ({"task": "PM2.5", "unit": "微克/立方米", "target_value": 58, "actual_value": 61}, "behind", "level"),
        ({"task": "PM2.5", "unit": "微克/立方米", "target_value": 58, "actual_value": 57}, "on_track", "level"),
        ({"target_text": "≤5", "unit": "起", "target_value": 5, "actual_value": 2}, "on_track", "limit"),
        ({"unit": "个", "target_value": 5}, "no_report", "value"),
        ({"completion_rate": 0.4, "deadline": "2017-06-30", "period": "2017-05"}, "behind", "deadline"),
        ({"status": "not_started"}, "behind", "idle"),  # that it has not begun excuses nothing where its clock runs
        ({"status": "not_started", "completion_rate": 0.0}, "behind", "deviation"),
        ({"status": "not_started", "start_date": "2017-09-01"}, "not_started", "status"),
        ({"status": "not_started", "period_target": 0, "target_value": 5}, "not_started", "status"),
        ({"status": "not_started", "completion_rate": 0.0, "start_date": "2017-02-01"}, "behind", "deviation"),
        ({"completion_rate": 0.0, "start_date": "2017-09-01"}, "not_started", "status"),
        ({"status": "behind"}, "behind", "status"),
        ({"status": "on_track"}, "not_measurable", "none"),  # a claim is not a measurement
        ({}, "not_measurable", "none"),
    ],
)
def test_what_decides_the_lamp(rows, row, light, basis) -> None:
    found = progress.assess(rows("work_targets", row), as_of=JULY).iloc[0]
    assert (found["light"], found["light_basis"]) == (light, basis)


@pytest.mark.parametrize(
    ("target", "direction"),
    [
        ("事故起数控制在10起以内", "lower"),
        ("单位能耗不高于0.5", "lower"),
        ("死亡率低于3‰", "lower"),
        ("发展党员不低于40名", "higher"),
        ("走访企业不少于100家", "higher"),
        ("3个月以内办结", "higher"),
        ("不超过15个工作日答复", "higher"),
        ("新开工12个", "higher"),
        (None, "higher"),
    ],
)
def test_a_ceiling_gets_no_naive_rate(rows, target, direction) -> None:
    row = {"target_text": target, "target_value": 10, "actual_value": 4}
    found = progress.assess(rows("work_targets", row), as_of=JULY).iloc[0]
    assert found["direction"] == direction
    assert pd.isna(found["rate"]) == (direction == "lower")


def test_quarter_nodes_come_before_months_and_after_a_plan(rows) -> None:
    nodes = replace(book().rules.time_progress, quarter_nodes={"稳定": (0.1, 0.4, 0.7, 1.0)})
    frame = rows(
        "work_targets",
        {"area": "稳定", "completion_rate": 0.5},
        {"area": "稳定", "target_value": 10, "actual_value": 5, "period_target": 6},
        {"area": "发展", "completion_rate": 0.5},
    )
    with judged_by(replace(book(), rules=replace(book().rules, time_progress=nodes))):
        found = progress.assess(frame, as_of=JULY)
    assert found["time_rule"].tolist() == ["quarters", "plan", "months"]
    assert found["due_rate"].tolist() == pytest.approx([0.5, 0.6, 7 / 12])


def test_missing_stays_missing_and_the_given_frame_is_not_touched(rows) -> None:
    frame = rows("livelihood_projects", {"project": "甲"})
    before = frame.copy(deep=True)
    found = progress.assess(frame, as_of=JULY)
    assert found[["rate", "plan_rate", "deviation", "deviation_plan", "pace"]].isna().all().all()
    pd.testing.assert_frame_equal(frame, before)


def test_judging_twice_gives_the_same(rows) -> None:
    once = progress.assess(rows("work_targets", {"completion_rate": 0.4}), as_of=JULY)
    pd.testing.assert_frame_equal(progress.assess(once, as_of=JULY), once)


@pytest.mark.parametrize(("as_of", "due"), [(date(2017, 9, 30), 0.64), (date(2018, 1, 31), 1 / 12)])
def test_an_areas_clock_belongs_to_its_year(rows, as_of, due) -> None:
    found = progress.assess(rows("work_targets", {"area": "作风", "completion_rate": 0.1}), as_of=as_of)
    assert found["due_rate"].tolist() == pytest.approx([due], abs=0.02)


@pytest.mark.parametrize(
    ("task", "actual", "measure", "lamp", "undecided"),
    [
        ("重大安全事故", 0.0, "ceiling", "on_track", False),
        ("重大安全事故", 1.0, "ceiling", "behind", False),
        ("零上访村居建设", 2.0, "ceiling", "behind", False),
        ("新建厂房", 3.0, "cumulative", "not_measurable", True),  # nobody knows what 0 means here: asked once
        ("新建厂房", None, "cumulative", "no_report", True),
    ],
)
def test_of_a_target_of_nothing_the_words_say_that_none_may_happen(
    rows, task, actual, measure, lamp, undecided
) -> None:
    given = {"task": task, "unit": "起", "target_value": 0.0, "actual_value": actual}
    found = progress.assess(rows("work_targets", given), as_of=JULY).iloc[0]
    assert (found["measure"], found["light"]) == (measure, lamp)
    assert bool(measures.of(rows("work_targets", given)).undecided[0]) is undecided


def test_a_meeting_of_before_those_words_is_judged_without_them(rows) -> None:
    rules = book().rules
    before = replace(book(), rules=replace(rules, levels=replace(rules.levels, nothing_words=())))
    given = {"task": "重大安全事故", "unit": "起", "target_value": 0.0, "actual_value": 1.0}
    with judged_by(before):
        found = measures.of(rows("work_targets", given))
    assert (found.measure.tolist(), found.undecided.tolist()) == (["cumulative"], [False])
