"""A workbook as every later step sees it: dense rows of values, and sparse tables of what else was in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from catalog import Issue

Value = str | float | int | bool | date | datetime | time | timedelta | None
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells, 1-based and inclusive, as Excel counts them."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: Place) -> bool:
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def places(self) -> Iterator[Place]:
        """Every (row, column) of the box, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


def _nothing() -> bytes:
    return b""


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture over a sheet or in one of its cells: from the cell its upper left corner lies in to that of the lower
    right one ((0, 0): it lies on no cell), and how to get its bytes; ``fault``: the issue that says why it has none."""

    start: Place
    end: Place
    data: Callable[[], bytes] = _nothing
    fault: str = ""


@dataclass(slots=True)
class Grid:
    """One sheet. ``rows[r - 1][c - 1]`` is the cell Excel calls row r, column c: the first list is always row 1.

    ``rows`` are all of one length and end with the last cell that holds anything. Values that lie under a merge are
    kept where the file has them. The sparse tables are keyed by (row, column), 1-based:
    ``formats`` number formats other than General (of cells that hold a value, an error or a formula);
    ``formulas`` their text without "="; ``untrusted`` formulas whose cached value cannot be relied on (the value stays
    in ``rows``); ``errors`` what Excel shows, "#REF!" (the value is None); ``struck`` crossed-out text;
    ``marked`` cells some of whose text is struck, raised or white: all of their text, of which ``rows`` hold the rest;
    ``comments`` what people left on cells; ``pictures`` what lies over them;
    ``invisible`` white on white or the format ;;;. ``hidden_rows`` and ``hidden_columns`` are row and column numbers.
    ``merges_known`` and ``formats_known`` are False for formats that cannot tell.
    """

    name: str
    visible: bool = True
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Box] = field(default_factory=list)
    formats: MutableMapping[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    untrusted: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    marked: dict[Place, str] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)
    invisible: set[Place] = field(default_factory=set)
    pictures: list[Laid] = field(default_factory=list)
    merges_known: bool = True
    formats_known: bool = True

    @property
    def n_rows(self) -> int:
        return len(self.rows)

    @property
    def n_columns(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def value(self, row: int, column: int) -> Value:
        """The value at (row, column), 1-based; None outside the sheet."""
        if 0 < row <= self.n_rows and 0 < column <= self.n_columns:
            return self.rows[row - 1][column - 1]
        return None


@dataclass(slots=True)
class Workbook:
    """The sheets of one file, in its order, with what its container had to say.

    ``kind`` is what the bytes are, whatever the file is called: xlsx xls xlsb ods html xml2003 mhtml csv.
    """

    grids: list[Grid]
    issues: list[Issue] = field(default_factory=list)
    kind: str = "xlsx"
    date1904: bool = False
