"""The 39 livelihood items as bundles of sub-targets: the worst sub-target names the item's lamp."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book, spelled
from metrics import lights, progress
from metrics.columns import days, flags, numbers, one_of, texts
from metrics.look_back import counts as verdicts
from metrics.look_back import table as look_back

__all__ = ["by_category", "items", "look_back", "timeline", "verdicts"]

OF_THE_WORST: tuple[str, ...] = (
    "row_id",
    "rate",
    "rate_basis",
    "due_rate",
    "time_rate",
    "deviation",
    "light",
    "light_basis",
    "days_over",
    "target_text",
    "progress_text",
)
OF_THE_WORST += ("problem", "next_step", "status", "forecast_rate", "cause", "gap", "target_value", "unit")
OF_THE_WORST += ("standstill", "said", "stands", "against")
OF_A_SUB = ("row_id", "rate", "due_rate", "light", "deviation", "unit", "actual_value", "target_value", "stands")
NO_DAY = np.datetime64("NaT", "s")


def items(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per item (category and project) of an assessed livelihood frame, by category and number.

    The rule: an item stands where its worst sub-target stands; percentages of sub-targets are never averaged.
    Columns: ``category``, ``item``, ``number``, ``counted``, ``n_subs``, ``n_measurable``, ``n_done``; of the worst
    sub-target ``worst`` (its content, missing for an item without sub-targets), ``row_id``, ``rate``, ``due_rate``,
    ``time_rate``, ``deviation``, ``light``, ``light_basis``, ``days_over``, ``target_text``, ``progress_text``,
    ``problem``, ``next_step``, ``status``, ``forecast_rate``, ``cause``, ``target_value``, ``unit``, ``standstill``,
    ``said``, ``stands``, ``against``;
    of the item ``overdue``, ``lead_department``, ``lead_leader``,
    ``start`` (earliest), ``deadline`` (latest), ``planned_investment``, ``completed_investment`` (sums in 10,000 yuan,
    missing where none is given);
    ``subs``: a list of dicts label row_id rate due_rate light deviation unit actual_value target_value stands.
    """
    columns = _columns(assessed)
    groups: dict[tuple[Any, Any], list[int]] = {}
    for i, (category, project) in enumerate(zip(columns["category"], columns["project"], strict=True)):
        groups.setdefault((category, spelled(project or "")), []).append(i)
    rows = [_item(columns, np.array(members)) for members in groups.values()]
    rows.sort(key=lambda row: (_category_order(row["category"]), _number_order(row["number"])))
    return _typed(pd.DataFrame(rows, columns=_names()))


def by_category(items: pd.DataFrame) -> pd.DataFrame:
    """One row per category, the seed's first: ``category n n_on_time`` and ``n_behind`` …, one a lamp."""
    category, light, counted = texts(items, "category"), texts(items, "light"), flags(items, "counted")
    names = dict.fromkeys([*(c.name for c in book().categories), *category])
    rows = []
    for name in names:
        lit = light[counted & (category == name)]
        on_time = int(one_of(lit, lights.rule().on_time).sum())
        per_light = {f"n_{lamp}": n for lamp, n in lights.counts(lit).items()}
        rows.append({"category": name, "n": len(lit), "n_on_time": on_time, **per_light})
    return pd.DataFrame(rows)


