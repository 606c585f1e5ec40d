"""A new year of the book: what goes on, what ends, and what is to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from catalog.book.book import Book
from catalog.book.entries import Promise
from catalog.book.lists import Name, Value, plain

# What an entry that goes on must be given anew: it was approved for its own year.
ANEW = ("target_value", "target_text", "weight", "paper")


def opened(book: Book, year: int, going_on: Iterable[Name]) -> dict[Name, Value | None]:
    """The changes that open ``year``, to apply from its first day.

    The book becomes that year's; ``going_on`` (items and tasks of the year before, by list and key) go on under their
    numbers without target, weight and paper, a deadline only where it lies in ``year`` or later; clocks of areas that
    ran out before ``year`` end. Units, posts, duties, measures, curves and rules go on as they are.
    """
    if book.zone.year >= year:
        return {}
    changes: dict[Name, Value | None] = {("zone", "zone"): plain(msgspec.structs.replace(book.zone, year=year))}
    wanted = set(going_on)
    for name in ("items", "tasks"):
        kept = [one for one in getattr(book, name) if (name, one.key) in wanted]
        changes |= {(name, new.key): plain(new) for new in (_again(one, year) for one in kept)}
    for area in book.areas:
        if area.clock_end is not None and area.clock_end.year < year:
            changes["areas", area.key] = plain(msgspec.structs.replace(area, clock_start=None, clock_end=None))
    return changes


def to_fill(changes: dict[Name, Value | None]) -> list[Name]:
    """The entries among these that go on and have no target yet."""
    return [n for n, value in changes.items() if n[0] in ("items", "tasks") and value and "target_value" not in value]


def _again(one: Promise, year: int) -> Promise:
    defaults: dict[str, Any] = {f.name: f.default for f in msgspec.structs.fields(one) if f.name in ANEW}
    later = one.deadline if one.deadline is not None and one.deadline.year >= year else None
    return msgspec.structs.replace(one, **defaults, year=year, deadline=later)
