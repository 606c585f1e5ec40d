"""What the office's book says, taken from its files: measures, curves, clocks, days off."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

BOOK = Path(__file__).parents[3] / "catalog" / "books" / "jining-2017"
OUT = ("suspended", "terminated")
# From the least to the most pressing, as the lists are read.
PRESSING = ("done", "not_measurable", "on_track", "not_started", "no_report", "warning", "behind")


@cache
def listed(name: str) -> dict[str, Any]:
    return tomllib.loads((BOOK / f"{name}.toml").read_text("utf-8"))


def items() -> list[dict[str, Any]]:
    return [one for one in listed("items")["items"] if one["year"] == 2017]


def measure(row: dict[str, Any]) -> tuple[str, bool]:
    """What kind of figure the row's target is, and whether less is better."""
    said = " ".join(str(row.get(name) or "") for name in ("task", "project", "content", "target_text"))
    unit, target = row.get("unit") or "", row.get("target_value")
    limit = bool(re.search(listed("rules")["direction"]["lower_is_better"], row.get("target_text") or ""))
    kind, lower = "cumulative", False
    for one in listed("measures")["measures"]:
        words, units = one.get("words"), one.get("units")
        if (not words or any(word in said for word in words)) and (not units or unit in units):
            kind, lower = one["measure"], one.get("direction") == "lower"
            break
    lower = lower or limit or (kind == "level" and target is not None and target < 0)
    if limit and kind != "level":
        return "ceiling", True
    if target is None and kind != "level" and not limit:
        return "milestone", lower
    return kind, lower


def curve(row: dict[str, Any], dataset: str) -> list[float] | None:
    """The cumulative shares due by each twelfth of the row's clock; None where no curve is meant for it."""
    for one in listed("curves")["curves"]:
        if {row.get("category"), row.get("package"), row.get("site")} & set(one.get("classes", ())):
            return [0.0, *one["shares"]]
    found = (one for one in listed("curves")["curves"] if dataset in one.get("datasets", ()))
    return next(([0.0, *one["shares"]] for one in found), None)


def clock(row: dict[str, Any]) -> tuple[date, date]:
    """First and last day: the row's own, else its area's, else the year's."""
    area = next((one for one in listed("areas")["areas"] if one["name"] == row.get("area")), {})
    first = row.get("start_date") or area.get("clock_start") or date(2017, 1, 1)
    return first, row.get("deadline") or area.get("clock_end") or date(2017, 12, 31)


def passed(first: date, last: date, today: date) -> float:
    """The share of a clock that is over at the end of today, each month counting the same."""
    begun, length = _at(first), _at(last + timedelta(1)) - _at(first)
    if length <= 0:
        return float(last <= today)
    return min(max((_at(today + timedelta(1)) - begun) / length, 0.0), 1.0)


def _at(day: date) -> float:
    """Months since the year nought, with the part of its month before the day begins."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return 12 * day.year + day.month + (day.day - 1) / (following - date(day.year, day.month, 1)).days


def open_on(day: date) -> bool:
    year = next((one for one in listed("holidays")["holidays"] if one["year"] == day.year), {})
    return day in year.get("workdays", ()) or (day.weekday() < 5 and day not in year.get("holidays", ()))


def moved(day: date) -> date:
    """The day, or the next on which the offices are open."""
    return day if open_on(day) else moved(day + timedelta(1))


def working_day(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    return day if not count else working_day(moved(day + timedelta(1)), count - 1)


def worked(first: date, last: date) -> int:
    """How many working days come after ``first`` up to ``last``."""
    return sum(open_on(first + timedelta(n)) for n in range(1, (last - first).days + 1))
