"""Where the fast reader may have misread a sheet, another one reads it too; a cell they read apart is blank and said.

Whether there is a doubt costs nothing: the scan of the sheet's XML, which reads no values, counts the cells that hold
something, and notices markup inside values that the fast reader is known to stumble over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import time, timedelta

from catalog import Issue, issue
from loaders.containers.ooxml.facts import Facts
from loaders.containers.ooxml.second_reader import second_sheets
from loaders.containers.references import reference
from loaders.containers.values import Sheet
from loaders.grid import Place, Value
from loaders.unreadable import Unreadable

# Read twice at most; the other reader needs a tenth of a millisecond a cell.
FILLED_CELLS = 10_000
SAID = 20
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")  # a character one of the readers leaves as it is written
_BLANK = re.compile(r"\s+")


def agree(content: bytes, sheets: list[Sheet], facts: Mapping[str, Facts]) -> list[Issue]:
    """What is to be said of doubtful sheets. Cells that two readers read apart are blank in ``sheets`` afterwards."""
    doubtful = [sheet for sheet in sheets if sheet.name in facts and _is_doubtful(sheet, facts[sheet.name])]
    if not doubtful:
        return []
    filled = sum(found.n_filled for found in facts.values())
    others = _others(content, filled) if filled <= FILLED_CELLS else {}
    said: list[Issue] = []
    for sheet in doubtful:
        other = others.get(sheet.name)
        said += [issue("readers_unsure", sheet=sheet.name)] if other is None else hold_against(sheet, other)
    return said


def _is_doubtful(sheet: Sheet, facts: Facts) -> bool:
    """Odd markup among the cells, or another number of filled ones than the fast reader gave."""
    shown = sum(len(row) - row.count("") for row in sheet.rows)
    blank = len(facts.errors.keys() | facts.uncached)
    return facts.controls or shown + blank != facts.n_filled


def _others(content: bytes, filled: int) -> dict[str, Sheet]:
    try:
        return {sheet.name: sheet for sheet in second_sheets(content, filled)}
    except Unreadable:
        return {}


def hold_against(sheet: Sheet, other: Sheet) -> list[Issue]:
    """Blank the cells in ``sheet`` that two readers read apart, and say so of each."""
    places = list(_differing(sheet, other))
    for place in places:
        put(sheet, place, "")
    said = [issue("readers_apart", sheet=sheet.name, cells=reference(*place)) for place in places[:SAID]]
    return said + ([issue("readers_unsure", sheet=sheet.name)] if len(places) > SAID else [])


def put(sheet: Sheet, place: Place, value: Value) -> None:
    """Put a value at a place, where the sheet reaches as far."""
    row, column = place
    if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1]):
        sheet.rows[row - 1][column - 1] = value


def _differing(sheet: Sheet, other: Sheet) -> Iterator[Place]:
    """The places the readers read apart. What lies under a merge only one of them shows."""
    under = {place for box in other.merges or () for place in box.places() if place != (box.top, box.left)}
    n_columns = max((len(row) for rows in (sheet.rows, other.rows) for row in rows), default=0)
    for row in range(1, max(len(sheet.rows), len(other.rows)) + 1):
        for column in range(1, n_columns + 1):
            ours, theirs = _at(sheet, row, column), _at(other, row, column)
            if ours != theirs and (row, column) not in under and not _same(ours, theirs):
                yield row, column


def _at(sheet: Sheet, row: int, column: int) -> Value:
    if row > len(sheet.rows) or column > len(sheet.rows[row - 1]):
        return ""
    return sheet.rows[row - 1][column - 1]


def _same(ours: Value, theirs: Value) -> bool:
    """Whether two values differ only in how they are written: blanks, escapes, the kinds that times come as."""
    if isinstance(ours, (time, timedelta)) or isinstance(theirs, (time, timedelta)):
        return True
    if isinstance(ours, str) and isinstance(theirs, str):
        return _plain(ours) == _plain(theirs)
    return False


def _plain(text: str) -> str:
    return _BLANK.sub("", _ESCAPED.sub("", text))
