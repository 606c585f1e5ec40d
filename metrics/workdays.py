"""Counts working days for whole columns at once, by the catalog's table of holidays and make-up days."""

from __future__ import annotations

import numpy as np

from catalog.book import derived
from catalog.working_days import is_working_day
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


@derived
def calendar() -> Days:
    """Every working day of the years covered, rising, by the catalog's holiday table."""
    every = np.arange(f"{FIRST_YEAR}-01-01", f"{LAST_YEAR + 1}-01-01", dtype="datetime64[D]")
    return every[np.array([is_working_day(day) for day in every.tolist()])]


def _place(days: Days) -> np.ndarray:
    return np.searchsorted(calendar(), days, side="right")
