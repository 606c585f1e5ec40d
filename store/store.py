"""The store as pages, metrics and exports read it: frames, history, traces, originals and who did what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import func, select

from store import meetings as frozen
from store.conflicts import choices
from store.engine import Database
from store.frames import frame_of, one_row_an_item, without_losers
from store.listings import audit_frame, issues_frame, submissions_frame
from store.log import head
from store.receipts import Line, Trace
from store.refusals import Refused
from store.schema import log, originals, publications
from store.selection import Chosen, described, latest, standing
from store.submissions import lines
from store.tracing import trace_of


class Store:
    """Everything ever submitted. Reading needs no actor; whatever changes something goes through ``Desk``."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # figures

    def frame(self, dataset: str, *, as_of: str | None = None, meeting: str | None = None,
              instead: Iterable[int] = ()) -> pd.DataFrame:
        """The rows that stand: per department the latest published submission with period up to ``as_of``.

        ``as_of`` "2017-07", None: the latest there is. ``meeting``: exactly the rows that meeting froze. ``instead``:
        drafts shown as if they were published already. Columns: the dataset's fields (money, number, rate and area
        float64, days datetime64[us], the rest str) and ``store.frames.SOURCE``; ``row_id`` is unique. ``Refused`` for
        an unknown meeting.
        """
        with self.database.reading() as connection:
            until = frozen.find(connection, meeting).seq if meeting else None
            shown = self._shown(connection, dataset, as_of, meeting, list(instead))
            rows = frame_of(connection, dataset, shown)
            decided = choices(connection, dataset, until=until)
        return one_row_an_item(without_losers(rows, decided), dataset)

    def history(self, dataset: str) -> pd.DataFrame:
        """Every period's rows, by the version of each that stands now; columns as ``frame``.

        ``row_id`` is unique within a period.
        """
        with self.database.reading() as connection:
            rows = frame_of(connection, dataset, standing(connection, dataset))
            decided = choices(connection, dataset)
        by_period = (one_row_an_item(without_losers(part.reset_index(drop=True), decided), dataset)
                     for _, part in rows.groupby("period", sort=True))
        parts = list(by_period)
        return pd.concat(parts, ignore_index=True) if parts else rows

    def rows(self, submission_id: int) -> pd.DataFrame:
        """The rows of one submission, whatever its state; columns as ``frame``."""
        with self.database.reading() as connection:
            shown = described(connection, [submission_id])
            if not shown:
                raise Refused("no_such_submission", submission=submission_id)
            return frame_of(connection, shown[0].dataset, shown)

    def trace(self, dataset: str, row_id: str, field: str, *, as_of: str | None = None,
              meeting: str | None = None) -> Trace:
        """Where the value of ``field`` in that row of that frame comes from. ``Refused`` where there is no such row."""
        rows = self.frame(dataset, as_of=as_of, meeting=meeting)
        found = rows[rows["row_id"] == row_id]
        if found.empty:
            raise Refused("no_such_row", row=row_id)
        with self.database.reading() as connection:
            return trace_of(connection, dataset, found.iloc[0], field)

    # what there is

    def version(self) -> int:
        """The sequence number of the last act; grows with every change."""
        with self.database.reading() as connection:
            return head(connection)[0]

    def figures_version(self) -> int:
        """The sequence number of the last act that can move a figure: the key for caches of figures."""
        with self.database.reading() as connection:
            moved = connection.scalar(select(func.max(publications.c.seq))) or 0
            chosen = connection.scalar(select(func.max(log.c.seq)).where(log.c.action == "choose")) or 0
        return max(moved, chosen)

    def periods(self) -> list[str]:
        """The periods something stands for, oldest first."""
        with self.database.reading() as connection:
            return sorted({c.period for c in standing(connection)})

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

    def audit(self) -> pd.DataFrame:
        """The log of every act, oldest first."""
        with self.database.reading() as connection:
            return audit_frame(connection)

    def lines(self, ids: Iterable[int] | None = None) -> list[Line]:
        """How these submissions (None: all ever saved) stand now."""
        with self.database.reading() as connection:
            return lines(connection, ids)

    def is_demo(self) -> bool:
        """Whether any made-up submission stands."""
        with self.database.reading() as connection:
            return any(c.demo for c in standing(connection))

    def original(self, sha256: str) -> bytes:
        """The file with that hash, byte for byte. ``Refused`` where none was kept."""
        with self.database.reading() as connection:
            content = connection.scalar(select(originals.c.content).where(originals.c.sha256 == sha256))
        if content is None:
            raise Refused("no_such_original", sha256=sha256)
        return bytes(content)

    def _shown(self, connection: Any, dataset: str, as_of: str | None, meeting: str | None,
               instead: list[int]) -> list[Chosen]:
        if meeting:
            return [c for c in frozen.shown(connection, meeting) if c.dataset == dataset]
        found = standing(connection, dataset)
        drafts = [c for c in described(connection, instead) if c.dataset == dataset] if instead else []
        replaced = {(c.department, c.period) for c in drafts}
        return latest([c for c in found if (c.department, c.period) not in replaced] + drafts, as_of)
