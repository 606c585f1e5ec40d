"""Judges every item against its own plan and its own calendar: rate, two deviations, lamp, overdue."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog.words.lamps import lamp_words
from metrics import clocks, held, lights, measures
from metrics.columns import Flags, Floats, Texts, days, flags, numbers, one_of, texts
from metrics.numbers import points_apart, ratio

NOTHING = np.array(None, dtype=object)
# What is added to a row, in the order of the columns:
#
# - ``counted`` bool: False for suspended and terminated items, which leave every count and sum;
# - ``measure`` str: ``cumulative`` | ``level`` | ``ceiling`` | ``milestone``; ``undecided`` bool: no rule said which;
# - ``direction`` str: ``lower`` where less is better (limits, and levels such as a concentration), else ``higher``;
# - ``gap`` float: by how much a level is better (+) or worse (−) than its target, in the target's own unit;
# - ``used`` float: the share of its limit a ceiling has used; ``said`` str: how a level or a limit stands, in words;
# - ``stands`` and ``against`` str: its value and its target or limit, in its own unit: printed in a rate's place;
# - ``rate`` float: actual/target where both are given, else the reported completion rate; above 1 stays above 1;
#   missing for levels and ceilings, which complete nothing;
# - ``rate_basis`` str: ``computed`` | ``reported`` | ``none``;
# - ``time_rate`` float 0–1: share of the item's own clock passed;
# - ``time_rule`` str: ``plan`` | ``quarters`` | ``curve`` | ``months``; ``curve`` str: the curve's name, "" for none;
# - ``plan_rate`` float: share of the target due by plan, quarter nodes or curve, missing where there is none;
# - ``due_rate`` float: the one the item is judged against (plan_rate, else time_rate): the tick on a bullet; missing
#   for a level, of which nothing is due by the calendar;
# - ``deviation_plan``, ``deviation_calendar``, ``deviation`` (the one judged) float: percentage points, unrounded;
# - ``pace`` str: band of the deviation;
# - ``light`` str: behind warning on_track done not_started no_report not_measurable;
# - ``light_basis`` str, why: lifecycle done deadline report value limit level status idle deviation none;
# - ``due`` bool: the deadline is reached on ``as_of``; ``overdue`` bool: due and not done;
# - ``days_over`` float: by how many days, missing where it is not overdue; ``closed_late`` bool: done after
#   its deadline; ``cause`` str: what lit a pressing lamp where it was neither the deviation nor the deadline, and of a
#   suspended or terminated item that it is so, and by which paper (approvals.with_endings);
# - ``standstill`` str: that its unit declared no progress for the month, in words with the reason, "" else;
# - ``typed_target``, ``typed_weight`` float, ``typed_unit`` str: what the sheet says where the year's list says
#   otherwise, whose target, unit, weight, measure and deadline count (held.by_book); ``paper`` str: what the
#   approved target rests on.
ADDED = ["counted", "measure", "undecided", "direction", "gap", "used", "said", "stands", "against"]
ADDED += ["rate", "rate_basis", "time_rate", "time_rule", "plan_rate", "due_rate"]
ADDED += ["deviation_plan", "deviation_calendar", "deviation", "pace", "light", "light_basis", "due"]
ADDED += ["overdue", "days_over", "closed_late", "cause", "standstill", "curve", *held.BESIDE]


def assess(frame: pd.DataFrame, *, as_of: date, own_clock: bool = True) -> pd.DataFrame:
    """``frame`` (work_targets or livelihood_projects, as the store gives it) with what can be said about each row.

    Adds the columns ``ADDED``, each described there.

    With ``own_clock`` False every item runs by the calendar year (investment of key projects, by custom). An item whose
    clock has not begun and that has nothing done is ``not_started``.
    A row whose ``period`` lies before the period of ``as_of`` was not reported: ``no_report``, unless it is done or
    overdue, or what it last reported is behind by now: silence puts out no red lamp. So is a row that was reported
    without the value its target asks for, or without the state it told before (``state_blank``).
    """
    frame = held.by_book(frame)
    counted = ~one_of(texts(frame, "status"), lights.rule().out_of_count)
    found = measures.of(frame)
    rate, basis = _rate(frame, found)
    gap, used = measures.gap(frame, found), measures.used(frame, found)
    judged = {"rate": rate, "rate_basis": basis, **_due_rates(frame, found, as_of, own_clock)}
    judged |= {**deviations(judged), "gap": gap, "used": used}
    due = counted & (days(frame, "deadline") <= np.datetime64(as_of))
    done, overdue = _done(frame, found, judged, due, as_of)
    states = {"counted": counted, "done": done, "overdue": overdue}
    light, why = _light(frame, found, judged, states, as_of)
    kinds = {"measure": found.measure, "undecided": found.undecided & (basis != "none")}
    kinds |= {"direction": np.where(found.lower, "lower", "higher")}
    after = done & (days(frame, "done_date") > days(frame, "deadline"))
    beside = {name: numbers(frame, name) for name in held.NUMBERS} | {n: held.words(frame, n) for n in held.WORDS}
    kinds |= measures.stands(frame, found)
    cause = _causes(frame, found, judged, light, why)
    warned = np.select([light == "warning"], [cause], NOTHING).astype(object)
    said = measures.sentences(frame, found, gap, warned)
    kinds |= {"said": said, "cause": cause, "standstill": held.words(frame, "standstill")}
    # A level is held against its target now: nothing of it is due by the calendar.
    judged |= {"due_rate": np.where(found.are(measures.LEVEL) & ~np.isnan(gap), np.nan, judged["due_rate"])}
    late = {"due": due, "overdue": overdue, "days_over": _days_over(frame, overdue, as_of), "closed_late": after}
    return with_columns(
        frame, {"counted": counted, **kinds, **judged, "light": light, "light_basis": why, **late, **beside}, ADDED
    )


def rates(frame: pd.DataFrame) -> Floats:
    """The completion rate of each row: actual/target, else as reported; NaN without either and for what completes
    nothing (levels, ceilings)."""
    frame = held.by_book(frame)
    return _rate(frame, measures.of(frame))[0]


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


def _rate(frame: pd.DataFrame, found: measures.Measures) -> tuple[Floats, Texts]:
    """The rate and what it rests on. A level's or a limit's value is computed with, though it completes nothing."""
    still = found.are(measures.LEVEL) | found.are(measures.CEILING)
    actual, target = numbers(frame, "actual_value"), numbers(frame, "target_value")
    computed = np.where(still, np.nan, ratio(actual, target))
    reported = np.where(still, np.nan, numbers(frame, "completion_rate"))
    known = ~np.isnan(computed) | (still & ~np.isnan(actual) & ~np.isnan(target))
    basis = np.select([known, ~np.isnan(reported)], ["computed", "reported"], "none")
    return np.where(np.isnan(computed), reported, computed), basis.astype(object)


def _done(
    frame: pd.DataFrame, found: measures.Measures, judged: dict[str, Any], due: Flags, as_of: date
) -> tuple[Flags, Flags]:
    """What is finished: said to be so, or all of it done; a level or a limit that held until its deadline, by what is
    reported now (as long as nobody says so, it may have gone since); and what is overdue."""
    level, ceiling = found.are(measures.LEVEL), found.are(measures.CEILING)
    holding = due & ((level & (judged["gap"] >= 0)) | (ceiling & (judged["used"] <= 1)))
    period, last_month = texts(frame, "period").astype(str), days(frame, "deadline").astype("datetime64[M]").astype(str)
    at_the_end = holding & (period >= clocks.period_of(as_of))
    told = one_of(texts(frame, "status"), ["done"]) | (judged["rate"] >= 1)
    done = np.where(level | ceiling, at_the_end, told).astype(bool)
    # A limit is no matter of days; of what held until its deadline nobody can say that it is late.
    of_days = ~(holding & (period >= last_month)) & ~(ceiling & ~np.isnan(judged["used"]))
    return done, due & ~done & of_days


def _due_rates(frame: pd.DataFrame, found: measures.Measures, as_of: date, own_clock: bool) -> dict[str, Any]:
    year = np.full(len(frame), clocks.time_rate(as_of))
    time_rate = clocks.elapsed(*clocks.own_clock(frame, as_of), as_of) if own_clock else year
    planned = ratio(numbers(frame, "period_target"), numbers(frame, "target_value"))
    plan = np.where(found.are(measures.LEVEL) | found.are(measures.CEILING), np.nan, planned)
    nodes = clocks.quarter_nodes(frame, as_of)
    named = clocks.curve_names(frame)
    ways = {"plan": plan, "quarters": nodes, "curve": clocks.on_curve(named, time_rate)}
    known = [~np.isnan(way) for way in ways.values()]
    rule = np.select(known, list(ways), "months").astype(object)
    plan_rate = np.select(known, list(ways.values()), np.nan)
    due_rate = np.where(np.isnan(plan_rate), time_rate, plan_rate)
    by_curve = np.where(rule == "curve", named, "").astype(object)
    return {"time_rate": time_rate, "time_rule": rule, "plan_rate": plan_rate, "due_rate": due_rate, "curve": by_curve}


def _light(
    frame: pd.DataFrame, found: measures.Measures, judged: dict[str, Any], states: dict[str, Flags], as_of: date
) -> tuple[Texts, Texts]:
    """The first line that fits decides; the table is the rule's order of precedence. Overdue outranks silence."""
    status, rate = texts(frame, "status"), judged["rate"]
    period = texts(frame, "period").astype(str)
    level, ceiling = found.are(measures.LEVEL), found.are(measures.CEILING)
    unmeasured = (numbers(frame, "target_value") == 0) & ~np.isnan(numbers(frame, "actual_value"))
    wanting = (~np.isnan(numbers(frame, "target_value")) & ~unmeasured) | flags(frame, "state_blank")
    silent, by_value = period < clocks.period_of(as_of), _of_values(frame, found, judged)
    by_last = _by_word(frame, judged, by_value)
    table = (
        (~states["counted"], lights.UNMEASURED, "lifecycle"),
        (states["done"], "done", "done"),
        (states["overdue"], "behind", "deadline"),
        (silent & one_of(by_last, lights.rule().pressing), by_last, "report"),
        (silent, "no_report", "report"),
        (ceiling & (judged["used"] > 1), "behind", "limit"),
        (_not_begun(frame, judged, as_of), "not_started", "status"),
        (ceiling & ~np.isnan(judged["used"]), by_value, "limit"),
        (level & ~np.isnan(judged["gap"]), by_value, "level"),
        (~np.isnan(rate), by_value, "deviation"),
        (one_of(status, ["behind"]), "behind", "status"),
        (one_of(status, ["not_started"]), lights.of_deviation(-100 * judged["due_rate"]), "idle"),
        (wanting, "no_report", "value"),
    )
    fits = [fit for fit, _, _ in table]
    light = np.select(fits, [np.asarray(lamp, dtype=object) for _, lamp, _ in table], lights.UNMEASURED)
    return light, np.select(fits, [why for _, _, why in table], "none").astype(object)


