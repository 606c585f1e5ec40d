"""What the office's book says, taken from its files: measures, curves, clocks, days off."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

BOOK = Path(__file__).parents[3] / "catalog" / "books" / "jining-2017"
LIVING = Path(__file__).parents[3] / "data" / "living"
OUT = ("suspended", "terminated")
# From the least to the most pressing, as the lists are read.
PRESSING = ("done", "not_measurable", "on_track", "not_started", "no_report", "warning", "behind")


# The day the figures are of: what the office decided from a later one on does not count yet.
_today = [date(2017, 12, 31)]


def judge_at(day: date) -> None:
    """From now on the book is the one of ``day``."""
    _today[0] = day


def listed(name: str) -> dict[str, Any]:
    """A list of the book as it is on the day the figures are of."""
    return _listed(name, _today[0])


@cache
def _listed(name: str, day: date) -> dict[str, Any]:
    path = BOOK / f"{name}.toml"
    found: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    changes = [(key, new) for act in _acts(day) for which, key, new in act["changes"] if which == name]
    if not changes:
        return found
    entries = {_key(name, one): one for one in found.get(name, [])}
    for key, new in changes:
        entries = {k: v for k, v in entries.items() if k != key} | ({} if new is None else {key: _typed(new)})
    return {**found, name: list(entries.values())}


def _key(name: str, one: dict[str, Any]) -> str:
    return f"{one['year']}-{one['number']}" if name == "items" else str(one["name"])


def _typed(one: dict[str, Any]) -> dict[str, Any]:
    return {n: date.fromisoformat(v) if n.startswith("valid_") or n == "deadline" else v for n, v in one.items()}


@cache
def _steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((LIVING / "deliveries.json").read_text("utf-8"))
    return found


def _acts(day: date) -> list[dict[str, Any]]:
    """What the office decided that counts on ``day``."""
    return [one for one in _steps() if "changes" in one and date.fromisoformat(one["applies_from"]) <= day]


@cache
def adds(file: str) -> bool:
    """Whether a file adds to what its unit sent before."""
    return any(one.get("file") == file and one.get("adds", False) for one in _steps())


def items() -> list[dict[str, Any]]:
    return [one for one in listed("items")["items"] if one["year"] == _today[0].year]


def item(name: str) -> dict[str, Any] | None:
    """The item of the year's list that goes by a name."""
    said = (one for one in items() for word in (one["name"], *one.get("aliases", ())) if name == _plain(word))
    return next(said, None)


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def answering(unit: str) -> str:
    """Who answers for a unit: itself, what it is called now, or who took it over."""
    for one in listed("units")["units"]:
        if unit == one["name"] and (one.get("valid_to") or date.max) < _today[0] and one.get("successor"):
            return answering(one["successor"])
        if unit == one["name"] or unit in one.get("aliases", ()):
            return str(one["name"])
    return unit


def first_name(dataset: str, name: str) -> str:
    """What a row was called before it was renamed."""
    for one in listed("successions").get("successions", []):
        if one["dataset"] == dataset and one["kind"] == "renamed" and one["after"] == [name]:
            return str(one["before"][0])
    return name


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
    year = _today[0].year
    ends = {day.year for name in ("clock_start", "clock_end") if (day := area.get(name))}
    area = area if ends and min(ends) <= year <= max(ends) else {}
    first = row.get("start_date") or area.get("clock_start") or date(year, 1, 1)
    return first, row.get("deadline") or area.get("clock_end") or date(year, 12, 31)


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
