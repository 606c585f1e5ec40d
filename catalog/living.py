"""How the invented samples go on into the next year: ``catalog/living.toml``, typed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Renamed(Declared, frozen=True):
    """A unit and what it is called from the new year on."""

    name: str
    now: str


class Merged(Declared, frozen=True):
    """A unit and the one that takes it over."""

    name: str
    into: str


class NewItem(Declared, frozen=True):
    """An item of the new year's list."""

    values: list[Any]


class Retargeted(Declared, frozen=True):
    """An item whose target is another from a day on; ``paper`` "": only its sheet says so."""

    item: str
    target: int
    text: str
    since: date
    paper: str = ""
    reason: str = ""


class RenamedProject(Declared, frozen=True):
    """A key project that goes by another name from a day on."""

    name: str
    now: str
    since: date
    paper: str
    reason: str


class Cancelled(Declared, frozen=True):
    """An item that was taken off the list."""

    item: str
    since: date
    approved_by: str
    reason: str


class Again(Declared, frozen=True):
    """A second sheet of a unit for a month."""

    unit: str
    month: int
    received: date
    mark: str


class Living(Declared, frozen=True):
    """The whole of ``living.toml``."""

    first_months: list[int]
    year: int
    year_in_words: str
    months: list[int]
    opened: date
    opened_reason: str
    opened_paper: str
    category: str
    dropped: list[int]
    renamed_unit: Renamed
    merged_unit: Merged
    new_items: list[NewItem]
    with_paper: Retargeted
    without_paper: Retargeted
    renamed_project: RenamedProject
    cancelled: Cancelled
    supplement: Again
    late_correction: Again


@cache
def living() -> Living:
    """What ``catalog/living.toml`` declares."""
    return made((HERE / "living.toml").read_text("utf-8"), Living, file="living.toml")
