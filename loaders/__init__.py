"""Workbooks of any department in, a Reading out: every number right, or missing and reported."""

from __future__ import annotations

from loaders.mappings import Corrections, Mappings
from loaders.reading import Reading, Table, reading_of
from loaders.tables.draft import Column, SheetView
from loaders.unreadable import Unreadable

__all__ = ["Column", "Corrections", "Mappings", "Reading", "SheetView", "Table", "Unreadable", "read"]


def read(
    content: bytes,
    *,
    file: str,
    mappings: Mappings | None = None,
    corrections: Corrections | None = None,
    password: str | None = None,
) -> Reading:
    """Read one workbook. ``file`` is its name, ``mappings`` what analysts answered, ``corrections`` cells they retyped,
    ``password`` what opens it where it is encrypted.

    Raises ``Unreadable`` only: dirt inside a file is an issue of the reading, never an exception.
    """
    from loaders.parse import parse

    return reading_of(parse(content, file, mappings or Mappings(), corrections or Corrections(), password))
