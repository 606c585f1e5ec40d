"""A forecast needs three reports, follows the recent pace and the clock, and has an honest range."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.courses import MEASURING_SEED, simulated
from benchmarks.forecast import to_the_end
from catalog.book import book, judged_by
from metrics import forecast

JULY = date(2017, 7, 31)


def reports(rows, *rates, **more):
    given = [{"row_id": "a", "period": f"2017-{m:02d}", "completion_rate": r} | more for m, r in enumerate(rates, 1)]
    return rows("livelihood_projects", *given)


def year_end(rows, *rates, **more):
    return forecast.year_end(reports(rows, *rates, **more), as_of=JULY)


def test_a_steady_item_is_forecast_where_it_leads(rows) -> None:
    found = year_end(rows, *(m / 12 for m in range(1, 8))).iloc[0]
    assert (found["forecast"], found["naive"]) == pytest.approx((1.0, 1.0))
    assert (found["n_points"], found["finishes"]) == (7, "open")


def test_the_pace_lies_between_the_years_so_far_and_the_clocks(rows) -> None:
    found = year_end(rows, 0.0, 0.0, 0.0, 0.0, 0.1, 0.2, 0.3).iloc[0]
    pull = forecast.rule().pull
    assert found["forecast"] == pytest.approx(0.3 + 5 * ((1 - pull) * 0.3 / 7 + pull / 12))
    assert found["naive"] == pytest.approx(0.3 / 7 * 12)


# start, deadline, rates of January to March -> where it will stand at the year's end, and by the straight line
@pytest.mark.parametrize(
    ("start", "deadline", "rates", "end"),
    [
        ("2016-07-01", "2018-12-31", (0.62, 0.66, 0.70), 1.0),  # of two years and more, in the last one: on its clock
        ("2018-01-01", "2019-12-31", (0.04, 0.08, 0.125), 0.5),  # in the first one: half of it by the year's end
        ("2016-01-01", "2018-06-30", (0.84, 0.87, 0.90), 1.0),  # its last day lies in the year
    ],
)
def test_an_item_of_two_years_is_forecast_by_its_own_clock(rows, start, deadline, rates, end) -> None:
    given = [{"row_id": "a", "period": f"2018-0{m}", "completion_rate": r} for m, r in enumerate(rates, 1)]
    clock = {"start_date": start, "deadline": deadline}
    frame = rows("livelihood_projects", *(one | clock for one in given))
    found = forecast.year_end(frame, as_of=date(2018, 3, 31)).iloc[0]
    assert found[["forecast", "naive"]].tolist() == pytest.approx([end] * 2, abs=0.001)


def test_the_pace_of_a_rule_of_before_is_that_of_its_recent_steps(rows) -> None:
    before = replace(book(), rules=replace(book().rules, forecast=replace(forecast.rule(), recent=3, pull=0.5)))
    with judged_by(before):
        found = year_end(rows, 0.0, 0.0, 0.0, 0.0, 0.1, 0.2, 0.3).iloc[0]
    assert found["forecast"] == pytest.approx(0.3 + 5 * (0.1 + 1 / 12) / 2)


def test_a_project_goes_on_at_its_own_pace(rows) -> None:
    given = [{"row_id": "a", "period": f"2017-0{m}", "annual_plan": 100.0, "completed_ytd": 5.0 * m} for m in (1, 2, 3)]
    found = forecast.year_end(rows("key_projects", *given), as_of=date(2017, 3, 31)).iloc[0]
    assert found["forecast"] == pytest.approx(found["naive"]) == pytest.approx(0.6)
    assert found["low"] < found["forecast"] < found["high"]


def test_fewer_than_three_reports_give_no_forecast(rows) -> None:
    assert year_end(rows, 0.1, 0.2).empty


@pytest.mark.parametrize("rates", [(0.5, 0.8, 1.0), (0.5, 0.9, 1.3)])
def test_what_is_done_stays_where_it_is(rows, rates) -> None:
    found = year_end(rows, *rates).iloc[0]
    assert found[["forecast", "low", "high"]].tolist() == [rates[-1]] * 3
    assert found["finishes"] == "yes"


def test_an_item_runs_to_its_own_deadline(rows) -> None:
    short = year_end(rows, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, deadline="2017-08-31").iloc[0]
    assert short["forecast"] == pytest.approx(0.7 + 0.4 * 0.1 + 0.6 / 8)


def test_suspended_items_and_other_years_are_left_out(rows) -> None:
    assert year_end(rows, 0.1, 0.2, 0.3, status="suspended").empty
    old = reports(rows, 0.1, 0.2, 0.3, 0.4).assign(period=["2016-10", "2016-11", "2016-12", "2017-01"])
    assert forecast.year_end(old, as_of=JULY).empty


def test_later_reports_are_not_known_yet(rows) -> None:
    history = reports(rows, 0.1, 0.2, 0.3, 0.9, 0.95)
    found = forecast.year_end(history, as_of=date(2017, 3, 31)).iloc[0]
    assert (found["rate"], found["n_points"]) == (0.3, 3)


def test_the_units_own_forecast_stands_beside_it_with_the_gap(rows) -> None:
    found = year_end(rows, 0.1, 0.2, 0.3, forecast_rate=1.0).iloc[0]
    assert found["gap"] == pytest.approx(100 * (1.0 - found["forecast"]))


@given(st.lists(st.floats(0.0, 0.99), min_size=3, max_size=8), st.floats(0.1, 9), st.floats(0, 0.3))
def test_a_forecast_lies_in_its_range_and_never_below_what_is_done(rates, ahead, pace) -> None:
    course = forecast.Course(tuple(float(m) for m in range(1, len(rates) + 1)), tuple(rates))
    found = forecast.outlook(course, ahead, pace)
    assert found is not None
    assert rates[-1] <= found.low <= found.forecast <= found.high


@given(st.floats(0.1, 8), st.floats(0.1, 3))
def test_the_range_widens_with_the_months_ahead(ahead, more) -> None:
    course = forecast.Course((1.0, 2.0, 3.0), (0.02, 0.05, 0.07))
    near, far = (forecast.outlook(course, months, 0.02) for months in (ahead, ahead + more))
    assert near is not None
    assert far is not None
    assert far.high - far.forecast > near.high - near.forecast


def test_the_curve_of_an_item_runs_into_its_forecast(rows) -> None:
    found = forecast.paths(reports(rows, 0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6), "a", as_of=JULY)
    assert found["kind"].tolist() == ["actual"] * 7 + ["plan"] * 5 + ["forecast"] * 2
    assert found.loc[found["kind"] == "actual", "due_rate"].tolist() == pytest.approx([m / 12 for m in range(1, 8)])
    assert found.loc[found["kind"] == "plan", "due_rate"].tolist() == pytest.approx([m / 12 for m in range(8, 13)])
    first, last = (row for _, row in found[found["kind"] == "forecast"].iterrows())
    assert (first["rate"], str(last["day"].date())) == (0.6, "2017-12-31")
    assert last["low"] < last["rate"] <= last["high"]


def test_key_projects_are_forecast_on_this_years_investment(rows) -> None:
    given = [
        {"row_id": "a", "period": f"2017-0{m}", "annual_plan": 100.0, "completed_ytd": 10.0 * m} for m in (1, 2, 3)
    ]
    found = forecast.year_end(rows("key_projects", *given), as_of=date(2017, 3, 31)).iloc[0]
    assert (found["rate"], found["naive"]) == pytest.approx((0.3, 1.2))


def test_an_item_ahead_of_its_target_is_forecast_above_it(rows) -> None:
    found = year_end(rows, 0.13, 0.26, 0.39, 0.52, 0.65, 0.78, 0.91).iloc[0]
    assert found["forecast"] > 1.0


def test_the_stated_share_holds_on_courses_that_set_nothing() -> None:
    """Nine kinds of course with a seed of their own, each forecast from every month with three reports."""
    of_kinds = {kind: to_the_end(made) for kind, made in simulated(MEASURING_SEED, 60).items()}
    assert {
        kind: share for kind, made in of_kinds.items() if (share := made["within"].mean()) < forecast.rule().share
    } == {}
    tests = pd.concat(of_kinds.values())
    assert tests["within"].mean() >= forecast.rule().held - 0.02
    assert tests[tests["known"] == 3]["within"].mean() >= forecast.rule().share
    assert tests["forecast_error"].abs().mean() < tests["naive_error"].abs().mean()


def earlier(n: int, end: float) -> list[forecast.Course]:
    """``n`` finished courses that had half of their ``end`` in July."""
    return [forecast.Course((7.0, 12.0), (end / 2, end)) for _ in range(n)]


def test_twenty_finished_courses_are_a_reference_class_and_nineteen_are_not() -> None:
    course = forecast.Course((5.0, 6.0, 7.0), (0.1, 0.2, 0.3))
    found = forecast.by_reference(course, 5, earlier(20, 0.8))
    assert (found.low, found.forecast, found.high) == pytest.approx((0.7, 0.7, 0.7))
    assert forecast.by_reference(course, 5, earlier(19, 0.8)) is None


@pytest.mark.parametrize(("last", "basis"), [("2016-11", []), ("2016-12", ["reference"])])
def test_finished_courses_of_earlier_years_stand_for_their_own_class(rows, last, basis) -> None:
    last_year = [
        {"row_id": f"{i}", "area": "发展", "completion_rate": rate, "period": period}
        for i in range(20)
        for period, rate in (("2016-07", 0.4), (last, 0.9))
    ]
    now = {"row_id": "x", "area": "发展", "completion_rate": 0.3, "period": "2017-07", "deadline": "2017-12-31"}
    found = forecast.year_end(rows("work_targets", *last_year, now), as_of=JULY)
    assert found["basis"].tolist() == basis  # a year without its December is not finished
    assert found["forecast"].tolist() == pytest.approx([0.8] * len(basis))


def test_an_item_of_two_years_is_not_forecast_by_courses_of_one(rows) -> None:
    past = [
        {"row_id": f"{n}", "period": f"2017-{m:02d}", "completion_rate": m / 12}
        for n in range(20)
        for m in (1, 2, 3, 12)
    ]
    now = [{"row_id": "a", "period": f"2018-0{m}", "completion_rate": m / 24} for m in (1, 2, 3)]
    ends = ({}, {"start_date": "2018-01-01", "deadline": "2019-12-31"})
    frames = [rows("livelihood_projects", *past, *(one | end for one in now)) for end in ends]
    found = [forecast.year_end(frame, as_of=date(2018, 3, 31)).iloc[0] for frame in frames]
    assert [row["basis"] for row in found] == ["reference", "pace"]
    assert found[1]["forecast"] == pytest.approx(0.5)
