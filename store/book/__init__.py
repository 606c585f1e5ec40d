"""The office's book in the store: every version of every entry, and the book of a day as it was known then."""

from store.book.versions import Version, book_on, entries_on, keep_changes, last_change, undo_demo, versions

__all__ = ["Version", "book_on", "entries_on", "keep_changes", "last_change", "undo_demo", "versions"]
