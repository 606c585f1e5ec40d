"""Finds every cell of a piece of sheet XML at once: where it starts, its row, column, style and type, empty or not.

A regular expression a cell costs more than the whole fast reader beside it; array operations over the bytes do not.
What does not look the way Excel, WPS and the usual libraries write it is left to the caller to read one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PADDING = b" " * 64
Ints = np.ndarray

LT, GT, SLASH, QUOTE, SPACE, BANG = b'<>/" !'


@dataclass(slots=True)
class CellTags:
    """One array entry a ``<c>`` tag: ``start`` offset, ``row``, ``column``, ``style``, ``kind`` (its type as
    one byte, see ``kind_of``), ``empty``. ``odd`` marks tags the arrays could not read; their other entries are 0.
    """

    start: Ints
    row: Ints
    column: Ints
    style: Ints
    kind: Ints
    empty: Ints
    odd: Ints


@dataclass(slots=True)
class Tags:
    """The tags of a piece: its cells, and where formulas, rows and markup declarations (comments, CDATA) start."""

    cells: CellTags
    formulas: Ints
    declarations: int


def kind_of(written: str) -> int:
    """A cell's type as one byte: its first letter, but t for str, which would look like s (a shared string)."""
    return ord("t") if written == "str" else ord(written[:1] or "\0") & 0x7F


def find_tags(piece: bytes, prefix: bytes) -> Tags:
    """The tags of ``piece``, which must end outside any tag; ``prefix`` is the namespace's with its colon, or b""."""
    text = np.frombuffer(piece + PADDING, np.uint8)
    opening = np.flatnonzero(text == LT)
    declarations = int(np.count_nonzero(text[opening + 1] == BANG))
    named = _prefixed(text, opening, prefix)
    at = named + len(prefix)
    after = text[at + 2]
    ends_name = (after <= SPACE) | (after == GT) | (after == SLASH)
    letter = text[at + 1]
    starts = at[(letter == ord("c")) & ends_name]
    return Tags(_read_cells(text, starts), at[(letter == ord("f")) & ends_name], declarations)


def _prefixed(text: Ints, opening: Ints, prefix: bytes) -> Ints:
    for offset, letter in enumerate(prefix, start=1):
        opening = opening[text[opening + offset] == letter]
    return opening


def _read_cells(text: Ints, start: Ints) -> CellTags:
    """Read ``<c r="B7" s="3" t="s"`` and how the tag ends, for all cells side by side."""
    good = _spells(text, start + 2, b' r="')
    column, at, lettered = _letters(text, start + 6)
    row, at = _digits(text, at, 7)
    good &= lettered & (row > 0) & (text[at] == QUOTE)
    at = at + 1
    style, at = _style(text, at)
    kind, at = _kind(text, at)
    end = text[at]
    closed = (end == SLASH) | ((end == SPACE) & (text[at + 1] == SLASH))
    good &= closed | (end == GT)
    empty = closed | ((end == GT) & (text[at + 1] == LT) & (text[at + 2] == SLASH))
    return CellTags(start, row * good, column * good, style * good, kind * good, empty & good, ~good)


def _spells(text: Ints, at: Ints, word: bytes) -> Ints:
    matches = text[at] == word[0]
    for offset, letter in enumerate(word[1:], start=1):
        matches &= text[at + offset] == letter
    return matches


def _letters(text: Ints, at: Ints) -> tuple[Ints, Ints, Ints]:
    """Column number of one to three capital letters, where they end, and whether there was one at all."""
    first = text[at].astype(np.int64) - 64
    second = text[at + 1].astype(np.int64) - 64
    third = text[at + 2].astype(np.int64) - 64
    two = (second > 0) & (second < 27)
    three = two & (third > 0) & (third < 27)
    column = np.where(two, first * 26 + second, first)
    column = np.where(three, column * 26 + third, column)
    return column, at + 1 + two + three, (first > 0) & (first < 27)


def _digits(text: Ints, at: Ints, most: int) -> tuple[Ints, Ints]:
    """The whole number that starts at each place (0 where none does), and where it ends."""
    number = np.zeros(len(at), np.int64)
    for _ in range(most):
        digit = text[at] - 48  # uint8 wraps: everything that is no digit ends above 9
        more = digit < 10
        if not more.any():
            break
        number = np.where(more, number * 10 + digit, number)
        at = at + more
    return number, at


def _style(text: Ints, at: Ints) -> tuple[Ints, Ints]:
    given = _spells(text, at, b' s="')
    number, end = _digits(text, at + 4, 6)
    given &= text[end] == QUOTE
    return np.where(given, number, 0), np.where(given, end + 1, at)


def _kind(text: Ints, at: Ints) -> tuple[Ints, Ints]:
    """Type and the end of its attribute: n s b e d are one letter, i stands for inlineStr and t for str."""
    given = _spells(text, at, b' t="')
    letter = np.where(given, text[at + 4], 0)
    length = np.ones(len(at), np.int64)
    length[given & (letter == ord("i"))] = len("inlineStr")
    written = given & (letter == ord("s")) & (text[at + 5] == ord("t"))
    length[written], letter[written] = len("str"), ord("t")
    end = at + 4 + length
    given &= text[end] == QUOTE
    return np.where(given, letter, 0), np.where(given, end + 1, at)
