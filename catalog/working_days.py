"""Working days by the catalog's holiday table: weekends and holidays are none, declared make-up days are."""

from __future__ import annotations

import datetime as dt

from catalog.book import book, derived

ONE = dt.timedelta(days=1)


def is_working_day(day: dt.date) -> bool:
    """Whether offices are open; a year that the table does not name has plain weekends."""
    holidays, worked = _table()
    return day in worked or (day.weekday() < 5 and day not in holidays)


def moved_to_working_day(day: dt.date) -> dt.date:
    """The day itself, or the next working day where it is none."""
    while not is_working_day(day):
        day += ONE
    return day


def working_day_after(day: dt.date, count: int) -> dt.date:
    """The ``count``-th working day after ``day``."""
    for _ in range(count):
        day = moved_to_working_day(day + ONE)
    return day


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Working days after ``start`` up to and with ``end``; 0 where the end is not later."""
    days = (end - start).days
    return sum(is_working_day(start + dt.timedelta(days=n)) for n in range(1, days + 1))


def is_declared(year: int) -> bool:
    """Whether the book names the holidays of ``year``; else its working days are plain weekdays."""
    return any(one.year == year for one in book().holidays)


@derived
def _table() -> tuple[frozenset[dt.date], frozenset[dt.date]]:
    years = book().holidays
    return (
        frozenset(day for year in years for day in year.holidays),
        frozenset(day for year in years for day in year.workdays),
    )
