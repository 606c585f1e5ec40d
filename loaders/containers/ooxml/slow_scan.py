"""The same facts of a sheet, element by element: for XML written in no usual way (no references, UTF-16, comments)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from loaders.containers.ooxml.cells import kind_of
from loaders.containers.ooxml.facts import TRUE, Facts, FactsMaker
from loaders.containers.references import column_number, whole
from loaders.unreadable import Unreadable

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
BATCH = 50_000


class _Walker:
    """Follows the elements of a sheet and hands cells on in batches."""

    def __init__(self, maker: FactsMaker) -> None:
        self.maker = maker
        self.row = self.column = 0
        self.cells: list[tuple[int, int, int, int, bool]] = []
        self._style, self._kind, self._filled = 0, "", False
        self._text: list[str] = []
        self._formula: tuple[str, str | None] | None = None
        self._group: str | None = None

    def start(self, tag: str, found: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(found)
        elif name == "row":
            self._row(found)
        elif name in ("v", "is", "f"):
            self._filled = True
            self._text.clear()
            self._group = found.get("si")
        elif name == "col":
            self.maker.column(found)
        elif name == "mergeCell":
            self.maker.facts.n_merges += 1

    def text(self, piece: str) -> None:
        self._text.append(piece)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "f":
            self._formula = ("".join(self._text), self._group)
            self._text.clear()
        elif name == "c":
            self._finish_cell()

    def flush(self) -> None:
        self.maker.batch(self.cells)
        self.cells = []

    def _row(self, found: dict[str, str]) -> None:
        self.row = whole(found.get("r"), self.row + 1)
        self.column = 0
        if found.get("hidden") in TRUE:
            self.maker.facts.hidden_rows.add(self.row)

    def _cell(self, found: dict[str, str]) -> None:
        place = REFERENCE.fullmatch(found["r"]) if "r" in found else None
        if place is None and "r" in found:
            raise Unreadable("damaged")
        self.column = column_number(place[1]) if place else self.column + 1
        self.row = int(place[2]) if place else max(self.row, 1)
        self._style, self._kind, self._filled = whole(found.get("s")), found.get("t", ""), False
        self._text.clear()
        self._formula = None

    def _finish_cell(self) -> None:
        place, said = (self.row, self.column), "".join(self._text)
        if self._formula is not None:
            self.maker.formula(place, *self._formula, cached=bool(said))
        if self._kind == "e":
            self.maker.facts.errors[place] = said or "#N/A"
        self.cells.append((*place, self._style, kind_of(self._kind), not self._filled))
        if len(self.cells) >= BATCH:
            self.flush()


def slow_scan(blocks: Iterable[bytes], maker: FactsMaker) -> Facts:
    """The facts of one sheet; ``Unreadable`` where its XML is broken or declares a document type."""
    walker = _Walker(maker)
    maker.facts.controls = True
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
    parser.CharacterDataHandler = walker.text
    try:
        for block in blocks:
            parser.Parse(block)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as why:
        raise Unreadable("damaged") from why
    walker.flush()
    return maker.finish()


def _refuse(*_: object) -> None:
    raise Unreadable("document_type")
