"""Judges every item against its own plan and its own calendar: rate, two deviations, lamp, overdue."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from metrics import clocks, lights
from metrics.columns import Flags, Floats, Texts, days, matching, numbers, one_of, texts
from metrics.numbers import points_apart, ratio

ADDED = ["counted", "direction", "rate", "rate_basis", "time_rate", "time_rule", "plan_rate", "due_rate"]
ADDED += ["deviation_plan", "deviation_calendar", "deviation", "pace", "light", "light_basis", "due"]
ADDED += ["overdue", "days_over"]


def assess(frame: pd.DataFrame, *, as_of: date, own_clock: bool = True) -> pd.DataFrame:
    """``frame`` (work_targets or livelihood_projects, as the store gives it) with what can be said about each row.

    Adds, in this order:

    - ``counted`` bool: False for suspended and terminated items, which leave every count and sum;
    - ``direction`` str: ``lower`` where the target is a ceiling, else ``higher``;
    - ``rate`` float: actual/target where both are given, else the reported completion rate; above 1 stays above 1;
    - ``rate_basis`` str: ``computed`` | ``reported`` | ``none``;
    - ``time_rate`` float 0–1: share of the item's own clock passed;
    - ``time_rule`` str: ``plan`` | ``quarters`` | ``months``;
    - ``plan_rate`` float: share of the target due by plan or quarter nodes, missing where there is neither;
    - ``due_rate`` float: the one the item is judged against (plan_rate, else time_rate): the tick on a bullet;
    - ``deviation_plan``, ``deviation_calendar``, ``deviation`` (the one judged) float: percentage points, unrounded;
    - ``pace`` str: band of the deviation;
    - ``light`` str: behind warning on_track done not_started no_report not_measurable;
    - ``light_basis`` str, why: lifecycle done report deadline limit status deviation none;
    - ``due`` bool: the deadline is reached on ``as_of``; ``overdue`` bool: due and not done;
    - ``days_over`` float: by how many days, missing where it is not overdue.

    With ``own_clock`` False every item runs by the calendar year (investment of key projects, by custom). An item whose
    clock has not begun and that has nothing done is ``not_started``.
    A row whose ``period`` lies before the period of ``as_of`` was not reported: ``no_report``, unless done before.
    """
    counted = ~one_of(texts(frame, "status"), lights.rule().out_of_count)
    ceiling = _ceilings(frame)
    rate, basis = _rate(frame, ceiling)
    judged = {"rate": rate, "rate_basis": basis, **_due_rates(frame, ceiling, as_of, own_clock)}
    judged |= deviations(judged)
    done = one_of(texts(frame, "status"), ["done"]) | (rate >= 1)
    due = counted & (days(frame, "deadline") <= np.datetime64(as_of))
    overdue = due & ~done
    states = {"counted": counted, "ceiling": ceiling, "done": done, "overdue": overdue}
    light, why = _light(frame, judged, states, as_of)
    added = {"counted": counted, "direction": np.where(ceiling, "lower", "higher"), **judged, "light": light}
    late = {"due": due, "overdue": overdue, "days_over": _days_over(frame, overdue, as_of)}
    return with_columns(frame, {**added, "light_basis": why, **late}, ADDED)


def rates(frame: pd.DataFrame) -> Floats:
    """The completion rate of each row: actual/target (not for ceilings), else as reported; NaN without either."""
    return _rate(frame, _ceilings(frame))[0]


def deviations(judged: dict[str, Any]) -> dict[str, Any]:
    """``deviation_plan``, ``deviation_calendar``, ``deviation`` and ``pace`` from rate, plan, time and due rate."""
    deviation = points_apart(judged["rate"], judged["due_rate"])
    plan, calendar = (points_apart(judged["rate"], judged[name]) for name in ("plan_rate", "time_rate"))
    apart = {"deviation_plan": plan, "deviation_calendar": calendar, "deviation": deviation}
    return {**apart, "pace": lights.pace(deviation)}


def with_columns(frame: pd.DataFrame, columns: dict[str, Any], order: list[str]) -> pd.DataFrame:
    """``frame`` with ``columns`` after its own ones (replacing those of the same name), texts as pandas' str."""
    added = pd.DataFrame({name: _typed(columns[name]) for name in order}, index=frame.index)
    return pd.concat([frame.drop(columns=[n for n in order if n in frame]), added], axis=1)


