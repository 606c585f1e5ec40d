"""What a cell reader is told (Context), what it answers (Parsed), and what it has to say about it (Note)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

NO_EXTRAS: Mapping[str, Any] = MappingProxyType({})


class Context(NamedTuple):
    """What only the table knows about a cell. Hashable, so that one text in one column is parsed once.

    ``unit`` is the column's (header, or the unit line above those columns), ``row_unit`` what the row's own unit column
    says, ``field_unit`` the catalog's; all as typed or canonical. ``percent_scale`` is "percent" (85 is 85 %),
    "fraction" (0.85 is 85 %) or None where nobody knows yet. ``year`` and ``period`` ("2017-07") come from the title.
    """

    unit: str | None = None
    percent_scale: str | None = None
    year: int | None = None
    period: str | None = None
    row_unit: str | None = None
    field_unit: str | None = None
    date1904: bool = False


class Note(NamedTuple):
    """An issue code of ``catalog/issues.toml`` and the blanks of its sentence (``typed`` is always among them)."""

    code: str
    blanks: Mapping[str, Any]


class Parsed(NamedTuple):
    """One cell, read. ``value`` is canonical or None; ``withheld`` says that something was typed and not taken.

    A missing value that is not withheld was left out on purpose (blank, a dash, not due yet, open-ended).
    ``extras`` holds what else the text said; the keys in use are listed in ``loaders.cells``.
    """

    value: Any = None
    unit: str | None = None
    notes: tuple[Note, ...] = ()
    withheld: bool = False
    extras: Mapping[str, Any] = NO_EXTRAS

    def noting(self, code: str, **blanks: Any) -> Parsed:
        """The same reading with one more note."""
        return self._replace(notes=(*self.notes, Note(code, blanks)))

    def with_extras(self, **extras: Any) -> Parsed:
        """The same reading with more said about it."""
        return self._replace(extras={**self.extras, **extras})


MISSING = Parsed()


def withheld(code: str, typed: Any, *, extras: Mapping[str, Any] = NO_EXTRAS, **blanks: Any) -> Parsed:
    """No value: ``code`` says what was typed and what would be right."""
    return Parsed(None, None, (Note(code, {"typed": typed, **blanks}),), True, extras)


def absent(code: str, typed: Any, **extras: Any) -> Parsed:
    """No value and none expected: the words say why, and ``code`` repeats it."""
    return Parsed(None, None, (Note(code, {"typed": typed}),), False, extras or NO_EXTRAS)
