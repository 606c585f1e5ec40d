"""Months the office has released for leaders to read, or opened again for collecting."""

from __future__ import annotations

from sqlalchemy import Connection

from store.journal.log import entries


def decided(connection: Connection, *, until: int | None = None) -> dict[str, str]:
    """What was last decided of each month (up to sequence number ``until``): period -> "released" or "collecting"."""
    states = {"release": "released", "reopen": "collecting"}
    acts = (e for e in entries(connection, *states) if until is None or e["seq"] <= until)
    return {entry["period"]: states[entry["action"]] for entry in acts}


def release_days(connection: Connection) -> dict[str, str]:
    """The day each month was last released on, ISO; months that were not are not in it."""
    return {entry["period"]: entry["at"][:10] for entry in entries(connection, "release")}
