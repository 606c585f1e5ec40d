"""A change is printed only between like denominators; else it says that it cannot be held against, and why."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import change, comparison, headline, judged, progress, rollup

JULY, JUNE = date(2017, 7, 31), date(2017, 6, 30)


def task(name: str, rate: float, period: str, **more) -> dict:
    row = {"row_id": name, "task": name, "area": "发展", "unit": "个", "target_value": 100, "lead_department": "招商局"}
    return row | {"actual_value": 100 * rate, "weight": 1.0, "period": period} | more


def tasks(rows, period: str, **rates: float) -> dict[str, pd.DataFrame]:
    return {"work_targets": rows("work_targets", *(task(name, rate, period) for name, rate in rates.items()))}


def figures(page: str, now, then) -> dict[str, headline.Figure]:
    return {f.name: f for f in headline.figures(page, now, then, as_of=JULY)}


def test_over_the_same_tasks_the_change_is_printed(rows) -> None:
    now, then = tasks(rows, "2017-07", 甲=0.7, 乙=0.2), tasks(rows, "2017-06", 乙=0.1, 甲=0.2)
    found = figures("work_areas", now, then)
    assert (found["tasks_on_time"].change, found["tasks_on_time"].better) == ("比上期 +1", True)
    assert (found["tasks_behind"].change, found["tasks_behind"].better) == ("比上期 −1", True)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("work_areas", "tasks_on_time"),
        ("work_areas", "tasks_behind"),
        ("overview", "tasks_on_time"),
        ("overview", "red_items"),
        ("accountability", "on_time_rate"),
        ("accountability", "red_items"),
    ],
)
@pytest.mark.parametrize(
    ("before", "why"),
    [
        ({"甲": 0.2}, "不可比：上期1项，本期2项"),
        ({"甲": 0.2, "乙": 0.2, "丙": 0.2}, "不可比：上期3项，本期2项"),
        ({"甲": 0.2, "丙": 0.2}, "不可比：事项有进有出"),
    ],
)
def test_over_other_tasks_it_says_that_it_is_no_comparison_and_why(rows, page, name, before, why) -> None:
    found = figures(page, tasks(rows, "2017-07", 甲=1.0, 乙=0.2), tasks(rows, "2017-06", **before))[name]
    assert (found.change, found.delta, found.better) == (why, "", None)


def test_a_rate_over_other_targets_is_no_comparison(rows) -> None:
    def project(period: str, plan: float) -> dict[str, pd.DataFrame]:
        row = {"row_id": "a", "project": "桥", "annual_plan": plan, "completed_ytd": 40.0, "period": period}
        return {"key_projects": rows("key_projects", row)}

    found = figures("key_projects", project("2017-07", 60.0), project("2017-06", 100.0))
    assert found["investment_rate"].change == "不可比：目标有调整"
    assert figures("key_projects", project("2017-07", 60.0), project("2017-06", 60.0))["investment_rate"].unlike == ""


def test_what_has_not_begun_is_in_no_denominator(rows) -> None:
    then = tasks(rows, "2017-06", 甲=0.2)
    later = task("乙", 0.0, "2017-07", start_date=pd.Timestamp("2017-09-01"))
    now = {"work_targets": rows("work_targets", task("甲", 0.7, "2017-07"), later)}
    assert figures("overview", now, then)["red_items"].change == "比上期 −1"


def test_cases_come_and_go_and_are_counted_all_the_same(rows) -> None:
    def issues(period: str, *states: str) -> dict[str, pd.DataFrame]:
        told = [{"row_id": str(i), "company": str(i), "status": s, "period": period} for i, s in enumerate(states)]
        return {"enterprise_issues": rows("enterprise_issues", *told)}

    then, now = issues("2017-06", "received"), issues("2017-07", "solved", "solved")
    found = figures("campaigns", now, then)["issues_closed"]
    assert (found.text, found.change) == ("2/2", "不可比：上期1项，本期2项")  # the denominator stands beside it
    assert figures("overview", now, then)["follow_up_rate"].unlike == ""


def test_against_another_year_only_the_number_of_a_list_is_asked_and_not_for_rates() -> None:
    this, last = comparison.of_ids("ab", (1.0, 1.0)), comparison.of_ids("cd", (1.0, 1.0))
    assert comparison.unlike(this, last, since="year") == ""
    assert comparison.unlike(this, comparison.of_ids("c", (1.0,)), since="year") == "不可比：上年1项，本年2项"
    assert comparison.unlike(this, comparison.of_ids("c", (1.0,)), kind="rate", since="year") == ""


def test_a_works_step_is_one_over_the_same_tasks_only(rows) -> None:
    def area(as_of: date, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
        return rollup.by_area(progress.assess(frames["work_targets"], as_of=as_of))

    now = area(JULY, tasks(rows, "2017-07", 甲=0.7, 乙=0.5))
    same = rollup.since(now, area(JUNE, tasks(rows, "2017-06", 甲=0.5, 乙=0.5))).set_index("area").loc["发展"]
    other = rollup.since(now, area(JUNE, tasks(rows, "2017-06", 甲=0.5, 丙=0.5))).set_index("area").loc["发展"]
    assert (same["step"], same["unlike"]) == (pytest.approx(0.1), "")
    assert (other["step"], other["unlike"]) == (pytest.approx(float("nan"), nan_ok=True), "不可比：事项有进有出")


def test_a_work_nobody_reported_on_is_made_over_nothing(rows) -> None:
    silent = rollup.by_area(progress.assess(tasks(rows, "2017-06", 甲=0.5)["work_targets"], as_of=JULY))
    assert set(silent["base"]) == {comparison.NONE}


def test_a_task_whose_target_is_another_now_has_made_no_step(rows) -> None:
    def judged_(period: str, target: float, as_of: date) -> pd.DataFrame:
        row = task("甲", 0.4, period, target_value=target)
        return judged.judge({"work_targets": rows("work_targets", row)}, as_of=as_of)["work_targets"]

    then = judged_("2017-06", 100.0, JUNE)
    assert change.since(judged_("2017-07", 100.0, JULY), then)["step"].tolist() == [0.0]
    assert change.since(judged_("2017-07", 50.0, JULY), then)["step"].isna().all()


def test_a_course_begins_where_the_newest_can_be_held_against_it_and_no_gap_ends_it() -> None:
    two, three = comparison.of_ids("ab", [1.0, 1.0]), comparison.of_ids("abc", [1.0, 1.0, 1.0])
    told = ((9.0, three), (1.0, two), (None, comparison.NONE), (2.0, two))
    every = [headline.Figure("n", "n", value, "", base=base) for value, base in told]
    assert headline.course(every) == [1.0, 2.0]