def _typed(values: Any) -> Any:
    is_text = getattr(values, "dtype", None) is not None and values.dtype.kind in "OU"
    return pd.array(values, dtype="str") if is_text else values


def _ceilings(frame: pd.DataFrame) -> Flags:
    return matching(texts(frame, "target_text"), book().rules.direction.lower_is_better)


def _rate(frame: pd.DataFrame, ceiling: Flags) -> tuple[Floats, Texts]:
    computed = np.where(ceiling, np.nan, ratio(numbers(frame, "actual_value"), numbers(frame, "target_value")))
    reported = numbers(frame, "completion_rate")
    basis = np.select([~np.isnan(computed), ~np.isnan(reported)], ["computed", "reported"], "none")
    return np.where(np.isnan(computed), reported, computed), basis.astype(object)


def _due_rates(frame: pd.DataFrame, ceiling: Flags, as_of: date, own_clock: bool) -> dict[str, Any]:
    year = np.full(len(frame), clocks.time_rate(as_of))
    time_rate = clocks.elapsed(*clocks.own_clock(frame, as_of), as_of) if own_clock else year
    plan = np.where(ceiling, np.nan, ratio(numbers(frame, "period_target"), numbers(frame, "target_value")))
    nodes = clocks.quarter_nodes(frame, as_of)
    rule = np.select([~np.isnan(plan), ~np.isnan(nodes)], ["plan", "quarters"], "months").astype(object)
    plan_rate = np.where(np.isnan(plan), nodes, plan)
    due_rate = np.where(np.isnan(plan_rate), time_rate, plan_rate)
    return {"time_rate": time_rate, "time_rule": rule, "plan_rate": plan_rate, "due_rate": due_rate}


def _light(frame: pd.DataFrame, judged: dict[str, Any], states: dict[str, Flags], as_of: date) -> tuple[Texts, Texts]:
    """The first line that fits decides; the table is the rule's order of precedence."""
    status, rate = texts(frame, "status"), judged["rate"]
    period = texts(frame, "period").astype(str)
    over = states["ceiling"] & (numbers(frame, "actual_value") > numbers(frame, "target_value"))
    table = (
        (~states["counted"], lights.UNMEASURED, "lifecycle"),
        (states["done"], "done", "done"),
        (period < clocks.period_of(as_of), "no_report", "report"),
        (states["overdue"], "behind", "deadline"),
        (over, "behind", "limit"),
        (_not_begun(frame, judged, as_of), "not_started", "status"),
        (~np.isnan(rate), lights.of_deviation(judged["deviation"]), "deviation"),
        (one_of(status, ["behind"]), "behind", "status"),
    )
    fits = [fit for fit, _, _ in table]
    light = np.select(fits, [np.asarray(lamp, dtype=object) for _, lamp, _ in table], lights.UNMEASURED)
    return light, np.select(fits, [why for _, _, why in table], "none").astype(object)


def _days_over(frame: pd.DataFrame, overdue: Flags, as_of: date) -> Floats:
    return np.where(overdue, (np.datetime64(as_of) - days(frame, "deadline")).astype("float64"), np.nan)


def _not_begun(frame: pd.DataFrame, judged: dict[str, Any], as_of: date) -> Flags:
    """Its clock has not begun; or reported as not started, and neither a start date nor a plan says it should run."""
    rate = judged["rate"]
    expected = (days(frame, "start_date") <= np.datetime64(as_of)) | (judged["plan_rate"] > 0)
    idle, before = ~(rate > 0), (judged["time_rate"] <= 0) & ~(judged["plan_rate"] > 0)
    reported = one_of(texts(frame, "status"), ["not_started"])
    return idle & (before | (reported & (np.isnan(rate) | ~expected)))
