"""Versions of the book's entries: read as of a day and as known at a sequence number, and added to, never changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from catalog.book import Book, shipped
from catalog.book.lists import Name, Value, assembled, entries_of, in_place
from store.database.schema import book_entries, log
from store.journal.log import Entry, Signature, append, canonical, entries
from store.versions.submissions import text_hash

# What an entry that was always so applies from.
ALWAYS = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry: ``value`` None where it ended; who, when, why, by which paper, from which day."""

    seq: int
    list: str
    key: str
    applies_from: str
    value: Value | None
    at: str
    actor: str
    reason: str
    paper: str


def versions(connection: Connection, name: str | None = None, key: str | None = None) -> list[Version]:
    """Every version of every entry (of that list, of that key), oldest first."""
    query = select(book_entries, log.c.at, log.c.actor, log.c.details).join(log, log.c.seq == book_entries.c.seq)
    for column, asked in ((book_entries.c.list, name), (book_entries.c.key, key)):
        query = query if asked is None else query.where(column == asked)
    found = connection.execute(query.order_by(book_entries.c.seq, book_entries.c.position)).mappings()
    return [_version(dict(row)) for row in found]


def _version(row: dict[str, Any]) -> Version:
    said = json.loads(row["details"])
    value = None if row["value"] is None else json.loads(row["value"])
    who = (row["at"], row["actor"], said.get("reason", ""), said.get("paper", ""))
    return Version(row["seq"], row["list"], row["key"], row["applies_from"], value, *who)


def entries_on(connection: Connection, day: dt.date | None, until: int | None = None) -> dict[Name, Value]:
    """The entries valid on ``day`` (None: by the last change of each, whenever it applies) as known at ``until``.

    Of an entry's versions that apply on that day the one that applies from the latest day holds, of those the one
    written last: an earlier one set right, or undone, ends nothing that was decided from a later day on. An untouched
    store has the shipped book.
    """
    query = select(book_entries.c.list, book_entries.c.key, book_entries.c.value)
    if day is not None:
        query = query.where(book_entries.c.applies_from <= day.isoformat())
    if until is not None:
        query = query.where(book_entries.c.seq <= until)
    held: dict[Name, str | None] = {}
    order = (book_entries.c.applies_from, book_entries.c.seq, book_entries.c.position)
    for name, key, value in connection.execute(query.order_by(*order)):
        held[name, key] = value
    if not held:
        return entries_of(shipped())
    return in_place({name: None if value is None else json.loads(value) for name, value in held.items()})


def book_on(connection: Connection, day: dt.date | None, until: int | None = None) -> Book:
    """The book of ``day`` as known at ``until``; the shipped one where nobody has changed it."""
    if last_change(connection, until) == 0:
        return shipped()
    return assembled(entries_on(connection, day, until))


def last_change(connection: Connection, until: int | None = None) -> int:
    """The sequence number of the last change of the book; 0 while it is as shipped."""
    query = select(func.max(book_entries.c.seq))
    return connection.scalar(query if until is None else query.where(book_entries.c.seq <= until)) or 0


def keep_changes(
    connection: Connection,
    by: Signature,
    changes: Mapping[Name, Value | None],
    *,
    applies_from: str,
    why: dict[str, str],
) -> int:
    """Write down these versions as one act; its sequence number. The first act of all keeps the shipped book before."""
    if last_change(connection) == 0:
        _write(connection, by, "start_book", entries_of(shipped()), ALWAYS, {})
    return _write(connection, by, "change_book", changes, applies_from, why)


def undo_demo(connection: Connection, by: Signature) -> list[str]:
    """Bring back, the newest first, what made-up changes replaced, entry by entry where it still stands so; the days
    from which that changes the book."""
    days: list[str] = []
    made_up = [act for act in entries(connection, "change_book") if act["details"].get("demo")]
    for act in reversed(made_up):
        done = [version for version in versions(connection) if version.seq == act["seq"]]
        day = dt.date.fromisoformat(act["details"]["applies_from"])
        then, now = entries_on(connection, day, until=act["seq"] - 1), entries_on(connection, day)
        still = [v for v in done if now.get((v.list, v.key)) == v.value]
        changes = {(v.list, v.key): then.get((v.list, v.key)) for v in still}
        if changes:
            why = {"reason": act["details"]["reason"], "paper": act["details"]["paper"]}
            keep_changes(connection, by, changes, applies_from=day.isoformat(), why=why)
            days.append(day.isoformat())
    return days


def _write(
    connection: Connection,
    by: Signature,
    action: str,
    entries: Mapping[Name, Value | None],
    applies_from: str,
    why: dict[str, str],
) -> int:
    rows = [
        {
            "position": i,
            "list": name,
            "key": key,
            "applies_from": applies_from,
            "value": None if value is None else json.dumps(value, ensure_ascii=False),
        }
        for i, ((name, key), value) in enumerate(entries.items())
    ]
    details = {**why, "applies_from": applies_from, "entries": len(rows), "digest": digest_of(rows)}
    subject = "book" if len(rows) != 1 else f"{rows[0]['list']}/{rows[0]['key']}"
    seq = append(connection, by, Entry(action, subject, details=details))
    connection.execute(insert(book_entries), [{"seq": seq, **row} for row in rows])
    return seq


def digest_of(rows: list[dict[str, Any]]) -> str:
    """The hash of one act's entries, which its log entry notes."""
    return text_hash(
        canonical([[row[c] for c in ("position", "list", "key", "applies_from", "value")] for row in rows])
    )


def wrong_entries(connection: Connection, acts: list[dict[str, Any]]) -> Iterator[str]:
    """Acts of the log whose kept entries are not those they noted, and entries that no act wrote."""
    kept: dict[int, list[dict[str, Any]]] = {}
    query = select(book_entries).order_by(book_entries.c.seq, book_entries.c.position)
    for row in connection.execute(query).mappings():
        kept.setdefault(row["seq"], []).append(dict(row))
    noted = {a["seq"]: json.loads(a["details"])["digest"] for a in acts if a["action"] in ("start_book", "change_book")}
    for seq in sorted(set(noted) | set(kept)):
        if seq not in noted or digest_of(kept.get(seq, [])) != noted[seq]:
            yield f"entries of the book at {seq} are not what was logged"
