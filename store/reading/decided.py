"""What the office has decided and demanded, as pages read it: its book, and its notices with what came of them."""

from __future__ import annotations

import datetime as dt

from catalog.book import Book
from store.book import Version, book_on, last_change, versions
from store.database.engine import Database
from store.notices import Demand, Opinion, demands, opinions


class Decided:
    """The part of a store that is no report."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def book(self, day: dt.date | None = None, *, until: int | None = None) -> Book:
        """The office's book of ``day`` (None: with every change, whenever it applies) as known at ``until``."""
        with self.database.reading() as connection:
            return book_on(connection, day, until)

    def book_version(self) -> int:
        """The number of the last change of the book; 0 while it is as shipped."""
        with self.database.reading() as connection:
            return last_change(connection)

    def book_history(self, name: str | None = None, key: str | None = None) -> list[Version]:
        """Every version of the book's entries (of that list, of that key), oldest first."""
        with self.database.reading() as connection:
            return versions(connection, name, key)

    def demands(self, *, until: int | None = None) -> list[Demand]:
        """Every matter of every notice with what was done about it (up to the sequence number ``until``)."""
        with self.database.reading() as connection:
            return demands(connection, until)

    def opinions(self, *, until: int | None = None) -> list[Opinion]:
        """Every note and sign-off on an item (up to ``until``), oldest first."""
        with self.database.reading() as connection:
            return opinions(connection, until)
