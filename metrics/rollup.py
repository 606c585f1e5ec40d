"""Brings items together by weights, else as money of one kind, else by milestones; never by units or percentages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from metrics import comparison, evidence, lights, measures
from metrics.columns import Floats, Texts, flags, numbers, one_of, texts
from metrics.numbers import points_apart

COLUMNS = ["n", "n_measurable", "n_unweighted", "n_apart", "n_carried", "rate", "time_rate", "due_rate"]
COLUMNS += ["deviation", "deviation_calendar", "light", "basis"]
COLUMNS += ["unit", "actual", "target", "milestones", "milestones_due", "milestones_reached", "n_overdue", "base"]
Columns = dict[str, np.ndarray]
ANSWERS = ("row_id", "task", "lead_department", "lead_leader")
NUMBERS = ("rate", "time_rate", "due_rate", "actual_value", "target_value", "weight", "deviation")
DEVIATIONS = {"deviation": "due_rate", "deviation_calendar": "time_rate"}
_NAN = float("nan")
# The lamps a group takes from its tasks, the most pressing first.
_BY_TASKS = ("behind", "warning", "no_report", "on_track", "done")
_NO_WEIGHTS: Floats = np.zeros(0)
_NO_SUM: dict[str, Any] = {"unit": None, "actual": _NAN, "target": _NAN}
_NOTHING: dict[str, Any] = {"rate": _NAN, "time_rate": _NAN, "due_rate": _NAN, **_NO_SUM, "basis": "none"}


def by_area(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per area, in the order of the six works; every declared area has its row, also one nobody reported on.

    Columns: ``area``, ``n`` counted items, ``n_measurable`` (reported this period, with a rate); what is named beside
    the rate: ``n_unweighted`` (with a rate but neither weight nor money of that kind, not in it), ``n_apart`` (levels
    and limits, which complete nothing), ``n_carried`` (silent, in it with what they last reported); ``rate``,
    ``time_rate``, ``due_rate`` (fractions, the due ones weighted like the rate); ``deviation``,
    ``deviation_calendar`` (percentage points); ``light``; ``basis`` ``points`` | ``sum`` (money of one kind) |
    ``milestones`` | ``single`` (one item, its own rate) | ``none``; ``unit``, ``actual``, ``target`` (only for
    ``sum``); ``milestones``, ``milestones_due``, ``milestones_reached`` (tasks, or the milestones they are counted in);
    ``n_overdue``; ``base``, over which rows the rate is made; and ``n_behind`` … ``n_not_measurable``, one per lamp.

    A task not reported for this period stays in the denominator with what it last reported, so that silence raises
    nothing; where nobody reported there is no rate. In a milestone area the rate is reached ÷ all, the due rate due ÷
    all milestones. A group whose every clock has not begun, with nothing done, is ``not_started``, without deviation.
    """
    columns, area = _columns(assessed), texts(assessed, "area")
    rows = [_row(columns, area == a.name, a.measured_by) | {"area": a.name} for a in book().areas]
    return _table(rows, ["area"])


