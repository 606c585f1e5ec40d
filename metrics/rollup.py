"""Brings items together without ever averaging percentages: from sums, from points, or by counting milestones."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog import declared
from metrics import lights

COLUMNS = (
    "n n_measurable rate time_rate due_rate deviation deviation_calendar light basis unit actual target "
    "milestones milestones_due milestones_reached n_overdue"
).split()


_NAN = float("nan")
_NO_SUM: dict[str, Any] = {"unit": None, "actual": _NAN, "target": _NAN}
_NOTHING: dict[str, Any] = {"rate": _NAN, "time_rate": _NAN, "due_rate": _NAN, **_NO_SUM, "basis": "none"}


def by_area(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per area, in the order of the six works; every declared area has its row, also one nobody reported on.

    Columns: ``area``, ``n`` counted items, ``n_measurable`` (reported this period, with a rate), ``rate``, ``time_rate``,
    ``due_rate`` (fractions, weighted like the rate), ``deviation``, ``deviation_calendar`` (百分点), ``light``,
    ``basis`` ``sum`` | ``points`` | ``milestones`` | ``single`` (one item, its own rate) | ``none``, ``unit``, ``actual``, ``target`` (only for ``sum``),
    ``milestones`` (all counted items), ``milestones_due`` (deadline reached), ``milestones_reached`` (done),
    ``n_overdue``, and ``n_behind`` … ``n_not_measurable``, one per lamp.
    """
    areas = declared("seed")["areas"]
    rows = [_row(assessed[assessed["area"] == a["name"]], a["measured_by"]) | {"area": a["name"]} for a in areas]
    return _table(rows, ["area"])


def by_sub_area(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per sub-area, in the seed's order, with ``area``, ``sub_area`` and the columns of :func:`by_area`.

    Wordings the seed does not know follow their area's declared ones; rows without a sub-area carry a missing one.
    """
    rows = []
    for area in declared("seed")["areas"]:
        mine = assessed[assessed["area"] == area["name"]]
        names = dict.fromkeys([*area["sub_areas"], *mine["sub_area"].dropna()])
        parts = [(name, mine[mine["sub_area"] == name]) for name in names] + [(None, mine[mine["sub_area"].isna()])]
        kept = [(name, part) for name, part in parts if name is not None or len(part)]
        rows += [_row(part, area["measured_by"]) | {"area": area["name"], "sub_area": name} for name, part in kept]
    return _table(rows, ["area", "sub_area"])


def total(assessed: pd.DataFrame, measured_by: str = "points") -> dict[str, Any]:
    """All rows of a frame as one, with the columns of :func:`by_area`."""
    return _row(assessed, measured_by)


def unplaced(assessed: pd.DataFrame) -> pd.DataFrame:
    """The rows whose area is missing: in no row of :func:`by_area`, and to be said so."""
    return assessed[assessed["area"].isna()]


def _table(rows: list[dict[str, Any]], keys: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*keys, *COLUMNS, *(f"n_{name}" for name in lights.rule()["order"])])


def _row(items: pd.DataFrame, measured_by: str) -> dict[str, Any]:
    counted = items[items["counted"]]
    measured = counted[counted["rate"].notna() & (counted["light"] != "no_report")]
    milestones = _milestones(counted)
    rates = _by_milestones(milestones) if measured_by == "milestones" else _by_measure(measured)
    deviation = 100 * (rates["rate"] - rates["due_rate"])
    sizes = {"n": len(counted), "n_measurable": len(measured), "n_overdue": int(counted["overdue"].sum())}
    judged = {"deviation": deviation, "deviation_calendar": 100 * (rates["rate"] - rates["time_rate"])}
    per_light = {f"n_{name}": count for name, count in lights.counts(counted["light"]).items()}
    return {**sizes, **rates, **judged, "light": _light(deviation, counted), **milestones, **per_light}


def _light(deviation: float, counted: pd.DataFrame) -> str:
    if len(counted) and counted["light"].eq("done").all():
        return "done"
    if len(counted) and counted["light"].eq("no_report").all():
        return "no_report"
    return lights.of_deviation(pd.Series([deviation], dtype="float64")).iloc[0]


def _milestones(counted: pd.DataFrame) -> dict[str, int]:
    reached = int(counted["light"].eq("done").sum())
    return {"milestones": len(counted), "milestones_due": int(counted["due"].sum()), "milestones_reached": reached}


def _by_milestones(milestones: dict[str, int]) -> dict[str, Any]:
    n = milestones["milestones"] or float("nan")
    due = milestones["milestones_due"] / n
    found = {"rate": milestones["milestones_reached"] / n, "due_rate": due, "time_rate": due}
    return {**found, **_NO_SUM, "basis": "milestones" if milestones["milestones"] else "none"}


def _by_measure(measured: pd.DataFrame) -> dict[str, Any]:
    if measured.empty:
        return dict(_NOTHING)
    units = measured["unit"].fillna("") if "unit" in measured else pd.Series("", index=measured.index)
    if units.nunique() == 1 and units.iloc[0] and measured["rate_basis"].eq("computed").all():
        sums = {"unit": units.iloc[0], "actual": float(measured["actual_value"].sum())}
        target = measured["target_value"]
        return {**_weighted(measured, target), **sums, "target": float(target.sum()), "basis": "sum"}
    weights = measured["weight"] if "weight" in measured else pd.Series(float("nan"), index=measured.index)
    if weights.gt(0).all():
        return {**_weighted(measured, weights), **_NO_SUM, "basis": "points"}
    return dict(_NOTHING) if len(measured) > 1 else {**_weighted(measured, weights.fillna(1.0)), **_NO_SUM, "basis": "single"}


def _weighted(measured: pd.DataFrame, weights: pd.Series) -> dict[str, float]:
    """Rate and both due rates as sums over sums: weighting by the target is exactly the sum of the actual values."""
    names = ("rate", "time_rate", "due_rate")
    return {name: float((measured[name] * weights).sum() / weights.sum()) for name in names}
