"""One sheet made ready for table finding: which cells hold something, and how merges spread their anchors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from loaders.cells import fold
from loaders.grid import Box, Grid, Place, Value

# Previews show this much of a sheet; issues still name every cell.
PREVIEW_ROWS = 400
NUMERIC = (int, float, date, time, timedelta)


class Sheet:
    """A grid with the look-ups that finding needs; all rows and columns 1-based."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.name = grid.name
        self.rows = grid.rows
        self.n_rows = grid.n_rows
        self.n_columns = grid.n_columns
        self.memo: dict[Any, Any] = {}  # what was found once, by band of columns
        self.written: dict[int, tuple[int, list[str | None]]] = {}  # what was once written as text: from which row on

    @cached_property
    def merges(self) -> list[Box]:
        """Merges that hold something, cut to the used area."""
        cut = (
            Box(m.top, m.left, min(m.bottom, self.n_rows), min(m.right, self.n_columns))
            for m in self.grid.merges
            if m.top <= self.n_rows and m.left <= self.n_columns
        )
        return [m for m in cut if m.bottom > m.top or m.right > m.left]

    @cached_property
    def merge_at(self) -> dict[Place, Box]:
        """The merge that covers a place; only places in merges of a sensible size are listed."""
        covered: dict[Place, Box] = {}
        for merge in self.merges:
            if (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) <= 20_000:
                covered.update(dict.fromkeys(merge.places(), merge))
        return covered

    @cached_property
    def columns(self) -> list[tuple[Value, ...]]:
        """The values of each column over all rows; the first is column A."""
        return list(zip(*self.rows, strict=True))

    def of_column(self, column: int, rows: Sequence[int]) -> Sequence[Value]:
        """What a column holds in those rows, which ascend."""
        values = self.columns[column - 1]
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            return values[rows[0] - 1 : rows[-1]]
        return [values[row - 1] for row in rows]

    @cached_property
    def wide(self) -> dict[int, list[Box]]:
        """Per row, the merges over several columns that start in it."""
        found: dict[int, list[Box]] = {}
        for merge in self.merges:
            if merge.right > merge.left:
                found.setdefault(merge.top, []).append(merge)
        return found

    def filled(self, row: int, left: int = 1, right: int | None = None) -> list[int]:
        """The columns of a row that hold something to read (text of blanks does not count)."""
        cells = self.rows[row - 1]
        end = right or self.n_columns
        return [c for c in range(left, min(end, len(cells)) + 1) if holds(cells[c - 1])]

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merge that covers it; "" where nothing or no text stands."""
        value = self.value(row, column)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def value(self, row: int, column: int) -> Value:
        merge = self.merge_at.get((row, column)) if self.grid.merges else None
        if merge is not None:
            row, column = merge.top, merge.left
        return self.grid.value(row, column)

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the file."""
        return row, column

    def address(self, row: int, column: int) -> str:
        """A cell as Excel names it in the file."""
        return address(*self.place(row, column))

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """A rectangle as Excel names it in the file; a single cell without colon."""
        return area(top, left, bottom, right)

    def letter(self, column: int) -> str:
        """What a column is called in the file."""
        return letter(column)

    def column_addresses(self, column: int, rows: Sequence[int]) -> list[str]:
        """The addresses in the file of a column's cells in those rows."""
        if "numbers" not in self.memo:
            self.memo["numbers"] = [str(row) for row in range(self.n_rows + 1)]
        name, numbers = letter(column), self.memo["numbers"]
        return [name + numbers[row] for row in rows]

    def file_rows(self, rows: Sequence[int], _column: int) -> list[int]:
        """The rows in the file of records in these rows, named by what stands in a column."""
        return list(rows)

    def in_file(self, place: Place) -> tuple[Grid, Place]:
        """The grid formulas are written for, and the place there."""
        return self.grid, place

    def folded(self, row: int, column: int) -> str:
        value = self.value(row, column)
        return fold(value) if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Band:
    """Some neighbouring columns of a sheet, over all its rows: where one table, or one pile of tables, may stand."""

    sheet: Sheet
    left: int
    right: int

    @property
    def columns(self) -> range:
        return range(self.left, self.right + 1)

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    def cells(self, row: int) -> list[Value]:
        return self.sheet.rows[row - 1][self.left - 1 : self.right]

    def filled(self, row: int) -> list[int]:
        return self.sheet.filled(row, self.left, self.right)


def holds(value: Value) -> bool:
    """Whether a cell holds anything: a text of nothing but spaces does not."""
    if value is None or value == "":
        return False
    return not (isinstance(value, str) and value.isspace())


def texts_only(cells: Sequence[Value]) -> bool:
    """Whether no cell of a row is a number or a date; a header's last row never has one."""
    return not any(isinstance(v, NUMERIC) for v in cells)


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sorted numbers as runs of neighbours: 3 4 5 9 gives (3, 5) (9, 9)."""
    start = previous = None
    for n in numbers:
        if previous is not None and n == previous + 1:
            previous = n
            continue
        if start is not None and previous is not None:
            yield start, previous
        start = previous = n
    if start is not None and previous is not None:
        yield start, previous


def letter(column: int) -> str:
    """A column as Excel names it: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """A cell as Excel names it."""
    return f"{letter(column)}{row}"


def area(top: int, left: int, bottom: int, right: int) -> str:
    """A rectangle as Excel names it; a single cell without colon."""
    first, last = address(top, left), address(bottom, right)
    return first if first == last else f"{first}:{last}"
