"""The same item reported by several departments, and which of them was chosen to stand."""

from __future__ import annotations

from sqlalchemy import Connection

from store.log import entries


def choices(connection: Connection, dataset: str, *, until: int | None = None) -> dict[str, str | None]:
    """By item the department that was chosen last (None: all stand, they are different items)."""
    decided = entries(connection, "choose")
    return {
        e["subject"]: e["details"]["department"]
        for e in decided
        if e["dataset"] == dataset and (until is None or e["seq"] <= until)
    }
