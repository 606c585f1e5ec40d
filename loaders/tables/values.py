"""Reads the cells of one column over its data rows, with everything the grid knows about them."""

from __future__ import annotations

from collections import UserList
from collections.abc import Callable, MutableSequence, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, cast

from catalog import Field
from loaders.cells import Context, Note, Parsed, PlainColumn, plain_numbers, plain_texts, read_cell
from loaders.grid import Box, Place, Value
from loaders.tables.formulas import is_picture, recompute
from loaders.tables.notes import Found
from loaders.tables.sheet import PREVIEW_ROWS, Sheet, holds
from loaders.tables.written import FLOATS, TEXTS, as_text, texts_of

# A merge over several rows says the same of all of them, except for amounts: one amount is not two.
AMOUNTS = frozenset({"money", "number", "rate", "area_size"})
DATES = frozenset({"date", "start_date", "deadline"})
GENERAL = "General"
_NOTES = attrgetter("notes")
# With more number formats than this, finding out which columns have any costs more than asking for each cell.
FEW_FORMATS = 5000


@dataclass(slots=True)
class Cells:
    """One column read: parallel to the data rows."""

    values: list[Any] = field(default_factory=list)
    places: list[str | None] = field(default_factory=list)
    raw: list[str | None] = field(default_factory=list)
    parsed: MutableSequence[Parsed] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)


class AllPlain(UserList[Parsed]):
    """The readings of a column of plain numbers or texts, made when somebody asks for them: of none is there more to
    say than its value and the unit of all."""

    def __init__(self, column: PlainColumn) -> None:
        self._column = column

    @cached_property
    def data(self) -> list[Parsed]:  # type: ignore[override]
        unit = self._column.unit
        return [_NOTHING if v is None else Parsed(v, unit) for v in self._column.values]


