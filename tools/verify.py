"""Checks that a store is as it was written: the log's chain, every original, every row, and what stands; and that the
figures of frozen meetings still come out as they were noted.

``python -m tools.verify [URL] [--head HASH]``; exit code 1 where something is wrong. ``--head`` is the last hash as it
was noted elsewhere (on a receipt, on paper): with it, even a log that was cut short and hashed anew is found out.
"""

from __future__ import annotations

import argparse
import calendar
import os
import sys
from collections.abc import Iterator
from datetime import date

from pandas import DataFrame
from sqlalchemy import select

from catalog import dataset, datasets
from catalog.book import book_of, held_against, judged_by, rows_stay, standstill_counts
from catalog.working_days import is_declared
from metrics import headline, promised
from metrics.approvals import Approval
from store import Refused, Store, open_store
from store.database.opening import existing_database
from store.database.schema import log
from store.journal.verification import Verdict, verify
from store.versions.meetings import Meeting
from ui.shelf import shelf_beside

URL_HELP = "sqlite:///path or postgresql+psycopg://…; $STORE_URL, else the project's own by default"


def main(arguments: list[str] | None = None) -> int:
    """Check a store and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.verify", description=__doc__)
    parser.add_argument("url", nargs="?", default=os.environ.get("STORE_URL"), help=URL_HELP)
    parser.add_argument("--head", help="a hash of the log that was noted elsewhere and must be in it")
    asked = parser.parse_args(arguments)
    try:
        # As it lies there: opening it as the dashboard does would make it first, or upgrade it.
        found = verify(existing_database(asked.url))
        wrong = list(found.wrong) or _wrong_figures(open_store(asked.url), asked.head)
    except Refused as refused:
        print(f"WRONG  {refused}")
        return 1
    except Exception as fault:  # noqa: BLE001 (a store that was tampered with breaks in ways nobody foresaw)
        print(f"WRONG  the store cannot be checked: {type(fault).__name__}: {str(fault).splitlines()[:1]}")
        return 1
    print(*(f"WRONG  {sentence}" for sentence in wrong), _summary(found), sep="\n")
    return 1 if wrong else 0


def _wrong_figures(store: Store, noted: str | None) -> list[str]:
    return _missing_head(store, noted) or [
        *moved_figures(store),
        *years_without_holidays(store),
        *kept_otherwise(store),
    ]


def _summary(found: Verdict) -> str:
    counted = f"{found.entries} log entries, {found.originals} originals, {found.contents} contents"
    return f"{counted}, {found.submissions} submissions; head {found.head or '-'}"


def years_without_holidays(store: Store) -> Iterator[str]:
    """Years that something is reported for whose holidays the book does not name."""
    for year in sorted({int(period[:4]) for period in store.periods()}):
        with judged_by(store.book(date(year, 12, 31))):
            if not is_declared(year):
                yield f"the book names no holidays of {year}"


def kept_otherwise(store: Store) -> Iterator[str]:
    """Results kept beside the store that come out otherwise when they are worked out anew."""
    if shelf_beside(store.database.path).files():
        from ui import filling  # pages' figures, and with them Streamlit, where there is something to compare

        yield from filter(None, filling.kept_otherwise(store))


def moved_figures(store: Store) -> Iterator[str]:
    """The key figures of meetings that come out otherwise today than they were printed when they were frozen."""
    for meeting in (m for m in store.meetings() if m.figures):
        now = _figures(store, meeting)
        noted = ((page, name, text) for page, said in meeting.figures.items() for name, text in said.items())
        for page, name, text in noted:
            if (found := now.get(page, {}).get(name)) != text:
                yield f"meeting {meeting.name}: {page}.{name} was {text}, is worked out as {found} today"


def _figures(store: Store, meeting: Meeting) -> dict[str, dict[str, str]]:
    """The key figures of a meeting from its own rows, judged by its own declarations."""
    history = store.history("investment_projects", until=meeting.seq)
    frames = {name: store.frame(name, meeting=meeting.name) for name in datasets()}
    texts = store.declarations(meeting.name)
    stay = rows_stay(texts)
    frames = {name: _completed(store, meeting, name, rows, stay=stay) for name, rows in frames.items()}
    frames["investment_history"] = history[history["period"] <= meeting.as_of]
    month = tuple(map(int, meeting.as_of.split("-")))
    as_of = date(*month, calendar.monthrange(*month)[1])
    with judged_by(book_of(texts)):
        pages = {page: headline.figures(page, frames, as_of=as_of) for page in headline.PAGES}
    return {page: {figure.name: figure.text for figure in figures} for page, figures in pages.items()}


def _completed(store: Store, meeting: Meeting, name: str, rows: DataFrame, *, stay: bool) -> DataFrame:
    """A meeting's rows and what was promised or reported before, and not then."""

    def past(first: str, last: str) -> DataFrame:
        return store.history(name, first=first, as_of=last, until=meeting.seq)

    def approvals() -> list[Approval]:
        return [Approval(**one) for one in store.approvals(name, until=meeting.seq, as_of=meeting.as_of)]

    texts, spec = store.declarations(meeting.name), dataset(name)
    listed = held_against(texts)
    if spec.yearly and spec.stays and standstill_counts(texts):
        still = store.standstills(name, meeting.as_of, until=meeting.seq)
        with judged_by(listed):
            rows = promised.standing_still(rows, still, meeting.as_of)
    before = past if stay else None
    return promised.completed(rows, name, meeting.as_of, listed=listed, past=before, approvals=approvals)


def _missing_head(store: Store, noted: str | None) -> list[str]:
    if noted is None:
        return []
    with store.database.reading() as connection:
        known = connection.scalar(select(log.c.seq).where(log.c.hash == noted))
    return [] if known else [f"the noted hash {noted} is not in the log"]


if __name__ == "__main__":
    sys.exit(main())
