"""Which cells of a binary workbook are formulas, and whether their saved result was ever calculated.

xlrd gives only results. Libraries that cannot calculate (POI, xlwt) save 0 and ask for recalculation when loaded.
"""

from __future__ import annotations

import struct

from xlrd.book import Book

from loaders.grid import Place

FORMULA = {0x0006, 0x0206, 0x0406}
BOF, EOF = {0x0009, 0x0209, 0x0409, 0x0809}, 0x000A
CALCULATE_ON_LOAD = 0x0002
HEADER, START = struct.Struct("<HH"), struct.Struct("<HH")
FLAGS_AT = 14


def formula_places(book: Book, number: int) -> dict[Place, bool]:
    """Formula cells of the sheet by (row, column), 1-based: True where the result was left to be calculated."""
    found: dict[Place, bool] = {}
    memory, position = book.mem, book._sh_abs_posn[number]  # noqa: SLF001 (xlrd keeps the offsets nowhere else)
    depth = 0
    while position + HEADER.size <= len(memory):
        record, length = HEADER.unpack_from(memory, position)
        position += HEADER.size
        if record in BOF:
            depth += 1
        elif record == EOF:
            depth -= 1
            if depth <= 0:
                break
        elif record in FORMULA and length >= FLAGS_AT + 2 and position + length <= len(memory):
            row, column = START.unpack_from(memory, position)
            flags = int.from_bytes(memory[position + FLAGS_AT : position + FLAGS_AT + 2], "little")
            found[row + 1, column + 1] = bool(flags & CALCULATE_ON_LOAD)
        position += length
    return found
