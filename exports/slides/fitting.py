"""How much text a place on a slide holds: estimated, because no office tells before it draws."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator

POINTS_AN_INCH = 72
# Of a character's size, how wide it is; a Chinese one fills its square.
# A machine without the named fonts sets digits and letters in a wider one: with those they must fit too.
NARROW, BOLD, GAP = 0.64, 1.05, 0.25
ELLIPSIS = "\u2026"
OF_FIGURES = "0123456789.,%/+-\u2212"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Inches a line of text takes at ``size`` points."""
    return sum(_squares(text)) * size * (BOLD if bold else 1.0) / POINTS_AN_INCH


def cut(text: str, inches: float, size: float, *, bold: bool = False) -> str:
    """``text`` as far as it fits on one line of that width, with an ellipsis where something is left out; never within
    a figure, which would be another one."""
    if width(text, size, bold=bold) <= inches:
        return text
    left = inches - width(ELLIPSIS, size, bold=bold)
    a_square = size * (BOLD if bold else 1.0) / POINTS_AN_INCH
    for i, squares in enumerate(_squares(text)):
        left -= squares * a_square
        if left < 0:
            return (text[:i].rstrip(OF_FIGURES + " ") or text[:i]) + ELLIPSIS
    return text


def _squares(text: str) -> Iterator[float]:
    """How wide each character is, in its size; offices leave a gap where Chinese and other letters meet."""
    before = None
    for character in text:
        full = unicodedata.east_asian_width(character) in "WFA"
        yield (1.0 if full else NARROW) + (GAP if before not in (None, full) else 0.0)
        before = full


def lines(text: str, inches: float, size: float, *, bold: bool = False) -> int:
    """On how many lines ``text`` is set in that width."""
    return sum(max(1, math.ceil(width(line, size, bold=bold) / inches)) for line in text.split("\n"))