def timeline(items: pd.DataFrame, history: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Gantt rows by deadline: ``category item row_id start deadline reached rate light deviation days_left``.

    ``reached`` is the day on the bar to which the item has come: start + rate × length, at most the deadline, missing
    without a rate; of a done item the end of the month in whose report it first was (``history``: the store's of the
    dataset). An item without a start or a deadline is drawn over the year (``start``, ``deadline`` filled in).
    """
    first, last = pd.Timestamp(as_of.year, 1, 1), pd.Timestamp(as_of.year, 12, 31)
    kept = items[items["counted"]]
    start = kept["start"].fillna(first)
    deadline = kept["deadline"].fillna(last)
    reached = start + (deadline - start) * kept["rate"].clip(0.0, 1.0)
    # A finished item ends where it was first reported so: its bar never runs into the future.
    ended = pd.to_datetime(kept["row_id"].map(_first_done(history)))
    ended = ended.fillna(pd.Timestamp(as_of)).clip(upper=pd.Timestamp(as_of))
    reached = reached.mask(kept["light"].eq("done"), ended)
    left = (deadline - pd.Timestamp(as_of)).dt.days.astype("Int64")
    columns = ["category", "item", "row_id", "rate", "light", "deviation", "lead_department", "lead_leader"]
    drawn = kept[columns].assign(start=start, deadline=deadline, reached=reached, days_left=left)
    return drawn.sort_values(["deadline", "deviation"], kind="stable", ignore_index=True)


def _first_done(history: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """By row the end of the first month whose report says it is done."""
    done = history[(progress.rates(history) >= 1) | (texts(history, "status") == "done")]
    first = done.groupby("row_id")["period"].min()
    return {str(row_id): pd.Period(period, "M").end_time.normalize() for row_id, period in first.items()}


def _columns(assessed: pd.DataFrame) -> dict[str, np.ndarray]:
    """Every column needed, as arrays; text ones as objects."""
    floats: tuple[str, ...] = (
        "rate",
        "due_rate",
        "time_rate",
        "deviation",
        "days_over",
        "forecast_rate",
        "actual_value",
        "gap",
    )
    floats += ("target_value", "planned_investment", "completed_investment")
    names = ("category", "project", "content", "number", "lead_department", "lead_leader", "unit", *OF_THE_WORST)
    found: dict[str, np.ndarray] = {name: texts(assessed, name) for name in names if name not in floats}
    found |= {name: numbers(assessed, name) for name in floats}
    found |= {name: flags(assessed, name) for name in ("counted", "overdue")}
    found |= {name: days(assessed, name) for name in ("start_date", "deadline")}
    order = lights.urgency(*(found[name] for name in ("light", "overdue", "deviation")))
    found["urgency"] = order[np.argsort(~found["counted"][order], kind="stable")].argsort()
    return found


def _item(columns: dict[str, np.ndarray], members: np.ndarray) -> dict[str, Any]:
    counted = members[columns["counted"][members]]
    live = counted if len(counted) else members
    worst = live[columns["urgency"][live].argmin()]
    known = live[columns["light"][live] != "no_report"]
    who = {name: columns[name][worst] for name in ("lead_department", "lead_leader")}
    size = {"n_subs": len(live), "n_measurable": int((~np.isnan(columns["rate"][known])).sum())}
    size |= {"n_done": int((columns["light"][live] == "done").sum()), "counted": bool(len(counted))}
    money = {name: _sum(columns[name][live]) for name in ("planned_investment", "completed_investment")}
    clock = {"start": _earliest(columns["start_date"][live]), "deadline": _latest(columns["deadline"][live])}
    named = {"item": columns["project"][worst], "category": columns["category"][worst]}
    named["number"] = columns["number"][live[0]]
    label = columns["content"][worst] if len(live) > 1 else None
    judged = {name: columns[name][worst] for name in OF_THE_WORST} | {"overdue": bool(columns["overdue"][live].any())}
    subs = [{"label": columns["content"][i], **{name: columns[name][i] for name in OF_A_SUB}} for i in live]
    return {**named, **size, "worst": label, **judged, **who, **clock, **money, "subs": subs}


def _names() -> list[str]:
    first = ["category", "item", "number", "counted", "n_subs", "n_measurable", "n_done", "worst", *OF_THE_WORST]
    last = ["overdue", "lead_department", "lead_leader", "start", "deadline"]
    return [*first, *last, "planned_investment", "completed_investment", "subs"]


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """The types of an empty frame and of one whose texts are all missing are those of a full one."""
    names: tuple[str, ...] = ("category", "item", "number", "worst", "row_id", "light", "target_text", "progress_text")
    names += (
        "problem",
        "next_step",
        "status",
        "lead_department",
        "lead_leader",
        "cause",
        "standstill",
        "said",
        "stands",
        "against",
    )
    kinds = dict.fromkeys(names, "str") | {
        "start": "datetime64[s]",
        "deadline": "datetime64[s]",
        "rate": "float64",
    }
    return rows.astype(kinds | {"counted": "bool", "overdue": "bool", "deviation": "float64"})


def _sum(values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    return float(known.sum()) if len(known) else float("nan")


def _earliest(values: np.ndarray) -> np.datetime64:
    known = values[~np.isnat(values)]
    return known.min() if len(known) else NO_DAY


def _latest(values: np.ndarray) -> np.datetime64:
    known = values[~np.isnat(values)]
    return known.max() if len(known) else NO_DAY


def _category_order(name: Any) -> int:
    names = [c.name for c in book().categories]
    return names.index(name) if name in names else len(names)


def _number_order(number: Any) -> tuple[float, ...]:
    """1, 2, 2.1, 10 in the order people count; an unnumbered item comes last."""
    found = re.findall(r"\d+", str(number or ""))
    return tuple(float(part) for part in found) or (float("inf"),)
