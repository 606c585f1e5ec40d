"""Number formats by place: a dictionary for a few cells, a dense table of style numbers for whole columns of them."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence

import numpy as np

from loaders.containers.formats import GENERAL
from loaders.grid import Place

FEW = 500
Ints = np.ndarray


class DenseFormats(MutableMapping[Place, str]):
    """Formats of a sheet in which most cells have one: building a dictionary of them would cost more than the reading.

    ``row``, ``column`` (1-based) and ``style`` are parallel arrays; ``codes`` are the formats by style.
    """

    def __init__(self, row: Ints, column: Ints, style: Ints, codes: list[str]) -> None:
        kept = np.array([code is not GENERAL for code in codes])[style]
        table = np.zeros((int(row.max()), int(column.max())), np.uint16)
        table[row[kept] - 1, column[kept] - 1] = style[kept] + 1
        self._styles = table
        self._codes = [GENERAL, *codes]

    def __getitem__(self, place: Place) -> str:
        code = self.get(place)
        if code is None:
            raise KeyError(place)
        return code

    def __setitem__(self, place: Place, code: str) -> None:
        row, column = place
        if code not in self._codes:
            self._codes.append(code)
        height, width = self._styles.shape
        if row > height or column > width:
            self._styles = np.pad(self._styles, ((0, max(0, row - height)), (0, max(0, column - width))))
        self._styles[row - 1, column - 1] = self._codes.index(code)

    def __delitem__(self, place: Place) -> None:
        if place not in self:
            raise KeyError(place)
        self._styles[place[0] - 1, place[1] - 1] = 0

    def get(self, place: Place, default: str | None = None) -> str | None:  # type: ignore[override]
        row, column = place
        try:
            style = self._styles[row - 1, column - 1] if row > 0 < column else 0
        except IndexError:
            return default
        return self._codes[style] if style else default

    def of_column(self, column: int, rows: Sequence[int]) -> str | list[str]:
        """The format of a column in those rows, which ascend: one for all of them, else one each."""
        height, width = self._styles.shape
        if column > width:
            return GENERAL
        if not rows or rows[-1] > height:
            return [self.get((row, column)) or GENERAL for row in rows]
        together = rows[-1] - rows[0] + 1 == len(rows)
        at = slice(rows[0] - 1, rows[-1]) if together else np.asarray(rows) - 1
        styles = self._styles[at, column - 1]
        if (styles == styles[0]).all():
            return self._codes[int(styles[0])]
        return [self._codes[style] for style in styles.tolist()]

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and self.get(place) is not None

    def __iter__(self) -> Iterator[Place]:
        rows, columns = np.nonzero(self._styles)
        return zip((rows + 1).tolist(), (columns + 1).tolist(), strict=True)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._styles))


def formats_by_place(row: Ints, column: Ints, style: Ints, codes: list[str]) -> MutableMapping[Place, str]:
    """The formats other than General, by place."""
    if len(row) > FEW:
        return DenseFormats(row, column, style, codes)
    places = zip(row.tolist(), column.tolist(), map(codes.__getitem__, style.tolist()), strict=True)
    return {(r, c): code for r, c, code in places if code is not GENERAL}
