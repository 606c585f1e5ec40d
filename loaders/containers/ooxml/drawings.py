"""Pictures laid over the cells of a zipped workbook: where each lies and which part of the package holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from catalog import Issue, issue
from catalog.pictures import picture_limits
from loaders.containers import limits
from loaders.containers.ooxml.outline import targets_of
from loaders.containers.ooxml.package import Package
from loaders.containers.references import whole
from loaders.containers.xml import Attributes, walk
from loaders.grid import Laid, Place
from loaders.unreadable import Unreadable

ANCHORS = ("oneCellAnchor", "twoCellAnchor", "absoluteAnchor")
EMU_A_POINT = 12_700
USUAL_HEIGHT = 13.5  # points, of a row in a Chinese workbook
_DRAWING = re.compile(rb"<(?:\w+:)?drawing\b[^>]*?\bid=[\"']([^\"']{1,64})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBER, _HEIGHT = re.compile(rb"\br=\"(\d{1,7})\""), re.compile(rb"\bht=\"([\d.]{1,9})\"")
_USUAL = re.compile(rb"\bdefaultRowHeight=\"([\d.]{1,9})\"")
_TAIL = 1 << 12


@dataclass(slots=True)
class _Anchored:
    """One picture as the drawing has it: corners as (row, column), how far below its row's top it begins (in units of
    the drawing), and the relation that names its part."""

    start: Place
    end: Place
    below: int
    relation: str


def read_drawings(package: Package, sheet: str, name: str, blocks: Iterable[bytes]) -> tuple[list[Laid], list[Issue]]:
    """The pictures laid over one sheet, and what is to be said where its drawing cannot be followed."""
    relations = targets_of(package, sheet)
    drawing = relations.get(_relation(blocks), "") if relations else ""
    if drawing not in package:
        return [], []
    try:
        found = _anchored(package.read(drawing, limits.DRAWING_BYTES))
        parts = targets_of(package, drawing)
    except Unreadable:
        return [], [issue("drawing_unreadable", sheet=name)]
    heights = _Heights(package, sheet) if any(one.below for one in found) else None
    laid = [_laid(package, one, parts.get(one.relation, ""), heights) for one in found[: limits.DRAWN]]
    extra = len(found) - len(laid)
    return laid, [issue("pictures_too_many", sheet=name, count=extra)] if extra else []


def in_part(package: Package, part: str, start: Place, end: Place) -> Laid:
    """A picture that a part of the package holds; one that lies elsewhere, or nowhere, has a fault instead of data."""
    if not part or part not in package:
        return Laid(start, end, fault="picture_missing")
    if package.size(part) > picture_limits().most_bytes:
        return Laid(start, end, fault="picture_too_large")
    return Laid(start, end, partial(package.read, part, picture_limits().most_bytes))


def _laid(package: Package, one: _Anchored, part: str, heights: _Heights | None) -> Laid:
    row, column = one.start
    hangs = heights is not None and row and one.below > picture_limits().overhang * EMU_A_POINT * heights.of(row)
    return in_part(package, part, (row + bool(hangs), column), one.end)


def _relation(blocks: Iterable[bytes]) -> str:
    """The relation a sheet's XML names its drawing by; it stands after the cells."""
    tail, found = b"", b""
    for block in blocks:
        piece = tail + block
        if b"drawing" in piece:
            found = next((match[1] for match in _DRAWING.finditer(piece)), found)
        tail = piece[-_TAIL:]
    return found.decode("utf-8", "replace")


class _Heights:
    """The heights of a sheet's rows in points, read once they are needed."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._usual = USUAL_HEIGHT
        self._own = dict(self._read(package, sheet))

    def of(self, row: int) -> float:
        return self._own.get(row, self._usual)

    def _read(self, package: Package, sheet: str) -> Iterator[tuple[int, float]]:
        tail = b""
        for block in package.blocks(sheet):
            piece = tail + block
            usual = _USUAL.search(piece)
            self._usual = _points(usual[1]) or self._usual if usual else self._usual
            for tag in _ROW.findall(piece):
                number, height = _NUMBER.search(tag), _HEIGHT.search(tag)
                if number and height and _points(height[1]):
                    yield int(number[1]), _points(height[1])
            tail = piece[-_TAIL:]


def _points(written: bytes) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0


def _anchored(data: bytes) -> list[_Anchored]:
    """The pictures of a drawing in its order; one that stands twice at its place, for older programs, once."""
    reader = _Reader()
    walk(data, reader.start, reader.end, reader.text)
    unique = {(one.start, one.end, one.relation): one for one in reader.found}
    return list(unique.values())


class _Reader:
    """Takes the elements of a drawing one by one."""

    def __init__(self) -> None:
        self.found: list[_Anchored] = []
        self._corner = self._said = self._relation = ""
        self._pictures: list[str] = []
        self._at: dict[str, int] = {}
        self._inside = False

    def start(self, name: str, found: Attributes) -> None:
        if name in ANCHORS:
            self._pictures, self._at = [], {}
        elif name in ("from", "to"):
            self._corner = name
        elif name == "pic":
            self._inside, self._relation = True, ""
        elif name == "blip" and self._inside:
            self._relation = found.get("embed", "")
        self._said = ""

    def text(self, piece: str) -> None:
        self._said = (self._said + piece)[:32]

    def end(self, name: str) -> None:
        if self._corner and name in ("row", "col", "rowOff"):
            self._at[self._corner + name] = whole(self._said.strip())
        elif name == self._corner:
            self._corner = ""
        elif name == "pic":
            self._inside = False
            self._pictures.append(self._relation)
        elif name in ANCHORS and len(self.found) < limits.ANCHORS:
            self._finish(placed=name != "absoluteAnchor")

    def _finish(self, placed: bool) -> None:
        at = self._at
        start = (at.get("fromrow", 0) + 1, at.get("fromcol", 0) + 1) if placed else (0, 0)
        end = (at.get("torow", start[0] - 1) + 1, at.get("tocol", start[1] - 1) + 1) if placed else (0, 0)
        self.found += [_Anchored(start, end, at.get("fromrowOff", 0), relation) for relation in self._pictures]
