"""Text in one cell written in several ways: a struck piece is gone, a raised digit is a mark, white text is unseen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from loaders.grid import Grid, Place

# What a raised or lowered piece stands for: a footnote's mark, unless it is the power of a unit of length before it.
_POWER = re.compile("(?:[mM\u7c73]|[kcdKCD][mM])$")
_POWERS = frozenset("23")


class Run(NamedTuple):
    """A piece of a cell's text and how it is written; the last three are ways that set it apart from the value."""

    text: str
    struck: bool = False
    raised: bool = False
    white: bool = False


def mark(grid: Grid, place: Place, runs: Sequence[Run]) -> None:
    """Note a cell some of whose text is written apart; what is left of it becomes the cell's value.

    A cell written in one way throughout is no such cell: wholly struck out, it is noted as that.
    """
    runs = [run for run in runs if run.text.strip()]
    ways = {(run.struck, run.raised, run.white) for run in runs}
    if len(ways) < 2:
        if ways and next(iter(ways))[0]:
            grid.struck.add(place)
        return
    row, column = place
    if not (0 < row <= grid.n_rows and 0 < column <= grid.n_columns):
        return
    typed = grid.rows[row - 1][column - 1]
    grid.marked[place] = typed if isinstance(typed, str) else "".join(run.text for run in runs)
    grid.rows[row - 1][column - 1] = kept(runs) or None


def kept(runs: Sequence[Run]) -> str:
    """The text without its struck pieces and footnote marks."""
    text = ""
    for run in runs:
        power = run.raised and run.text.strip() in _POWERS and _POWER.search(text)
        if not run.struck and (not run.raised or power) and not run.white:
            text += run.text
    return text.strip()
