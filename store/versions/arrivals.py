"""The day a report came in: the day it was saved under, unless somebody has said since that it came on another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from store.database.schema import log
from store.journal.log import entries
from store.refusals import Refused


class Arrivals:
    """What was said about arrivals (up to a sequence number), of single submissions and of whole uploads."""

    def __init__(self, connection: Connection, until: int | None = None) -> None:
        self._by_submission: dict[int, tuple[int, str]] = {}
        self._by_upload: dict[int, tuple[int, str]] = {}
        for act in entries(connection, "receive"):
            if until is None or act["seq"] <= until:
                self._note(act)

    def day(self, row: Mapping[Any, Any]) -> str:
        """The day this submission came in, by the last word on it or on its upload."""
        never = (0, row["received"])
        own = self._by_submission.get(row["submission_id"], never)
        return max(own, self._by_upload.get(row["upload"] or 0, never))[1]

    def said_of(self, submission: int) -> bool:
        """Whether somebody said the day of this one submission, not of the file it came in."""
        return submission in self._by_submission

    def _note(self, act: dict[str, Any]) -> None:
        said = (act["seq"], act["details"]["received"])
        if act["submission"] is None:
            self._by_upload[act["details"]["upload"]] = said
        else:
            self._by_submission[act["submission"]] = said


def saved_at(connection: Connection, submission: int) -> str:
    """When a submission was saved: it cannot have come in later."""
    return str(connection.scalar(select(log.c.at).where(log.c.seq == submission)))


def require_possible(day: str, arrived: str) -> str:
    """The day in ISO form; ``Refused`` where it is none, or lies after the day the file was here (``arrived``)."""
    try:
        said = dt.date.fromisoformat(day)
    except ValueError as error:
        raise Refused("no_such_day", day=day) from error
    if said > dt.date.fromisoformat(arrived[:10]):
        raise Refused("received_after_it_was_here", day=day, here=arrived[:10])
    return said.isoformat()
