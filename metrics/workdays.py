"""Counts working days: weekends and declared holidays are none, declared make-up Saturdays are."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from catalog import declared
from metrics.columns import Days, Floats

FIRST_YEAR, LAST_YEAR = 2010, 2040


def between(start: Days, end: Days) -> Floats:
    """Working days after ``start`` up to and with ``end``; 0 where the end lies before, NaN where either is missing."""
    known = ~(np.isnat(start) | np.isnat(end))
    passed = _place(end) - _place(start)
    return np.where(known, np.maximum(passed, 0), np.nan)


def after(start: Days, days: int) -> Days:
    """The ``days``-th working day after ``start``; NaT where that is missing."""
    at = np.clip(_place(start) + days - 1, 0, len(calendar()) - 1)
    return np.where(np.isnat(start), np.datetime64("NaT", "D"), calendar()[at])


def shifted(days: Days) -> Days:
    """A deadline that falls on a day off moves to the next working day."""
    at = np.clip(np.searchsorted(calendar(), days, side="left"), 0, len(calendar()) - 1)
    return np.where(np.isnat(days), np.datetime64("NaT", "D"), calendar()[at])


def nth_after(start: date, days: int) -> date:
    """As :func:`after`, for one day."""
    return after(np.array([start], dtype="datetime64[D]"), days)[0].item()


@cache
def calendar() -> Days:
    """Every working day of the years covered, rising; years the holiday table does not name have plain weekends."""
    every = np.arange(f"{FIRST_YEAR}-01-01", f"{LAST_YEAR + 1}-01-01", dtype="datetime64[D]")
    tables = [table for table in declared("holidays").values() if isinstance(table, dict)]
    off, on = (_days([d for t in tables for d in t.get(name, ())]) for name in ("holidays", "workdays"))
    works = (np.is_busday(every) & ~np.isin(every, off)) | np.isin(every, on)
    return every[works]


def _days(listed: list[date]) -> Days:
    return np.array(listed, dtype="datetime64[D]")


def _place(days: Days) -> np.ndarray:
    return np.searchsorted(calendar(), days, side="right")
