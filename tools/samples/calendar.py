"""Words, dice and days every part of the generator shares."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from random import Random
from typing import Any

from catalog.book import book
from catalog.samples import Samples, samples

Row = dict[str, Any]


def words() -> Samples:
    """What ``catalog/samples.toml`` declares."""
    return samples()


def dice(*about: object) -> Random:
    """Randomness of its own for one thing, so that adding another thing changes nothing else."""
    return Random("/".join(str(part) for part in (words().seed, *about)))  # noqa: S311 invented data, no secret


def month_end(month: int, year: int | None = None) -> date:
    in_year: int = year or words().year
    return date(in_year, month, calendar.monthrange(in_year, month)[1])


def day(text: str) -> date:
    return date.fromisoformat(text)


def working(moment: date) -> date:
    """The day itself, or the Monday after it: offices do not sign on a Sunday."""
    return moment + timedelta(days={5: 2, 6: 1}.get(moment.weekday(), 0))


def share(curve: str, month: int) -> float:
    """How much of a year's work is behind at the end of ``month`` (1–12) on the named curve."""
    return words().curves[curve][month - 1]


def lead_post(unit: str) -> str:
    """The post that leads a unit, by the catalog; units of others are led by nobody here."""
    return next((d.lead_post for d in book().units if d.name == unit), "")


def pick(choices: list[str], *about: object) -> str:
    return dice("pick", *about).choice(choices)
