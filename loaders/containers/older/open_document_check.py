"""A look at the repetitions in an .ods: one cell of it can stand for seventeen billion."""

from __future__ import annotations

from loaders.containers import limits
from loaders.containers.ooxml.package import Package
from loaders.containers.xml import Attributes, walk
from loaders.unreadable import Unreadable


def check_open_document(package: Package) -> None:
    """``Unreadable`` where a sheet's filled cells span more than the reader should lay out."""
    spans = _Spans()
    walk(package.read("content.xml", limits.BLIND_PART_BYTES), spans.start, spans.end)


class _Spans:
    """Rows and columns as far as something is in them; blank repetitions at the end of a row or sheet do not count."""

    def __init__(self) -> None:
        self._sheets = 0
        self._area = 0
        self._row = self._column = 0
        self._repeat = 1
        self._last_row = self._last_column = 0
        self._row_end = 0

    def start(self, name: str, found: Attributes) -> None:
        if name == "table":
            self._sheets += 1
            self._row = self._last_row = self._last_column = 0
        elif name == "table-row":
            self._column = self._row_end = 0
            self._repeat = _count(found.get("number-rows-repeated"))
        elif name in ("table-cell", "covered-table-cell"):
            self._column += _count(found.get("number-columns-repeated"))
            if "value-type" in found or "formula" in found:
                self._row_end = self._column
        elif name == "p":
            self._row_end = max(self._row_end, self._column)

    def end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._repeat
            if self._row_end:
                self._last_row = self._row
                self._last_column = max(self._last_column, self._row_end)
        elif name == "table":
            self._area += self._last_row * self._last_column
            if self._area > limits.AREA or self._sheets > limits.SHEETS:
                raise Unreadable("too_wide")


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 1
