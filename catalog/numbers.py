"""How a figure is written, on every screen, slide and bulletin alike (words in ``catalog/wording/numbers.toml``).

The rules are the design's: one decimal half-up for rates and deviations, 100 million yuan from 10,000 of 10,000 yuan
on, a true minus sign, never "-0", and a dash for what is missing. Every function takes plain numbers and gives text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from catalog.text import is_missing
from catalog.words.numbers import number_words

MINUS = "\u2212"


def rounded(value: float, decimals: int = 1) -> float:
    """``value`` rounded half-up as people do it (2.25 → 2.3), on its shortest decimal form; never -0.0."""
    if not math.isfinite(value):
        return value
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return float(exact) + 0.0


def plain(value: Any, decimals: int = 0) -> str:
    """A count or quantity with thousands commas; trailing zeros stay where ``decimals`` asks for them."""
    if _gone(value):
        return _missing()
    return _signed(f"{rounded(value, decimals):,.{decimals}f}")


def rate(value: Any, decimals: int = 1) -> str:
    """A fraction as a percentage: 0.856 → 85.6%."""
    if _gone(value):
        return _missing()
    return f"{plain(value * 100, decimals)}%"


def points(value: Any, decimals: int = 1) -> str:
    """A deviation in percentage points with its sign: -10.62 → −10.6; zero carries no sign."""
    if _gone(value):
        return _missing()
    shown = rounded(value, decimals)
    return f"{'+' if shown > 0 else ''}{_signed(f'{shown:.{decimals}f}')}"


def money(value: Any) -> str:
    """An amount given in 10,000 yuan, in the larger unit from 10,000 of them on (two decimals under 10, else one)."""
    if _gone(value):
        return _missing()
    words = number_words().money
    large = value / 10_000
    if abs(rounded(value, 0)) < 10_000:
        return f"{plain(value)}{words.small}"
    return f"{plain(large, 2 if abs(large) < 10 else 1)}{words.large}"


def money_step(now: float, before: float) -> str:
    """The difference of two amounts (10,000 yuan) as printed in the unit of the larger, with its sign; "" where the
    printed figures are equal."""
    words = number_words().money
    large = max(abs(rounded(now, 0)), abs(rounded(before, 0))) >= 10_000
    decimals = (2 if max(abs(now), abs(before)) < 100_000 else 1) if large else 0
    scale = 10_000 if large else 1
    step = rounded(rounded(now / scale, decimals) - rounded(before / scale, decimals), decimals)
    sign, unit = "+" if step > 0 else "", words.large if large else words.small
    return f"{sign}{plain(step, decimals)}{unit}" if step else ""


def in_one_unit(amounts: Iterable[Any]) -> tuple[str, list[str]]:
    """A column of amounts (10,000 yuan) in one unit, and that unit: 100 million yuan where one of them reaches it;
    "" for a missing amount."""
    words, given = number_words().money, list(amounts)
    known = [float(a) for a in given if not _gone(a)]
    large = any(abs(rounded(a, 0)) >= 10_000 for a in known)
    scale, decimals = (10_000, 2) if large else (1, 0)
    missing = [_gone(a) for a in given]
    said = ["" if gone else plain(float(a or 0) / scale, decimals) for a, gone in zip(given, missing, strict=True)]
    return words.large if large else words.small, said


def nothing_said(sentence: str) -> str:
    """``sentence`` with a count of nothing in words: no official paper counts nought items."""
    for way, words in number_words().nothing.ways:
        sentence = re.sub(way, words, sentence)
    return sentence


def nothing_left_out(note: str) -> str:
    """``note`` without the clauses that count nothing."""
    words = number_words().nothing
    kept = ""
    for part in re.split(f"(?=[{words.parts}])", note):
        kept += "" if re.search(words.empty, part) else part
    return kept.lstrip(words.parts)


def day(value: object) -> str:
    """A date as people write it in an official paper; a dash where there is none."""
    year = getattr(value, "year", math.nan)
    if value is None or year != year:
        return _missing()
    return number_words().day.format(year=year, month=value.month, day=value.day)  # type: ignore[attr-defined]


def day_of_year(value: date) -> str:
    """A day without its year, as a running sentence says it."""
    said: str = number_words().day_of_year
    return said.format(month=value.month, day=value.day)


def period_words(period: str) -> str:
    """A month "2017-07" as people say it."""
    said: str = number_words().period
    return said.format(year=int(period[:4]), month=int(period[5:7]))


def shares(counts: list[float], decimals: int = 1) -> list[float]:
    """Percentages of the total that sum to exactly 100, by largest remainder; all zero where there is nothing."""
    total = sum(counts)
    if not total:
        return [0.0] * len(counts)
    scale = 10**decimals
    exact = [count / total * 100 * scale for count in counts]
    floors = [math.floor(x) for x in exact]
    left = round(100 * scale - sum(floors))
    by_remainder = sorted(range(len(counts)), key=lambda i: (floors[i] - exact[i], i))
    lifted = set(by_remainder[:left])
    return [(floors[i] + (i in lifted)) / scale for i in range(len(counts))]


def in_yi(value: Any) -> str:
    """The bare number of an amount (10,000 yuan) in hundred millions, for what names its unit elsewhere."""
    return _missing() if _gone(value) else plain(float(value) / 10_000, 1)


def _gone(value: Any) -> bool:
    return is_missing(value) or not math.isfinite(value)


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


def _missing() -> str:
    return number_words().missing
