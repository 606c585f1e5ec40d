"""The zip a modern workbook is: its directory checked before anything is unpacked, its parts read in bounded pieces."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from loaders.unreadable import Unreadable

BLOCK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """The parts of a zipped workbook by name; raises ``Unreadable`` for what is not a whole zip."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as why:
            raise Unreadable("damaged") from why
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.lstrip("/").lower() in self._entries

    def names(self) -> list[str]:
        """The parts' names, lower case, in the order of the directory."""
        return list(self._entries)

    def read(self, part: str) -> bytes:
        """One whole part; b"" where the package has none of that name."""
        return b"".join(self.blocks(part))

    def blocks(self, part: str) -> Iterator[bytes]:
        """One part in pieces of at most ``BLOCK`` bytes."""
        entry = self._entries.get(part.lstrip("/").lower())
        if entry is None:
            return
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(BLOCK):
                    yield piece
        except BROKEN as why:
            raise Unreadable("damaged") from why
