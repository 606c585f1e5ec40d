"""The log: every act with who, when and what, each entry hashed together with the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select, update

from store.database.schema import log, log_head

HASHED = ("seq", "at", "actor", "role", "action", "subject", "dataset", "department", "period", "submission", "details")


@dataclass(frozen=True, slots=True)
class Entry:
    """One act to be written down. ``subject`` is what it was done to; ``details`` must survive JSON."""

    action: str
    subject: str
    dataset: str | None = None
    department: str | None = None
    period: str | None = None
    submission: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who acts and when: put under every entry of one transaction. ``origin``: address and session where signed in."""

    actor: str
    role: str
    at: str
    origin: dict[str, str] = field(default_factory=dict)


# Made once: a large report has hundreds of thousands of texts to spell.
LAST_ACT = "SELECT seq FROM log_head"
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: Any) -> str:
    """JSON with one spelling only, so that equal things have equal hashes."""
    return _ENCODER.encode(value)


def entry_hash(row: dict[str, Any], previous: str) -> str:
    """The hash of one log row, over its own columns and the hash of the row before."""
    said = canonical([row[name] for name in HASHED])
    return hashlib.sha256((previous + said).encode()).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """The last sequence number and its hash; (0, "") in an empty store."""
    row = connection.execute(select(log_head.c.seq, log_head.c.hash)).one()
    return row.seq, row.hash


def hash_of(connection: Connection, act: int) -> str:
    """The hash of that entry and so of all before it; "" where there is none."""
    return connection.scalar(select(log.c.hash).where(log.c.seq == act)) or ""


def append(connection: Connection, by: Signature, entry: Entry) -> int:
    """Write one entry at the end of the chain; its sequence number."""
    last, previous = head(connection)
    seq = last + 1
    # An entry that makes a submission is about itself: the submission's id is this very number.
    submission = seq if entry.action == "save" else entry.submission
    row = {
        "seq": seq,
        "at": by.at,
        "actor": by.actor,
        "role": by.role,
        "action": entry.action,
        "subject": entry.subject,
        "dataset": entry.dataset,
        "department": entry.department,
        "period": entry.period,
        "submission": submission,
        "details": canonical(entry.details | ({"origin": by.origin} if by.origin else {})),
    }
    hashed = entry_hash(row, previous)
    connection.execute(insert(log).values(**row, previous=previous, hash=hashed))
    connection.execute(update(log_head).values(seq=seq, hash=hashed))
    return seq


def entries(connection: Connection, *actions: str, **about: Any) -> Iterator[dict[str, Any]]:
    """The log's entries of these actions (and with these columns), oldest first, details decoded."""
    query = select(log).where(log.c.action.in_(actions)).order_by(log.c.seq)
    for name, wanted in about.items():
        query = query.where(log.c[name] == wanted)
    for row in connection.execute(query).mappings():
        yield {**row, "details": json.loads(row["details"])}


def _genuine(row: dict[str, Any]) -> bool:
    try:
        return row["hash"] == entry_hash(row, row["previous"])
    except TypeError:  # bytes where text was written
        return False


def broken_links(rows: Iterable[dict[str, Any]], end: tuple[int, str]) -> list[str]:
    """What is wrong with a chain of log rows that should end in ``end``; empty when it holds."""
    found, previous, seq = [], "", 0
    for row in rows:
        seq += 1
        if row["seq"] != seq:
            found.append(f"log entry {seq} is missing: {row['seq']} follows {seq - 1}")
            seq = row["seq"]
        if row["previous"] != previous:
            found.append(f"log entry {seq} does not continue the entry before it")
        if not _genuine(row):
            found.append(f"log entry {seq} was changed after it was written")
        previous = row["hash"]
    if (seq, previous) != end:
        found.append(f"the log ends at {seq}, its head says {end[0]}")
    return found
