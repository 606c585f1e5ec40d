"""The desk's third part: what the office decides for all: locks, conflicts, meetings, changes of the denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from catalog.book import kept_texts
from store.desk.acting import Acting, At, reasoned, receipt
from store.journal.declarations import digests_of, keep_texts
from store.journal.log import Entry, append, entries, head
from store.reading.conflicts import last_month_of, reported_in, reporters
from store.reading.selection import book_of_month, figures_version, latest, standing
from store.receipts import Receipt
from store.refusals import Refused
from store.versions import meetings
from store.versions.locks import locked_periods, require_open, require_open_since
from store.versions.months import decided

# How an item can enter or leave the denominator, or change it.
CHANGES = ("added", "ended", "split", "retargeted")


class OfficeDesk(Acting):
    """Decisions about periods, items and meetings, each with who, when and why."""

    def lock_period(self, period: str, *, at: At, reason: str = "") -> Receipt:
        """Nothing in the period is published, withdrawn, returned or restored until it is unlocked. Repeatable."""
        return self._turn("lock", period, at, reason, wanted=True)

    def unlock_period(self, period: str, *, reason: str, at: At) -> Receipt:
        """Open a locked period again; ``Refused`` without a reason."""
        return self._turn("unlock", period, at, reasoned(reason), wanted=False)

    def choose(self, dataset: str, row_id: str, department: str | None, *, reason: str, at: At) -> Receipt:
        """Decide which department's row of an item stands from now on (None: all, they are different items).

        ``Refused`` without a reason, where the department does not report the item, or where it was reported in a
        locked period or before one. Frozen meetings keep what they saw.
        """
        by, why = self._by(at), reasoned(reason)
        with self._database.writing() as connection:
            known = reporters(connection, dataset, row_id)
            self._require("choose", known)
            if department is not None and department not in known:
                raise Refused("not_a_reporter", department=department, row=row_id)
            require_open_since(connection, "choose", reported_in(connection, dataset, row_id))
            before = head(connection)[0]
            details = {"department": department, "reason": why, "departments": known}
            append(connection, by, Entry("choose", row_id, dataset, department, details=details))
            return receipt(connection, "choose", by, before)

    def explain_change(
        self, dataset: str, row_id: str, kind: str, *, approved_by: str, reason: str, at: At, parts: Iterable[str] = ()
    ) -> Receipt:
        """Note by whose approval an item was added, ended, retargeted or split (into ``parts``, row ids).

        ``Refused`` where the last period its units reported is locked: an approved change counts there.
        """
        self._require("explain_change")
        if kind not in CHANGES:
            raise Refused("no_such_change", kind=kind)
        details = {"kind": kind, "approved_by": reasoned(approved_by), "reason": reasoned(reason), "parts": list(parts)}
        by = self._by(at)
        with self._database.writing() as connection:
            require_open(connection, "explain_change", last_month_of(connection, dataset, row_id))
            before = head(connection)[0]
            append(connection, by, Entry("explain_change", row_id, dataset, details=details))
            return receipt(connection, "explain_change", by, before)

    def freeze(
        self,
        name: str,
        *,
        as_of: str,
        at: At,
        held_on: str = "",
        note: str = "",
        figures: Mapping[str, Mapping[str, str]] | None = None,
        seen: int | None = None,
    ) -> Receipt:
        """Keep a meeting's figures for ever under a name: the submissions that stand now, up to period ``as_of``, and
        the declarations they are judged by.

        ``figures``: the key figures as they are printed (page -> name -> text), worked out at the store's figures
        version ``seen``; ``Refused`` where something has moved since. The same meeting frozen again unchanged is a
        repetition; ``Refused`` where the name stands for other figures.
        """
        self._require("freeze")
        by, name = self._by(at), reasoned(name)
        with self._database.writing() as connection:
            before = head(connection)[0]
            known = book_of_month(connection, as_of)
            shown = [c.submission_id for c in latest(standing(connection), as_of, known)]
            details: dict[str, Any] = {"as_of": as_of, "held_on": held_on, "note": note, "submissions": sorted(shown)}
            details["figures"] = {page: dict(said) for page, said in (figures or {}).items()}
            details["declarations"] = digests_of(kept_texts())
            before_it = next(entries(connection, "freeze", subject=name), None)
            if before_it is None:
                _require_still(connection, seen)
                keep_texts(connection, kept_texts())
                append(connection, by, Entry("freeze", name, period=as_of, details=details))
            elif any(before_it["details"].get(what, made) != made for what, made in details.items()):
                raise Refused("meeting_exists", name=name)
            return receipt(connection, "freeze", by, before, shown)

    def meeting(self, name: str) -> meetings.Meeting:
        """A frozen meeting and what it was made of."""
        self._require("read_figures")
        with self._database.reading() as connection:
            return meetings.find(connection, name)

    def release(self, period: str, *, note: str = "", at: At) -> Receipt:
        """Release a month: from now on leaders open on it. ``Refused`` in a locked period. Repeatable."""
        return self._decide("release", "released", period, at, note)

    def reopen(self, period: str, *, reason: str, at: At) -> Receipt:
        """Put a released month back into collection, with the reason. ``Refused`` in a locked period. Repeatable."""
        return self._decide("reopen", "collecting", period, at, reasoned(reason))

    def _decide(self, action: str, state: str, period: str, at: At, reason: str) -> Receipt:
        self._require(action)
        by = self._by(at)
        with self._database.writing() as connection:
            before = head(connection)[0]
            if decided(connection).get(period) != state:
                require_open(connection, action, [period])
                append(connection, by, Entry(action, period, period=period, details={"reason": reason}))
            return receipt(connection, action, by, before)

    def _turn(self, action: str, period: str, at: At, reason: str, *, wanted: bool) -> Receipt:
        self._require(action)
        by = self._by(at)
        with self._database.writing() as connection:
            before = head(connection)[0]
            if (period in locked_periods(connection)) != wanted:
                append(connection, by, Entry(action, period, period=period, details={"reason": reason}))
            return receipt(connection, action, by, before)


def _require_still(connection: Connection, seen: int | None) -> None:
    """``Refused`` where figures have moved since they were worked out: what is noted must be what is frozen."""
    if seen is not None and figures_version(connection) != seen:
        raise Refused("figures_moved")