def _of_values(frame: pd.DataFrame, found: measures.Measures, judged: dict[str, Any]) -> Texts:
    """The lamp by the value alone: of a limit by its curve, of a level by its target now, else by the deviation.

    A limit is fine as long as no more of it is used than its curve has come to; a level warns where it is not reached,
    and is behind where much is missing.
    """
    used, gap = judged["used"], judged["gap"]
    early = np.round(used - judged["due_rate"], 9) > 0
    limits = np.select([used > 1, early], ["behind", "warning"], "on_track")
    levels = np.select([gap >= 0, measures.far_short(frame, gap)], ["on_track", "behind"], "warning")
    fits = [found.are(measures.CEILING) & ~np.isnan(used), found.are(measures.LEVEL) & ~np.isnan(gap)]
    lit = [limits.astype(object), levels.astype(object)]
    return np.select(fits, lit, lights.of_deviation(judged["deviation"])).astype(object)


def _causes(frame: pd.DataFrame, found: measures.Measures, judged: dict[str, Any], light: Texts, why: Texts) -> Texts:
    """What lit a pressing lamp where neither the deviation nor the deadline did: the gap of a level, the use of a
    limit, the unit's own word; and why a row is in no count."""
    measured, words = measures.causes(frame, found, judged["gap"], judged["used"]), lamp_words()
    untold = np.isnan(judged["rate"]) & np.array([said is None for said in measured], dtype=bool)
    by_word = untold & one_of(why, ["status", "idle", "report"]) & one_of(light, lights.rule().pressing)
    fits = [by_word & one_of(texts(frame, "status"), [state]) for state in ("behind", "not_started")]
    by_last = np.select(fits, [words.by_status, words.idle], measured)
    table = ((why == "lifecycle", texts(frame, "lifecycle")), (one_of(light, lights.rule().pressing), by_last))
    return np.select([fit for fit, _ in table], [cause for _, cause in table], NOTHING).astype(object)


