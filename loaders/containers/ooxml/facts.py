"""What one sheet's XML says beside its values, and how the readers of it put it together."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field

import numpy as np

from loaders.containers import limits
from loaders.containers.ooxml.cells import CellTags
from loaders.containers.ooxml.marks import formats_by_place
from loaders.containers.ooxml.shared_formulas import SharedFormulas
from loaders.containers.ooxml.styles import Styles
from loaders.containers.references import whole
from loaders.grid import Place
from loaders.unreadable import Unreadable

TRUE = ("1", "true", "on")
Ints = np.ndarray


@dataclass(slots=True)
class Facts:
    """Facts of one sheet; places are (row, column), 1-based. ``n_texts`` counts cells that show a shared string,
    ``controls`` says whether odd characters may be in the others, ``inline`` whether the sheet itself may hold texts
    that are written in several ways."""

    formats: MutableMapping[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    invisible: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    controls: bool = False
    inline: bool = False
    n_filled: int = 0
    n_texts: int = 0
    n_merges: int = 0
    filled_bytes: int = 0
    last_row: int = 0
    last_column: int = 0
    filled: tuple[Ints, Ints] | None = None

    @property
    def area(self) -> int:
        return self.last_row * self.last_column


class FactsMaker:
    """Takes cells, formulas and columns as a reader finds them, and gives the facts at the end.

    ``keep_places`` keeps the place of every filled cell, for sheets that have to be cut down.
    """

    def __init__(self, styles: Styles, keep_places: bool = False) -> None:
        self.facts = Facts()
        self._styles = styles
        self._remarkable = styles.remarkable()
        self._shared = SharedFormulas()
        self._marked: list[tuple[Ints, Ints, Ints]] = []
        self._filled: list[tuple[Ints, Ints]] | None = [] if keep_places else None

    def cells(self, cells: CellTags, signs: bool = True) -> None:
        """Take a run of cells. Blank ones have nothing to say, however they are styled; where their XML shows no
        ``signs`` of text written in several ways, theirs has none."""
        filled = ~cells.empty
        if not filled.any():
            return
        facts, row, column = self.facts, cells.row[filled], cells.column[filled]
        facts.n_filled += len(row)
        facts.inline = facts.inline or (signs and bool((cells.kind == ord("i")).any()))
        facts.n_texts += int(np.count_nonzero(cells.kind == ord("s")))
        facts.last_row = max(facts.last_row, int(row.max()))
        facts.last_column = max(facts.last_column, int(column.max()))
        if facts.last_row > limits.ROWS or facts.last_column > limits.COLUMNS or facts.n_filled > limits.FILLED_CELLS:
            raise Unreadable("too_large")
        style = np.minimum(cells.style[filled], self._styles.last)
        marked = self._remarkable[style]
        if marked.any():
            self._marked.append((row[marked], column[marked], style[marked]))
        if self._filled is not None:
            self._filled.append((row, column))

    def batch(self, cells: list[tuple[int, int, int, int, bool]]) -> None:
        """Take cells as (row, column, style, kind, empty)."""
        if cells:
            row, column, style, kind, empty = (np.array(part) for part in zip(*cells, strict=True))
            none = np.zeros(len(cells), bool)
            self.cells(CellTags(row, row, column, style, kind, empty, none))

    def formula(self, place: Place, written: str, group: str | None, cached: bool) -> None:
        """Take one cell's formula as it is written, with the shared group it belongs to."""
        if len(self.facts.formulas) >= limits.FORMULA_CELLS:
            raise Unreadable("too_large")
        self.facts.formulas[place] = self._shared.text(written[: limits.FORMULA_LENGTH], group, place)
        if not cached:
            self.facts.uncached.add(place)

    def column(self, found: Mapping[str, str]) -> None:
        """Take the attributes of a ``<col>``."""
        if found.get("hidden") in TRUE or found.get("width") == "0":
            self.facts.hidden_columns.append((whole(found.get("min")), whole(found.get("max"))))

    def finish(self) -> Facts:
        """The facts, once everything was taken. Only sheets of sane area get their formats laid out."""
        if self._marked and self.facts.area <= limits.AREA:
            row, column, style = (np.concatenate(part) for part in zip(*self._marked, strict=True))
            self.facts.formats = formats_by_place(row, column, style, self._styles.formats)
            self.facts.struck = _places(row, column, self._styles.is_struck()[style])
            self.facts.invisible = _places(row, column, self._styles.is_invisible()[style])
        if self._filled:
            rows, columns = zip(*self._filled, strict=True)
            self.facts.filled = (np.concatenate(rows), np.concatenate(columns))
        return self.facts


def _places(row: Ints, column: Ints, chosen: Ints) -> set[Place]:
    return set(zip(row[chosen].tolist(), column[chosen].tolist(), strict=True))
