"""A table as plain data: what the worker process sends back and frames are built from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from catalog import Issue
from loaders.pictures.encoding import Picture


@dataclass(slots=True)
class Column:
    """One column of a table as an analyst sees it.

    ``field`` is None where the header feeds nothing; ``asked`` says that it still is an open question, ``suggestions``
    names fields it may be, ``likely`` the first of them as which the column's values can be read. ``header`` is the
    path of texts, top to bottom, joined by "/"; ``unit`` as read from it.
    """

    letter: str
    header: str
    field: str | None = None
    suggestions: tuple[str, ...] = ()
    unit: str | None = None
    asked: bool = False
    likely: str | None = None


@dataclass(slots=True)
class Draft:
    """One table read: ``values``, ``cells`` and ``raw`` hold one list per field, as long as ``rows``; ``pictures`` the
    row, the cell and the SHA-256 of each picture that belongs to one of them."""

    sheet: str
    range: str
    signature: str
    dataset: str | None = None
    columns: list[Column] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=dict)
    cells: dict[str, list[str | None]] = field(default_factory=dict)
    raw: dict[str, list[str | None]] = field(default_factory=dict)
    department: str | None = None
    period: str | None = None
    read: int = 0
    withheld: int = 0
    pictures: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass
class SheetView:
    """A sheet for previews: the texts and roles of its first rows, cell by cell (None where nothing stands) from A1
    on; merges as corners. ``texts`` and ``roles`` are the same by (row, column), 1-based, made when somebody looks."""

    name: str
    hidden: bool
    n_rows: int
    n_columns: int
    lines: list[list[str | None]] = field(default_factory=list)
    line_roles: list[list[str | None]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    @cached_property
    def texts(self) -> dict[tuple[int, int], str]:
        return _by_place(self.lines)

    @cached_property
    def roles(self) -> dict[tuple[int, int], str]:
        return _by_place(self.line_roles)


def _by_place(lines: list[list[str | None]]) -> dict[tuple[int, int], str]:
    return {
        (row, c): v for row, line in enumerate(lines, start=1) for c, v in enumerate(line, start=1) if v is not None
    }


@dataclass(slots=True)
class Parse:
    """A whole file read, as plain data; ``pictures`` those that were kept, by SHA-256."""

    file: str
    sha256: str
    drafts: list[Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    coverage: dict[str, int] = field(default_factory=dict)
    sheets: list[SheetView] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
