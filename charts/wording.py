"""The words charts print: lamps, stages, figures (from ``catalog.numbers``) and names cut to the room they have."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from catalog import lamps, numbers
from catalog.book import book
from catalog.words.charts import chart_words

WORDS = chart_words()


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or pandas' NA."""
    return value is None or bool(pd.isna(value))  # pyright: ignore[reportArgumentType, reportCallIssue]


def percent(rate: Any, digits: int = 1) -> str:
    """A fraction as "55.9%"; above 100 % as it is; a missing one as the dash."""
    return numbers.rate(_float(rate), digits)


def signed(points: Any, digits: int = 1) -> str:
    """A difference in percentage points with its sign and a true minus; a missing one as the dash."""
    return numbers.points(_float(points), digits)


def money(wan: Any) -> str:
    """An amount stored in ten-thousands of yuan, in the unit people say it in."""
    return numbers.money(_float(wan))


def in_yi(wan: Any) -> str:
    """The bare number of an amount in hundred millions, for charts whose unit stands in the subtitle."""
    value = _float(wan)
    return WORDS.heat.none if math.isnan(value) else numbers.plain(value / 10_000, 1)


def light_word(light: str | None) -> str:
    """The word of a light; what is unknown reads as what cannot be measured."""
    return _said_of_lights("words", light)


def glyph(light: str | None) -> str:
    """The mark of a light, drawn by every Chinese font."""
    return _said_of_lights("glyphs", light)


def lamp_text(
    light: str | None, deviation: Any = None, days_over: Any = None, dataset: str = "", cause: Any = None
) -> str:
    """Mark, word and what lit the lamp (catalog/lamps.py): colour is never alone."""
    return f"{marked(light)} {lamps.reason(light, deviation, days_over, dataset=dataset, cause=cause)}".strip()


def marked(light: str | None) -> str:
    """Mark and word of a light; the word alone where the mark already is its first character."""
    word, mark = light_word(light), glyph(light)
    return word if word.startswith(mark) else f"{mark} {word}"


def shorten(text: object, width: int) -> str:
    """At most ``width`` full-width characters, two half-width ones counting as one; cut with an ellipsis."""
    if is_missing(text):
        return ""
    plain, room = str(text), width * 2
    for i, char in enumerate(plain):
        room -= 1 if ord(char) < 0x2000 else 2
        if room < 0:
            return plain[: max(i - 1, 1)] + "\u2026"
    return plain


def _said_of_lights(what: str, light: str | None) -> str:
    known: dict[str, str] = getattr(book().rules.lights, what)
    return known.get(light or "", known["not_measurable"])


def _float(value: Any) -> float:
    return math.nan if is_missing(value) else float(value)
