"""The 39 livelihood items and their sub-targets, month by month, in canonical values."""

from __future__ import annotations

from datetime import date

from catalog.book import book
from tools.samples.calendar import Row, at_most, day, dice, hurry, lead_post, pick, share, words
from tools.samples.tasks import NEVER

ITEM = ["number", "unit", "content", "target_text", "target", "measure"]
ITEM += ["plan_money", "done_money", "start", "deadline", "july", "curve"]


def of_unit(unit: str, month: int) -> list[Row]:
    """What ``unit`` reports of its items at the end of ``month``; an item of several promises has several rows."""
    listed = (dict(zip(ITEM, row, strict=True)) for row in words().livelihood.rows)
    return [_reported(item, month) for item in listed if item["unit"] == unit]


def _reported(item: Row, month: int) -> Row:
    named = next(i for i in book().items_of(words().year) if i.number == item["number"])
    actual = max(_reached(item, m) for m in range(1, month + 1))
    rate = actual / item["target"]
    row = {"number": str(item["number"]), "category": named.category, "project": named.name}
    row |= {key: item[key] for key in ("content", "target_text")}
    row |= {"target_value": item["target"], "unit": item["measure"], "actual_value": actual, "completion_rate": rate}
    row |= {"planned_investment": item["plan_money"] or None, "completed_investment": _spent(item, month)}
    row |= {"lead_leader": lead_post(item["unit"]), "lead_department": item["unit"]}
    row |= {"support_departments": words().support.get(item["unit"], [])}
    row |= {"start_date": day(item["start"]), "deadline": day(item["deadline"]), "remark": None}
    status = _status(item, rate, month)
    return row | {"status": status, "forecast_rate": _forecast(item, rate)} | _told(item, month, rate, status)


def _reached(item: Row, month: int) -> float:
    if item["curve"] == NEVER or month < day(item["start"]).month:
        return 0
    value = item["july"] * share(item["curve"], month) / share(item["curve"], 7) * hurry(month)
    value = min(value, item["july"]) if month < 7 else at_most(value, item)
    return round(value) if isinstance(item["july"], int) else round(value, 1)


def _spent(item: Row, month: int) -> float | None:
    if not item["plan_money"]:
        return None
    curve = "even" if item["curve"] == NEVER else item["curve"]
    return round(item["done_money"] * share(curve, month) / share(curve, 7))


def _status(item: Row, rate: float, month: int) -> str:
    """The unit's own word: against the months between the item's start and its deadline."""
    start, deadline = day(item["start"]), day(item["deadline"])
    if not rate and (item["curve"] == NEVER or month < start.month):
        return "not_started"
    due = min(1.0, (month - start.month + 1) / (deadline.month - start.month + 1))
    if rate >= 1:
        return "done"
    return "ahead" if rate - due > 0.05 else "behind" if rate - due < -0.1 else "on_track"


def _forecast(item: Row, rate: float) -> float:
    """The unit's own forecast for 31 December: hopeful, and of some items less than all."""
    hope = dice("forecast", item["number"], item["content"]).choice([1.0, 1.0, 1.0, 0.95, 0.9])
    return max(hope, 1.0 if rate >= 1 else hope)


def _told(item: Row, month: int, rate: float, status: str) -> Row:
    telling = words().telling
    works = next(text for below, text in telling.works["steps"] if rate < below)
    counted = telling.number if month > 1 else telling.first
    step = max(_reached(item, m) for m in range(1, month + 1))
    before = max((_reached(item, m) for m in range(1, month)), default=0)
    numbers = counted.format(month=month, actual=step, step=round(step - before, 1), unit=item["measure"])
    text = works if item["plan_money"] > 1000 or not step else numbers
    problem = pick(telling.problems, item["content"]) if status == "behind" else None
    return {"progress_text": text, "problem": problem}


def report_day(month: int, unit: str) -> date:
    """When a unit hands in the month's report: one of its last days."""
    last = 28 if month == 2 else 30
    return date(words().year, month, last - dice("handed in", unit, month).randrange(4))
