"""Writes the holidays of 2004 to 2026 for the shipped book, as ``chinesecalendar`` knows the State Council's notices.

``python -m tools.holidays`` writes ``catalog/books/jining-2017/holidays.toml`` again. Years that were typed in from
their notice (with its number as source) are kept; a library's year says so. Needed only when a year is added.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import chinese_calendar

from catalog.book import shipped
from catalog.book.current import BOOKS, SHIPPED

FIRST, LAST = 2004, 2026
HEAD = """# Public holidays and make-up working days, as the State Council Office announces them each autumn; deadlines
# in working days and lateness are counted by them. Written by tools/holidays.py from the package chinesecalendar, which
# agrees with the typed notices of 2017 and 2018 on every day. A year that is not named here has plain weekends, and is
# said so.
"""
SOURCE = "chinesecalendar"


def main() -> None:
    """Write the file."""
    text = HEAD + "".join(_year(year) for year in range(FIRST, LAST + 1))
    (BOOKS / SHIPPED / "holidays.toml").write_text(text, encoding="utf-8")


def _year(year: int) -> str:
    typed = next((one for one in shipped().holidays if one.year == year and one.source != SOURCE), None)
    source = typed.source if typed else SOURCE
    off, worked = (typed.holidays, typed.workdays) if typed else (_off(year), _worked(year))
    return (
        f'\n[[holidays]]\nyear = {year}\nsource = "{source}"\nholidays = {_listed(off)}\nworkdays = {_listed(worked)}\n'
    )


def _days(year: int) -> Iterator[dt.date]:
    first = dt.date(year, 1, 1)
    yield from (first + dt.timedelta(n) for n in range((dt.date(year + 1, 1, 1) - first).days))


def _off(year: int) -> list[dt.date]:
    return [d for d in _days(year) if chinese_calendar.get_holiday_detail(d)[1] and chinese_calendar.is_holiday(d)]


def _worked(year: int) -> list[dt.date]:
    return [d for d in _days(year) if d.weekday() >= 5 and chinese_calendar.is_workday(d)]


def _listed(days: Sequence[dt.date]) -> str:
    rows = [", ".join(d.isoformat() for d in days[i : i + 7]) for i in range(0, len(days), 7)]
    return "[\n" + "".join(f"    {row},\n" for row in rows) + "]"


if __name__ == "__main__":
    main()
