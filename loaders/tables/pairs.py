"""Rows in pairs: one project over a row of what was planned and one of what was done; a column says which is which."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.layout import layout
from loaders.tables import rows as roles
from loaders.tables.columns import PAIRED, Mapped
from loaders.tables.rows import BodyRow
from loaders.tables.sheet import Sheet
from loaders.tables.words import words


def withhold_done_rows(sheet: Sheet, mapped: Mapped, body: Sequence[BodyRow]) -> list[BodyRow]:
    """The body with the rows of what was done set apart: they are no projects of their own.

    What a plan's row says in a column of results is planned, not done: those columns are left out and said. No answer
    would make them readable, so nothing is asked.
    """
    data = [b.row for b in body if b.role == roles.DATA]
    column = next((c for c in mapped.columns if _tells(sheet, c, data)), 0)
    if not column:
        return list(body)
    done = words(layout().rows.done_rows)
    results = words(layout().rows.result_fields)
    for name in [n for n, c in mapped.of_field.items() if c == column or n in results]:
        _close(mapped, name)
    return [
        BodyRow(b.row, roles.PAIR, column, sheet.text(b.row, column))
        if b.role == roles.DATA and sheet.folded(b.row, column) in done
        else b
        for b in body
    ]


def _tells(sheet: Sheet, column: int, data: Sequence[int]) -> bool:
    """Whether a column says of every row whether it is a plan's or a result's, and has both."""
    planned, done = words(layout().rows.plan_rows), words(layout().rows.done_rows)
    said: set[str] = set()
    for row in data:
        text = sheet.folded(row, column)
        if text not in planned and text not in done:
            return False
        said.add(text)
    return bool(said & planned) and bool(said & done)


def _close(mapped: Mapped, name: str) -> None:
    column = mapped.of_field.pop(name)
    mapped.columns[column].field, mapped.columns[column].asked = None, False
    mapped.why[column] = PAIRED
