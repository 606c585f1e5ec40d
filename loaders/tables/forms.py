"""How the tables of a sheet lie on it: upright, on their side, or as a form of labels with the value to the right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from catalog.layout import layout
from loaders.cells import fold
from loaders.grid import Place
from loaders.tables.blocks import FORM, TURNED, Block, blocks
from loaders.tables.headers import Head, find_heads
from loaders.tables.lines import is_meta
from loaders.tables.match import known_path
from loaders.tables.relaid import Relaid
from loaders.tables.sheet import Band, Sheet, holds

MAX_ROWS = 80


def tables_of(sheet: Sheet) -> list[Block]:
    """Every table of a sheet, however it lies there, each with its head across and its records down."""
    labels = labels_of(sheet)
    if labels:
        return [_form(sheet, labels)]
    upright = turned(sheet)
    return [replace(block, lies=TURNED) for block in blocks(upright)] if upright else blocks(sheet)


def _form(sheet: Sheet, labels: dict[Place, Place]) -> Block:
    """A form as a table of one record: its labels are the head, what stands to the right of each the row below."""
    places = dict(sorted(labels.items()))
    upright = Relaid(sheet, range(1, min(places)[0]), [list(places), list(places.values())])
    row = upright.n_rows - 1
    head = Head(row, row, 1, len(places), {i: (fold(sheet.text(*label)),) for i, label in enumerate(places, start=1)})
    return Block(Band(upright, 1, upright.n_columns), head, 1, upright.n_rows, lies=FORM)


def labels_of(sheet: Sheet) -> dict[Place, Place]:
    """Each label of a form and the place of its value; empty where the sheet is no form.

    A form has four or more known labels below each other, hardly any label has another label to its right, and no row
    of labels heads a table.
    """
    values = _labelled(sheet)
    if _several_things(sheet, values):
        return {}
    return {label: value for label, value in values.items() if value not in values}


def turned(sheet: Sheet) -> Relaid | None:
    """A table lying on its side, its fields below each other and a thing a column, stood upright; None for others."""
    values = _labelled(sheet)
    if not _several_things(sheet, values) or find_heads(Band(sheet, 1, sheet.n_columns)):
        return None
    rows = [row for row, _column in values]
    top, bottom = min(rows), max(rows)
    filled = {c for row in rows for c in sheet.filled(row)}
    columns = range(min(filled), max(filled) + 1)
    while top > 1 and _goes_along(sheet, top - 1, columns):
        top -= 1
    while bottom < sheet.n_rows and _goes_along(sheet, bottom + 1, columns):
        bottom += 1
    return Relaid(sheet, range(1, top), [[(row, column) for row in range(top, bottom + 1)] for column in columns])


def _goes_along(sheet: Sheet, row: int, columns: range) -> bool:
    """Whether a row beside the known labels is one more field of the table, and no title, unit line or note."""
    filled = [c for c in sheet.filled(row) if c in columns]
    return len(filled) * 2 > len(columns) and not any(is_meta(sheet.text(row, c)) for c in filled)


def _several_things(sheet: Sheet, values: dict[Place, Place]) -> bool:
    """Whether a second value stands beside most of the first ones: several things side by side, no form about one."""
    known = set(values)
    return sum(1 for value in values.values() if _goes_on(sheet, value, known)) * 2 > len(values)


def _labelled(sheet: Sheet) -> dict[Place, Place]:
    """Each label and the place to its right, where labels stand below each other as in a form; else nothing."""
    if "labels" not in sheet.memo:
        sheet.memo["labels"] = _find_labels(sheet)
    found: dict[Place, Place] = sheet.memo["labels"]
    return found


def _find_labels(sheet: Sheet) -> dict[Place, Place]:
    if sheet.n_rows > MAX_ROWS or not sheet.n_columns:
        return {}
    longest = layout().header.max_length
    short = {v for cells in sheet.rows for v in cells if isinstance(v, str) and len(v) <= longest}
    words = {v for v in short if _is_label(v)}
    if len(words) < 2:  # no form has one label
        return {}
    rows = enumerate(sheet.rows, start=1)
    told = ((row, cells) for row, cells in rows if not words.isdisjoint(cells))
    known = {(row, column) for row, cells in told for column, v in enumerate(cells, start=1) if v in words}
    values = {place: _right_of(sheet, place) for place in known}
    neighbours = sum(1 for value in values.values() if value in known)
    below: dict[int, set[str]] = {}
    for row, column in known:
        below.setdefault(column, set()).add(sheet.folded(row, column))
    tallest = max((len(texts) for texts in below.values()), default=0)
    by_row = Counter(row for row, _column in known)
    rows_of_pairs = sum(1 for n in by_row.values() if n > 1)
    enough = tallest >= layout().forms.min_labels or (tallest > 1 and rows_of_pairs > 1)
    if not enough or len(known) < layout().forms.min_labels or neighbours * 5 > len(known):
        return {}
    return values


@lru_cache(maxsize=16384)
def _is_label(text: str) -> bool:
    return known_path((fold(text),))


def _goes_on(sheet: Sheet, value: Place, known: set[Place]) -> bool:
    """Whether a second value stands beside the first: several things side by side, no form about one."""
    second = _right_of(sheet, value)
    return holds(sheet.value(*value)) and second not in known and holds(sheet.value(*second))


def _right_of(sheet: Sheet, place: Place) -> Place:
    merge = sheet.merge_at.get(place)
    return (place[0], (merge.right if merge else place[1]) + 1)
