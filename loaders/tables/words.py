"""The words of ``catalog/layout.toml``, folded and compiled once a process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from catalog import declared
from loaders.cells import fold


def layout(section: str) -> dict[str, Any]:
    """One section of ``catalog/layout.toml``."""
    return declared("layout")[section]


@cache
def words(section: str, key: str) -> frozenset[str]:
    """A word list, folded, so that a folded cell is looked up in it."""
    return frozenset(fold(word) for word in layout(section)[key])


@cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """A declared regular expression; it is matched against folded text."""
    return re.compile(layout(section)[key])


@cache
def one_of(section: str, key: str) -> re.Pattern[str]:
    """Matches any word of a list, the longest first."""
    return re.compile("|".join(re.escape(w) for w in sorted(words(section, key), key=len, reverse=True)))


def listed(texts: Iterable[str]) -> str:
    """Texts as one list for a reader."""
    return str(layout("output")["list_mark"]).join(texts)
