"""A header's text taken apart: what is measured, over which period, in which unit, and whether it is only a part."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from catalog.layout import layout
from loaders.cells import fold, split_unit, unit_of
from loaders.cells.numeral import numeral
from loaders.cells.unit import dimension_of
from loaders.tables.words import one_of, pattern, words

_BRACKETED = re.compile(r"\(([^()]*)\)")
# Marks that point to a note below the table: circled and raised digits, reference marks.
_FOOTNOTES = dict.fromkeys(
    [*range(0x2460, 0x2474), 0x203B, 0x2020, 0x2021, 0xB9, 0xB2, 0xB3, *range(0x2070, 0x207A), ord("*")]
)
_MARKS = "*\u2605\u203b\u25cf\u25a0\u25b2# "
# Period words are tried in this order: a range of months holds a month, "last year" holds "year".
_PERIODS = (
    "half_year",
    "since_start",
    "last_month",
    "year_to_date",
    "as_of",
    "in_year",
    "last",
    "month",
    "year",
    "cumulative",
)


# The first half of a year is what was done by the end of June.
_HALF = 6


class Heading(NamedTuple):
    """``base`` is what is left once unit, period and part-of words are out; ``slots`` names what was taken out.

    ``months`` and ``years`` are the numbers typed in period words: they change from month to month and so are no part
    of what the header means, but they must agree with the table's own period.
    """

    text: str
    base: str
    slots: frozenset[str]
    unit: str | None = None
    months: tuple[int, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same form next month."""
        return "+".join([*sorted(self.slots), self.base]) + (f"({self.unit})" if self.unit else "")


@lru_cache(maxsize=16384)
def heading(typed: str) -> Heading:
    """One header cell. Exact matching compares ``base`` and ``slots``, never the text as typed."""
    text = _in_digits(fold(typed).translate(_FOOTNOTES).strip(_MARKS))
    rest, unit = _take_unit(text)
    rest, slots, months, years = _take_periods(rest)
    part = one_of(layout().header.of_which).match(rest)
    if part:
        slots.add("part")
        rest = rest[part.end() :].lstrip(":")
    return Heading(text, rest.strip("/,:-.\u3001\uff0c"), frozenset(slots), unit, tuple(months), tuple(years))


def _in_digits(text: str) -> str:
    """The text with its months in digits, however they were written."""
    return pattern(layout().periods["written"]).sub(lambda found: str(numeral(found.group())), text)


def _take_unit(text: str) -> tuple[str, str | None]:
    """The text without remarks and unit in brackets, and the unit; a text that is a unit leaves nothing."""
    for inner in _BRACKETED.findall(text):
        if not inner or inner in words(layout().header.remarks):
            text = text.replace(f"({inner})", "", 1)
    alone = unit_of(text)
    return ("", alone) if alone and dimension_of(alone) != "count" else split_unit(text)


def _take_periods(text: str) -> tuple[str, set[str], list[int], list[int]]:
    slots: set[str] = set()
    months: list[int] = []
    years: list[int] = []
    for name in _PERIODS:
        for found in list(pattern(layout().periods[name]).finditer(text)):
            if found.group() not in text:
                continue
            slots.add("year_to_date" if name == "half_year" else name)
            if name == "half_year":
                months.append(_HALF)
            numbers = [int(n) for n in found.groups() if n]
            (years if name == "year" else months).extend(numbers)
            text = text.replace(found.group(), "", 1)
    return text, slots, months, years


def header_key(display: str) -> str:
    """The key under which an analyst's answer about this header path is remembered, stable from month to month."""
    path, mark, copy = display.partition("#")
    return "/".join(heading(part).key for part in path.split("/")) + mark + copy
