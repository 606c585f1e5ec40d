"""Key projects: against plan and calendar, starts three ways, packages both ways."""

from __future__ import annotations

from datetime import date

import pytest

from metrics import key_projects

JULY = date(2017, 7, 31)


def test_the_same_investment_is_ahead_of_the_plan_and_behind_the_calendar(rows) -> None:
    row = {
        "annual_plan": 98.5,
        "period_plan": 15.9,
        "completed_ytd": 21.01,
        "total_investment": 200,
        "site": "滨河科技园",
    }
    found = key_projects.assess(rows("key_projects", row), as_of=date(2017, 4, 30)).iloc[0]
    rates = found[["rate", "plan_to_date_rate", "deviation_plan", "deviation_calendar"]].tolist()
    assert rates == pytest.approx([0.2133, 1.3214, 5.19, -12.0], abs=0.005)
    assert (found["light"], found["site_group_word"]) == ("on_track", "一区多园")


def test_a_project_begun_in_may_runs_by_the_calendar_all_the_same(rows) -> None:
    found = key_projects.assess(
        rows("key_projects", {"start_date": "2017-05-01", "annual_plan": 10, "completed_ytd": 4}), as_of=JULY
    )
    assert found["deviation_calendar"].tolist() == pytest.approx([40 - 100 * 7 / 12])


@pytest.mark.parametrize(
    ("said", "light"),
    [("主体工程正在施工", "behind"), ("已竣工投用", "done"), (None, "behind")],
)
def test_a_completion_date_that_is_reached_is_overdue_unless_finished(rows, said, light) -> None:
    row = {"annual_plan": 10, "completed_ytd": 9, "deadline": "2017-06-30", "progress_text": said}
    assert key_projects.assess(rows("key_projects", row), as_of=JULY)["light"].tolist() == [light]


def test_sites_are_summed_over_projects_that_give_both_numbers(rows) -> None:
    given = [
        {"site": "滨河科技园", "annual_plan": 100, "completed_ytd": 80, "period_plan": 50},
        {"site": "滨河科技园", "annual_plan": 300, "completed_ytd": 60},
        {"site": "滨河科技园", "annual_plan": 500},
        {"site": "蓼河新区", "annual_plan": 10, "completed_ytd": 6},
        {"site": "河对岸", "annual_plan": 10, "completed_ytd": 6},
    ]
    assessed = key_projects.assess(rows("key_projects", *given), as_of=JULY)
    site = key_projects.by_site(assessed).set_index("site")
    park = site.loc["滨河科技园"]
    assert park[["n", "n_measurable", "rate", "plan_to_date_rate"]].tolist() == pytest.approx([3, 2, 0.35, 1.6])
    assert park["due_rate"] == pytest.approx((50 + 300 * 7 / 12) / 400)
    assert site.loc["综合保税区", "n"] == 0
    assert key_projects.by_group(assessed).set_index("site_group")["n"].to_dict() == {
        "parks": 3,
        "space": 1,
        "platforms": 0,
        "factors": 0,
        "other": 1,
    }


def test_starts_are_counted_three_ways(rows) -> None:
    """Jiangmen: 183 planned, 140 due, 118 started of which 11 early: 84.3 %, 76.4 % or 64.5 %."""
    due_started = [{"start_date": "2017-05-01", "progress_text": "主体施工"}] * 107
    due_idle = [{"start_date": "2017-05-01", "progress_text": "尚未开工"}] * 33
    early = [{"start_date": "2017-11-01", "completed_ytd": 5}] * 11
    later = [{"start_date": "2017-11-01"}] * 32
    found = key_projects.starts(rows("key_projects", *due_started, *due_idle, *early, *later), as_of=date(2017, 10, 31))
    assert [found[n] for n in ("planned", "due", "started", "early", "missed")] == [183, 140, 118, 11, 33]
    rates = [round(100 * found[n], 1) for n in ("rate_of_due", "rate_on_plan", "rate_of_year")]
    assert rates == [84.3, 76.4, 64.5]


@pytest.mark.parametrize(
    ("row", "begun"),
    [
        ({"progress_text": "正在办理前期手续", "completed_ytd": 100}, 0),
        ({"progress_text": "计划开工时间为9月"}, 0),
        ({"progress_text": "正在进行基础施工"}, 1),
        ({"completed_since_start": 10}, 1),
        ({}, 0),
    ],
)
def test_what_counts_as_a_start(rows, row, begun) -> None:
    assert key_projects.starts(rows("key_projects", {"start_date": "2017-03-01"} | row), as_of=JULY)["started"] == begun


def test_packages_are_counted_both_ways(rows) -> None:
    frame = rows("key_projects", *({"package": p} for p in ("城建", "城建", "城建", "园区", None, None)))
    assert key_projects.packages(frame) == {"packed": 4, "split": 6, "packages": 2}


@pytest.mark.parametrize("name", ["PM2.5监测站建设", "创新指数中心", "得分统计平台", "道路"])
def test_a_projects_money_is_a_volume_whatever_the_project_is_called(rows, name) -> None:
    row = {"project": name, "annual_plan": 100.0, "completed_ytd": 40.0}
    found = key_projects.assess(rows("key_projects", row), as_of=date(2017, 7, 31)).iloc[0]
    assert (found["measure"], found["rate"]) == ("cumulative", 0.4)
