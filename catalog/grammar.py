"""How cells are worded: ``catalog/grammar.toml``, typed."""

from __future__ import annotations

from datetime import date
from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Text(Declared, frozen=True):
    """``[text]``."""

    ditto: tuple[str, ...]
    placeholders: tuple[str, ...]
    errors: str


class Numerals(Declared, frozen=True):
    """``[numerals]``."""

    digits: dict[str, int]
    zero: str
    point: str
    tens: dict[str, int]
    myriads: dict[str, int]


class Units(Declared, frozen=True):
    """``[units]``."""

    dimensions: dict[str, dict[str, float]]
    currencies: dict[str, str]
    symbols: dict[str, str]
    count: tuple[str, ...]
    aliases: dict[str, str]
    line: str
    bracket_words: str
    separators: str


class AmountWords(Declared, frozen=True):
    """``[amount]``."""

    approx_before: tuple[str, ...]
    approx_after: tuple[str, ...]
    approx_inside: tuple[str, ...]
    verbs: tuple[str, ...]
    lower_bound: tuple[str, ...]
    above: tuple[str, ...]
    upper_bound: tuple[str, ...]
    below: tuple[str, ...]
    lower_after: tuple[str, ...]
    upper_after: tuple[str, ...]
    whole: tuple[str, ...]
    footnote: str
    total_then_new: str
    range_marks: tuple[str, ...]
    per: tuple[str, ...]
    odd_signs: tuple[str, ...]
    other_meaning: str
    dash_or_one: str
    vague: str


class RateWords(Declared, frozen=True):
    """``[rate]``."""

    before: tuple[str, ...]
    signs: str
    hundredths: str
    thousandths: str
    tenths: str
    half: str
    points: str
    part_comment: str
    partial: str
    after: tuple[str, ...]
    whole: str
    done_words: tuple[str, ...]


class DateWords(Declared, frozen=True):
    """``[date]``."""

    separators: str
    forms: tuple[str, ...]
    year: str
    relative: str
    relative_years: dict[str, int]
    part: str
    parts: dict[str, str]
    quarter: str
    quarters: dict[str, int]
    half: str
    halves: dict[str, int]
    before: tuple[str, ...]
    before_bound: str
    around: str
    lead_words: str
    tail_words: str
    interval_marks: str
    interval_lead: str
    year_digits: str
    round_noughts: str
    weekday: str
    numeral_before: str
    strip: str
    open_ended: tuple[str, ...]
    at_once: tuple[str, ...]
    recurring: str
    done: tuple[str, ...]
    plans: dict[str, int]
    plan_end: str
    holiday: str
    end_words: tuple[str, ...]
    year_word: str
    month_word: str
    first_month: str
    holiday_word: str
    next_year_holidays: tuple[str, ...]
    lowest_year: int
    highest_year: int
    holidays: dict[str, str]
    lunar: dict[str, tuple[date, ...]]


class Ordinal(Declared, frozen=True):
    """``[ordinal]``."""

    before: str
    after: str


class DepartmentWords(Declared, frozen=True):
    """``[department]``."""

    list_mark: str
    separators: tuple[str, ...]
    joiners: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    labels: str
    support_labels: str
    and_so_on: str


class Names(Declared, frozen=True):
    """``[names]``."""

    after: dict[str, tuple[str, ...]]
    same: dict[str, str]
    middle_dots: str


class Grammar(Declared, frozen=True):
    """The whole of ``grammar.toml``."""

    missing: dict[str, tuple[str, ...]]
    text: Text
    numerals: Numerals
    scales: dict[str, int]
    units: Units
    amount: AmountWords
    rate: RateWords
    date: DateWords
    period: dict[str, str]
    ordinal: Ordinal
    department: DepartmentWords
    words: dict[str, dict[str, tuple[str, ...]]]
    nearby: dict[str, dict[str, tuple[str, ...]]]
    unjudged: dict[str, dict[str, tuple[str, ...]]]
    names: Names


@cache
def grammar() -> Grammar:
    """What ``catalog/grammar.toml`` declares."""
    return made((HERE / "grammar.toml").read_text("utf-8"), Grammar, file="grammar.toml")
