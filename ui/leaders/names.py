"""Posts and units as people say them where a column is narrow."""

from __future__ import annotations

from catalog.book import book, derived
from catalog.text import is_missing

# The full name stands in the tip.
SHORT_POSTS = {"管委会副主任": "副主任"}
LONG_UNIT = 5


def short_post(post: object) -> str:
    """A post without what every post has."""
    text = words(post)
    for long, short in SHORT_POSTS.items():
        text = text.replace(long, short)
    return text


def short_unit(unit: object) -> str:
    """A unit's usual short name where its full one is long."""
    text = words(unit)
    return _usual().get(text, text)


@derived
def _usual() -> dict[str, str]:
    usual = {}
    for unit in book().units:
        short = [a for a in unit.aliases if 3 <= len(a) <= LONG_UNIT]
        if len(unit.name) > LONG_UNIT and short:
            usual[unit.name] = short[0]
    return usual


def words(value: object) -> str:
    """A cell's text, "" where it holds nothing."""
    return "" if is_missing(value) else str(value)
