"""Notices for the store's tests."""

from __future__ import annotations

from store.notices import Matter, NewNotice
from tests.unit.store.readings import AT

ISSUED = {"meeting": "七月会", "as_of": "2017-07", "issued": "2017-08-09", "due": "2017-08-16", "at": AT}


def notice(department: str, *items: str) -> NewNotice:
    """A notice to a unit of these items."""
    matters = [
        Matter("work_targets", item, item, department, "副主任", "落后10个百分点", "2017-10-31") for item in items
    ]
    return NewNotice("department", department, tuple(matters))
