"""The side channel of a sheet: formats, formulas, errors, what is hidden; the fast reader gives none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape

import numpy as np

from loaders.containers import limits
from loaders.containers.ooxml.cells import CellTags, Tags, find_tags, kind_of
from loaders.containers.ooxml.facts import TRUE, Facts, FactsMaker
from loaders.containers.ooxml.rich_text import has_signs
from loaders.containers.ooxml.sheet_xml import IrregularError, SheetXml
from loaders.containers.ooxml.slow_scan import slow_scan
from loaders.containers.ooxml.strings import has_controls
from loaders.containers.ooxml.styles import Styles
from loaders.containers.references import column_number, whole
from loaders.unreadable import Unreadable

ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
CACHED = re.compile(rb"(?:</[^>]*>)?\s*<(?:\w+:)?v[^>]*>[^<]")
Blocks = Callable[[], Iterable[bytes]]


def scan(blocks: Blocks, size: int, styles: Styles, keep_places: bool = False) -> Facts:
    """The facts of one sheet. ``blocks`` unpacks its part anew each time, ``size`` is its length in bytes."""
    try:
        return _fast_scan(SheetXml(blocks()), FactsMaker(styles, keep_places))
    except (IrregularError, ValueError):
        if size > limits.SLOW_PART_BYTES:
            raise Unreadable("too_large") from None
        return slow_scan(blocks(), FactsMaker(styles, keep_places))


def _fast_scan(sheet: SheetXml, maker: FactsMaker) -> Facts:
    head = sheet.head()
    if b"<!" in head:
        raise IrregularError
    for column in COLUMN.finditer(head):
        maker.column(attributes(column[0]))
    for piece in sheet.pieces():
        read_piece(piece, sheet.prefix, maker)
    maker.facts.n_merges = sheet.n_merges
    return maker.finish()


def read_piece(piece: bytes, prefix: bytes, maker: FactsMaker) -> CellTags:
    """Take the cells of some whole rows into the facts."""
    tags = find_tags(piece, prefix)
    if tags.declarations:
        raise IrregularError
    _hidden_rows(piece, maker.facts)
    cells = tags.cells
    if cells.odd.any():
        _read_odd(piece, cells)
    pieced = b"<r>" in piece or (prefix and b":r>" in piece)
    maker.cells(cells, signs=bool(pieced) and has_signs(piece))
    maker.facts.filled_bytes += 0 if cells.empty.all() else len(piece)
    written_here = (cells.kind == ord("i")) | (cells.kind == ord("t"))
    maker.facts.controls = maker.facts.controls or (bool(written_here.any()) and has_controls(piece))
    for index in np.flatnonzero(cells.kind == ord("e")).tolist():
        _error(piece, cells, index, maker.facts)
    _formulas(piece, tags, maker)
    return cells


def _hidden_rows(piece: bytes, facts: Facts) -> None:
    if b"h" not in piece or b'hidden="' not in piece:
        return
    for row in ROW.finditer(piece):
        found = attributes(row[0])
        if found.get("hidden") in TRUE:
            facts.hidden_rows.add(whole(found.get("r")))


def _error(piece: bytes, cells: CellTags, index: int, facts: Facts) -> None:
    start = int(cells.start[index])
    end = int(cells.start[index + 1]) if index + 1 < len(cells.start) else len(piece)
    shown = VALUE.search(piece, start, end)
    facts.errors[int(cells.row[index]), int(cells.column[index])] = text(shown[1]) if shown else "#N/A"


def _formulas(piece: bytes, tags: Tags, maker: FactsMaker) -> None:
    owners = np.searchsorted(tags.cells.start, tags.formulas) - 1
    rows, columns = tags.cells.row[owners].tolist(), tags.cells.column[owners].tolist()
    for at, place in zip(tags.formulas.tolist(), zip(rows, columns, strict=True), strict=True):
        tag_end = piece.index(b">", at)
        closed = piece[tag_end - 1 : tag_end] == b"/"
        end = tag_end + 1 if closed else piece.index(b"</", tag_end)
        written = "" if closed else text(piece[tag_end + 1 : end])
        group = attributes(piece[at:tag_end]).get("si")
        maker.formula(place, written, group, cached=CACHED.match(piece, end) is not None)


def _read_odd(piece: bytes, cells: CellTags) -> None:
    """Read the tags the arrays could not: attributes in another order, or more of them."""
    for index in np.flatnonzero(cells.odd).tolist():
        start = int(cells.start[index])
        end = piece.index(b">", start)
        found = attributes(piece[start:end])
        place = REFERENCE.fullmatch(found.get("r", ""))
        if not place:
            raise IrregularError
        cells.row[index], cells.column[index] = int(place[2]), column_number(place[1])
        cells.style[index] = whole(found.get("s"))
        cells.kind[index] = kind_of(found.get("t", ""))
        cells.empty[index] = piece[end - 1 : end] == b"/" or piece[end + 1 : end + 3] == b"</"


def attributes(tag: bytes) -> dict[str, str]:
    """Names and values of a start tag, entities resolved."""
    return {text(name): text(value) for name, value in ATTRIBUTE.findall(tag)}


def text(raw: bytes) -> str:
    """UTF-8 with its entities resolved."""
    return unescape(raw.decode("utf-8", "replace"))
