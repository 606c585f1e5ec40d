"""Excel's day numbers as dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import isfinite

EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (Excel's days have no zone)
LAST = 2_958_466  # the day after 9999-12-31


def from_serial(number: float, date1904: bool) -> date | datetime | time | float:
    """A day, a moment or a time of day; the number itself where it stands for none.

    Before March 1900 Excel counts a 29 February that never was, hence the extra day.
    """
    if not isfinite(number) or not 0 <= number < LAST:
        return number
    early = 1 if not date1904 and 1 <= number < 60 else 0
    moment = (EPOCH_1904 if date1904 else EPOCH_1900) + timedelta(days=early, seconds=round(number * 86_400))
    if number < 1 and not date1904:
        return moment.time()
    return moment if number % 1 else moment.date()
