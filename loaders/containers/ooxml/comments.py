"""Comments people left on cells of a zipped workbook: corrections are often written there and nowhere else."""

from __future__ import annotations

import posixpath

from loaders.containers.ooxml.outline import targets_of
from loaders.containers.ooxml.package import Package
from loaders.containers.references import column_number
from loaders.containers.xml import Attributes, walk
from loaders.grid import Place

_MOST = 500
_LONGEST = 300


def read_comments(package: Package, sheet: str) -> dict[Place, str]:
    """The comments of one sheet's part, by place; none where there are implausibly many."""
    parts = [p for p in targets_of(package, sheet).values() if posixpath.basename(p).lower().startswith("comment")]
    found: dict[Place, str] = {}
    for part in parts:
        reader = _Reader(found)
        data = package.read(part)
        if data:
            walk(data, reader.start, reader.end, reader.text)
    return found if len(found) <= _MOST else {}


class _Reader:
    def __init__(self, found: dict[Place, str]) -> None:
        self.found = found
        self.place: Place | None = None
        self.said: list[str] = []
        self.inside = False

    def start(self, name: str, found: Attributes) -> None:
        if name == "comment":
            letters = found.get("ref", "").rstrip("0123456789")
            digits = found.get("ref", "")[len(letters) :]
            known = (
                letters.isalpha() and letters.isascii() and len(letters) < 4 and digits.isdigit() and len(digits) < 8
            )
            self.place = (int(digits), column_number(letters.upper())) if known else None
            self.said.clear()
        self.inside = name == "t"

    def text(self, piece: str) -> None:
        if self.inside:
            self.said.append(piece)

    def end(self, name: str) -> None:
        self.inside = False
        if name == "comment" and self.place:
            self.found[self.place] = "".join(self.said)[:_LONGEST]
