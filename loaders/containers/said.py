"""What every container says alike."""

from __future__ import annotations

from catalog import Issue, issue
from catalog.containers import containers


def pictures_elsewhere(kind: str) -> Issue:
    """That a file holds pictures which are not kept, because of where its kind of workbook keeps them."""
    return issue("pictures_elsewhere", kind=containers().picture_places[kind])
