"""Originals: every file byte for byte under its SHA-256, packed small where that helps."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, insert, inspect, literal, select

from store.database.schema import originals
from store.refusals import Refused

DEFLATE = "deflate"
# Workbooks are zips already: what saves less than this share is kept as it came.
WORTH_PACKING = 0.9


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it is kept. ``packing``: None as it came, else how ``content`` was packed; ``size`` is the file's."""

    sha256: str
    size: int
    packing: str | None
    content: bytes


def packed(content: bytes) -> Original:
    """The file ready to be kept. Takes a second for a large one: not for inside a transaction."""
    small = zlib.compress(content)
    helps = len(small) < WORTH_PACKING * len(content)
    kept = (DEFLATE, small) if helps else (None, content)
    return Original(hashlib.sha256(content).hexdigest(), len(content), *kept)


def unpacked(size: int, packing: str | None, content: bytes) -> bytes:
    """The file again; ``ValueError`` where what is kept does not unpack to exactly ``size`` bytes."""
    if packing is None:
        return bytes(content)
    if packing != DEFLATE:
        raise ValueError(packing)
    stream = zlib.decompressobj()
    try:
        whole = stream.decompress(content, size + 1)  # one more than it may be: never what a forged row would burst to
    except zlib.error as damaged:
        raise ValueError("damaged") from damaged
    if len(whole) != size or not stream.eof or stream.unused_data:
        raise ValueError("not of its size")
    return whole


def keep_original(connection: Connection, one: Original) -> str:
    """Keep a file under its SHA-256, which is the answer; the same bytes are kept once."""
    if connection.scalar(select(originals.c.sha256).where(originals.c.sha256 == one.sha256)) is None:
        row = {"sha256": one.sha256, "size": one.size, "packing": one.packing, "content": one.content}
        connection.execute(insert(originals).values(row))
    return one.sha256


def original(connection: Connection, sha256: str) -> bytes:
    """The bytes of a kept original; ``Refused`` where none has that hash."""
    columns = originals.c.size, originals.c.packing, originals.c.content
    row = connection.execute(select(*columns).where(originals.c.sha256 == sha256)).one_or_none()
    if row is None:
        raise Refused("no_such_original", sha256=sha256)
    return unpacked(*row)


def is_as_kept(connection: Connection, sha256: str) -> bool:
    """Whether a kept file still has the size and hash it came with, also in a store from before files were packed."""
    packs = any(column["name"] == "packing" for column in inspect(connection).get_columns("originals"))
    packing = originals.c.packing if packs else literal(None)
    columns = originals.c.size, packing, originals.c.content
    row = connection.execute(select(*columns).where(originals.c.sha256 == sha256)).one()
    content = unpacked(*row)
    return hashlib.sha256(content).hexdigest() == sha256 and len(content) == row.size
