"""What lit a lamp, in words: the gap to schedule, or how long past its deadline an item is. One way for all screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog.book import book
from catalog.book.rules import Lights
from catalog.numbers import plain, points, rate, rounded
from catalog.text import is_missing
from catalog.words.lamps import lamp_words

# A deviation says nothing about these: nothing was reported, begun or measured.
UNJUDGED = ("no_report", "not_started", "not_measurable")


def reason(
    light: str | None, deviation: Any = None, days_over: Any = None, *, dataset: str = "", decimals: int = 1,
    cause: Any = None,
) -> str:  # fmt: skip
    """The days past the deadline of a pressing item that has one behind it, else the signed deviation, else the
    ``cause`` that was found when it was judged (also why it is in no count); "" where there is none.

    A red item that is ahead of time is red for its deadline: its deviation would contradict its lamp.
    """
    pressing = light in _rule().pressing
    if pressing and lateness(days_over, dataset):
        return lateness(days_over, dataset)
    if by_gap(light, deviation):
        return points(float(deviation), decimals)
    return "" if is_missing(cause) else str(cause)


def how_far(row: Mapping[Any, Any], decimals: int = 1) -> str:
    """How far a row of metrics' frames is, as lists print it: of a level or a limit its value and what that is held
    against, in its own unit; of everything else the completion rate."""
    stands, against = row.get("stands"), row.get("against")
    if is_missing(stands):
        return rate(row["rate"], decimals)
    return lamp_words().beside.format(stands=stands, against=against)


def light_word(light: str | None) -> str:
    """The word of a light; what is unknown reads as what cannot be measured."""
    words = _rule().words
    return words.get(light or "", words["not_measurable"])


def glyph(light: str | None) -> str:
    """The mark of a light, drawn by every Chinese font."""
    glyphs = _rule().glyphs
    return glyphs.get(light or "", glyphs["not_measurable"])


def marked(light: str | None) -> str:
    """Mark and word of a light; the word alone where the mark already is its first character."""
    word, mark = light_word(light), glyph(light)
    return word if word.startswith(mark) else f"{mark} {word}"


def lamp_text(
    light: str | None, deviation: Any = None, days_over: Any = None, dataset: str = "", cause: Any = None
) -> str:
    """Mark, word and what lit the lamp: colour is never alone."""
    return f"{marked(light)} {reason(light, deviation, days_over, dataset=dataset, cause=cause)}".strip()


def by_gap(light: str | None, deviation: Any) -> bool:
    """Whether the deviation may stand beside the lamp: given, and for a pressing lamp in one of its own bands."""
    if is_missing(deviation) or light is None or light in UNJUDGED:
        return False
    rule, shown = _rule(), rounded(float(deviation))
    own = [band for band in rule.bands if band.light == light]
    lies_in = any(start <= shown < below for start, below in (band.ends for band in own))
    return lies_in or light not in rule.pressing


def lateness(days_over: Any, dataset: str = "") -> str:
    """How long past its deadline something is, "" where it is not or nobody knows."""
    if is_missing(days_over) or float(days_over) < 0:
        return ""
    words = lamp_words()
    late = words.late_of.get(dataset, words.late)
    return late.format(n=plain(float(days_over))) if float(days_over) else words.due_today


def _rule() -> Lights:
    return book().rules.lights
