"""The side channel of a sheet: formats, formulas, errors, what is hidden; the fast reader gives none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

import numpy as np

from loaders.containers.cells import CellTags, find_tags
from loaders.containers.marks import formats_by_place
from loaders.containers.shared_formulas import SharedFormulas
from loaders.containers.styles import Styles
from loaders.grid import Place

ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
TRUE = (b"1", b"true", b"on")


class IrregularError(Exception):
    """The sheet's XML is not written the usual way; the slow reader takes over."""


@dataclass(slots=True)
class Facts:
    """What one sheet's XML says beside its values; places are (row, column), 1-based."""

    formats: Mapping[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    invisible: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    rows_hidden_by_default: bool = False
    n_cells: int = 0
    n_filled: int = 0
    last_row: int = 0
    last_column: int = 0


class Scan:
    """Reads the pieces of a sheet one after the other into ``facts``."""

    def __init__(self, styles: Styles) -> None:
        self.facts = Facts()
        self._styles = styles
        self._remarkable = styles.remarkable()
        self._marked: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._shared = SharedFormulas()
        self._prefix = b""

    def head(self, piece: bytes) -> None:
        """What stands before the cells: the columns and whether rows are hidden unless said otherwise."""
        root = ROOT.search(piece)
        if not root:
            raise IrregularError
        self._prefix = root[1] + b":" if root[1] else b""
        for column in re.finditer(rb"<(?:\w+:)?col\s[^>]*>", piece):
            self._column(_attributes(column[0]))
        usual = re.search(rb"<(?:\w+:)?sheetFormatPr\s[^>]*>", piece)
        if usual:
            self.facts.rows_hidden_by_default = _attributes(usual[0]).get(b"zeroHeight") in TRUE

    def piece(self, piece: bytes) -> None:
        """A run of whole rows."""
        tags = find_tags(piece, self._prefix)
        if tags.declarations:
            raise IrregularError
        self._rows(piece)
        cells = tags.cells
        if cells.odd.any():
            _read_odd(piece, cells)
        self._bounds(cells)
        self._marks(cells)
        for index in np.flatnonzero(cells.kind == ord("e")).tolist():
            self._error(piece, cells, index)
        owners = np.searchsorted(cells.start, tags.formulas) - 1
        for at, index in zip(tags.formulas.tolist(), owners.tolist(), strict=True):
            self._formula(piece, at, (int(cells.row[index]), int(cells.column[index])))

    def _column(self, found: dict[bytes, bytes]) -> None:
        if found.get(b"hidden") in TRUE or found.get(b"width") == b"0":
            self.facts.hidden_columns.append((int(found.get(b"min", 0)), int(found.get(b"max", 0))))

    def _rows(self, piece: bytes) -> None:
        if b'hidden="' not in piece and b'ht="0"' not in piece:
            return
        for row in re.finditer(rb"<(?:\w+:)?row\s[^>]*>", piece):
            found = _attributes(row[0])
            if found.get(b"hidden") in TRUE or found.get(b"ht") == b"0":
                self.facts.hidden_rows.add(int(found.get(b"r", 0)))

    def _bounds(self, cells: CellTags) -> None:
        filled = ~cells.empty
        self.facts.n_cells += len(filled)
        self.facts.n_filled += int(np.count_nonzero(filled))
        if filled.any():
            self.facts.last_row = max(self.facts.last_row, int(cells.row[filled].max()))
            self.facts.last_column = max(self.facts.last_column, int(cells.column[filled].max()))

    def _marks(self, cells: CellTags) -> None:
        """Keep the places of cells whose style says something; blank cells have nothing to say."""
        style = np.minimum(cells.style, self._styles.last)
        marked = np.flatnonzero(self._remarkable[style] & ~cells.empty)
        self._marked.append((cells.row[marked], cells.column[marked], style[marked]))

    def finish(self) -> Facts:
        """The facts, once every piece was read."""
        if self._marked:
            row, column, style = (np.concatenate(part) for part in zip(*self._marked, strict=True))
            self.facts.formats = formats_by_place(row, column, style, self._styles.formats)
            self.facts.struck = _places(row, column, self._styles.is_struck()[style])
            self.facts.invisible = _places(row, column, self._styles.is_invisible()[style])
        return self.facts

    def _error(self, piece: bytes, cells: CellTags, index: int) -> None:
        start = int(cells.start[index])
        end = int(cells.start[index + 1]) if index + 1 < len(cells.start) else len(piece)
        shown = re.search(rb"<(?:\w+:)?v[^>]*>([^<]*)<", piece[start:end])
        place = (int(cells.row[index]), int(cells.column[index]))
        self.facts.errors[place] = _text(shown[1]) if shown else "#N/A"

    def _formula(self, piece: bytes, at: int, place: Place) -> None:
        tag_end = piece.index(b">", at)
        found = _attributes(piece[at:tag_end])
        closed = piece[tag_end - 1 : tag_end] == b"/"
        end = tag_end if closed else piece.find(b"</", tag_end)
        written = "" if closed else _text(piece[tag_end + 1 : end])
        self.facts.formulas[place] = self._shared.text(written, found.get(b"si"), place)
        cached = re.compile(rb"(?:[^<>]*>)?<(?:\w+:)?v[^>]*>[^<]").match(piece, end if not closed else tag_end)
        if not cached:
            self.facts.uncached.add(place)


def scan(blocks: Iterable[bytes], styles: Styles) -> Facts:
    """The facts of one sheet; raises ``IrregularError`` where its XML needs the slow reader."""
    reader = Scan(styles)
    pieces = whole_rows(blocks)
    reader.head(next(pieces, b""))
    for piece in pieces:
        reader.piece(piece)
    return reader.finish()


def _places(row: np.ndarray, column: np.ndarray, chosen: np.ndarray) -> set[Place]:
    return set(zip(row[chosen].tolist(), column[chosen].tolist(), strict=True))


def whole_rows(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """First everything before the first cell's sheetData, then runs of whole rows, none of what follows the last."""
    kept, opened = b"", False
    for block in blocks:
        kept += block
        if not opened:
            start = re.search(rb"<(?:\w+:)?sheetData\s*/?>", kept)
            if not start:
                continue
            yield kept[: start.start()]
            kept, opened = kept[start.end() :], True
        end = kept.rfind(b"sheetData>")
        if end >= 0:
            yield kept[: kept.rfind(b"</", 0, end)]
            return
        cut = kept.rfind(b"</row>")
        if cut >= 0:
            yield kept[: cut + 6]
            kept = kept[cut + 6 :]
    if not opened:
        yield kept


def _read_odd(piece: bytes, cells: CellTags) -> None:
    """Read the tags the arrays could not: attributes in another order, or more of them."""
    for index in np.flatnonzero(cells.odd).tolist():
        start = int(cells.start[index])
        end = piece.index(b">", start)
        found = _attributes(piece[start:end])
        place = REFERENCE.fullmatch(_text(found.get(b"r", b"")))
        if not place:
            raise IrregularError
        cells.row[index] = int(place[2])
        cells.column[index] = column_number(place[1])
        cells.style[index] = int(found.get(b"s", b"0"))
        cells.kind[index] = found.get(b"t", b"\0")[0]
        cells.empty[index] = piece[end - 1 : end] == b"/" or piece[end + 1 : end + 3] == b"</"


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(ATTRIBUTE.findall(tag))


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))
