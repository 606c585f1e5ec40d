"""A sheet's XML cut where it can be cut: what precedes the cells, runs of whole rows, and a look at what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.containers import limits
from loaders.unreadable import Unreadable

ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
OTHER_PREFIX = re.compile(rb"<\w+:c[\s/>]")


class IrregularError(Exception):
    """The sheet's XML is not written the usual way; the slow reader takes over."""


class SheetXml:
    """The pieces of one sheet. ``prefix`` is known once the head is read, ``n_merges`` once everything is."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._kept = b""
        self.prefix = b""
        self.n_merges = 0

    def head(self) -> bytes:
        """Everything before the cells; raises ``IrregularError`` where no worksheet starts."""
        while (start := re.search(rb"<(?:\w+:)?sheetData\s*/?>", self._kept)) is None:
            block = next(self._blocks, b"")
            if not block:
                break
            self._keep(block)
        root = ROOT.search(self._kept)
        if not root:
            raise IrregularError
        self.prefix = root[1] + b":" if root[1] else b""
        end = start.end() if start else len(self._kept)
        head, self._kept = self._kept[:end], self._kept[end:]
        return head

    def pieces(self) -> Iterator[bytes]:
        """Runs of whole rows up to the end of the cells; raises ``IrregularError`` for cells of another namespace."""
        over, row_end = b"</" + self.prefix + b"sheetData>", b"</" + self.prefix + b"row>"
        while (end := self._kept.rfind(over)) < 0:
            cut = self._kept.rfind(row_end) + len(row_end)
            if cut >= len(row_end):
                yield self._usual(self._kept[:cut])
                self._kept = self._kept[cut:]
            block = next(self._blocks, b"")
            if not block:
                break
            self._keep(block)
        piece, tail = (self._kept[:end], self._kept[end:]) if end >= 0 else (self._kept, b"")
        yield self._usual(piece)
        self._count_merges(tail)

    def _count_merges(self, tail: bytes) -> None:
        self.n_merges += tail.count(b"mergeCell ")
        for block in self._blocks:
            self.n_merges += block.count(b"mergeCell ")

    def _keep(self, block: bytes) -> None:
        self._kept += block
        if len(self._kept) > limits.ROW_BYTES:
            raise Unreadable("too_large")

    def _usual(self, piece: bytes) -> bytes:
        if not self.prefix and b":" in piece and b":c" in piece and OTHER_PREFIX.search(piece):
            raise IrregularError
        return piece
