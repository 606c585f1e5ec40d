"""Ticked columns: one column a stage, marked up to where a row has come; together they are one column of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog import Dataset
from catalog.layout import layout
from loaders.cells import Parsed, fold, read_cell
from loaders.tables.columns import ASKED, CONTESTED, READ, Mapped
from loaders.tables.headers import Head
from loaders.tables.sheet import Sheet, holds
from loaders.tables.values import Cells
from loaders.tables.words import words
from loaders.tables.written import as_text

WORDS = frozenset({"stage", "status", "issue_status", "fix_status", "follow_status"})
_LEAST = 2


def find_ticked(sheet: Sheet, head: Head, kind: Dataset, mapped: Mapped, rows: Sequence[int]) -> None:
    """Give neighbouring open columns that are headed by a field's words and hold nothing but marks to that field."""
    open_columns = [c for c, why in mapped.why.items() if why in (ASKED, CONTESTED)]
    for field in (f for f in kind.fields if f.kind in WORDS and f.name not in mapped.of_field):
        for group in _neighbours(sorted(c for c in open_columns if _word(field.kind, head, c) is not None)):
            marks = [_mark(sheet, row, column) for row in rows for column in group]
            if len(group) < _LEAST or None in marks or not any(marks):
                continue
            mapped.ticked[field.name] = group
            mapped.of_field[field.name] = group[0]
            for column in group:
                mapped.columns[column].field, mapped.columns[column].asked = field.name, False
                mapped.why[column] = READ
            break


def read_ticked(sheet: Sheet, head: Head, kind: str, group: Sequence[int], rows: Sequence[int]) -> Cells:
    """The word over the last column marked in each row, at that cell."""
    cells = Cells()
    for row in rows:
        column = next((c for c in reversed(group) if _mark(sheet, row, c)), None)
        parsed = (_word(kind, head, column) if column else None) or Parsed()
        cells.values.append(parsed.value)
        cells.places.append(sheet.address(row, column) if column else None)
        cells.raw.append(as_text(sheet.value(row, column)) if column else None)
        cells.parsed.append(parsed)
    return cells


def _neighbours(columns: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for column in columns:
        if group and column != group[-1] + 1:
            yield group
            group = []
        group.append(column)
    if group:
        yield group


def _word(kind: str, head: Head, column: int) -> Parsed | None:
    parsed = read_cell(kind, head.paths[column][-1])
    return parsed if parsed.value is not None else None


def _mark(sheet: Sheet, row: int, column: int) -> bool | None:
    """True for a mark, False for none or a crossed-out one, None for anything else."""
    value = sheet.value(row, column)
    if not holds(value):
        return False
    text = fold(as_text(value))
    if text in words(layout().ticks.marked):
        return True
    return False if text in words(layout().ticks.unmarked) else None
