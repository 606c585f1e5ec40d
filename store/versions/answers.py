"""Which field a column is: what analysts answered, remembered for the form, and first of all for the department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from store.database.schema import log
from store.journal.log import entries


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about one form (dataset None: to be ignored), by header path: the field (None: a column to ignore),
    the unit its values are in, and the scale of its percentages."""

    signature: str
    dataset: str | None
    fields: dict[str, str | None] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    scales: dict[str, str] = field(default_factory=dict)


def answers(
    connection: Connection, department: str | None = None, signatures: Iterable[str] | None = None
) -> list[Answer]:
    """What was answered, latest last word, one ``Answer`` a form.

    What was answered for ``department`` counts before what was answered for others; a header that only others
    answered is taken from them.
    """
    wanted = None if signatures is None else set(signatures)
    given = [e for e in entries(connection, "answer") if wanted is None or e["subject"] in wanted]
    # Stable: within others' and within the department's own answers the later one wins.
    given.sort(key=lambda e: department is not None and e["department"] == department)
    known: dict[str, Answer] = {}
    for entry in given:
        known[entry["subject"]] = _with(known.get(entry["subject"]), entry["subject"], entry["details"])
    return list(known.values())


def last_answer(connection: Connection) -> int:
    """The sequence number of the last answer; 0 where none was given."""
    return connection.scalar(select(func.max(log.c.seq)).where(log.c.action == "answer")) or 0


def _with(before: Answer | None, signature: str, said: dict[str, Any]) -> Answer:
    """What was known with a later answer over it; another dataset makes the earlier answers void."""
    same = before if before and before.dataset == said["dataset"] else Answer(signature, said["dataset"])
    return Answer(
        signature,
        said["dataset"],
        {**same.fields, **said["fields"]},
        {**same.units, **said["units"]},
        {**same.scales, **said["scales"]},
    )
