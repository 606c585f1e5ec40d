"""What somebody noted of changes of rows: by whose approval, and for which months it counts."""

from __future__ import annotations

import math

from sqlalchemy import Connection

from store.journal.log import entries
from store.versions.locks import locked_since


def approvals_of(
    connection: Connection, dataset: str, *, until: int | None = None, as_of: str = ""
) -> list[dict[str, str]]:
    """``row_id kind approved_by noted_on`` of each approval noted up to the act ``until``; for the month ``as_of``,
    while that is locked, of those noted before it was: what is written down later moves nothing in it. What was locked
    is judged as of ``until`` too: a frozen meeting stays as it was when the month is opened again."""
    notes, locked = list(entries(connection, "explain_change")), locked_since(connection, until)
    last = min((act for act in (until, locked.get(as_of)) if act is not None), default=math.inf)
    told = ("kind", "approved_by")
    return [
        {"row_id": n["subject"], "noted_on": n["at"]} | {name: n["details"][name] for name in told}
        for n in notes
        if n["dataset"] == dataset and n["seq"] <= last
    ]
