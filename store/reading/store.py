"""The store as pages, metrics and exports read it: frames, history, traces, originals and who did what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from catalog import datasets
from store.book import last_change
from store.journal.declarations import texts_of
from store.journal.log import LAST_ACT, entries, hash_of
from store.reading.approvals import approvals_of
from store.reading.conflicts import ItemConflict, choices, conflicts
from store.reading.decided import Decided
from store.reading.denominator import changed_figures, denominator
from store.reading.frames import frame_of, one_row_an_item, without_losers
from store.reading.listings import audit_frame, issues_frame, submissions_frame
from store.reading.owed_reports import ledger
from store.reading.selection import Chosen, book_of_month, described, figures_version, latest, standing
from store.reading.tracing import traces_of
from store.receipts import Line, Trace
from store.refusals import Refused
from store.versions import meetings as frozen
from store.versions.answers import Answer, answers, last_answer
from store.versions.locks import locked_periods
from store.versions.months import decided, release_days
from store.versions.originals import original
from store.versions.pictures import KeptPicture, Spot, pictures_at
from store.versions.submissions import inputs_of, lines
from store.versions.supplements import with_what_they_add_to, without_superseded


class Store(Decided):
    """Everything ever submitted. Reading needs no actor; whatever changes something goes through ``Desk``."""

    # figures

    def frame(
        self,
        dataset: str,
        *,
        as_of: str | None = None,
        meeting: str | None = None,
        until: int | None = None,
        instead: Iterable[int] = (),
        adding: Mapping[int, int] | None = None,
        deciding: Mapping[str, str | None] | None = None,
    ) -> pd.DataFrame:
        """The rows that stand: per department the latest published submission with period up to ``as_of``.

        ``as_of`` "2017-07", None: the latest there is. ``meeting``: exactly the rows that meeting froze. ``until``: as
        it stood at that sequence number, whatever was published or chosen later. ``instead``: drafts shown as if they
        were published already, ``adding`` (draft: what it adds to) those of them that are supplements; ``deciding``:
        choices (row_id: department) as if made.
        Columns: the dataset's fields (money, number, rate and area float64, days datetime64[us], the rest str) and
        ``store.frames.SOURCE``; ``row_id`` is unique. ``Refused`` for an unknown meeting.
        """
        with self.database.reading() as connection:
            until = frozen.find(connection, meeting).seq if meeting else until
            shown = self._shown(connection, dataset, as_of, meeting, list(instead), until)
            shown = with_what_they_add_to(connection, shown, adding or {}, until)
            rows = without_superseded(frame_of(connection, dataset, shown), shown)
            decided = choices(connection, dataset, until=until)
        return one_row_an_item(without_losers(rows, {**decided, **(deciding or {})}), dataset)

    def history(self, dataset: str, *, first: str = "", as_of: str = "", until: int | None = None) -> pd.DataFrame:
        """The rows of every period (from ``first``, up to ``as_of``), by the version of each that stands now (or stood
        at ``until``); columns as ``frame``. ``row_id`` is unique within a period."""
        with self.database.reading() as connection:
            found = standing(connection, dataset, until=until)
            asked = [c for c in found if first <= c.period <= (as_of or c.period)]
            shown = with_what_they_add_to(connection, asked, {}, until)
            rows = without_superseded(frame_of(connection, dataset, shown), shown)
            decided = choices(connection, dataset, until=until)
        by_period = (
            one_row_an_item(without_losers(part.reset_index(drop=True), decided), dataset)
            for _, part in rows.groupby("period", sort=True)
        )
        parts = list(by_period)
        return pd.concat(parts, ignore_index=True) if parts else rows

    def rows(self, submission_id: int) -> pd.DataFrame:
        """The rows of one submission, whatever its state; columns as ``frame``."""
        with self.database.reading() as connection:
            shown = described(connection, [submission_id])
            if not shown:
                raise Refused("no_such_submission", submission=submission_id)
            return frame_of(connection, shown[0].dataset, shown)

    def trace(
        self,
        dataset: str,
        row_id: str,
        field: str,
        *,
        as_of: str | None = None,
        meeting: str | None = None,
        until: int | None = None,
    ) -> Trace:
        """Where the value of ``field`` in that row of that frame comes from. ``Refused`` where there is no such row."""
        found = self.traces(dataset, [(row_id, field)], as_of=as_of, meeting=meeting, until=until)[0]
        if found is None:
            raise Refused("no_such_row", row=row_id)
        return found

    def traces(
        self,
        dataset: str,
        wanted: Iterable[tuple[str, str]],
        *,
        as_of: str | None = None,
        meeting: str | None = None,
        until: int | None = None,
    ) -> list[Trace | None]:
        """As :meth:`trace` for many (row_id, field) of one frame at once; None where the frame has no such row."""
        rows = self.frame(dataset, as_of=as_of, meeting=meeting, until=until)
        with self.database.reading() as connection:
            return traces_of(connection, dataset, rows, wanted)

    # what there is

    def ready(self) -> None:
        """Read, and write what is taken back; ``Unavailable`` where the store cannot do either now."""
        self.database.ready()

    def version(self) -> int:
        """The sequence number of the last act; grows with every change."""
        return self.database.number(LAST_ACT)

    def figures_version(self, as_of: str | None = None) -> int:
        """The sequence number of the last act that can move a figure or a count (of the months up to ``as_of``): the
        key for caches of figures. Whether a month is released may turn with a later month's acts."""
        with self.database.reading() as connection:
            return figures_version(connection, as_of)

    def hash_of(self, act: int) -> str:
        """The log's chained hash after that act: the same for these acts alone."""
        with self.database.reading() as connection:
            return hash_of(connection, act)

    def versions(self) -> tuple[int, int]:
        """The versions of figures and book at one moment."""
        with self.database.reading() as connection:
            return figures_version(connection), last_change(connection)

    def periods(self, *, until: int | None = None) -> list[str]:
        """The periods something stands (or stood at ``until``) for, oldest first."""
        with self.database.reading() as connection:
            return sorted({c.period for c in standing(connection, until=until)})

    def submissions(self) -> pd.DataFrame:
        """Every submission ever saved, oldest first, as it stands now; columns ``store.listings.LISTED``."""
        with self.database.reading() as connection:
            return submissions_frame(connection)

    def issues(self) -> pd.DataFrame:
        """What was found in submissions that stand or are drafts: one row an issue, with whose it is."""
        with self.database.reading() as connection:
            return issues_frame(connection)

    def meetings(self) -> list[frozen.Meeting]:
        """Every frozen meeting, oldest first."""
        with self.database.reading() as connection:
            return frozen.meetings(connection)

    def declarations(self, meeting: str) -> dict[str, str] | None:
        """The texts that meeting's figures were judged by; None for one frozen before such texts were kept."""
        with self.database.reading() as connection:
            digests = frozen.find(connection, meeting).declarations
            return texts_of(connection, digests) if digests else None

    def audit(self) -> pd.DataFrame:
        """The log of every act, oldest first."""
        with self.database.reading() as connection:
            return audit_frame(connection)

    def lines(self, ids: Iterable[int] | None = None) -> list[Line]:
        """How these submissions (None: all ever saved) stand now."""
        with self.database.reading() as connection:
            return lines(connection, ids)

    def is_demo(self, *, until: int | None = None) -> bool:
        """Whether any made-up submission stands (or stood at ``until``)."""
        with self.database.reading() as connection:
            return any(c.demo for c in standing(connection, until=until))

    def original(self, sha256: str) -> bytes:
        """The file with that hash, byte for byte. ``Refused`` where none was kept. Unguarded: pages ask the desk."""
        with self.database.reading() as connection:
            return original(connection, sha256)

    def pictures(self, spots: Iterable[Spot], most: int = 6) -> dict[Spot, tuple[KeptPicture, ...]]:
        """The first pictures of rows, said as (submission, sheet, row) as frames and traces name them; rows without any
        are left out. Unguarded: pages that name a unit's rows ask the desk."""
        with self.database.reading() as connection:
            return pictures_at(connection, spots, most)

    def inputs(self, submission_id: int) -> dict[str, Any]:
        """What a submission's reading was made with: mappings, corrections, overrides (``store.intake``)."""
        with self.database.reading() as connection:
            return inputs_of(connection, submission_id)

    def answers(self, department: str | None = None, signatures: Iterable[str] | None = None) -> list[Answer]:
        """What is remembered of forms: the department's own answers first, then those given for others."""
        with self.database.reading() as connection:
            return answers(connection, department, signatures)

    def last_answer(self) -> int:
        """The sequence number of the last answer about a form; with it grows what files may read as."""
        with self.database.reading() as connection:
            return last_answer(connection)

    # what the office looks after

    def ledger(self, as_of: str, *, on: dt.date | None = None, until: int | None = None) -> pd.DataFrame:
        """Who owed what up to the month ``as_of``, what came and when, judged on the day ``on`` (``store.ledger``)."""
        with self.database.reading() as connection:
            return ledger(connection, as_of, on, until)

    def conflicts(self, as_of: str | None = None) -> list[ItemConflict]:
        """Items that several departments report, side by side, with the choice where one was made."""
        with self.database.reading() as connection:
            return conflicts(connection, as_of)

    def months(self, *, until: int | None = None) -> dict[str, str]:
        """What the office last decided of each month: period -> "released" or "collecting"."""
        with self.database.reading() as connection:
            return decided(connection, until=until)

    def release_days(self) -> dict[str, str]:
        """The day each released month was released on, ISO."""
        with self.database.reading() as connection:
            return release_days(connection)

    def locked_periods(self) -> set[str]:
        """The periods that are locked now."""
        with self.database.reading() as connection:
            return locked_periods(connection)

    def differences(self, before: str, after: str, dataset: str | None = None) -> pd.DataFrame:
        """Every figure that changed between two meetings or months, with the submission that changed it.

        ``before`` and ``after`` are meetings' names or "2017-07"; columns: ``store.denominator.changed_figures``.
        """
        pairs = self._pairs(before, after, dataset)
        return _stacked([changed_figures(name, old, new) for name, old, new in pairs])

    def denominator(self, before: str, after: str, dataset: str | None = None) -> pd.DataFrame:
        """Items added, ended, split and retargeted between two meetings or months, and by whose approval."""
        with self.database.reading() as connection:
            notes = list(entries(connection, "explain_change"))
        pairs = self._pairs(before, after, dataset)
        mine = {name: [n for n in notes if n["dataset"] == name] for name, _, _ in pairs}
        return _stacked([denominator(name, old, new, mine[name]) for name, old, new in pairs])

    def approvals(self, dataset: str, *, until: int | None = None, as_of: str = "") -> list[dict[str, str]]:
        """The changes of rows somebody noted an approval for (up to ``until``; for the month ``as_of`` while that is
        locked: before it was): row_id, kind, approved_by, noted_on."""
        with self.database.reading() as connection:
            return approvals_of(connection, dataset, until=until, as_of=as_of)

    def standstills(self, dataset: str, period: str, *, until: int | None = None) -> dict[str, str]:
        """Which units declared no progress of a dataset in that month (up to ``until``), each with its reason."""
        with self.database.reading() as connection:
            acts = list(entries(connection, "declare_no_progress", dataset=dataset))
        mine = [e for e in acts if e["period"] == period and (until is None or e["seq"] <= until)]
        return {e["department"]: e["details"]["reason"] for e in mine}

    def _pairs(self, before: str, after: str, dataset: str | None) -> list[tuple[str, pd.DataFrame, pd.DataFrame]]:
        names, known = [dataset] if dataset else list(datasets()), {meeting.name for meeting in self.meetings()}

        def at(name: str, when: str) -> pd.DataFrame:
            return self.frame(name, meeting=when) if when in known else self.frame(name, as_of=when)

        return [(name, at(name, before), at(name, after)) for name in names]

    def _shown(
        self, connection: Connection, dataset: str, as_of: str | None, meeting: str | None, instead: list[int],
        until: int | None = None,
    ) -> list[Chosen]:  # fmt: skip
        if meeting:
            return [c for c in frozen.shown(connection, meeting) if c.dataset == dataset]
        found = standing(connection, dataset, until=until)
        drafts = [c for c in described(connection, instead) if c.dataset == dataset] if instead else []
        replaced = {(c.department, c.period) for c in drafts}
        known = book_of_month(connection, as_of, until)
        return latest([c for c in found if (c.department, c.period) not in replaced] + drafts, as_of, known)


def _stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else parts[0]
