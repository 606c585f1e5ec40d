"""The strict grammar of a typed date: which days a text can mean, how exactly, and what had to be inferred."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from catalog.grammar import DateWords, grammar
from loaders.cells.numeral import numeral
from loaders.cells.text import plain


class Span(NamedTuple):
    """The days a text can mean, first to last. ``precision`` is day, part (of a month), month, quarter, half or year;
    ``notes`` are issue codes for what was inferred; ``at_end`` says that the text names the end of its span.
    """

    first: date
    last: date
    precision: str
    notes: tuple[str, ...] = ()
    at_end: bool = False
    bounded: bool = False


class NoDate(Exception):
    """The text has a date's form and no day: ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@cache
def words() -> DateWords:
    """The date section of the grammar."""
    return grammar().date


@cache
def forms() -> tuple[re.Pattern[str], ...]:
    """Every form of a single date, compiled from its shorthand."""
    w = words()
    short = {
        "YEAR": w.year, "YY": "(?P<yy>[0-9]{2})", "Y": "(?P<y>[0-9]{4})", "M": "(?P<m>[0-9]{1,2})",
        "D": "(?P<d>[0-9]{1,2})", "R": w.relative, "PART": w.part, "QUARTER": w.quarter, "HALF": w.half,
        "APOS": "['\u2018\u2019]",
    }  # fmt: skip
    token = re.compile("|".join(sorted(short, key=len, reverse=True)))

    def spelled(form: str) -> str:
        return token.sub(lambda found: short[found[0]], form)

    return tuple(re.compile(spelled(spelled(form)) if "YEAR" in form else spelled(form)) for form in w.forms)


def tidy(typed: str) -> str:
    """Half width, no spaces but between digits, Chinese numerals before year, month and day as figures."""
    w = words()
    text = re.sub('(?<![0-9])\\s+|\\s+(?![0-9])|[\u201c\u201d"]', "", plain(typed)).upper()
    text = re.sub(w.year_digits, lambda found: str(numeral(_noughts(found[0])) or found[0]), text)
    text = re.sub(w.numeral_before, lambda found: str(numeral(found[0]) or found[0]), text)
    text = re.sub(w.weekday, "", text)
    text = text.replace(w.first_month, "1" + w.month_word)
    return re.sub(r"(?<=[0-9])(?:T|\s)\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?$", "", text).strip(w.strip)


def _noughts(text: str) -> str:
    return re.sub(f"[{words().round_noughts}]", "\u3007", text)


def single(text: str, year: int | None) -> Span | None:
    """The span of one tidied date, words around it allowed; None where no form matches, ``NoDate`` if no such day."""
    for core, bounded in _readings(text):
        span = point(core, year) if core else None
        if span is not None:
            return _bounded(span) if bounded else span
    return None


def _readings(text: str) -> Iterator[tuple[str, bool]]:
    """The text, then without the verb after it, then without the "before"; each also without a word in front."""
    w = words()
    for whole in dict.fromkeys((text, re.sub(f"^{w.lead_words}", "", text))):
        kept = re.sub(f"{w.tail_words}$", "", whole)
        cut = re.sub(f"{w.before_bound}$", "", kept)
        yield whole, False
        yield kept, False
        yield cut, cut != kept


def is_around(text: str) -> bool:
    """Whether the text says "or thereabouts" of its date."""
    return re.search(words().around, text) is not None


def _bounded(span: Span) -> Span:
    if span.precision in ("day", "part") or span.at_end:
        return span._replace(bounded=True)
    raise NoDate("date_bound_unclear")


def point(text: str, year: int | None) -> Span | None:
    """The span of a bare date form."""
    for form in forms():
        found = form.fullmatch(text)
        if found is not None:
            return _span({k: v for k, v in found.groupdict().items() if v is not None}, year)
    return None


def _span(groups: dict[str, str], context_year: int | None) -> Span:
    year, notes = _year(groups, context_year)
    month, day = groups.get("m") or groups.get("mm"), groups.get("d") or groups.get("dd")
    if month:
        return _of_month(year, int(month), None if day is None else int(day), groups.get("part"), notes)
    at_end = groups.get("part") in words().end_words or groups.get("end") in words().end_words
    if "half" in groups:
        which = words().halves[groups["half"]]
        span = Span(date(year, 6 * which - 5, 1), _last_day(year, 6 * which), "half", notes, at_end)
    elif any(name in groups for name in ("q", "qq", "qn", "ahead")):
        span = _of_quarter(year, groups, notes, at_end)
    else:
        span = Span(date(year, 1, 1), date(year, 12, 31), "year", notes, at_end)
    return span._replace(first=span.last) if at_end else span


