"""Which submissions a frame shows: per department the latest published one up to a period, or what a meeting froze."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from catalog import dataset as dataset_of
from catalog.book import Book
from store.book import book_on
from store.database.schema import log, publications, submissions

# Acts beside publications that change what pages count: who stands for an item, who has reported and when, what was
# approved, and what was taken back under a supplement that stands.
TAKING_BACK = ("remove_demo", "return", "withdraw")
COUNTED = (
    *("change_book", "choose", "declare_no_progress", "explain_change", "receive", "release", "reopen"),
    *TAKING_BACK,
)
# Those of them that say nothing of a month before the one they name.
OF_THEIR_MONTH = ("declare_no_progress", "receive", "release", "reopen", *TAKING_BACK)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One submission that a frame shows, and what the frame says about each of its rows."""

    submission_id: int
    dataset: str
    department: str
    period: str
    content: int
    file: str
    demo: bool
    version: int | None
    under: int = 0  # the supplement that adds to this one, where one does


def standing(connection: Connection, dataset: str | None = None, *, until: int | None = None) -> list[Chosen]:
    """The submission that stands for each department, dataset and period (at sequence number ``until``).

    Sorted by dataset, period and department. A withdrawn key has none.
    """
    newest = select(func.max(publications.c.seq).label("seq")).group_by(
        publications.c.dataset, publications.c.department, publications.c.period
    )
    if dataset is not None:
        newest = newest.where(publications.c.dataset == dataset)
    if until is not None:
        newest = newest.where(publications.c.seq <= until)
    last = newest.subquery()
    query = (
        _described()
        .join(publications, publications.c.submission == submissions.c.id)
        .join(last, last.c.seq == publications.c.seq)
        .add_columns(publications.c.version)
        .order_by(submissions.c.dataset, submissions.c.period, submissions.c.department)
    )
    return [Chosen(**row) for row in connection.execute(query).mappings()]


def latest(found: list[Chosen], as_of: str | None, book: Book | None = None) -> list[Chosen]:
    """Of what stands, the last period of each department and dataset up to ``as_of`` (None: of all).

    Rows of a yearly dataset end with their year: of it, only what was reported for the year of ``as_of``. What a unit
    reported that ended, or has another name by ``book``, stands until the unit that answers for it reports: its rows
    are counted once.
    """
    newest: dict[tuple[str, str], Chosen] = {}
    asked = as_of or max((c.period for c in found), default="")
    for chosen in sorted(found, key=lambda c: c.period):
        of_its_year = chosen.period[:4] == asked[:4] or not dataset_of(chosen.dataset).yearly
        if chosen.period <= asked and of_its_year:
            newest[chosen.dataset, chosen.department] = chosen
    if book is not None and asked:
        for (name, department), chosen in list(newest.items()):
            heir = newest.get((name, book.answering(department, _last_day(asked))))
            if heir is not None and heir.department != department and heir.period > chosen.period:
                del newest[name, department]
    return sorted(newest.values(), key=lambda c: (c.dataset, c.department))


def _last_day(period: str) -> dt.date:
    year, month = map(int, period.split("-"))
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def book_of_month(connection: Connection, as_of: str | None, until: int | None = None) -> Book:
    """The office's book as of the last day of ``as_of`` (None: with every change), as known at ``until``."""
    return book_on(connection, None if as_of is None else _last_day(as_of), until)


def described(connection: Connection, ids: list[int]) -> list[Chosen]:
    """These submissions, whatever their state; a submission is published once or never."""
    query = (
        _described()
        .outerjoin(publications, publications.c.submission == submissions.c.id)
        .where(submissions.c.id.in_(ids))
        .add_columns(publications.c.version)
        .order_by(submissions.c.dataset, submissions.c.period, submissions.c.department)
    )
    return [Chosen(**row) for row in connection.execute(query).mappings()]


def figures_version(connection: Connection, as_of: str | None = None) -> int:
    """The sequence number of the last act that can move a figure or a count (of the months up to ``as_of``)."""
    moved, counted = select(func.max(publications.c.seq)), select(func.max(log.c.seq)).where(log.c.action.in_(COUNTED))
    if as_of is not None:
        moved = moved.where(publications.c.period <= as_of)
        later = log.c.period.is_not(None) & (log.c.period > as_of) & log.c.action.in_(OF_THEIR_MONTH)
        counted = counted.where(~later)
    numbers = connection.execute(select(moved.scalar_subquery(), counted.scalar_subquery())).one()
    return max(number or 0 for number in numbers)


def _described() -> Select:
    s = submissions.c
    return select(
        s.id.label("submission_id"), s.dataset, s.department, s.period, s.content, s.file, s.demo
    ).select_from(submissions)
