"""Finds the headers of a sheet: windows of one to four rows that cut no merge and end in a row without numbers."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cache

from catalog.layout import layout
from loaders.cells import fold, unit_of
from loaders.grid import Value
from loaders.tables.heading import heading
from loaders.tables.lines import is_meta
from loaders.tables.match import Path, every_meaning, known_path
from loaders.tables.sheet import NUMERIC, Band, holds, texts_only

MAX_HEAD_ROWS = 4
# Sheets of text only (a CSV) with more rows than this are searched by the words as typed, not row by row.
_SEARCH_ROWS = 3000
_LONGEST_UNIT = 8
# A text of digits is a value typed as text: dates, amounts and rates stand below a header, a lone year in it.
_DIGITS_ONLY = re.compile(r"(?!20[0-9]{2}$)[0-9.,%/()-]*[0-9][0-9.,%/()-]*")
_YEARS = range(2000, 2100)


@dataclass(slots=True)
class Head:
    """A header: its rows, its columns and the path of texts down each column (empty where a column has none)."""

    top: int
    bottom: int
    left: int
    right: int
    paths: dict[int, Path] = field(default_factory=dict)

    @property
    def known(self) -> int:
        return sum(1 for path in self.paths.values() if path and known_path(path))


def find_heads(band: Band) -> list[Head]:
    """The headers of a band of columns from top to bottom; tables that touch each other are not yet told apart."""
    found = band.sheet.memo.get((band.left, band.right))
    if found is None:
        found = band.sheet.memo[band.left, band.right] = _search(band)
    return found


def _search(band: Band) -> list[Head]:
    heads: list[Head] = []
    model: Head | None = None
    done = 0
    rows, first = band.sheet.rows, band.left - 1
    typed = frozenset() if band.sheet.n_rows <= _SEARCH_ROWS else _typed_words()
    for row in range(1, band.sheet.n_rows + 1):
        if row <= done or rows[row - 1][first].__class__ is float:  # no line of a header begins with a number
            continue
        head = _printed_again(band, model, row) if model else None
        if head is None and _is_seed(band, row, typed):
            head = _best_window(band, row, done)
            model = head or model
        if head is not None:
            heads.append(head)
            done = head.bottom
    return heads


def _is_seed(band: Band, row: int, typed: frozenset[str]) -> bool:
    """Whether at least two cells of a row are headers the catalog knows, and more than a stray one in six."""
    cells = band.cells(row)
    if typed and row > 60 and len(typed.intersection(cells)) < 2:
        return False
    return texts_only(cells) and _looks_like_a_header(cells)


def _printed_again(band: Band, model: Head, row: int) -> Head | None:
    """The header above where some of its lines, in the same columns, stand again: a printer's page break.

    Whoever sets a page break by hand often repeats only the first line of a header; its columns go on as before.
    """
    rows = band.sheet.rows
    for top in range(model.top, model.bottom + 1):
        lines = 0
        while top + lines <= model.bottom and row + lines <= band.sheet.n_rows:
            above, here = rows[top + lines - 1], rows[row + lines - 1]
            if above is not here and not _same_texts(
                above[band.left - 1 : band.right], here[band.left - 1 : band.right]
            ):
                break
            lines += 1
        if lines:
            return Head(row, row + lines - 1, model.left, model.right, model.paths)
    return None


def _same_texts(above: list[Value], here: list[Value]) -> bool:
    """Whether two rows hold the same two or more texts, and nothing else, in the same columns."""
    filled = 0
    for one, other in itertools.zip_longest(above, here):
        if one == other:
            filled += isinstance(one, str) and holds(one)
        elif not (isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other)) and (
            holds(one) or holds(other)
        ):
            return False
    return filled > 1 and texts_only(here)


def _looks_like_a_header(cells: list[Value]) -> bool:
    texts = [v for v in cells if isinstance(v, str) and holds(v)]
    if len(texts) < 2:
        return False
    if any(_DIGITS_ONLY.fullmatch(fold(v)) for v in texts):
        return False
    hits = len({fold(v) for v in texts if _is_known(v)})
    return hits >= 2 and hits * 6 >= len(texts)


@cache
def _typed_words() -> frozenset[str]:
    return frozenset(base for base, _slots in every_meaning())


def _is_known(text: str) -> bool:
    if len(text) > layout().header.max_length:
        return False
    head = heading(text)
    return bool(head.base) and (head.base, head.slots) in every_meaning()


def _best_window(band: Band, seed: int, done: int) -> Head | None:
    best: tuple[bool, int, int] | None = None
    chosen: Head | None = None
    for top in range(seed, max(done, seed - MAX_HEAD_ROWS), -1):
        for bottom in range(seed, min(band.sheet.n_rows, top + MAX_HEAD_ROWS - 1) + 1):
            head = _window(band, top, bottom)
            if head is None:
                continue
            rank = (not _cuts_levels(band, top, bottom), head.known, -(bottom - top))
            if best is None or rank > best:
                best, chosen = rank, head
    return chosen


def _window(band: Band, top: int, bottom: int) -> Head | None:
    """The header in these rows, or None where they cannot be one."""
    if not _may_be_rows(band, top, bottom):
        return None
    paths = {c: _path(band, top, bottom, c) for c in band.columns}
    paths = {c: p for c, p in paths.items() if p}
    return Head(top, bottom, min(paths), max(paths), paths) if len(paths) > 1 else None


def _may_be_rows(band: Band, top: int, bottom: int) -> bool:
    rows = range(top, bottom + 1)
    if not texts_only(band.cells(bottom)) or any(_is_title(band, r) or _has_amounts(band, r) for r in rows):
        return False
    for merge in band.sheet.merges:
        cut = merge.top < top <= merge.bottom or merge.top <= bottom < merge.bottom
        if cut and merge.left <= band.right and merge.right >= band.left:
            return False
    return True


def _has_amounts(band: Band, row: int) -> bool:
    """Whether a row holds a number or date other than a year: no level of a header does."""
    return any(isinstance(v, NUMERIC) and v not in _YEARS for v in band.cells(row))


def _cuts_levels(band: Band, top: int, bottom: int) -> bool:
    """Whether the row above or below is another level of this header, typed without merges, or its line of units."""
    if top > 1 and _is_level_above(band, top - 1, top):
        return True
    below = bottom + 1
    return below <= band.sheet.n_rows and (_is_level_above(band, bottom, below) or _is_unit_line(band, below))


def _is_unit_line(band: Band, row: int) -> bool:
    """Whether a row holds nothing but units of measure: the last line of a header."""
    texts = [band.sheet.text(row, c) for c in band.filled(row)]
    return bool(texts) and all(len(t) <= _LONGEST_UNIT and unit_of(t) for t in texts)


def _is_level_above(band: Band, upper: int, lower: int) -> bool:
    """Whether the upper row's texts head groups of the lower row's: every lower text stands in a group, some in none.

    A data row fails: it fills columns that have a header of their own.
    """
    if not texts_only(band.cells(upper)) or not texts_only(band.cells(lower)):
        return False
    above, below = set(band.filled(upper)), set(band.filled(lower))
    under_blank = below - above
    if len(below) < 2 or not under_blank or not above - below:
        return False
    if any(column in band.sheet.merge_at for row in (upper, lower) for column in ((row, c) for c in below)):
        return False
    limit = layout().header.max_length
    if any(len(band.sheet.text(lower, c)) > limit or is_meta(band.sheet.text(upper, c)) for c in below):
        return False
    starts = below & above
    return (
        bool(starts)
        and all(c + 1 in under_blank for c in starts)
        and all(_start_of(c, above) in below for c in under_blank)
    )


def _start_of(column: int, above: set[int]) -> int:
    return max((c for c in above if c <= column), default=0)


def _is_title(band: Band, row: int) -> bool:
    """A row whose only content is one text, or one merge over most of the band: it heads no single column."""
    filled = band.filled(row)
    merges = [m for m in band.sheet.wide.get(row, ()) if m.left <= band.right and m.right >= band.left]
    if any(m.right - m.left + 1 > 0.8 * band.width for m in merges):
        return not _beside_tall_merge(band, row, filled)
    if len(filled) != 1:
        return not filled and not any((row, c) in band.sheet.merge_at for c in band.columns)
    merge = band.sheet.merge_at.get((row, filled[0]))
    width = merge.right - merge.left + 1 if merge else 1
    alone = not any((row, c) in band.sheet.merge_at for c in band.columns if c != filled[0])
    return width > 0.6 * band.width or (width == 1 and alone)


def _beside_tall_merge(band: Band, row: int, filled: list[int]) -> bool:
    """Whether a cell of the row is merged with the row below: then a wide merge beside it heads a group of columns."""
    tall = (band.sheet.merge_at.get((row, c)) for c in filled)
    return any(m is not None and m.bottom > m.top and m.right - m.left + 1 <= 0.8 * band.width for m in tall)


def _path(band: Band, top: int, bottom: int, column: int) -> Path:
    """The distinct texts down a column of the header; a parent typed into its first cell only spreads to the right."""
    parts: list[str] = []
    for row in range(top, bottom + 1):
        text = band.sheet.folded(row, column)
        if not text and row < bottom:
            text = _spread(band, range(top, row), row, bottom, column)
        if text and text not in parts[-1:]:
            parts.append(text)
    return tuple(parts)


def _spread(band: Band, above: range, row: int, bottom: int, column: int) -> str:
    """The unmerged parent to the left, while the columns between have a leaf of their own below and no text here.

    A group that begins in a row above ends the parent of the group before it.
    """
    sheet, below = band.sheet, range(row + 1, bottom + 1)
    for left in range(column, band.left - 1, -1):
        if (row, left) in sheet.merge_at or not any(sheet.folded(r, left) for r in below):
            return ""
        text = sheet.folded(row, left)
        if text:
            return text
        if any(holds(sheet.grid.value(r, left)) for r in above):
            return ""
    return ""


def head_by_shape(band: Band) -> Head | None:
    """A header nobody knows: the first row of three or more short, distinct texts with rows of like width below."""
    limit = layout().header.max_length
    for row in range(1, min(band.sheet.n_rows, 40)):
        filled = band.filled(row)
        short = {t for t in (band.sheet.text(row, c) for c in filled) if len(t) <= limit}
        if len(filled) < 3 or not texts_only(band.cells(row)) or len(short) < len(filled):
            continue
        below = [len(band.filled(r)) for r in range(row + 1, min(band.sheet.n_rows, row + 4) + 1)]
        if below and max(below) * 2 >= len(filled):
            return _grown(band, row)
    return None


def _grown(band: Band, row: int) -> Head:
    """The shortest window from that row that cuts no merge."""
    for bottom in range(row, min(band.sheet.n_rows, row + MAX_HEAD_ROWS - 1) + 1):
        head = _window(band, row, bottom)
        if head is not None:
            return head
    columns = band.filled(row)
    return Head(row, row, columns[0], columns[-1], {c: (band.sheet.folded(row, c),) for c in columns})
