"""A second reader of zipped workbooks, for those the fast one cannot follow: parts in unusual places, odd relations."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from loaders.containers import limits
from loaders.containers.values import Sheet
from loaders.grid import Box, Value
from loaders.unreadable import Unreadable

# It holds fifty times what the fast reader holds, and so is given less.
FILLED_CELLS = 300_000


def second_sheets(content: bytes, n_filled: int) -> list[Sheet]:
    """The worksheets of a workbook already found to be within the limits; ``Unreadable`` where this one fails too."""
    if n_filled > FILLED_CELLS:
        raise Unreadable("damaged")
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        return [_sheet(page) for page in book.worksheets]
    except Unreadable:
        raise
    except Exception as why:  # whatever the library meets first in a damaged file
        raise Unreadable("damaged") from why


def _sheet(page: Any) -> Sheet:
    if page.max_row * page.max_column > limits.DENSE_AREA:
        raise Unreadable("too_large")
    rows = [[_value(cell) for cell in row] for row in page.iter_rows()]
    merges = [Box(m.min_row, m.min_col, m.max_row, m.max_col) for m in page.merged_cells.ranges]
    return Sheet(page.title, page.sheet_state == "visible", rows, merges)


def _value(cell: Any) -> Value:
    """As the fast reader gives it: numbers as floats, midnight as a day, blanks and errors as ""."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, (bool, str, time, timedelta)):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, datetime):
        return value if (value.hour, value.minute, value.second) != (0, 0, 0) else value.date()
    return value if isinstance(value, date) else str(value)
