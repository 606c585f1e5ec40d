"""A formula filled down is stored once; every other cell of the fill points at it and means it relative to itself."""

from __future__ import annotations

import re

from loaders.containers.references import column_letters, column_number
from loaders.grid import Place

_SKIPPED_OR_REFERENCE = re.compile(r"""("[^"]*"|'[^']*'!)|(?<![\w.$\]])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])""")


class SharedFormulas:
    """Remembers the anchors of one sheet's shared formulas."""

    def __init__(self) -> None:
        self._anchors: dict[str, tuple[Place, str]] = {}

    def text(self, written: str, group: str | None, place: Place) -> str:
        """The formula of the cell at ``place``, written out even where the file only names its ``group``."""
        if group is None:
            return written
        if written:
            self._anchors[group] = (place, written)
            return written
        anchor, formula = self._anchors.get(group, (place, ""))
        return shifted(formula, place[0] - anchor[0], place[1] - anchor[1])


def shifted(formula: str, down: int, right: int) -> str:
    """The formula with its relative references moved, as when it is copied; #REF! where one leaves the sheet."""

    def move(match: re.Match[str]) -> str:
        skipped, column_fixed, letters, row_fixed, digits = match.groups()
        if skipped:
            return skipped
        row = int(digits) + (0 if row_fixed else down)
        column = column_number(letters) + (0 if column_fixed else right)
        if row < 1 or column < 1:
            return "#REF!"
        return f"{column_fixed}{column_letters(column)}{row_fixed}{row}"

    return _SKIPPED_OR_REFERENCE.sub(move, formula)
