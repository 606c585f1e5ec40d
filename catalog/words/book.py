"""The office's book as a workbook, and what is said about it: ``catalog/wording/book.toml``, typed."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from catalog.declaration import HERE
from catalog.typed import Declared, made

Kind = Literal["text", "list", "whole", "wholes", "number", "day", "days", "share"]


class Column(Declared, frozen=True):
    """A column: the field it stands for, its head, how its cells are read, and what may be chosen.

    ``choices``: the words a cell holds for values that are kept; ``of``: the list whose names are offered; ``at``: the
    place of a share in its field.
    """

    field: str
    head: str
    kind: Kind
    required: bool = False
    of: str = ""
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    at: int | None = None


class Sheet(Declared, frozen=True):
    """A list of the book as a sheet of its workbook."""

    list: str
    title: str
    columns: tuple[Column, ...]


class Workbook(Declared, frozen=True):
    """What the workbook says beside its lists."""

    help: str
    flat: str
    flat_heads: tuple[str, ...]
    separator: str
    nothing: str
    works: str
    lines: tuple[str, ...]


class Counted(Declared, frozen=True):
    """How titles count what the book lists."""

    areas: str
    items: str
    activities: str
    numerals: tuple[str, ...]


class NewZone(Declared, frozen=True):
    """What a new zone's book begins with."""

    product: str
    reason: str


class SuccessionWords(Declared, frozen=True):
    """Where a row came from."""

    renamed: str
    split: str
    merged: str
    since: str
    quoted: str


class AsLastYear(Declared, frozen=True):
    """How a curve computed from a finished year is called, and its source."""

    name: str
    source: str


class BookWords(Declared, frozen=True):
    """The whole of ``wording/book.toml``."""

    sheets: tuple[Sheet, ...]
    faults: dict[str, str]
    workbook: Workbook
    differences: dict[str, str]
    counted: Counted
    succession: SuccessionWords
    as_last_year: AsLastYear
    new_zone: NewZone


@cache
def book_words() -> BookWords:
    """What ``catalog/wording/book.toml`` declares."""
    return made((HERE / "wording/book.toml").read_text("utf-8"), BookWords, file="wording/book.toml")


def in_words(n: int) -> str:
    """A count as titles say it; the word for many where there are more than numerals."""
    numerals = book_words().counted.numerals
    return numerals[min(n, len(numerals) - 1)]
