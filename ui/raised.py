"""What was demanded of items, and noted and signed on them, as pages see it."""

from __future__ import annotations

from store.notices import Demand, Opinion
from ui import source


def demands(until: int | None = None) -> list[Demand]:
    """Every matter of every notice with what was done about it (up to the sequence number ``until``). Shared."""
    return _demands(source.acts(), until)


@source.kept
def _demands(version: int, until: int | None) -> list[Demand]:  # noqa: ARG001 - the version keys the cache
    return source.store().demands(until=until)


def opinions(until: int | None = None) -> list[Opinion]:
    """Every note and sign-off on an item (up to the sequence number ``until``). Shared."""
    return _opinions(source.acts(), until)


@source.kept
def _opinions(version: int, until: int | None) -> list[Opinion]:  # noqa: ARG001 - the version keys the cache
    return source.store().opinions(until=until)
