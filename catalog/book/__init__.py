"""The office's book: units, areas, items, duties, curves, holidays and rules, typed; and which book is in force."""

from catalog.book.book import Book, spelled
from catalog.book.current import (
    blanks_count,
    book,
    book_of,
    derived,
    held_against,
    judged_by,
    kept_texts,
    rows_stay,
    shipped,
    standstill_counts,
    text_of,
)
from catalog.book.entries import Curve, Item, Promise, Succession, Task

__all__ = [
    "Book", "Curve", "Item", "Promise", "Succession", "Task", "blanks_count", "book", "book_of", "derived",
    "held_against", "judged_by", "kept_texts", "rows_stay", "shipped", "spelled", "standstill_counts", "text_of",
]  # fmt: skip
