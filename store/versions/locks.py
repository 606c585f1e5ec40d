"""Locked periods: nothing in them moves until somebody says why it must."""

from __future__ import annotations

from sqlalchemy import Connection

from store.journal.log import entries
from store.refusals import Refused


def locked_periods(connection: Connection) -> set[str]:
    """The periods that are locked now."""
    locked: set[str] = set()
    for entry in entries(connection, "lock", "unlock"):
        (locked.add if entry["action"] == "lock" else locked.discard)(entry["period"])
    return locked


def require_open(connection: Connection, period: str) -> None:
    """``Refused`` while the period is locked."""
    if period in locked_periods(connection):
        raise Refused("period_locked", period=period)