def _of_quarter(year: int, groups: dict[str, str], notes: tuple[str, ...], at_end: bool) -> Span:
    if "ahead" in groups:
        return Span(date(year, 1, 1), date(year, 9, 30), "quarter", notes, at_end)
    which = words().quarters[groups.get("q") or groups.get("qq") or groups["qn"]]
    return Span(date(year, 3 * which - 2, 1), _last_day(year, 3 * which), "quarter", notes, at_end)


def _of_month(year: int, month: int, day: int | None, part: str | None, notes: tuple[str, ...]) -> Span:
    if not 1 <= month <= 12:
        raise NoDate("date_impossible")
    last = _last_day(year, month)
    if day is not None:
        if not 1 <= day <= last.day:
            raise NoDate("date_impossible")
        return Span(date(year, month, day), date(year, month, day), "day", notes)
    if part is None:
        return Span(date(year, month, 1), last, "month", notes)
    first, until = {"end": (last.day, last.day), "first": (1, 10), "middle": (11, 20), "last": (21, last.day)}[
        words().parts[part]
    ]
    return Span(date(year, month, first), date(year, month, until), "part", notes)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(groups: dict[str, str], context_year: int | None) -> tuple[int, tuple[str, ...]]:
    if "y" in groups:
        return _plausible(int(groups["y"])), ()
    if "yy" in groups:
        return _plausible(2000 + int(groups["yy"])), ("year_two_digits",)
    if context_year is None:
        raise NoDate("year_unknown")
    if "rel" in groups:
        return context_year + words().relative_years[groups["rel"]], ("year_relative",)
    return context_year, ("year_inferred",)


def _plausible(year: int) -> int:
    if not words().lowest_year <= year <= words().highest_year:
        raise NoDate("date_implausible")
    return year


def interval(text: str, year: int | None) -> tuple[Span, Span] | None:
    """Start and end of an interval, where exactly one way of splitting the text gives two dates in order."""
    found = []
    for mark in re.finditer(words().interval_marks, text):
        pair = _pair(re.sub(f"^{words().interval_lead}", "", text[: mark.start()]), text[mark.end() :], year)
        if pair is not None and pair[0].first <= pair[1].last:
            found.append(pair)
    return found[0] if len(found) == 1 else None


def _pair(left: str, right: str, year: int | None) -> tuple[Span, Span] | None:
    try:
        start = point(left, year) or _bare(left, right, year)
        end = None if start is None else single(right, start.first.year) or _bare(right, left, year)
    except NoDate:
        return None
    if start is None or end is None:
        return None
    # The end inherits the year written at the start; only a start without one had to infer it.
    kept = tuple(note for note in end.notes if note != "year_inferred")
    return start, end._replace(notes=kept)


def _bare(text: str, other: str, year: int | None) -> Span | None:
    """A side of an interval that left its unit to the other: the 3 of "3 to 6 of month", the 2016 of "2016-2018"."""
    if re.fullmatch("(?:19|20)[0-9]{2}", text) and re.match("(?:19|20)[0-9]{2}(?![0-9./])", other):
        return point(text + words().year_word, year)
    with_year = re.fullmatch(f"[0-9]{{4}}{words().year_word}[0-9]{{1,2}}|[0-9]{{1,2}}", text)
    if with_year and re.match(f"[0-9]{{1,2}}{words().month_word}", other):
        return point(text + words().month_word, year)
    return None


def special(text: str, year: int | None) -> Span | None:
    """Holidays by table and the ends of five-year plans."""
    w = words()
    plan = re.fullmatch(w.plan_end, text)
    if plan:
        end = date(w.plans[plan["plan"]], 12, 31)
        return Span(end, end, "day", ("date_from_plan",), True)
    found = re.fullmatch(w.holiday, text)
    if found is None:
        return None
    return _holiday(found, year)


def _holiday(found: re.Match[str], context_year: int | None) -> Span:
    name, year = found["holiday"], int(found["y"]) if found["y"] else context_year
    fixed = words().holidays.get(name)
    lunar = words().lunar
    moving = lunar.get(name) or lunar.get(name.removesuffix(words().holiday_word))
    if year is None or (not found["y"] and name in words().next_year_holidays):
        raise NoDate("holiday_year_unknown")
    day = date.fromisoformat(f"{year}-{fixed}") if fixed else next((d for d in moving or () if d.year == year), None)
    if day is None:
        raise NoDate("holiday_year_unknown")
    if found["bound"]:
        day -= timedelta(days=1)
    notes = ("date_from_holiday",) if found["y"] else ("date_from_holiday", "year_inferred")
    return Span(day, day, "day", notes, bounded=bool(found["bound"]))
