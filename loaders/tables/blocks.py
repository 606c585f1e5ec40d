"""Cuts a sheet into tables: side by side, stacked, or continued after a page break."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from catalog import datasets
from catalog.layout import layout
from loaders.cells import fold
from loaders.cells.period import year_in
from loaders.tables.headers import Head, find_heads, head_by_shape
from loaders.tables.lines import is_lead_row, is_meta, is_page_mark, is_page_number, is_section
from loaders.tables.match import Path, meanings, same_column, vocabulary, years_of
from loaders.tables.sheet import Band, Sheet, holds, runs
from loaders.tables.words import pattern, words

MAX_LEAD_ROWS = 10
# How a table lies in its file. A form is a table of one record; all of them are read upright.
UPRIGHT, TURNED, FORM = "upright", "turned", "form"


@dataclass(slots=True)
class Block:
    """Where one table stands: lead rows (titles and lines above), header, body; heads repeated inside the body."""

    band: Band
    head: Head
    lead_top: int
    body_bottom: int
    repeats: list[Head] = field(default_factory=list)
    lies: str = UPRIGHT

    @property
    def left(self) -> int:
        return self.head.left

    @property
    def right(self) -> int:
        return self.head.right

    @property
    def body_top(self) -> int:
        return self.head.bottom + 1


def blocks(sheet: Sheet) -> list[Block]:
    """Every table of the sheet, from top to bottom and left to right."""
    found = [block for band in _bands(sheet) for block in _stacked(band)]
    if not found:
        whole = Band(sheet, 1, sheet.n_columns)
        head = head_by_shape(whole) if sheet.n_columns else None
        found = [Block(whole, head, 1, sheet.n_rows)] if head else []
    found.sort(key=lambda b: (b.head.top, b.left))
    return found


def _bands(sheet: Sheet) -> list[Band]:
    """Bands of columns parted by empty columns, where more than one of them has the header of a table."""
    if not sheet.n_columns:
        return []
    filled = [c for c in range(1, sheet.n_columns + 1) if any(holds(cells[c - 1]) for cells in sheet.rows)]
    pieces = [Band(sheet, left, right) for left, right in runs(filled)]
    starts = [p for p in pieces if any(_has_anchor(h) for h in find_heads(p))]
    if len(starts) < 2:
        return [Band(sheet, 1, sheet.n_columns)]
    edges = [1, *(p.left for p in starts[1:]), sheet.n_columns + 1]
    return [Band(sheet, left, right - 1) for left, right in itertools.pairwise(edges)]


@cache
def _anchors() -> tuple[frozenset[tuple[str, frozenset[str]]], frozenset[tuple[str, frozenset[str]]]]:
    """The wordings that name a row's number, and those that name the thing a row is about."""
    numbers: set[tuple[str, frozenset[str]]] = set()
    names: set[tuple[str, frozenset[str]]] = set()
    for name, kind in datasets().items():
        required = {f.name for f in kind.fields if f.required}
        for (base, slots, _percent), field_name in vocabulary(name).items():
            if field_name == "number":
                numbers.add((base, slots))
            elif field_name in required:
                names.add((base, slots))
    return frozenset(numbers), frozenset(names - numbers)


def _names(path: Path, among: frozenset[tuple[str, frozenset[str]]]) -> bool:
    return any((m.base, m.slots) in among for m in meanings(path))


def names_a_row(path: Path) -> bool:
    """Whether a header is one that names what a row of some dataset is about."""
    return _names(path, _anchors()[1])


def _has_anchor(head: Head) -> bool:
    numbers, names = _anchors()
    return any(_names(p, numbers) or _names(p, names) for p in head.paths.values())


