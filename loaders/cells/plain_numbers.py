"""Whole columns of plain numbers under one number format: no grammar a cell, and what ``read_cell`` gives for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loaders.cells.formats import understand
from loaders.cells.money import plain_factor
from loaders.cells.number import plain_unit
from loaders.cells.parsed import Context

# A number written in so few characters has no digits beyond the fifteen that Excel keeps.
_SHORT = 16
# Beyond these a money, a number or a rate asks for a closer look: fat fingers, telephone numbers, pasted percents.
_MOST = {"money": 1e10, "number": 1.3e10, "rate": 10.0}


class PlainColumn(NamedTuple):
    """The values of a column, parallel to its cells, and the unit all of them stand in."""

    values: Sequence[float | str | None]
    unit: str | None


def plain_numbers(
    kind: str, typed: Sequence[float | None], texts: Sequence[str | None], number_format: str, context: Context
) -> PlainColumn | None:
    """A column of floats and blanks read at once; ``texts`` are the same numbers in their shortest writing.

    None where the kind, the format or the size of some number asks for ``read_cell``.
    """
    scale = _scale(kind, number_format, context)
    if scale is None or not _usual(typed, _MOST[kind]):
        return None
    factor, unit = scale
    if factor == 1.0 and max(map(len, filter(None, texts)), default=0) <= _SHORT:
        return PlainColumn(list(typed), unit)
    if factor == 1.0:
        pairs = zip(typed, texts, strict=True)
        return PlainColumn([v if t is None or len(t) <= _SHORT else float(f"{v:.15g}") for v, t in pairs], unit)
    amounts = [None if v is None else v * factor for v in typed]
    return PlainColumn([a if a is None or a.is_integer() else float(f"{a:.15g}") for a in amounts], unit)


def _scale(kind: str, number_format: str, context: Context) -> tuple[float, str | None] | None:
    """What each number is multiplied by, and its unit; None where that differs from cell to cell."""
    if kind == "money":
        factor = plain_factor(number_format, context.unit, context.row_unit)
        return None if factor is None else (factor, context.field_unit)
    if kind == "number":
        return plain_unit(number_format, context)
    return (1.0, None) if kind == "rate" and understand(number_format).percent == "scaled" else None


def _usual(typed: Sequence[float | None], most: float) -> bool:
    known = [v for v in typed if v is not None]
    return not known or (-most < min(known) and max(known) < most and sum(known) == sum(known))
