"""A book as entries of lists: what is changed, dated and kept one by one; and a book put together from entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from catalog.book.book import Book
from catalog.book.current import shipped
from catalog.book.entries import (
    Area,
    Curve,
    Holidays,
    Item,
    MeasureWords,
    Named,
    Owes,
    Province,
    Reporting,
    Site,
    Succession,
    Task,
    Unit,
    Vocabulary,
    Zone,
)  # fmt: skip
from catalog.book.older import whole
from catalog.typed import Declared

# Lists of many entries, each called by its ``key``.
LISTS: dict[str, type[Declared]] = {
    "units": Unit,
    "areas": Area,
    "categories": Named,
    "items": Item,
    "tasks": Task,
    "successions": Succession,
    "sites": Site,
    "industries": Named,
    "owes": Owes,
    "curves": Curve,
    "measures": MeasureWords,
    "holidays": Holidays,
    "provinces": Province,
    "countries": Named,
}
# What there is one of; its key is its own name.
SINGLE: dict[str, type[Declared]] = {"zone": Zone, "reporting": Reporting, "vocabulary": Vocabulary}
RULES = "rules"
Name = tuple[str, str]
Value = dict[str, Any]
Entries = Mapping[Name, Value]


def entries_of(book: Book) -> dict[Name, Value]:
    """Every entry of the book by its list and key, in the book's order, as values that JSON holds."""
    found = {(name, one.key): plain(one) for name in LISTS for one in getattr(book, name)}
    found |= {(name, name): plain(getattr(book, name)) for name in SINGLE}
    return found | {(RULES, name): plain(rule) for name, rule in msgspec.structs.asdict(book.rules).items()}


def assembled(entries: Entries) -> Book:
    """The book that these entries make; ``ValidationError`` where one of them has another shape."""
    raw: dict[str, Any] = {name: [] for name in LISTS}
    for (name, key), value in entries.items():
        if name in LISTS:
            raw[name].append(value)
        elif name == RULES:
            raw.setdefault(RULES, {})[key] = value
        else:
            raw[name] = value
    return msgspec.convert(whole(raw, shipped()), Book, strict=False)


def changed(before: Entries, after: Entries) -> dict[Name, Value | None]:
    """What turns the entries ``before`` into those ``after``: added and changed ones, None for those that ended."""
    found: dict[Name, Value | None] = {n: value for n, value in after.items() if before.get(n) != value}
    return found | {name: None for name in before if name not in after}


def applied(before: Entries, changes: Mapping[Name, Value | None]) -> dict[Name, Value]:
    """The entries after the changes, new ones at the end."""
    return in_place(dict(before) | dict(changes))


def in_place(held: Mapping[Name, Value | None]) -> dict[Name, Value]:
    """The entries that did not end (None), in their order; one that goes by another name stands where it stood."""
    ended = {name for name, value in held.items() if value is None}
    moved = {(of, old): (of, key) for (of, key), value in held.items() if value is not None
             for old in value.get("aliases", ()) if (of, old) in ended}  # fmt: skip
    order = [moved.get(name, name) for name in held if name in moved or name not in {*moved.values(), *ended}]
    return {name: value for name in dict.fromkeys(order) if (value := held[name]) is not None}


def doubles(book: Book) -> Iterable[Name]:
    """Entries of one list that are called the same."""
    for name in LISTS:
        seen: set[str] = set()
        for one in getattr(book, name):
            if one.key in seen:
                yield name, one.key
            seen.add(one.key)


def plain(one: Declared) -> Value:
    """An entry as JSON holds it, without what it leaves at its default."""
    full = json.loads(msgspec.json.encode(one))
    return {f.encode_name: full[f.encode_name] for f in _fields(type(one)) if _says(one, f)}


@cache
def _fields(kind: type[Declared]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """What an entry of that kind says, asked of its annotations once: a book has hundreds of entries."""
    return msgspec.structs.fields(kind)


def _says(one: Declared, field: Any) -> bool:
    return field.required or field.default is msgspec.NODEFAULT or getattr(one, field.name) != field.default
