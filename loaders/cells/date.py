"""Date cells: a deadline is the last day its text can mean, any other date the first; nothing is guessed in silence."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from loaders.cells.date_forms import NoDate, Span, interval, is_around, single, special, tidy, words
from loaders.cells.formats import understand
from loaders.cells.parsed import Context, Note, Parsed, absent, withheld
from loaders.cells.text import fold, plain, unwritten

_SHORT_OF_MIDNIGHT = timedelta(seconds=60)
_CLOCK = re.compile(r"((?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})[T\s]+23:59(?::([0-9]{2})(?:[.][0-9]+)?)?")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


def read_date(value: Any, number_format: str, context: Context) -> Parsed:
    """The first day the cell can mean; a day the year of which is inferred must not lie after the period reported."""
    return _read("date", value, number_format, context)


def read_start_date(value: Any, number_format: str, context: Context) -> Parsed:
    """The first day the cell can mean; of an interval its start, with a note."""
    return _read("start_date", value, number_format, context)


def read_deadline(value: Any, number_format: str, context: Context) -> Parsed:
    """The last day the cell can mean; of an interval its end, with a note."""
    return _read("deadline", value, number_format, context)


def _read(kind: str, value: Any, number_format: str, context: Context) -> Parsed:
    if isinstance(value, str):
        return _typed(kind, value, context.year or _year_of(context.period), context.period, context.date1904)
    if isinstance(value, datetime):
        return _moment(kind, value, number_format)
    if isinstance(value, date):
        return _stored(kind, value, number_format)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return withheld("not_a_date", value)
    return _numbered(kind, float(value), number_format, context.date1904)


def _moment(kind: str, moment: datetime, number_format: str) -> Parsed:
    """The day of a moment; one within a minute of the next midnight is that midnight, cut short by a web system."""
    next_day = moment.date() + timedelta(days=1)
    if datetime.combine(next_day, time()) - moment.replace(tzinfo=None) > _SHORT_OF_MIDNIGHT:
        return _stored(kind, moment.date(), number_format)
    parsed = _stored(kind, next_day, number_format)
    said = {"typed": moment.isoformat(" ", "seconds"), "day": next_day, "before": moment.date()}
    return parsed if parsed.withheld else parsed.noting("date_before_midnight", **said)


def _year_of(period: str | None) -> int | None:
    return int(period[:4]) if period else None


@lru_cache(maxsize=16384)
def _stored(kind: str, day: date, number_format: str) -> Parsed:
    """A real date cell; a format that shows no day says that only the month was meant."""
    if not words().lowest_year <= day.year <= words().highest_year:
        return withheld("date_implausible", day)
    shown = understand(number_format).date
    if day.day == 1 and shown == "month":
        return _chosen(kind, Span(day, _month_end(day), "month"), day.isoformat())
    if (day.month, day.day) == (1, 1) and shown == "year":
        return _chosen(kind, Span(day, day.replace(month=12, day=31), "year"), str(day.year))
    return Parsed(day)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _numbered(kind: str, value: float, number_format: str, date1904: bool) -> Parsed:
    """A number in a date column: a serial, a date run together (20170831), a year, or year and month with a point."""
    whole = value.is_integer()
    if whole and (19900101 <= value <= 21001231 or 199001 <= value <= 210012 or 1990 <= value <= 2100):
        if value > 2100:
            return _typed(kind, f"{value:.0f}", None, None, date1904)
        parsed = _typed(kind, f"{value:.0f}{words().year_word}", None, None, date1904)
        return parsed if parsed.withheld else parsed.noting("date_year_only", typed=f"{value:.0f}", day=parsed.value)
    if 1990 < value < 2101:
        return _with_point(kind, value, number_format)
    offset = value if 0 <= value < 1e6 else 0
    day = (_EPOCH_1904 if date1904 else _EPOCH) + timedelta(days=int(offset))
    if not words().lowest_year <= day.year <= words().highest_year:
        return withheld("date_implausible", f"{value:g}")
    parsed = _moment(kind, datetime.combine(day, time()) + timedelta(days=offset % 1), number_format)
    return parsed if understand(number_format).date else parsed.noting("date_from_serial", typed=f"{value:g}", day=day)


def _with_point(kind: str, value: float, number_format: str) -> Parsed:
    """2017.8 is August; 2017.1 is January or, its nought lost, October, unless two decimals are shown."""
    two_shown = understand(number_format).decimals == 2
    text = f"{value:.2f}" if two_shown else f"{value:.10g}"
    if text.endswith(".1"):
        return withheld("month_lost", text)
    return _typed(kind, text, None, None, False)


@lru_cache(maxsize=65536)
def _typed(kind: str, typed: str, year: int | None, period: str | None, date1904: bool) -> Parsed:
    missing = unwritten(typed) or _not_a_day(typed)
    if missing is not None:
        return missing
    head, comment = _without_comment(typed)
    if comment:
        return _typed(kind, head, year, period, date1904).noting("value_with_comment", typed=typed, comment=comment)
    clock = _CLOCK.fullmatch(plain(typed))
    if clock:
        day = re.sub("[/.]", "-", clock[1])
        moment = _as_moment(day, clock[2])
        return _moment(kind, moment, "General") if moment else withheld("date_impossible", typed)
    text = tidy(typed)
    if re.fullmatch("[3-7][0-9]{4}|(?:19|20)[0-9]{2}", text):
        return _numbered(kind, float(text), "General", date1904)
    try:
        span = single(text, year) or special(text, year)
        pair = None if span else interval(text, year)
    except NoDate as none:
        return withheld(none.code, typed)
    if pair is not None:
        return _one_end(kind, *pair, typed)
    if span is None:
        return withheld(_why_not(text), typed)
    if kind == "date" and "year_inferred" in span.notes and period and span.first > _period_end(period):
        return withheld("year_unclear", typed)
    parsed = _chosen(kind, span, typed)
    about = is_around(text) and not parsed.withheld
    return parsed.noting("value_approximate", typed=typed).with_extras(approx=True) if about else parsed


def _as_moment(day: str, seconds: str | None) -> datetime | None:
    try:
        return datetime.combine(date(*map(int, day.split("-"))), time(23, 59, int(seconds or 0)))
    except ValueError:
        return None


def _without_comment(typed: str) -> tuple[str, str]:
    """A date and the words in brackets after it; a comment that holds a number may be another date and stays."""
    found = re.fullmatch(r"([^()]+)\(([^()0-9]+)\)?", plain(typed), re.DOTALL)
    return (found[1], found[2]) if found else (typed, "")


def _period_end(period: str) -> date:
    return _month_end(date(int(period[:4]), int(period[5:7]), 1))


def _not_a_day(typed: str) -> Parsed | None:
    """Words that stand where a date would: never-ending work, work to be done at once, every month, or a status."""
    text, w = fold(typed), words()
    if text in w.open_ended:
        return absent("date_open_ended", typed, open_ended=True)
    if text in w.at_once:
        return absent("date_at_once", typed)
    if re.fullmatch(w.recurring, text):
        return absent("date_recurring", typed)
    if text in w.done:
        return absent("date_is_status", typed, status=text)
    return None


def _chosen(kind: str, span: Span, typed: str) -> Parsed:
    """The one day the kind stands for."""
    extras: dict[str, Any] = {"precision": span.precision}
    if span.bounded:
        extras["bound"] = "<="
    day = span.last if kind == "deadline" else span.first
    notes = tuple(Note(code, {"typed": typed, "day": day}) for code in span.notes)
    if kind == "deadline":
        return Parsed(span.last, notes=notes, extras=extras)
    if span.precision == "year" and not span.at_end:
        return withheld("date_too_coarse", typed, extras=extras)
    if span.precision in ("quarter", "half") and not span.at_end:
        notes = (*notes, Note("date_first_day", {"typed": typed, "day": span.first}))
    return Parsed(span.first, notes=notes, extras=extras)


def _one_end(kind: str, start: Span, end: Span, typed: str) -> Parsed:
    extras = {"start": start.first, "end": end.last, "precision": end.precision}
    if kind == "date" or (kind == "start_date" and start.precision == "year"):
        return withheld("date_interval", typed, extras=extras)
    day = end.last if kind == "deadline" else start.first
    codes = dict.fromkeys(("date_interval_end", *start.notes, *end.notes))
    return Parsed(day, notes=tuple(Note(code, {"typed": typed, "day": day}) for code in codes), extras=extras)


def _why_not(text: str) -> str:
    if re.fullmatch(r"[0-9]{1,2}[./-][0-9]{1,2}(?:[./-](?:[0-9]{4}|[0-9]{2}))?", text):
        return "date_order_unclear"
    counts = [len(re.findall(form, text)) for form in ("(?:19|20)[0-9]{2}", "[0-9]{1,2}" + words().month_word)]
    return "several_dates" if max(counts) > 1 else "not_a_date"