def _stacked(band: Band) -> Iterator[Block]:
    """The tables of one band: each header owns the rows down to the lead rows of the next."""
    open_blocks: list[Block] = []
    done = 0
    for head in find_heads(band):
        lead_top = _lead_top(band, head, done)
        if open_blocks and _continues(band, open_blocks, head, lead_top):
            for block in open_blocks:
                block.repeats.append(head)
            done = head.bottom
            continue
        yield from _closed(open_blocks, lead_top - 1)
        open_blocks = [Block(band, part, lead_top, band.sheet.n_rows) for part in _parts(band, head)]
        done = head.bottom
    yield from _closed(open_blocks, band.sheet.n_rows)


def _closed(open_blocks: list[Block], bottom: int) -> Iterator[Block]:
    for block in open_blocks:
        block.body_bottom = bottom
        yield block


def _lead_top(band: Band, head: Head, done: int) -> int:
    """The first of the title rows and lines above a header; the first header of a sheet owns everything above it."""
    if done == 0:
        return 1
    top = head.top
    while top - 1 > done and head.top - top < MAX_LEAD_ROWS and is_lead_row(band, top - 1):
        top -= 1
    return top


def _continues(band: Band, open_blocks: list[Block], head: Head, lead_top: int) -> bool:
    """Whether a header repeats the one above it after a page break, and does not open a table of its own."""
    first = open_blocks[0]
    before = {c: p for block in open_blocks for c, p in block.head.paths.items()}
    if before.keys() != head.paths.keys() or not all(same_column(p, head.paths[c]) for c, p in before.items()):
        return False
    seen = _texts(band, first.lead_top, first.head.top - 1)
    said = {year for text in seen if (year := year_in(text))} | years_of(before)
    if said and not years_of(head.paths) <= said:
        return False
    again = _texts(band, lead_top, head.top - 1)
    return all(t in seen or _goes_on(t) or _is_bare_section(t) for t in again)


def _goes_on(text: str) -> bool:
    return is_page_mark(text) or is_page_number(text) or any(w in text for w in words(layout().titles.continued))


def _is_bare_section(text: str) -> bool:
    """A section's line above a repeated header: it titles no table of its own and names no unit."""
    if is_meta(text) or pattern(layout().titles.unit_in_title).search(text):
        return False
    return is_section(text) and not any(w in text for w in words(layout().titles.title_words))


def _texts(band: Band, top: int, bottom: int) -> set[str]:
    values = (v for row in range(top, bottom + 1) for v in band.cells(row))
    return {fold(v) for v in values if isinstance(v, str) and holds(v)}


def _parts(band: Band, head: Head) -> list[Head]:
    """The header cut where a second table begins beside the first without an empty column between."""
    numbers, names = _anchors()
    cuts: list[int] = []
    seen: set[Path] = set()
    has_number = False
    for column, path in sorted(head.paths.items()):
        counts = _names(path, numbers)
        again = path in seen and (counts or (_names(path, names) and not has_number))
        if again or column in _title_edges(band, head):
            cuts.append(column)
            seen = set()
            has_number = False
        has_number = has_number or counts
        seen.add(path)
    edges = [head.left, *cuts, head.right + 1]
    return [_part(head, left, right - 1) for left, right in itertools.pairwise(edges)]


def _part(head: Head, left: int, right: int) -> Head:
    paths = {c: p for c, p in head.paths.items() if left <= c <= right}
    return Head(head.top, head.bottom, min(paths), max(paths), paths)


def _title_edges(band: Band, head: Head) -> frozenset[int]:
    """The columns where a second title begins, in a row of several merged titles that cover the table between them."""
    _numbers, names = _anchors()
    for row in range(head.top - 1, max(0, head.top - 4), -1):
        merges = [m for m in band.sheet.wide.get(row, ()) if band.left <= m.left and m.right <= band.right]
        if len(merges) < 2 or sum(m.right - m.left + 1 for m in merges) < 0.8 * (head.right - head.left + 1):
            continue
        merges.sort(key=lambda m: m.left)
        named = [any(_names(head.paths.get(c, ()), names) for c in range(m.left, m.right + 1)) for m in merges]
        if all(named):
            return frozenset(m.left for m in merges[1:])
    return frozenset()
