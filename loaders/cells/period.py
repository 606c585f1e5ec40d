"""Which month, year or day a title, a sheet name, a file name or a "filled in on" line speaks of."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Any

from catalog.grammar import grammar
from loaders.cells.date_forms import words
from loaders.cells.text import LONGEST, fold


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in grammar().period.items()}


@lru_cache(maxsize=4096)
def period_in(text: str, year: int | None = None) -> str | None:
    """The month reported, "2017-07": a span's last, a quarter's last; None where none or several are named.

    ``year`` fills in where the text names a month and no year ("by the end of July").
    """
    plain_text, patterns = fold(text[:LONGEST]), _patterns()
    typed_year = year_in(text) or year
    found = {_month(m.groupdict(), typed_year) for name in _MONTHS for m in patterns[name].finditer(plain_text)}
    found -= {None}
    if not found:
        found = {
            _coarse(name, m.groupdict(), typed_year) for name in _COARSE for m in patterns[name].finditer(plain_text)
        }
        found -= {None}
    return found.pop() if len(found) == 1 else None


_MONTHS = ("spans", "numeric", "compact")
_COARSE = ("quarters", "three_quarters", "halves")


def _month(groups: dict[str, Any], year: int | None) -> str | None:
    year = int(groups["y"]) if groups.get("y") else year
    return f"{year}-{int(groups['m']):02d}" if year else None


def _coarse(name: str, groups: dict[str, Any], year: int | None) -> str | None:
    year = int(groups["y"]) if groups.get("y") else year
    if year is None:
        return None
    if name == "halves":
        return f"{year}-{6 * words().halves[groups['h']]:02d}"
    quarter = 3 if name == "three_quarters" else words().quarters[groups["q"]]
    return f"{year}-{3 * quarter:02d}"


@lru_cache(maxsize=4096)
def year_in(text: str) -> int | None:
    """The one year a text names; None for none or for several."""
    found = {int(m["y"]) for m in _patterns()["years"].finditer(fold(text[:LONGEST]))}
    found |= {int(m["y"]) for m in _patterns()["compact"].finditer(fold(text[:LONGEST]))}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def date_in(text: str) -> date | None:
    """The one full date a text names; None for none, for several, or for a day that does not exist."""
    found = {m.group("y", "m", "d") for m in _patterns()["full_date"].finditer(fold(text[:LONGEST]))}
    if len(found) != 1:
        return None
    try:
        return date(*(int(part) for part in found.pop()))
    except ValueError:
        return None
