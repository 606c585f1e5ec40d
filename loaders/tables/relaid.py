"""A sheet laid anew: a table stands upright on it that lies otherwise in the file; each cell knows its place there.

Whoever reads it finds a head with the records below, as on any sheet; addresses come out as the file has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.grid import Box, Grid, Place
from loaders.tables.sheet import Sheet, area, letter

Places = Sequence[Sequence[Place | None]]


class Relaid(Sheet):
    """``lead`` rows stand as they do on the ``origin``; below, ``places`` are the table's cells row by row, its head
    first: where each stands there (None: nowhere)."""

    def __init__(self, origin: Sheet, lead: range, places: Places) -> None:
        above = [[(row, column) for column in range(1, origin.n_columns + 1)] for row in lead]
        width = max(map(len, (*above, *places)), default=0)
        self.origin = origin
        self.top = len(lead) + 1
        self.places: list[list[Place | None]] = [[*row, *[None] * (width - len(row))] for row in (*above, *places)]
        super().__init__(_grid(origin.grid, self.places))

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the file."""
        return self.places[row - 1][column - 1] or next(self._within(row, 1, row, self.n_columns), (1, 1))

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """The rectangle of the file in which those cells stand."""
        rows, columns = zip(*(list(self._within(top, left, bottom, right)) or [(1, 1)]), strict=True)
        return area(min(rows), min(columns), max(rows), max(columns))

    def letter(self, column: int) -> str:
        """What a column is called in the file: by its letter, its row's number, or its only cell."""
        if self.n_rows == self.top + 1:
            return self.address(self.n_rows, column)
        places = list(self._within(self.top, column, self.n_rows, column)) or [(1, 1)]
        rows, columns = ({place[axis] for place in places} for axis in (0, 1))
        return str(min(rows)) if len(rows) == 1 else letter(min(columns))

    def column_addresses(self, column: int, rows: Sequence[int]) -> list[str]:
        """The addresses in the file of a column's cells in those rows."""
        return [self.address(row, column) for row in rows]

    def file_rows(self, rows: Sequence[int], column: int) -> list[int]:
        """The rows in the file of records in these rows, named by what stands in a column."""
        return [self.place(row, column)[0] for row in rows]

    def in_file(self, place: Place) -> tuple[Grid, Place]:
        """The grid formulas are written for, and the place there."""
        return self.origin.grid, self.place(*place)

    def _within(self, top: int, left: int, bottom: int, right: int) -> Iterator[Place]:
        return (place for row in self.places[top - 1 : bottom] for place in row[left - 1 : right] if place)


def _grid(grid: Grid, places: list[list[Place | None]]) -> Grid:
    """The grid as it lies anew; what is known of a cell goes where the cell went."""
    went: dict[Place, list[Place]] = {}
    for row, line in enumerate(places, start=1):
        for column, place in enumerate(line, start=1):
            if place:
                went.setdefault(place, []).append((row, column))
    made = Grid(grid.name, grid.visible, [[grid.value(*place) if place else None for place in line] for line in places])
    for ours, known in (
        (made.formats, grid.formats), (made.formulas, grid.formulas), (made.errors, grid.errors),
        (made.marked, grid.marked),
    ):  # fmt: skip
        ours.update((there, known[place]) for place in known.keys() & went.keys() for there in went[place])
    for kept, told in ((made.untrusted, grid.untrusted), (made.struck, grid.struck), (made.invisible, grid.invisible)):
        kept.update(there for place in told & went.keys() for there in went[place])
    merged = ([there for place in merge.places() for there in went.get(place, ())] for merge in grid.merges)
    made.merges = [box for places_of_one in merged for box in _boxes(places_of_one)]
    made.hidden_rows = set(_hidden(places, grid))
    made.hidden_columns = set(_hidden(list(map(list, zip(*places, strict=True))), grid))
    made.merges_known, made.formats_known = grid.merges_known, grid.formats_known
    return made


def _hidden(lines: list[list[Place | None]], grid: Grid) -> Iterator[int]:
    """The lines of which all is hidden in the file."""
    for number, line in enumerate(lines, start=1):
        shown = [p[0] not in grid.hidden_rows and p[1] not in grid.hidden_columns for p in line if p]
        if shown and not any(shown):
            yield number


def _boxes(places: Iterable[Place]) -> Iterator[Box]:
    """The rectangles that one merge's cells make up where they went, those of one cell left out."""
    left = set(places)
    while left:
        top, first = bottom, last = min(left)
        while (bottom + 1, first) in left:
            bottom += 1
        while {(row, last + 1) for row in range(top, bottom + 1)} <= left:
            last += 1
        box = Box(top, first, bottom, last)
        left -= set(box.places())
        if (top, first) != (bottom, last):
            yield box
