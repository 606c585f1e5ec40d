"""The zip a modern workbook is: its directory checked before anything is unpacked, its parts read in bounded pieces."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from loaders.containers import limits
from loaders.unreadable import Unreadable

BLOCK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, LookupError)


class Package:
    """The parts of a zipped workbook by name; raises ``Unreadable`` for what is not a whole, honest zip."""

    def __init__(self, content: bytes) -> None:
        self._zip, entries = open_directory(content)
        self._entries = {_folded(entry): entry for entry in entries}
        if len(self._entries) < len(entries):
            raise Unreadable("duplicate_parts")

    def __contains__(self, part: str) -> bool:
        return part.lstrip("/").lower() in self._entries

    def names(self) -> list[str]:
        """The parts' names, lower case, in the order of the directory."""
        return list(self._entries)

    def size(self, part: str) -> int:
        """Bytes of the part once unpacked; 0 where there is none."""
        entry = self._entries.get(part.lstrip("/").lower())
        return entry.file_size if entry else 0

    def read(self, part: str, most: int = limits.SMALL_PART_BYTES) -> bytes:
        """One whole part; b"" where the package has none of that name; ``Unreadable`` if it is longer than ``most``."""
        if self.size(part) > most:
            raise Unreadable("too_large")
        return b"".join(self.blocks(part))

    def blocks(self, part: str) -> Iterator[bytes]:
        """One part in pieces of at most ``BLOCK`` bytes, never more of it than the directory says there is."""
        entry = self._entries.get(part.lstrip("/").lower())
        if entry is None:
            return
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(BLOCK):
                    yield piece
        except BROKEN as why:
            raise Unreadable("damaged") from why


def open_directory(content: bytes) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """The zip and the files in it, once its directory is found to be of sane size."""
    if len(content) > limits.FILE_BYTES:
        raise Unreadable("too_large")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except BROKEN as why:
        raise Unreadable("damaged") from why
    sizes = [entry.file_size for entry in entries]
    if len(sizes) > limits.ENTRIES or max(sizes, default=0) > limits.PART_BYTES or sum(sizes) > limits.TOTAL_BYTES:
        raise Unreadable("bomb")
    if _overlap(entries):
        raise Unreadable("bomb")
    return archive, entries


def _folded(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").lstrip("/").lower()


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries share bytes, which only a bomb does."""
    spans = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in entries)
    return any(start < end for (_, end), (start, _) in pairwise(spans))