def by_sub_area(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per sub-area in the seed's order: ``area``, ``sub_area`` and the columns of :func:`by_area`.

    Wordings the seed does not know follow their area's declared ones; tasks without a sub-area make a last, unnamed
    row. ``row_id``, ``task``, ``lead_department`` and ``lead_leader`` are those of its most pressing task.
    """
    columns, areas, subs = _columns(assessed), texts(assessed, "area"), texts(assessed, "sub_area")
    rows = []
    for area in book().areas:
        mine = areas == area.name
        names = dict.fromkeys([*area.sub_areas, *(s for s in subs[mine] if s), *subs[mine]])
        for name in names:
            part = mine & (subs == name)
            answers = _most_pressing(columns, part)
            rows.append(_row(columns, part, area.measured_by) | {"area": area.name, "sub_area": name} | answers)
    return _table(rows, ["area", "sub_area", *ANSWERS])


def by_urgency(groups: pd.DataFrame) -> pd.DataFrame:
    """Sub-areas in the order of every red list; one with an overdue task counts as overdue."""
    return lights.by_urgency(groups.assign(overdue=groups["n_overdue"] > 0))


def since(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """``current`` (from by_area or by_sub_area) with ``previous_rate``, ``step`` and ``due_step`` (fractions).

    They stay missing where the two periods do not measure the same: another basis, or other items; ``unlike`` says so
    ("" where they do, and where either has no rate).
    """
    keys = [name for name in ("area", "sub_area") if name in current]
    before = current[keys].merge(previous[[*keys, "rate", "due_rate", "basis", "base"]], on=keys, how="left")
    pairs = zip(before.to_dict("records"), current.to_dict("records"), strict=True)
    why = np.array([_unlike(then, now) for then, now in pairs], dtype=object)
    rate, due = (np.where(why == "", before[name].to_numpy(dtype="float64"), np.nan) for name in ("rate", "due_rate"))
    steps = {"step": current["rate"] - rate, "due_step": current["due_rate"] - due}
    return current.assign(previous_rate=rate, **steps, unlike=pd.array(why, dtype="str"))


def _unlike(then: dict[Any, Any], now: dict[Any, Any]) -> str:
    """Why the rates of a group in two periods cannot be held against each other; "" where they can, or one is none."""
    if np.isnan(then["rate"]) or np.isnan(now["rate"]):
        return ""
    return comparison.unlike(now["base"], then["base"]) if now["basis"] == then["basis"] else comparison.other_basis()


def total(assessed: pd.DataFrame, measured_by: str = "points") -> dict[str, Any]:
    """All rows of a frame as one, with the columns of :func:`by_area`."""
    return _row(_columns(assessed), np.ones(len(assessed), dtype=bool), measured_by)


def rests(assessed: pd.DataFrame, measured_by: str = "points") -> tuple[evidence.Rows, ...]:
    """What the rate :func:`total` gives these rows rests on; the measurable ones, one each, where it gives none."""
    columns, dataset = _columns(assessed), "work_targets"
    together = _together(columns, np.ones(len(assessed), dtype=bool), measured_by)

    def spread(values: np.ndarray, which: np.ndarray) -> Floats:
        whole = np.full(len(assessed), np.nan)
        whole[np.flatnonzero(columns["counted"])[which]] = values
        return whole

    items, basis, mine, weights = together.items, together.basis, together.mine, together.weights
    if basis == "milestones":
        each, every = _each_milestone(items), np.ones(len(mine), dtype=bool)
        reached, whole = (spread(each[name], every) for name in ("milestones_reached", "milestones"))
        return (evidence.Rows(assessed, np.where(reached > 0, reached, np.nan), whole, dataset),)
    if basis == "none":
        known = together.measurable
        return (evidence.Rows(assessed, spread(np.ones(int(known.sum())), known), None, dataset),)
    whole, part = spread(weights, mine), spread(_first(items["rate"][mine], 0.0) * weights, mine)
    if basis != "sum":
        return (evidence.Rows(assessed, part, whole, dataset),)
    under = evidence.below(assessed, whole, ~np.isnan(whole), dataset=dataset, by="target_value")
    return evidence.Rows(assessed, part, None, dataset), under


def unplaced(assessed: pd.DataFrame) -> pd.DataFrame:
    """The rows whose area is missing: in no row of :func:`by_area`, and to be said so."""
    return assessed[assessed["area"].isna()]


def _table(rows: list[dict[str, Any]], keys: list[str]) -> pd.DataFrame:
    counts = ["n_waiting", *(f"n_{name}" for name in lights.rule().order)]
    table = pd.DataFrame(rows, columns=[*keys, *COLUMNS, *counts])
    waiting = (table["n"] > 0) & (table["n_waiting"] == table["n"]) & ~(table["rate"] > 0)
    table["deviation"] = table["deviation"].mask(waiting)
    table["light"] = np.where(waiting, "not_started", _group_lights(table))
    return table.drop(columns="n_waiting")


def _columns(assessed: pd.DataFrame) -> Columns:
    named: Columns = {name: numbers(assessed, name) for name in NUMBERS}
    named |= {
        name: texts(assessed, name)
        for name in ("light", "light_basis", "rate_basis", "unit", "status", "measure", *ANSWERS)
    }
    named["severity"] = lights.severity(named["light"])
    named["money"] = np.array(measures.money_kinds(assessed), dtype=object)
    return named | {name: flags(assessed, name) for name in ("counted", "due", "overdue")}


@dataclass(frozen=True, slots=True)
class _Together:
    """How counted ``items`` are brought together: by which ``basis``, which of them (``mine``), with what weights."""

    items: Columns
    measurable: np.ndarray
    basis: str
    mine: np.ndarray
    weights: Floats
    named: dict[str, int]


def _row(columns: Columns, mine: np.ndarray, measured_by: str) -> dict[str, Any]:
    together = _together(columns, mine, measured_by)
    items = together.items
    milestones = {name: int(np.nansum(each)) for name, each in _each_milestone(items).items()}
    rates = _by_milestones(milestones) if together.basis == "milestones" else _by_measure(together)
    sizes = {"n": len(items["rate"]), "n_measurable": int(together.measurable.sum()), **together.named}
    sizes |= {"n_overdue": int(items["overdue"].sum()), "n_waiting": int((items["time_rate"] <= 0).sum())}
    apart = {name: float(points_apart(rates["rate"], rates[due])) for name, due in DEVIATIONS.items()}
    per_light = {f"n_{name}": count for name, count in lights.counts(items["light"]).items()}
    # Tasks that are counted because nothing else brings them together are no schedule: their lamps judge the group.
    if together.basis == "milestones" and measured_by != "milestones":
        apart = dict.fromkeys(apart, _NAN)
    return {**sizes, **rates, **apart, **milestones, **per_light, "base": _base(together)}


def _base(together: _Together) -> comparison.Base:
    """Over which rows the rate is made, each as large as it counts."""
    items, mine = together.items, together.mine
    if together.basis == "none":
        return comparison.NONE
    if together.basis != "milestones":
        return comparison.of_ids(items["row_id"][mine], together.weights)
    return comparison.of_ids(items["row_id"], _each_milestone(items)["milestones"])


def _together(columns: Columns, mine: np.ndarray, measured_by: str) -> _Together:
    """The counted rows of these and how they are brought together.

    A silent row stays in with what it last reported, one that was never measured with nothing done, so that neither
    silence nor a missing value raises a rate.
    """
    items = {name: values[mine & columns["counted"]] for name, values in columns.items()}
    silent = (items["light"] == "no_report") | (items["light_basis"] == "report")
    known = ~np.isnan(items["rate"])
    apart = one_of(items["measure"], [measures.LEVEL, measures.CEILING])
    measurable = known & ~silent
    unproved = (items["target_value"] > 0) & ~one_of(items["light"], ["not_started", lights.UNMEASURED])
    eligible = ~apart & (known | unproved)
    basis, used, weights = _basis(items, eligible, measured_by) if measurable.any() else ("none", eligible, _NO_WEIGHTS)
    if basis == "none" and len(known) and measured_by == "milestones":
        basis = "milestones"
    left_out = basis in ("points", "sum")
    named = {"n_unweighted": int((eligible & ~used).sum()) if left_out else 0, "n_apart": int(apart.sum())}
    named["n_carried"] = int((silent & used).sum()) if basis not in ("none", "milestones") else 0
    return _Together(items, measurable, basis, used, weights, named)


def _basis(items: Columns, eligible: np.ndarray, measured_by: str) -> tuple[str, np.ndarray, Floats]:
    """By the book's weights, else money of one kind, else one item's own rate, else milestones."""
    by_count = measured_by == "milestones" and not _all_measured(items, eligible)
    weighted = eligible & (items["weight"] > 0)
    if by_count:
        return "milestones", eligible, _NO_WEIGHTS
    if weighted.any():
        return "points", weighted, items["weight"][weighted]
    kinds = set(items["money"][eligible])
    if len(kinds) == 1 and None not in kinds and eligible.sum() > 1:
        return "sum", eligible, items["target_value"][eligible]
    if eligible.sum() == 1:
        return "single", eligible, np.ones(1)
    return "milestones", eligible, _NO_WEIGHTS


def _most_pressing(columns: Columns, part: np.ndarray) -> dict[str, Any]:
    """The fields of ``ANSWERS`` of the task somebody should be asked about first."""
    at = np.flatnonzero(part & columns["counted"])
    if not len(at):
        return dict.fromkeys(ANSWERS)
    order = lights.urgency(*(columns[name][at] for name in ("light", "overdue", "deviation")))
    return {name: columns[name][at[order[0]]] for name in ANSWERS}


def _all_measured(items: Columns, eligible: np.ndarray) -> bool:
    """Every task is a number and none is counted in milestones: then the sums say more than the count of done tasks."""
    several = one_of(items["unit"], book().rules.rollup.milestone_units)
    return bool(len(eligible) and eligible.all() and not several.any())


def _group_lights(table: pd.DataFrame) -> Texts:
    """Items that are all done, all unreported or all not begun give the group their lamp; else the deviation does."""
    n = table["n"].to_numpy()
    by_deviation = lights.of_deviation(table["deviation"])
    whole = ("done", "no_report", "not_started")
    fits = [(n > 0) & (table[f"n_{lamp}"].to_numpy() == n) for lamp in whole]
    judged = [table["deviation"].notna().to_numpy(), table["basis"].ne("milestones").to_numpy()]
    worst = [np.asarray(table[f"n_{lamp}"] > 0) for lamp in _BY_TASKS]
    named = [by_deviation, *(np.asarray(word, dtype=object) for word in (lights.UNMEASURED, *_BY_TASKS))]
    lit = [np.asarray(word, dtype=object) for word in whole]
    return np.select([*fits, *judged, *worst], [*lit, *named], lights.UNMEASURED).astype(object)


def _each_milestone(items: Columns) -> dict[str, Floats]:
    """A task counted in milestones is as many as its target (those due by its plan), any other task is one. Silence
    takes none of them away: neither from what was due nor from what had been reached."""
    units = book().rules.rollup.milestone_units
    several = one_of(items["unit"], units) & (items["target_value"] > 0)
    reached = _first(np.minimum(items["actual_value"], items["target_value"]), 0.0)
    reached = np.where(items["status"] == "done", items["target_value"], reached)
    due = np.where(items["due"], items["target_value"], np.floor(items["target_value"] * items["due_rate"] + 1e-9))
    each = {
        "milestones": np.where(several, items["target_value"], 1.0),
        "milestones_due": np.where(several, due, items["due"]),
        "milestones_reached": np.where(several, reached, items["light"] == "done"),
    }
    return {name: values.astype("float64") for name, values in each.items()}


def _first(values: Floats, otherwise: float) -> Floats:
    return np.where(np.isnan(values), otherwise, values)


def _by_milestones(milestones: dict[str, int]) -> dict[str, Any]:
    n = milestones["milestones"]
    if not n:
        return dict(_NOTHING)
    due = milestones["milestones_due"] / n
    found = {"rate": milestones["milestones_reached"] / n, "due_rate": due, "time_rate": due}
    return {**found, **_NO_SUM, "basis": "milestones"}


def _by_measure(together: _Together) -> dict[str, Any]:
    if together.basis == "none":
        return dict(_NOTHING)
    mine, weights = together.mine, together.weights
    measured = {name: values[mine] for name, values in together.items.items()}
    rates = _weighted(measured, weights)
    if together.basis != "sum":
        return {**rates, **_NO_SUM, "basis": together.basis}
    actual = float((_first(measured["rate"], 0.0) * weights).sum())
    sums = {"unit": measured["unit"][0], "actual": actual, "target": float(weights.sum())}
    return {**rates, **sums, "basis": "sum"}


def _weighted(measured: Columns, weights: Floats) -> dict[str, float]:
    """Rate and both due rates as sums over sums: weighting by the target is exactly the sum of the actual values."""
    names = ("rate", "time_rate", "due_rate")
    return {name: float((_first(measured[name], 0.0) * weights).sum() / weights.sum()) for name in names}
