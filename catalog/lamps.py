"""What lit a lamp, in words: the gap to schedule, or how long past its deadline an item is. One way for all screens."""

from __future__ import annotations

from typing import Any

from catalog.book import book
from catalog.book.rules import Lights
from catalog.numbers import plain, points, rounded
from catalog.words.lamps import lamp_words

# A deviation says nothing about these: nothing was reported, begun or measured.
UNJUDGED = ("no_report", "not_started", "not_measurable")


def reason(
    light: str | None, deviation: Any = None, days_over: Any = None, *, dataset: str = "", decimals: int = 1,
    cause: Any = None,
) -> str:  # fmt: skip
    """The days past the deadline of a pressing item that has one behind it, else the signed deviation, else the
    ``cause`` that was found when it was judged; "" where there is none.

    A red item that is ahead of time is red for its deadline: its deviation would contradict its lamp.
    """
    pressing = light in _rule().pressing
    if pressing and lateness(days_over, dataset):
        return lateness(days_over, dataset)
    if by_gap(light, deviation):
        return points(float(deviation), decimals)
    return "" if not pressing or _missing(cause) else str(cause)


def by_gap(light: str | None, deviation: Any) -> bool:
    """Whether the deviation may stand beside the lamp: given, and for a pressing lamp in one of its own bands."""
    if _missing(deviation) or light is None or light in UNJUDGED:
        return False
    rule, shown = _rule(), rounded(float(deviation))
    own = [band for band in rule.bands if band.light == light]
    lies_in = any(start <= shown < below for start, below in (band.ends for band in own))
    return lies_in or light not in rule.pressing


def lateness(days_over: Any, dataset: str = "") -> str:
    """How long past its deadline something is, "" where it is not or nobody knows."""
    if _missing(days_over) or float(days_over) < 0:
        return ""
    words = lamp_words()
    late = words.late_of.get(dataset, words.late)
    return late.format(n=plain(float(days_over))) if float(days_over) else words.due_today


def _rule() -> Lights:
    return book().rules.lights


def _missing(value: Any) -> bool:
    return value is None or value is not value or value != value
