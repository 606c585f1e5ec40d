"""What every act at the desk shares: who acts, when, in one transaction, and the receipt for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection

from store.accounts import records
from store.database.engine import Database
from store.desk.permissions import Actor, require
from store.journal.log import Entry, Signature, append, head
from store.reading.store import Store
from store.receipts import Line, Receipt
from store.refusals import NotAllowed, Refused
from store.versions.submissions import lines

At = dt.datetime | str


class Acting:
    """An actor at a store. Times (``at``) are facts handed in, never asked of a clock."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self.store, self.actor = store, actor

    @property
    def _database(self) -> Database:
        return self.store.database

    def _by(self, at: At) -> Signature:
        said = at.isoformat(timespec="seconds") if isinstance(at, dt.datetime) else at
        who = self.actor
        said_of = {"address": who.address, "session": who.session}
        origin = {name: value for name, value in said_of.items() if value}
        return Signature(who.name, who.role, said, origin)

    def _require(self, action: str, departments: Iterable[str] = (), *, leader: str = "") -> None:
        self._require_still_in()
        require(self.actor, action, departments, leader=leader)

    def _require_still_in(self) -> None:
        """``NotAllowed`` where the actor's sign-in has ended, or the account is another by now: pages may be old."""
        if not self.actor.session:
            return
        with self._database.reading() as connection:
            holds = records.holds(connection, self.actor)
        if not holds:
            raise NotAllowed("signed_out", actor=self.actor.name)

    def require_sight(self, department: str) -> None:
        """``NotAllowed`` where the actor is not shown this department's figures and cells."""
        if not self.actor.sees(department):
            require(self.actor, "read_trace", [department])

    def _note(self, action: str, at: At, entry: Entry) -> Receipt:
        """Carry out an act that is nothing but its entry in the log."""
        by = self._by(at)
        with self._database.writing() as connection:
            before = head(connection)[0]
            append(connection, by, entry)
            return receipt(connection, action, by, before)


def receipt(
    connection: Connection,
    action: str,
    by: Signature,
    before: int,
    ids: Iterable[int] = (),
    skipped: tuple[str, ...] = (),
) -> Receipt:
    """The receipt for what happened since sequence number ``before``; nothing happened: it is a repetition."""
    seq, hashed = head(connection)
    ids = list(ids)
    found = tuple(lines(connection, ids, repeated=seq == before)) if ids else ()
    return Receipt(action, seq, hashed, by.at, found, seq == before, skipped)


def one_line(connection: Connection, submission: int) -> Line:
    """How this submission stands; ``Refused`` where there is none of that number."""
    return known_lines(connection, [submission])[0]


def known_lines(connection: Connection, ids: list[int]) -> list[Line]:
    """How these submissions stand; ``Refused`` where one of them is not there."""
    found = lines(connection, ids)
    for missing in set(ids) - {line.submission_id for line in found}:
        raise Refused("no_such_submission", submission=missing)
    return found


def reasoned(reason: str) -> str:
    """The reason, trimmed; ``Refused`` where none is given."""
    if not reason.strip():
        raise Refused("reason_needed")
    return reason.strip()


def require_day(day: str) -> str:
    """The ISO day as given; ``Refused`` where it is none."""
    try:
        return dt.date.fromisoformat(day).isoformat()
    except ValueError as wrong:
        raise Refused("no_such_day", day=day) from wrong
