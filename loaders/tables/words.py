"""The words of ``catalog/layout.toml``, folded and compiled once a process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from catalog.layout import layout
from loaders.cells import fold


@cache
def words(listed: tuple[str, ...]) -> frozenset[str]:
    """A declared word list, folded, so that a folded cell is looked up in it."""
    return frozenset(fold(word) for word in listed)


@cache
def pattern(declared: str) -> re.Pattern[str]:
    """A declared regular expression; it is matched against folded text."""
    return re.compile(declared)


@cache
def one_of(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any word of a list, the longest first."""
    return re.compile("|".join(re.escape(w) for w in sorted(words(listed), key=len, reverse=True)))


def listed(texts: Iterable[str]) -> str:
    """Texts as one list for a reader."""
    return layout().output.list_mark.join(texts)
