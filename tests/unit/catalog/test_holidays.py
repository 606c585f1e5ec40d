"""The shipped holidays are those of the State Council's notices, 2004 to 2026; an unnamed year is known as such."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest

from catalog.working_days import is_declared, is_working_day


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_of_the_year_is_what_the_notice_says(year: int) -> None:
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(n) for n in range(365)]
    assert [d for d in days if is_working_day(d) != chinese_calendar.is_workday(d)] == []
    assert is_declared(year)


def test_a_year_nobody_declared_is_known_as_such() -> None:
    assert [is_declared(year) for year in (2003, 2027)] == [False, False]
