"""Locked periods: nothing in them moves until somebody says why it must."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from catalog.access import access
from store.journal.log import entries
from store.refusals import Refused


def locked_periods(connection: Connection) -> set[str]:
    """The periods that are locked now."""
    return set(locked_since(connection))


def locked_since(connection: Connection, until: int | None = None) -> dict[str, int]:
    """The periods that are locked (after the act ``until``), each with the number of the act that locked it."""
    locked: dict[str, int] = {}
    acts = [act for act in entries(connection, "lock", "unlock") if until is None or act["seq"] <= until]
    for entry in acts:
        if entry["action"] == "unlock":
            locked.pop(entry["period"], None)
        else:
            locked.setdefault(entry["period"], entry["seq"])
    return locked


def require_open(connection: Connection, action: str, periods: Iterable[str]) -> None:
    """``Refused`` while one of the periods is locked, where the matrix says of the act that a lock refuses it."""
    if action not in access().locked_refuses:
        return
    for period in sorted(locked_periods(connection) & set(periods)):
        raise Refused("period_locked", period=period)


def require_open_since(connection: Connection, action: str, periods: Iterable[str]) -> None:
    """The same for an act that reaches every month from the first of the periods on: a month carries over what stood
    before it, and compares with it."""
    first = min(periods, default="")
    if not first:
        return
    require_open(connection, action, [first])
    later = [period for period in sorted(locked_periods(connection)) if period > first]
    if later and action in access().locked_refuses:
        raise Refused("later_period_locked", period=first, later=later[0])