class ColumnReader:
    """Reads columns of one sheet. ``units`` gives a row's own unit, where the table has a unit column."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], units: dict[int, str | None]) -> None:
        self.sheet = sheet
        self.grid = sheet.grid
        self.rows = rows
        self.units = units
        self.odd = self._odd_columns()
        few = len(self.grid.formats) <= FEW_FORMATS
        self.formatted = {column for _row, column in self.grid.formats} if few else None

    def _odd_columns(self) -> set[int]:
        """The columns in which some cell is more than a plain value."""
        grid = self.grid
        places: list[set[Place] | dict[Place, Any]] = [
            grid.errors,
            grid.untrusted,
            grid.struck,
            grid.invisible,
            grid.marked,
        ]
        odd = {column for kind in places for _row, column in kind}
        rows = set(self.rows)
        for merge in self.sheet.merges:
            if any(row in rows for row in range(merge.top, merge.bottom + 1)):
                odd.update(range(merge.left, merge.right + 1))
        return odd

    def read(self, kind: Field, column: int, context: Context) -> Cells:
        """Every data row's cell of a column, read as ``kind``."""
        own_units = self.units if kind.kind in AMOUNTS else {}
        if column in self.odd or own_units:
            return self.read_one_by_one(kind, column, context, own_units)
        return self._read_at_once(kind, column, context)

    def _read_at_once(self, kind: Field, column: int, context: Context) -> Cells:
        """A column of plain values: each distinct value and format is read once, however long the sheet."""
        typed = self.sheet.of_column(column, self.rows)
        kinds = set(map(type, typed))
        if bool in kinds:  # True would be read as the number it equals
            return self.read_one_by_one(kind, column, context, {})
        formats, places, texts = self._formats_of(column), self._places(column, typed), texts_of(typed, kinds)
        if self.rows and self.rows[-1] - self.rows[0] + 1 == len(self.rows):
            self.sheet.written[column] = self.rows[0], texts[:PREVIEW_ROWS]
        if kinds <= FLOATS and isinstance(formats, str):
            floats = cast("Sequence[float | None]", typed)
            numbers = plain_numbers(kind.kind, floats, texts, formats, context)
            if numbers:
                return Cells(list(numbers.values), places, texts, AllPlain(numbers))
        if kind.kind == "text" and kinds <= TEXTS and plain_texts(set(texts)):
            return Cells(list(texts), places, texts, AllPlain(PlainColumn(texts, None)))
        read: dict[Any, Parsed]
        if isinstance(formats, str):
            read = {v: _read(kind, v, formats, context) for v in set(typed)}
            parsed = [read[v] for v in typed]
        else:
            both = list(zip(typed, formats, strict=True))
            read = {key: _read(kind, *key, context) for key in set(both)}
            parsed = [read[key] for key in both]
        cells = Cells([p.value for p in parsed], places, texts, parsed)
        if any(map(_NOTES, read.values())):
            for row, p, raw in zip(self.rows, parsed, texts, strict=True):
                if p.notes:
                    cells.found.extend(Found(row, column, code, raw or "", blanks) for code, blanks in p.notes)
        return cells

    def _places(self, column: int, typed: Sequence[Value]) -> list[str | None]:
        named = self.sheet.column_addresses(column, self.rows)
        return [None if v is None else at for v, at in zip(typed, named, strict=True)]

    def _formats_of(self, column: int) -> str | list[str]:
        """The number format of a column's data rows, or of each where they differ."""
        formats = self.grid.formats
        if not formats or (self.formatted is not None and column not in self.formatted):
            return GENERAL
        of_column = getattr(formats, "of_column", None)
        found = of_column(column, self.rows) if of_column else [formats.get((r, column), GENERAL) for r in self.rows]
        return found[0] if not isinstance(found, str) and len(set(found)) == 1 else found

    def read_one_by_one(self, kind: Field, column: int, context: Context, units: dict[int, str | None]) -> Cells:
        """The same with a look at each cell, for columns with merges, marks, errors or units a row."""
        cells = Cells()
        reader = self._reader(kind, context, units)
        plain = column not in self.odd
        rows, formats = self.grid.rows, self.grid.formats
        for row in self.rows:
            value = rows[row - 1][column - 1]
            if not plain:
                parsed = self._read_odd(cells, kind, row, column, reader)
            elif value is None:
                parsed = _NOTHING
                _add(cells, None, None, None, parsed)
            else:
                parsed = reader(value, formats.get((row, column), GENERAL), row)
                _add(cells, parsed.value, self.sheet.address(row, column), value, parsed)
            if parsed.notes:
                _note(cells, row, column, parsed)
        return cells

    def _reader(
        self, kind: Field, context: Context, units: dict[int, str | None]
    ) -> Callable[[Value, str, int], Parsed]:
        """``read_cell`` with the row's own unit, where it has one."""

        def read(value: Value, number_format: str, row: int) -> Parsed:
            unit = units.get(row)
            said = context._replace(row_unit=unit) if unit else context
            return read_cell(kind.kind, value, number_format=number_format, context=said)

        return read

    def _read_odd(self, cells: Cells, kind: Field, row: int, column: int, reader: Callable[..., Parsed]) -> Parsed:
        merge = self.sheet.merge_at.get((row, column))
        place = (merge.top, merge.left) if merge else (row, column)
        own = self.grid.value(row, column)
        if merge and place != (row, column):
            return self._under_merge(cells, kind, row, column, merge, own, reader)
        parsed = self._read_place(place, reader)
        if place in self.grid.marked:
            parsed = self._read_marked(place, kind, parsed)
        value = self.grid.errors.get(place) or own
        if value is None and place in self.grid.untrusted:
            value = "=" + self.grid.formulas.get(place, "")
        typed = value is not None or parsed.value is not None
        _add(cells, parsed.value, self.sheet.address(*place) if typed else None, value, parsed)
        self._remark(cells, place, value)
        return parsed

    def _read_place(self, place: Place, reader: Callable[..., Parsed]) -> Parsed:
        grid = self.grid
        row, column = place
        if place in grid.errors:
            return reader(grid.errors[place], GENERAL, row)
        number_format = grid.formats.get(place, GENERAL)
        if place not in grid.untrusted:
            value = grid.value(row, column)
            return reader(value, number_format, row) if value is not None else _NOTHING
        if is_picture(grid, place):
            return Parsed(None, withheld=True).noting("cell_picture", typed="")
        computed = recompute(*self.sheet.in_file(place))
        text = "=" + grid.formulas.get(place, "")
        if computed is None:
            return Parsed(None, withheld=True).noting("formula_untrusted", typed=text)
        return reader(computed, number_format, row).noting(
            "formula_recomputed", typed=text, computed=f"{computed:.12g}"
        )

    def _read_marked(self, place: Place, kind: Field, parsed: Parsed) -> Parsed:
        """A cell part of whose text is struck, raised or white: words are read without it, an amount or date is not."""
        typed, rest = self.grid.marked[place], as_text(self.grid.value(*place) or "")
        if kind.kind in AMOUNTS or kind.kind in DATES:
            return Parsed(None, None, (Note("partly_marked", {"typed": typed, "rest": rest}),), True)
        return parsed.noting("marked_left_out", typed=typed, rest=rest)

    def _under_merge(
        self, cells: Cells, kind: Field, row: int, column: int, merge: Box, own: Value, reader: Callable[..., Parsed]
    ) -> Parsed:
        """A cell covered by a merge: text is the anchor's, an amount belongs to the first row only."""
        anchor = (merge.top, merge.left)
        shown = self.grid.value(*anchor)
        parsed = _NOTHING
        place = None
        if not holds(shown):
            pass
        elif column != merge.left:
            cells.found.append(Found(row, column, "merged_across", shown, {"merge": self._box(merge)}))
        elif kind.kind in AMOUNTS:
            cells.found.append(Found(row, column, "merged_number", shown, {"merge": self._box(merge)}))
        else:
            parsed = self._read_place(anchor, reader)._replace(notes=())
            place = self.sheet.address(*anchor)
        if holds(own) and own != shown:
            cells.found.append(
                Found(row, column, "under_merge_differs", own, {"shown": shown, "merge": self._box(merge)})
            )
        _add(cells, parsed.value, place, shown if place else None, parsed)
        return _NOTHING

    def _box(self, merge: Box) -> str:
        return self.sheet.area(merge.top, merge.left, merge.bottom, merge.right)

    def _remark(self, cells: Cells, place: Place, value: Value | str) -> None:
        if place in self.grid.struck:
            cells.found.append(Found(*place, "struck_out", value, {}))
        if place in self.grid.invisible and holds(value):
            cells.found.append(Found(*place, "invisible_text", value, {}))


_NOTHING = Parsed()


def _read(kind: Field, value: Value, number_format: str, context: Context) -> Parsed:
    return _NOTHING if value is None else read_cell(kind.kind, value, number_format=number_format, context=context)


def _add(cells: Cells, value: Any, place: str | None, raw: Any, parsed: Parsed) -> None:
    cells.values.append(value)
    cells.places.append(place)
    cells.raw.append(raw if raw is None or raw.__class__ is str else as_text(raw))
    cells.parsed.append(parsed)


def _note(cells: Cells, row: int, column: int, parsed: Parsed) -> None:
    for code, blanks in parsed.notes:
        cells.found.append(Found(row, column, code, cells.raw[-1] or "", blanks))
