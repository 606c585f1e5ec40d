"""A second reader of .ods sheets, from their XML: it sees merges and shares too, which the fast one does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from catalog.grammar import grammar
from loaders.containers.ooxml.package import Package
from loaders.containers.references import whole
from loaders.containers.values import Sheet
from loaders.containers.xml import Attributes, walk
from loaders.grid import Box, Place, Value

# Read twice up to so many bytes; a check has looked at the repetitions before.
MOST_BYTES = 8 << 20
CELLS = ("table-cell", "covered-table-cell")
PARAGRAPHS = ("p", "h")
NUMBERS = ("float", "percentage", "currency")
SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
# No honest cell is merged over more.
_WIDEST = 20_000


@dataclass(slots=True)
class Seen:
    """The sheets of a document; of each, the cells that show a share as a percentage, and those that show an error."""

    sheets: list[Sheet] = field(default_factory=list)
    shares: dict[str, list[Place]] = field(default_factory=dict)
    errors: dict[str, dict[Place, str]] = field(default_factory=dict)


def second_look(package: Package) -> Seen | None:
    """The sheets once more; None where the document is too large to be read twice. ``Unreadable`` for broken XML."""
    if package.size("content.xml") > MOST_BYTES:
        return None
    reader = _Reader()
    walk(package.read("content.xml"), reader.start, reader.end, reader.text)
    return reader.seen


class _Reader:
    """Takes the elements of a document one by one; blank cells and rows count once something follows them."""

    def __init__(self) -> None:
        self.seen = Seen()
        self._depth = 0  # of tables: one inside a cell is no sheet
        self._aside = 0  # of notes on cells, whose text is no value
        self._row: list[Value] = []
        self._rows = self._columns = 1
        self._blank_rows = self._blank_cells = 0
        self._cell: Attributes = {}
        self._said: list[str] | None = None
        self._paragraphs = 0

    def start(self, name: str, found: Attributes) -> None:
        if name == "table":
            self._open(found)
        elif name == "annotation":
            self._aside += 1
        elif self._depth != 1 or self._aside:
            return
        elif name == "table-row":
            self._row, self._blank_cells, self._rows = [], 0, _times(found.get("number-rows-repeated"))
        elif name in CELLS:
            self._cell, self._said, self._paragraphs = found, [], 0
            self._columns = _times(found.get("number-columns-repeated"))
        elif self._said is not None:
            self._write(name, found)

    def text(self, piece: str) -> None:
        if self._said is not None and self._paragraphs and not self._aside and self._depth == 1:
            self._said.append(piece)

    def end(self, name: str) -> None:
        if name == "annotation":
            self._aside -= 1
        elif name == "table":
            self._depth -= 1
        elif self._depth == 1 and not self._aside and name in CELLS:
            self._close()
        elif self._depth == 1 and name == "table-row":
            self._keep()

    def _open(self, found: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            name = found.get("name", "")
            self.seen.sheets.append(Sheet(name, True, [], []))
            self.seen.shares[name], self.seen.errors[name] = [], {}
            self._blank_rows = 0

    def _write(self, name: str, found: Attributes) -> None:
        said = self._said if self._said is not None else []
        if name in PARAGRAPHS:
            said.extend("\n" * bool(self._paragraphs))
            self._paragraphs += 1
        elif name in SPACES:
            said.append(SPACES[name] * min(whole(found.get("c"), 1), _WIDEST))

    def _close(self) -> None:
        shown = "".join(self._said or [])
        error = _errors().fullmatch(shown.strip()) is not None
        value = "" if error else _value(self._cell, shown)
        sheet = self.seen.sheets[-1]
        row, column = len(sheet.rows) + self._blank_rows + 1, len(self._row) + self._blank_cells + 1
        down, across = (_times(self._cell.get(f"number-{way}-spanned")) for way in ("rows", "columns"))
        if 1 < down * across <= _WIDEST and sheet.merges is not None:
            sheet.merges.append(Box(row, column, row + down - 1, column + across - 1))
        if error:
            self.seen.errors[sheet.name] |= dict.fromkeys(self._places(row, column), shown.strip())
        elif self._cell.get("value-type") == "percentage":
            self.seen.shares[sheet.name] += self._places(row, column)
        if value == "" and not error:
            self._blank_cells += self._columns
        else:
            self._row += [""] * self._blank_cells + [value] * self._columns
            self._blank_cells = 0
        self._said = None

    def _places(self, row: int, column: int) -> list[Place]:
        return [(r, c) for r in range(row, row + self._rows) for c in range(column, column + self._columns)]

    def _keep(self) -> None:
        rows = self.seen.sheets[-1].rows
        if not self._row:
            self._blank_rows += self._rows
            return
        rows.extend([] for _ in range(self._blank_rows))
        rows.extend(list(self._row) for _ in range(self._rows))
        self._blank_rows = 0


def _value(cell: Attributes, said: str) -> Value:
    """As the fast reader gives it: numbers as floats, a day without an hour as a day, a span of time as any span."""
    kind = cell.get("value-type", "")
    try:
        if kind in NUMBERS:
            return float(cell.get("value", ""))
        if kind == "date":
            return _day(cell.get("date-value", ""))
    except ValueError:
        return cell.get("date-value", "") if kind == "date" else said
    if kind == "boolean":
        return cell.get("boolean-value") == "true"
    if kind == "time":
        return timedelta()
    return cell.get("string-value", said) if kind == "string" else said


def _day(written: str) -> date | datetime:
    moment = datetime.fromisoformat(written)
    return moment if "T" in written else moment.date()


@cache
def _errors() -> re.Pattern[str]:
    return re.compile(grammar().text.errors, re.IGNORECASE)


def _times(written: str | None) -> int:
    return whole(written, 1) or 1
