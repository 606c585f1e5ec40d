"""The rules and the seed that tests of how figures are counted bring along, whatever the shipped ones become."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from catalog.book import Book
from catalog.book.current import read_book


@cache
def own_book() -> Book:
    """The tests' own book."""
    return read_book(Path(__file__).parent)
