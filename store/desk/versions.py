"""The desk's second half: versions published, withdrawn, returned and restored, and periods without progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from store.book import undo_demo
from store.desk.acting import Acting, At, known_lines, one_line, reasoned, receipt
from store.journal.log import Entry, append, entries, head
from store.reading.selection import standing
from store.receipts import Receipt
from store.refusals import Refused
from store.versions.arrivals import require_possible, saved_at
from store.versions.locks import require_open, require_open_since
from store.versions.publishing import Moved, conflict, copy, hide, publish, show
from store.versions.submissions import Key, current, lines
from store.versions.supplements import with_what_they_add_to


class VersionDesk(Acting):
    """What decides which version of a department's figures stands. Every act is one transaction: all or nothing."""

    def publish(
        self,
        submissions: Receipt | Iterable[int],
        *,
        at: At,
        expect: Mapping[int, int | None] | None = None,
        adding: Mapping[int, int] | None = None,
    ) -> Receipt:
        """Let drafts stand from now on, all or none. What is published already stays as it is (``repeated``).

        ``Conflict`` where somebody else published meanwhile: look at both, then publish again with ``expect`` naming
        per draft the submission that may be superseded. ``Refused`` for a locked period, or a submission that was
        withdrawn, returned or replaced, or has no row. ``adding`` (draft: a published submission): drafts that add to
        that one and change it by item, while its other rows stand; the others replace what stood.
        """
        by = self._by(at)
        ids = list(submissions.submission_ids if isinstance(submissions, Receipt) else submissions)
        try:
            with self._database.writing() as connection:
                self._require("publish", sorted({line.department for line in known_lines(connection, ids)}))
                before = head(connection)[0]
                publish(connection, by, ids, expect or {}, adding or {})
                return receipt(connection, "publish", by, before, ids)
        except Moved as moved:
            with self._database.reading() as connection:
                raise conflict(connection, moved) from None

    def withdraw(self, submission: int, *, reason: str, at: At) -> Receipt:
        """Take a published version back: figures fall to the department's period before. Repeatable."""
        return self._hide("withdraw", submission, reason, at, ("published",), "withdrawn")

    def send_back(self, submission: int, *, reason: str, at: At) -> Receipt:
        """Return a draft or published version to its department, which has to report again. Repeatable."""
        return self._hide("return", submission, reason, at, ("draft", "published"), "returned")

    def restore(self, submission: int, *, reason: str, at: At) -> Receipt:
        """Let the content of an earlier version stand again, bit for bit, as a new version. Repeatable."""
        by, why = self._by(at), reasoned(reason)
        with self._database.writing() as connection:
            line = one_line(connection, submission)
            self._require("restore", [line.department])
            if line.version is None:
                raise Refused("never_published", submission=submission)
            require_open_since(connection, "restore", [line.period])
            before = head(connection)[0]
            stands = current(connection, Key(line.dataset, line.department, line.period))
            if stands is not None and one_line(connection, stands).content_hash == line.content_hash:
                return receipt(connection, "restore", by, before, [stands])
            number = copy(connection, by, line, why)
            show(connection, by, "restore", one_line(connection, number), why)
            return receipt(connection, "restore", by, before, [number])

    def receive_version(self, submission: int, day: str, *, reason: str, at: At) -> Receipt:
        """Say on which day one version came in, where that was not the day it is noted under.

        ``Refused`` without a reason, for a day after it was saved, or in a locked period.
        """
        by, why = self._by(at), reasoned(reason)
        with self._database.writing() as connection:
            line = one_line(connection, submission)
            self._require("receive", [line.department])
            require_open(connection, "receive", [line.period])
            said = require_possible(day, saved_at(connection, submission))
            before = head(connection)[0]
            if said != line.received[:10]:
                about = (line.file, line.dataset, line.department, line.period, submission)
                append(
                    connection, by, Entry("receive", *about, {"received": said, "was": line.received, "reason": why})
                )
            return receipt(connection, "receive", by, before, [submission])

    def declare_no_progress(self, dataset: str, department: str, period: str, *, reason: str, at: At) -> Receipt:
        """Note that a department has said it has nothing new to report on a dataset for a period, and why."""
        self._require("declare_no_progress", [department])
        by, why = self._by(at), reasoned(reason)
        with self._database.writing() as connection:
            require_open_since(connection, "declare_no_progress", [period])
            before = head(connection)[0]
            entry = Entry("declare_no_progress", department, dataset, department, period, details={"reason": why})
            about = {"dataset": dataset, "department": department, "period": period}
            told = [e["details"] for e in entries(connection, entry.action, **about)]
            if told[-1:] != [entry.details]:
                append(connection, by, entry)
            return receipt(connection, "declare_no_progress", by, before)

    def remove_demo(self, *, at: At) -> Receipt:
        """Withdraw every made-up submission and drop their drafts, in one step, and bring back what made-up changes of
        the book replaced. Nothing is erased. ``Refused`` while a month of one of them, or one that such a change of the
        book applies to, is locked."""
        self._require("remove_demo")
        by = self._by(at)
        with self._database.writing() as connection:
            before = head(connection)[0]
            counted = with_what_they_add_to(connection, standing(connection), {})
            shown = sorted({c.submission_id for c in counted if c.demo})
            require_open_since(connection, "remove_demo", {c.period for c in counted if c.demo})
            drafts = [line.submission_id for line in lines(connection) if line.demo and line.state == "draft"]
            for line in lines(connection, shown):
                hide(connection, by, "remove_demo", line, "")
            for line in lines(connection, drafts):
                hide(connection, by, "discard", line, "")
            require_open_since(connection, "remove_demo", (day[:7] for day in undo_demo(connection, by)))
            return receipt(connection, "remove_demo", by, before, shown)

    def _hide(self, action: str, submission: int, reason: str, at: At, states: tuple[str, ...], after: str) -> Receipt:
        by, why = self._by(at), reasoned(reason)
        with self._database.writing() as connection:
            line = one_line(connection, submission)
            self._require(action, [line.department])
            published = line.state == "published"  # a draft is in no month's figures
            (require_open_since if published else require_open)(connection, action, [line.period])
            before = head(connection)[0]
            if line.state in states:
                hide(connection, by, action, line, why)
            elif line.state != after:
                raise Refused("wrong_state", submission=submission, state=line.state)
            return receipt(connection, action, by, before, [submission])
