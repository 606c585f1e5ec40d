"""The desk's part for the office's book: changes from a day, with reason and paper; nothing is ever half applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from catalog.book.faults import faults
from catalog.book.lists import Name, Value, applied, assembled, changed
from catalog.words.store import store_words
from store.book import entries_on, keep_changes, last_change, versions
from store.desk.acting import Acting, At, reasoned, receipt
from store.journal.log import head
from store.receipts import Receipt
from store.refusals import Refused
from store.versions.locks import require_open_since


class BookDesk(Acting):
    """What the office decides: each change is a new version, and so is each undoing."""

    def change_book(
        self,
        changes: Mapping[Name, Value | None],
        *,
        applies_from: dt.date,
        reason: str,
        at: At,
        paper: str = "",
        seen: int | None = None,
        demo: bool = False,
    ) -> Receipt:
        """Change these entries (None: end them) from the day ``applies_from`` on, all or none; ``demo``: made up.

        ``seen`` is the number of the last change the person saw: ``Refused`` where somebody changed the book since, and
        where the book would not be sound, with every fault named; also for a day in or before a locked period, which
        would be judged by another book.
        """
        self._require("change_book")
        by, why = self._by(at), {"reason": reasoned(reason), "paper": paper.strip()} | ({"demo": "1"} if demo else {})
        with self._database.writing() as connection:
            if seen is not None and seen != last_change(connection):
                raise Refused("book_moved")
            before = head(connection)[0]
            held = entries_on(connection, applies_from)
            real = changed(held, applied(held, changes))
            wrong = faults(assembled(applied(held, changes)))
            if wrong:
                between = store_words().list_separator
                raise Refused("book_unsound", said=between.join(fault.said for fault in wrong[:5]))
            if real:
                require_open_since(connection, "change_book", [applies_from.isoformat()[:7]])
                keep_changes(connection, by, real, applies_from=applies_from.isoformat(), why=why)
            return receipt(connection, "change_book", by, before)

    def undo_book(self, seq: int, *, reason: str, at: At) -> Receipt:
        """Bring back, as a new version from the same day, what that change of the book replaced."""
        self._require("change_book")
        with self._database.reading() as connection:
            done = [version for version in versions(connection) if version.seq == seq]
            if not done or done[0].applies_from == "":
                raise Refused("no_such_book_change", seq=seq)
            day = dt.date.fromisoformat(done[0].applies_from)
            then = entries_on(connection, day, until=seq - 1)
        changes = {(v.list, v.key): then.get((v.list, v.key)) for v in done}
        return self.change_book(changes, applies_from=day, reason=reason, at=at, paper=done[0].paper)
