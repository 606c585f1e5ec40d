"""How a clerk types a value: the cell, its number format, and what it says to whoever reads it right."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog import Field
from catalog.book import book
from tools.samples.calendar import Row, words
from tools.samples.forms import Habit

FIRST_SERIAL = date(1899, 12, 30)
NUMERIC = {"number", "rate", "money", "area_size", "date", "start_date", "deadline"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the cell, how it is shown, and its canonical value."""

    cell: Any
    truth: Any
    number_format: str = "General"


def typed(field: Field, row: Row, habit: Habit, header: str = "") -> Typed:
    """The cell for ``field`` of ``row`` as the unit with that habit types it; a unit in the form's own header wins."""
    value = row.get(field.name)
    if value is None or value == []:
        return Typed(habit.missing or None if field.kind in NUMERIC else None, None)
    if field.kind in ("date", "start_date", "deadline"):
        return _date(value, field.kind, habit)
    if field.kind == "money":
        return _money(value, habit, next((u for u in words().money_units if u in header), habit.money_unit))
    write = {"rate": _rate, "department": _department, "departments": _departments}.get(field.kind)
    if write:
        return write(value, habit)
    if field.kind == "number":
        return _number(value, row, field, habit)
    if field.kind == "area_size":
        return Typed(round(value / 10000, 4), float(value))
    return _word(field, value, habit)


def _word(field: Field, value: Any, habit: Habit) -> Typed:
    lists = {"stage": words().investment.stage_words, "status": words().telling.status}
    if field.kind in lists:
        return Typed(lists[field.kind][value][habit.stage_words], value)
    if field.kind == "follow_status":
        return Typed(value, words().clients.canonical[value])
    if field.kind == "issue_status":
        return Typed(words().issues.statuses[value], value)
    if field.kind == "fix_status":
        return Typed(words().campaign_words.statuses[value], value)
    if field.name == "number" and str(value).isdigit() and habit.numbers != "text":
        return Typed(int(value), str(value))
    return Typed(value, value)


def _number(value: float, row: Row, field: Field, habit: Habit) -> Typed:
    counted_in = row.get("unit")
    whole = int(value) if float(value).is_integer() else value
    measured = field.name in ("target_value", "actual_value", "period_target")
    if habit.numbers == "text" and measured:
        return Typed(f"{whole:,}", float(value))
    if habit.numbers == "unit" and measured and counted_in in words().glued_units:
        return Typed(f"{whole}{counted_in}", float(value))
    return Typed(whole, float(value))


def _rate(value: float, habit: Habit) -> Typed:
    shown = round(value, 3)
    if habit.rates == "text":
        return Typed(f"{shown:.1%}", shown)
    if habit.rates == "points":
        return Typed(round(100 * shown, 1), shown)
    if habit.rates == "cell0":
        return Typed(round(value, 4), round(value, 4), "0%")
    return Typed(shown, shown, "0.0%")


def _money(value: float, habit: Habit, unit: str) -> Typed:
    factor = words().money_factors[unit]
    amount = round(value / factor, 4)
    whole = int(amount) if float(amount).is_integer() else amount
    if habit.numbers == "text":
        return Typed(f"{whole:,}", float(value))
    return Typed(whole, float(value), "General" if factor > 1 else "#,##0")


def _department(value: str, habit: Habit) -> Typed:
    known = {d.name for d in book().units}
    return Typed(habit.alias if habit.alias and value == habit.name and value in known else value, value)


def _departments(value: list[str], _: Habit) -> Typed:
    separator = words().list_separator
    return Typed(separator.join(value), separator.join(value))


def _date(value: date, kind: str, habit: Habit) -> Typed:
    truth = value.isoformat()
    formats = words().date_formats
    if habit.dates in ("cell", "cn_cell"):
        return Typed(value, truth, formats[habit.dates])
    if habit.dates == "serial":
        return Typed((value - FIRST_SERIAL).days, truth)
    shape = _loose(value, kind) if habit.dates == "loose" else habit.dates
    return Typed(formats[shape].format(d=value), truth)


def _loose(value: date, kind: str) -> str:
    """A month where the day says nothing: the end of one for a deadline, the first for a start."""
    last = calendar.monthrange(value.year, value.month)[1]
    here = value.year == words().year
    if kind == "deadline" and value.day == last:
        return "year_end" if here and value.month == 12 else "month_end" if here else "month_end_of_year"
    if kind == "start_date" and value.day == 1:
        return "month"
    return "iso"
