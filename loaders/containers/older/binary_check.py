"""A look through the records of an .xlsb before the fast reader lays out the area they span."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from loaders.containers import limits
from loaders.containers.ooxml.package import Package
from loaders.unreadable import Unreadable

ROW, CELLS, DIMENSION, STRINGS = 0, range(1, 12), 148, 159
NUMBER = struct.Struct("<I")
FOUR_NUMBERS = struct.Struct("<IIII")
LONGEST_RECORD = 1 << 24


def check_binary_parts(package: Package) -> None:
    """``Unreadable`` where a sheet spans, or a table declares, more than the reader should lay out."""
    for name in package.names():
        if name.endswith(".bin") and ("worksheets/" in name or "sharedstrings" in name):
            _check(package.read(name, limits.BLIND_PART_BYTES))


def _check(part: bytes) -> None:
    last_row = last_column = row = 0
    for kind, at, length in _records(part):
        if kind == ROW and length >= NUMBER.size:
            row = NUMBER.unpack_from(part, at)[0]
        elif kind in CELLS and length >= NUMBER.size:
            last_row, last_column = max(last_row, row), max(last_column, NUMBER.unpack_from(part, at)[0])
        elif kind == DIMENSION and length >= FOUR_NUMBERS.size:
            _, end_row, _, end_column = FOUR_NUMBERS.unpack_from(part, at)
            _within(end_row, end_column)
        elif kind == STRINGS and max(part[at : at + 8][3::4], default=0):
            raise Unreadable("false_counts")  # a count of 16 million or more
    _within(last_row, last_column)


def _within(last_row: int, last_column: int) -> None:
    """Zero-based bounds against the limits."""
    if last_row >= limits.ROWS or last_column >= limits.COLUMNS or (last_row + 1) * (last_column + 1) > limits.AREA:
        raise Unreadable("too_wide")


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record; kind and length are numbers of seven bits a byte."""
    position, end = 0, len(part)
    while position < end:
        kind, position = _number(part, position, 2)
        length, position = _number(part, position, 4)
        if length > LONGEST_RECORD or position + length > end:
            raise Unreadable("damaged")
        yield kind, position, length
        position += length


def _number(part: bytes, position: int, most: int) -> tuple[int, int]:
    number = 0
    for index in range(most):
        if position >= len(part):
            raise Unreadable("damaged")
        byte = part[position]
        position += 1
        number |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            break
    return number, position
