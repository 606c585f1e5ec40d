"""The monthly bulletin as an official draft: GB/T 9704 page, real sentences, annex tables."""

from exports.bulletin.document import bulletin

__all__ = ["bulletin"]
