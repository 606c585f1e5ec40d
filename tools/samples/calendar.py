"""Words, dice and days every part of the generator shares."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from random import Random
from typing import Any

from catalog.book import book
from catalog.samples import Samples, samples

Row = dict[str, Any]


_words: ContextVar[Samples | None] = ContextVar("words", default=None)


def words() -> Samples:
    """What ``catalog/samples.toml`` declares, or what ``of_words`` puts in its place."""
    return _words.get() or samples()


@contextmanager
def of_words(other: Samples) -> Iterator[None]:
    """Inside, the samples are made from these words."""
    before = _words.set(other)
    try:
        yield
    finally:
        _words.reset(before)


def dice(*about: object) -> Random:
    """Randomness of its own for one thing, so that adding another thing changes nothing else."""
    return Random("/".join(str(part) for part in (words().seed, *about)))  # noqa: S311 invented data, no secret


def month_end(month: int, year: int | None = None) -> date:
    in_year: int = (year or words().year) + (month - 1) // 12
    of_it = (month - 1) % 12 + 1
    return date(in_year, of_it, calendar.monthrange(in_year, of_it)[1])


def day(text: str) -> date:
    return date.fromisoformat(text)


def working(moment: date) -> date:
    """The day itself, or the Monday after it: offices do not sign on a Sunday."""
    return moment + timedelta(days={5: 2, 6: 1}.get(moment.weekday(), 0))


def share(curve: str, month: int) -> float:
    """How much of a year's work is behind at the end of ``month`` (1–12) on the named curve."""
    return words().curves[curve][month - 1]


def hurry(month: int) -> float:
    """By how much more gets done towards a year's end than in the months before."""
    return 1 + 0.03 * max(0, month - 8)


def at_most(value: float, listed: Row) -> float:
    """A share of all ends where it should; anything else may be done more than was asked."""
    return min(value, max(listed["july"], listed["target"])) if listed["measure"] == "%" else value


def lead_post(unit: str) -> str:
    """The post that leads a unit, by the catalog; units of others are led by nobody here."""
    return next((d.lead_post for d in book().units if d.name == unit), "")


def pick(choices: list[str], *about: object) -> str:
    return dice("pick", *about).choice(choices)
