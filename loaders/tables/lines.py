"""Tells apart the lines that stand around a table: titles, keyed lines above it, totals, sections and notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from catalog.layout import layout
from loaders.cells import fold
from loaders.tables.sheet import Band, texts_only
from loaders.tables.words import pattern, words

_STAMP = re.compile(r"\([^()]*\)$")
_LONGEST_TOTAL = 14
_MARKS = frozenset("(:)")
_PAGE_NUMBER = re.compile(r"[0-9]{1,3}(?:[.]0)?")
_SPACES = re.compile(r"[\s\u3000\u00a0]+")


@lru_cache(maxsize=4096)
def keyed(text: str) -> tuple[tuple[str, str], ...]:
    """The "key: value" pairs of one line, in order: reporting unit, date, unit of money and the like."""
    pairs = (part.partition(":") for part in _pieces(text) if ":" in part)
    return tuple((fold(key), value.strip()) for key, _colon, value in pairs)


def unkeyed(text: str) -> str:
    """What a line says besides its "key: value" pairs: a title that shares its cell with them."""
    return " ".join(part for part in _pieces(text) if ":" not in part)


def _pieces(text: str) -> list[str]:
    line = _SPACES.sub(" ", text.translate({0xFF1A: ":", 0xFF08: "(", 0xFF09: ")"})).strip()
    return re.split(r"\s+(?=[^\s:]{1,14}(?:\s[^\s:]{1,2})?:)", line)


def is_meta(text: str) -> bool:
    """Whether a line is one of the keyed lines that stand above a table."""
    known = words(layout().titles.department) | words(layout().titles.date) | words(layout().titles.unit)
    return any(_STAMP.sub("", key) in known for key, _value in keyed(text))


def is_note(text: str) -> bool:
    """Whether a text is a note under a table: it opens with a note word, or reads like a numbered sentence."""
    folded = fold(text)
    if pattern(layout().rows.notes).match(folded) or pattern(layout().rows.note_starts).match(folded):
        return True
    return len(folded) > 8 and folded.endswith(tuple(layout().rows.note_ends))


def _bare(folded: str) -> str:
    """A total word without the brackets around it, or the count in brackets or after a colon behind it."""
    return re.split(r"[(:]", folded.strip("()"), maxsplit=1)[0]


def is_total(text: str) -> bool:
    """Whether a text is exactly one of the words that head a total row."""
    folded = fold(text)
    totals, others, counted = _total_words()
    if folded in totals or folded in others or counted(folded):
        return True
    return len(folded) <= _LONGEST_TOTAL and not _MARKS.isdisjoint(folded) and _bare(folded) in totals


@cache
def _total_words() -> tuple[frozenset[str], frozenset[str], Callable[[str], object]]:
    rows = layout().rows
    return words(rows.totals), words(rows.of_which), pattern(rows.counted).match


def ends_like_total(text: str) -> bool:
    """A group's name and then a total word: only a total where the row has no number of its own."""
    folded = _STAMP.sub("", fold(text))
    return len(folded) <= 16 and folded.endswith(tuple(words(layout().rows.total_endings)))


def is_section(text: str) -> bool:
    """Whether a text is numbered the way sections are."""
    return pattern(layout().rows.sections).match(fold(text)) is not None


def is_page_mark(text: str) -> bool:
    """Whether a line says nothing but that a page begins: "continued", "page 2 of 3", a number between dashes."""
    return pattern(layout().titles.page_marks).fullmatch(fold(text)) is not None


def is_page_number(text: str) -> bool:
    """Whether a line is a bare number of a page; only next to a repeated header it can be nothing else."""
    return _PAGE_NUMBER.fullmatch(fold(text)) is not None


def says_nothing(text: str) -> bool:
    """Whether a line says that there is nothing to report."""
    return pattern(layout().rows.says_nothing).fullmatch(fold(text)) is not None


def is_lead_row(band: Band, row: int) -> bool:
    """Whether a row between two tables belongs to the one below it: empty, a title, or a keyed line."""
    filled = band.filled(row)
    if not filled:
        return True
    if not texts_only(band.cells(row)):
        return False
    texts = [band.sheet.text(row, c) for c in filled]
    titles = [t for t in texts if not is_meta(t)]
    if any(is_total(t) or ends_like_total(t) or is_note(t) for t in titles):
        return False
    return len(titles) <= 1