def _by_word(frame: pd.DataFrame, judged: dict[str, Any], by_value: Texts) -> Texts:
    """The lamp by the value, and of what no value tells by the state its unit gave it."""
    status, untold = texts(frame, "status"), by_value == lights.UNMEASURED
    idle = lights.of_deviation(-100 * judged["due_rate"])
    fits = [untold & one_of(status, ["behind"]), untold & one_of(status, ["not_started"])]
    behind = np.full(len(frame), "behind", dtype=object)
    return np.select(fits, [behind, idle], by_value).astype(object)


def _days_over(frame: pd.DataFrame, overdue: Flags, as_of: date) -> Floats:
    return np.where(overdue, (np.datetime64(as_of) - days(frame, "deadline")).astype("float64"), np.nan)


def _not_begun(frame: pd.DataFrame, judged: dict[str, Any], as_of: date) -> Flags:
    """Nothing is done, and it need not have begun: its clock has not, its start lies ahead, or its plan asks for
    nothing by now. That a unit reports it as not started excuses nothing."""
    rate = np.where(np.isnan(judged["rate"]), numbers(frame, "actual_value"), judged["rate"])
    ahead = (judged["time_rate"] <= 0) | (days(frame, "start_date") > np.datetime64(as_of))
    return ~(rate > 0) & ((ahead & ~(judged["plan_rate"] > 0)) | (judged["plan_rate"] == 0))
