"""Rows and columns that hold no record of their own: "none" in place of a thing's name, pictures in place of text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from catalog import Dataset
from catalog.grammar import grammar
from catalog.layout import layout
from loaders.cells import fold
from loaders.tables import rows as roles
from loaders.tables.columns import ASKED, PICTURES, UNUSED, Mapped
from loaders.tables.formulas import is_picture
from loaders.tables.rows import BodyRow
from loaders.tables.sheet import Sheet, holds
from loaders.tables.words import words


@cache
def _starts() -> frozenset[str]:
    """What a cell that names nothing begins with: the first letter of such a word, or a blank."""
    return frozenset({"", *(word[:1] for word in words((*layout().rows.nothings, *grammar().text.placeholders)))})


def without_nothings(sheet: Sheet, kind: Dataset, mapped: Mapped, body: Sequence[BodyRow]) -> list[BodyRow]:
    """The body with the rows set apart that name nothing where a record must name something: "no problem so far"."""
    names = [c for f in kind.fields if f.required and (c := mapped.of_field.get(f.name))]
    found: dict[int, int] = {}
    for column in reversed(names):
        typed = {*sheet.columns[column - 1], *(sheet.grid.value(m.top, m.left) for m in sheet.merges)}
        texts = {v for v in typed if isinstance(v, str) and fold(v[:1]) in _starts() and _is_nothing(v)}
        if texts:
            found |= {b.row: column for b in body if b.role == roles.DATA and sheet.text(b.row, column) in texts}
    return [
        BodyRow(b.row, roles.NOTHING, column, sheet.text(b.row, column)) if (column := found.get(b.row, 0)) else b
        for b in body
    ]


def _is_nothing(text: str) -> bool:
    folded = fold(text).rstrip(".\u3002")
    return folded in words(layout().rows.nothings) or fold(text) in words(grammar().text.placeholders)


def leave_pictures(sheet: Sheet, mapped: Mapped, rows: Sequence[int]) -> None:
    """Ask nothing about columns that hold nothing but pictures, in their cells or over them, and call them that."""
    over = {one.start for one in sheet.grid.pictures}
    for column in [c for c, why in mapped.why.items() if why in (ASKED, UNUSED)]:
        filled = [r for r in rows if holds(sheet.grid.value(r, column)) or (r, column) in sheet.grid.formulas]
        shown = any((r, column) in over for r in rows)
        if (filled or shown) and all(is_picture(sheet.grid, (r, column)) for r in filled):
            mapped.columns[column].asked, mapped.why[column] = False, PICTURES
