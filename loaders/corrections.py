"""Puts an analyst's corrections over a grid before it is read; the file itself stays as it came."""

from __future__ import annotations

import re

from loaders.grid import Grid
from loaders.mappings import Corrections

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def corrected(grid: Grid, corrections: Corrections) -> Grid:
    """The grid with every corrected cell replaced by the text typed for it; formulas and errors there are gone."""
    for cell, text in corrections.cells.get(grid.name, {}).items():
        found = _CELL.fullmatch(cell.upper())
        if found is None:
            continue
        column = 0
        for character in found[1]:
            column = column * 26 + ord(character) - 64
        _put(grid, int(found[2]), column, text)
    return grid


def _put(grid: Grid, row: int, column: int, text: str) -> None:
    if not (0 < row <= grid.n_rows and 0 < column <= grid.n_columns):
        return
    place = (row, column)
    grid.rows[row - 1][column - 1] = text or None
    grid.errors.pop(place, None)
    grid.formulas.pop(place, None)
    grid.formats.pop(place, None)
    grid.untrusted.discard(place)
    grid.struck.discard(place)
    grid.marked.pop(place, None)
    grid.invisible.discard(place)
