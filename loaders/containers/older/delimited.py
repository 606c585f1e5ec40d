"""Comma or tab separated text, whatever it is called: every cell stays the text it is."""

from __future__ import annotations

import csv
import io
from itertools import islice

from catalog import issue
from loaders.containers import limits
from loaders.containers.text import decoded, readable
from loaders.containers.values import CONTROLS
from loaders.grid import Grid, Value, Workbook
from loaders.unreadable import Unreadable

DELIMITERS = "\t,;|"
LONGEST_CELL = 200_000


def open_delimited(content: bytes, name: str) -> Workbook:
    """One sheet called ``name``; ``Unreadable`` for text that is no table."""
    text, encoding = decoded(content)
    if not text.strip() or not readable(text):
        raise Unreadable("unknown")
    rows = _rows(text, _delimiter(text))
    width = max((len(row) for row in rows), default=0)
    if len(rows) * width > limits.AREA or len(rows) > limits.ROWS or width > limits.COLUMNS:
        raise Unreadable("too_large")
    if width < 2 and len(rows) < 2:
        raise Unreadable("unknown")
    values: list[list[Value]] = [[_value(cell) for cell in row] + [None] * (width - len(row)) for row in rows]
    grid = Grid(name, rows=values, formats_known=False, merges_known=False)
    return Workbook([grid], [issue("text_file", encoding=encoding)], kind="csv")


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), limits.ROWS + 1))
    except csv.Error as why:
        raise Unreadable("damaged") from why
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _delimiter(text: str) -> str:
    """The sign most lines have equally often."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:50]
    return max(DELIMITERS, key=lambda sign: sum(min(line.count(sign), 50) for line in lines))


def _value(cell: str) -> Value:
    return CONTROLS.sub("", cell).strip("\ufeff") or None
