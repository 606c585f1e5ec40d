"""Calamine, the fast reader, and what its values need before they are a grid's."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from math import isfinite

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders.containers import limits
from loaders.grid import Box, Place, Value
from loaders.unreadable import Unreadable

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
INFINITE = frozenset([float("inf"), float("-inf")])
ODD = INFINITE | {""}


@dataclass(slots=True)
class Sheet:
    """One worksheet as calamine gives it: ``rows`` start at A1, blanks and errors are "" there.

    ``merges`` is None for formats of which it cannot tell them.
    """

    name: str
    visible: bool
    rows: list[list[Value]]
    merges: list[Box] | None


def fast_sheets(content: bytes) -> list[Sheet]:
    """The worksheets, chart and macro sheets left out; ``Unreadable`` for whatever goes wrong inside the reader.

    A panic of the reader's Rust code reaches Python as an exception that is no ``Exception``.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return [_sheet(book, m.name, m.visible) for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    except PasswordError as why:
        raise Unreadable("password") from why
    except (CalamineError, ValueError, OverflowError, OSError, MemoryError) as why:
        raise Unreadable("damaged") from why
    except BaseException as why:
        if type(why).__name__ != "PanicException":
            raise
        raise Unreadable("damaged") from why


def _sheet(book: CalamineWorkbook, name: str, visible: SheetVisibleEnum) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > limits.AREA:
        raise Unreadable("too_large")
    rows = sheet.to_python(skip_empty_area=False)
    merges = sheet.merged_cell_ranges
    boxes = None if merges is None else [Box(*_corner(first), *_corner(last)) for first, last in merges]
    return Sheet(name, visible == SheetVisibleEnum.Visible, rows, boxes)  # type: ignore[arg-type]


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    return place[0] + 1, place[1] + 1


def cleaned(rows: list[list[Value]], controls: bool, errors: dict[Place, str]) -> list[list[Value]]:
    """The same rows with None for blanks, and for numbers that are none (NaN, infinity), which become ``errors``.

    Where the file may hold ``controls``, control and direction characters are taken out of the texts.
    """
    any_nan = bool([True for row in rows for value in row if value != value])  # twice as fast as any()
    made = list(rows)
    for index, row in enumerate(rows):
        if any_nan or not ODD.isdisjoint(row):
            made[index] = _finite(row, index + 1, errors, any_nan)
    return [[_without_controls(value) for value in row] for row in made] if controls else made


def _finite(row: list[Value], number: int, errors: dict[Place, str], any_nan: bool) -> list[Value]:
    blanks_out: list[Value] = [None if value == "" else value for value in row]
    if not any_nan and INFINITE.isdisjoint(row):
        return blanks_out
    for index, value in enumerate(blanks_out):
        if value.__class__ is float and not isfinite(value):
            errors[number, index + 1] = "#NUM!"
            blanks_out[index] = None
    return blanks_out


def _without_controls(value: Value) -> Value:
    return CONTROLS.sub("", value) or None if isinstance(value, str) else value


def clipped(merges: list[Box] | None, rows: list[list[Value]]) -> list[Box]:
    """The merges within the rows: one that reaches beyond ends with them, one cell is no merge.

    ``Unreadable`` where they cover the sheet many times over: merges never overlap in a sheet that a program saved.
    """
    last_row, last_column = len(rows), len(rows[0]) if rows else 0
    within = (Box(m.top, m.left, min(m.bottom, last_row), min(m.right, last_column)) for m in merges or [])
    kept = [box for box in within if box.bottom >= box.top and box.right >= box.left]
    kept = [box for box in kept if (box.top, box.left) != (box.bottom, box.right)]
    covered = sum((box.bottom - box.top + 1) * (box.right - box.left + 1) for box in kept)
    if covered > 2 * last_row * last_column + limits.MERGES:
        raise Unreadable("too_many_merges")
    return kept


def stretch(rows: list[list[Value]], places: list[Place]) -> None:
    """Lengthen the rows to hold places whose value the fast reader took for blank: errors, formulas never computed."""
    n_rows = max((row for row, _ in places), default=0)
    n_columns = max([len(rows[0]) if rows else 0, *(column for _, column in places)])
    if rows and len(rows[0]) < n_columns:
        rows[:] = [row + [None] * (n_columns - len(row)) for row in rows]
    rows.extend([None] * n_columns for _ in range(n_rows - len(rows)))
