"""Judges every item against its own plan and its own calendar: rate, two deviations, lamp, overdue."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from catalog import declared
from metrics import clocks, lights

ADDED = (
    "counted direction rate rate_basis time_rate time_rule plan_rate due_rate deviation_plan deviation_calendar "
    "deviation pace light light_basis due overdue"
).split()


def assess(frame: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``frame`` (work_targets or livelihood_projects, as the store gives it) with what can be said about each row.

    Adds, in this order:

    - ``counted`` bool: False for suspended and terminated items, which leave every count and sum;
    - ``direction`` str: ``lower`` where the target is a ceiling, else ``higher``;
    - ``rate`` float: actual/target where both are given, else the reported completion rate; above 1 stays above 1;
    - ``rate_basis`` str: ``computed`` | ``reported`` | ``none``;
    - ``time_rate`` float 0–1: share of the item's own clock passed; ``time_rule`` str: ``plan`` | ``quarters`` | ``months``;
    - ``plan_rate`` float: share of the target due by plan or quarter nodes, missing where there is neither;
    - ``due_rate`` float: the one the item is judged against (plan_rate, else time_rate): the tick on a bullet;
    - ``deviation_plan``, ``deviation_calendar``, ``deviation`` (the one judged) float: 百分点, unrounded;
    - ``pace`` str: band of the deviation; ``light`` str: behind warning on_track done not_started no_report not_measurable;
    - ``light_basis`` str: why: ``lifecycle`` ``done`` ``report`` ``deadline`` ``limit`` ``status`` ``deviation`` ``none``;
    - ``due`` bool: the deadline is reached on ``as_of``; ``overdue`` bool: due and not done.

    A row whose ``period`` lies before the period of ``as_of`` was not reported: ``no_report``, unless done before.
    """
    out = frame.copy()
    out["counted"] = ~_text(frame, "status").isin(lights.rule()["out_of_count"])
    out["direction"] = np.where(_is_ceiling(frame), "lower", "higher")
    out["rate"], out["rate_basis"] = _rate(out)
    out = pd.concat([out, _due(out, as_of)], axis=1)
    out["deviation_plan"] = 100 * (out["rate"] - out["plan_rate"])
    out["deviation_calendar"] = 100 * (out["rate"] - out["time_rate"])
    out["deviation"] = 100 * (out["rate"] - out["due_rate"])
    out["pace"] = lights.pace(out["deviation"])
    done = _done(out)
    out["due"] = out["counted"] & (_deadline(out) <= pd.Timestamp(as_of))
    out["overdue"] = out["due"] & ~done
    out["light"], out["light_basis"] = _light(out, done, as_of)
    return out[[*frame.columns.difference(ADDED, sort=False), *ADDED]]


def _rate(frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    target, actual = _number(frame, "target_value"), _number(frame, "actual_value")
    computed = (actual / target.where(target > 0)).where(frame["direction"] == "higher")
    reported = _number(frame, "completion_rate")
    basis = np.select([computed.notna(), reported.notna()], ["computed", "reported"], "none")
    return computed.fillna(reported), pd.Series(basis, index=frame.index, dtype="str")


def _due(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    target = _number(frame, "target_value")
    time_rate = clocks.elapsed(clocks.own_clock(frame, as_of), as_of)
    plan = (_number(frame, "period_target") / target.where(target > 0)).where(frame["direction"] == "higher")
    nodes = clocks.quarter_nodes(frame, as_of)
    rule = np.select([plan.notna(), nodes.notna()], ["plan", "quarters"], "months")
    plan_rate = plan.fillna(nodes)
    due = {"time_rate": time_rate, "time_rule": pd.Series(rule, index=frame.index, dtype="str"), "plan_rate": plan_rate}
    return pd.DataFrame({**due, "due_rate": plan_rate.fillna(time_rate)})


def _done(frame: pd.DataFrame) -> pd.Series:
    return _text(frame, "status").eq("done") | frame["rate"].ge(1.0)


def _light(frame: pd.DataFrame, done: pd.Series, as_of: date) -> tuple[pd.Series, pd.Series]:
    """The first line that fits decides; the table is the rule's order of precedence."""
    status = _text(frame, "status")
    table = (
        (~frame["counted"], "not_measurable", "lifecycle"),
        (done, "done", "done"),
        (_text(frame, "period") < clocks.period_of(as_of), "no_report", "report"),
        (frame["overdue"], "behind", "deadline"),
        (_over_limit(frame), "behind", "limit"),
        (_not_begun(frame, status, as_of), "not_started", "status"),
        (frame["rate"].notna(), lights.of_deviation(frame["deviation"]), "deviation"),
        (status.eq("behind"), "behind", "status"),
    )
    fits = [np.asarray(row[0], dtype=bool) for row in table]
    light = np.select(fits, [np.asarray(row[1], dtype=object) for row in table], "not_measurable")
    basis = np.select(fits, [row[2] for row in table], "none")
    return pd.Series(light, index=frame.index, dtype="str"), pd.Series(basis, index=frame.index, dtype="str")


def _not_begun(frame: pd.DataFrame, status: pd.Series, as_of: date) -> pd.Series:
    """Reported as not started, and nothing of its own (start date come, plan above zero) says it should have been."""
    if "start_date" in frame:
        late = pd.to_datetime(frame["start_date"]) <= pd.Timestamp(as_of)
    else:
        late = pd.Series(False, index=frame.index)
    idle = frame["rate"].isna() | frame["rate"].le(0)
    should_run = (late | frame["plan_rate"].gt(0)) & frame["rate"].notna()
    return status.eq("not_started") & idle & ~should_run


def _over_limit(frame: pd.DataFrame) -> pd.Series:
    return frame["direction"].eq("lower") & (_number(frame, "actual_value") > _number(frame, "target_value"))


def _is_ceiling(frame: pd.DataFrame) -> pd.Series:
    pattern = declared("rules")["direction"]["lower_is_better"]
    return _text(frame, "target_text").str.contains(pattern, regex=True, na=False)


def _deadline(frame: pd.DataFrame) -> pd.Series:
    return pd.to_datetime(frame["deadline"]) if "deadline" in frame else pd.Series(pd.NaT, index=frame.index)


def _number(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name].astype("float64") if name in frame else pd.Series(np.nan, index=frame.index)


def _text(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name].astype("str") if name in frame else pd.Series(None, index=frame.index, dtype="str")
