"""The office's book: units, areas, items, duties, curves, holidays and rules, typed; and which book is in force."""

from catalog.book.book import Book
from catalog.book.current import book, book_of, derived, held_against, judged_by, kept_texts, shipped, text_of

__all__ = ["Book", "book", "book_of", "derived", "held_against", "judged_by", "kept_texts", "shipped", "text_of"]
