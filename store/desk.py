"""The analyst's desk: every act on the store, each checked against who asks and done in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from store.intake import Context, drafts
from store.log import Signature, head
from store.permissions import Actor, require
from store.publishing import publish
from store.receipts import Receipt
from store.store import Store
from store.submissions import keep_original, lines, same_again, write

At = dt.datetime | str


class Desk:
    """What ``actor`` may do to the store. Times (``at``) are facts handed in, never asked of a clock."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self.store, self.actor = store, actor

    def save(self, reading: Any, *, content: bytes, at: At, **context: Any) -> Receipt:
        """Keep the reading's known tables as drafts, one a department, dataset and period; the same again is the same.

        ``context``: department, period, received, demo, upload, mappings, corrections (see ``store.intake.Context``).
        """
        by = self._by(at)
        given = Context(content=content, **{"received": by.at[:10], **context})
        found, skipped = drafts(reading, given)
        require(self.actor, "save", (d.key.department for d in found))
        with self.store.database.writing() as connection:
            keep_original(connection, content)
            before = head(connection)[0]
            ids = [same_again(connection, d) or write(connection, by, d) for d in found]
            return self._receipt(connection, "save", by, ids, before, tuple(skipped))

    def publish(self, submissions: Receipt | Iterable[int], *, at: At,
                expect: Mapping[int, int | None] | None = None) -> Receipt:
        """Let drafts stand from now on, all or none. What is published already stays as it is (``repeated``).

        ``Conflict`` where somebody else published meanwhile: look at both, then publish again with ``expect`` naming
        the submission that may be superseded. ``Refused`` for a locked period.
        """
        by, ids = self._by(at), _ids(submissions)
        with self.store.database.writing() as connection:
            require(self.actor, "publish", (line.department for line in lines(connection, ids)))
            before = head(connection)[0]
            publish(connection, by, ids, expect or {})
            return self._receipt(connection, "publish", by, ids, before)

    def _by(self, at: At) -> Signature:
        said = at.isoformat(timespec="seconds") if isinstance(at, dt.datetime) else at
        return Signature(self.actor.name, self.actor.role, said)

    def _receipt(self, connection: Connection, action: str, by: Signature, ids: list[int], before: int,
                 skipped: tuple[str, ...] = ()) -> Receipt:
        seq, hashed = head(connection)
        repeated = seq == before
        found = tuple(lines(connection, ids, repeated=repeated))
        return Receipt(action, seq, hashed, by.at, found, repeated, skipped)


def _ids(submissions: Receipt | Iterable[int]) -> list[int]:
    return list(submissions.submission_ids if isinstance(submissions, Receipt) else submissions)
