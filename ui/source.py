"""The store as pages see it: opened once, read once a version, every frame kept in the one cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from catalog import datasets
from catalog.book import Book, book, book_of, judged_by, text_of
from metrics.judged import of_unit
from store import Line, Store, Trace, open_store
from store.versions.meetings import Meeting
from ui import whole_month
from ui.memory import Memory
from ui.scope import View, last_day
from ui.shelf import Shelf, shelf_beside


class Opened(NamedTuple):
    """The process's one store, and what was worked out from it."""

    store: Store
    memory: Memory
    shelf: Shelf


class _Moment(NamedTuple):
    """The store as one run of a page sees it: asked once, however many figures the page shows. ``acts`` is the log's
    last entry; ``written`` how often this process had written by then, None where that does not matter."""

    opened: Opened
    acts: int
    version: int
    book_version: int
    written: int | None = None


_moment: ContextVar[_Moment | None] = ContextVar("moment", default=None)


@st.cache_resource(show_spinner=False)
def _opened() -> Opened:
    """The address comes from ``STORE_URL`` where there is one."""
    found = open_store(os.environ.get("STORE_URL"))
    return Opened(found, Memory(), shelf_beside(found.database.path))


def opened() -> Opened:
    """The store and its memory."""
    now = _moment.get()
    return now.opened if now else _opened()


def store() -> Store:
    """The process's one store."""
    return opened().store


@contextmanager
def moment(other: Opened | None = None) -> Iterator[None]:
    """Inside, the store (or ``other``) is asked once which version it has."""
    before = _moment.set(_asked(other or _opened()))
    try:
        yield
    finally:
        _moment.reset(before)


@contextmanager
def acting(does: bool) -> Iterator[None]:
    """Inside, where the run ``does`` change the store itself, its version is asked for again after every act."""
    before = _moment.get()
    _moment.set(_asked(opened(), acting=True) if does else before)
    try:
        yield
    finally:
        _moment.set(before)


def _asked(found: Opened, *, acting: bool = False) -> _Moment:
    """The log's last entry says all: what it means for figures and book is looked up once an entry."""
    written = found.store.database.written if acting else None
    acts = found.store.version()
    figures, of_book = found.memory.get(("versions", acts), found.store.versions)
    return _Moment(found, acts, figures, of_book, written)


def _now() -> _Moment:
    """The moment of this run; after an act of its own, and outside of a run, one of now."""
    now = _moment.get()
    if now is None:
        return _asked(_opened())
    if now.written not in (None, now.opened.store.database.written):
        now = _asked(now.opened, acting=True)
        _moment.set(now)
    return now


def kept(function: Callable[..., Any]) -> Callable[..., Any]:
    """Worked out once for the same arguments (hashable, the first a version), and shared by all readers."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def found(*asked: Any) -> Any:
        return opened().memory.get((name, *asked), lambda: function(*asked))

    return found


def version() -> int:
    """Grows with every act that can move a figure: the first part of every cache key."""
    return _now().version


def _book_version() -> int:
    return _now().book_version


@kept
def moved(version: int, as_of: str) -> int:  # noqa: ARG001 - the version keys the cache
    """The last act that can have moved a figure of ``as_of`` or of a month before: months that nothing was published
    for since are not worked out again."""
    return store().figures_version(as_of)


def judging(meeting: str, period: str | None = None) -> AbstractContextManager[None]:
    """Inside, figures are judged by what that meeting was frozen with; "" and meetings of old: by the book as it is
    known now, as it was valid on the last day of ``period`` (None: with every change)."""
    frozen = _frozen_book(meeting) if meeting else None
    return judged_by(frozen or _book_of_day(_book_version(), period))


def judged_alike(one: View, other: View) -> bool:
    """Whether two views are judged by the same book."""
    return one.meeting == other.meeting and _same_book(_book_version(), one.meeting, one.as_of, other.as_of)


@kept
def _same_book(version: int, meeting: str, one: str, other: str) -> bool:
    if meeting and _frozen_book(meeting) is not None:
        return True
    return text_of(_book_of_day(version, one)) == text_of(_book_of_day(version, other))


@kept
def _frozen_book(meeting: str) -> Book | None:
    return book_of(store().declarations(meeting))


@kept
def _book_of_day(version: int, period: str | None) -> Book:  # noqa: ARG001 - the version keys the cache
    return store().book(None if period is None else last_day(period))


def since(view: View) -> int:
    """The last act that can have moved what a view shows: of a frozen meeting, the last of all."""
    return view.version if view.meeting else moved(view.version, view.as_of)


def acts() -> int:
    """Grows with every act, also with those that move no figure: the key for what the desk shows of the store."""
    return _now().acts


def meetings() -> list[Meeting]:
    """Every frozen meeting, oldest first. Read-only: they are shared."""
    return _meetings(acts())


@kept
def _meetings(version: int) -> list[Meeting]:  # noqa: ARG001 - the version keys the cache
    return store().meetings()


def submissions() -> pd.DataFrame:
    """Every submission ever saved as it stands now. Read-only: it is shared."""
    return _submissions(acts())


@kept
def _submissions(version: int) -> pd.DataFrame:  # noqa: ARG001 - the version keys the cache
    return store().submissions()


def lines() -> list[Line]:
    """How every submission stands now. Read-only: it is shared."""
    return _lines(acts())


@kept
def _lines(version: int) -> list[Line]:  # noqa: ARG001 - the version keys the cache
    return store().lines()


@kept
def periods(version: int, until: int | None = None) -> tuple[str, ...]:  # noqa: ARG001 - the version keys the cache
    """Every period anything was published for (up to the sequence number ``until``), oldest first."""
    return tuple(sorted(store().periods(until=until)))


@kept
def is_demo(version: int, until: int | None = None) -> bool:  # noqa: ARG001 - the version keys the cache
    """Whether what is shown (or was at ``until``) was made up by the sample generator."""
    return store().is_demo(until=until)


def frames(view: View) -> dict[str, pd.DataFrame]:
    """Every dataset as of the view's period, only the view's unit where it names one. Read-only: they are shared."""
    whole = _frames(since(view), view.as_of, view.until, view.meeting)
    return {name: of_unit(frame, view.department) for name, frame in whole.items()}


def frame(view: View, dataset: str) -> pd.DataFrame:
    """One dataset of :func:`frames`."""
    return of_unit(_frame(since(view), dataset, view.as_of, view.until, view.meeting), view.department)


def history(view: View, dataset: str) -> pd.DataFrame:
    """Every period of a dataset up to the view's, the latest version of each; of a yearly one those of its year."""
    return of_unit(_history(since(view), dataset, view.as_of, view.until, view.meeting), view.department)


def places() -> dict[str, list[str]]:
    """The zone's structure by the seed's lists: core, corridors, districts, parks, street_parks."""
    return book().site_groups()


def trace(view: View, dataset: str, row_id: str, field: str) -> Trace | None:
    """Where a value of the view's frames was read from; None where the store knows no such row or field."""
    return whole_month.traces(store(), dataset, [(row_id, field)], as_of=view.as_of, until=view.until)[0]


def earlier(view: View) -> str | None:
    """The period before the view's, None for the first."""
    before = [p for p in periods(view.version, view.until) if p < view.as_of]
    return before[-1] if before else None


def _frames(since: int, as_of: str, until: int | None, meeting: str) -> dict[str, pd.DataFrame]:
    return {name: _frame(since, name, as_of, until, meeting) for name in datasets()}


@kept
def _frame(
    since: int,  # noqa: ARG001 - the last act that moved the month keys the cache
    dataset: str,
    as_of: str,
    until: int | None,
    meeting: str,
) -> pd.DataFrame:
    return whole_month.completed(
        store(), store().frame(dataset, as_of=as_of, until=until), dataset, as_of, until=until, meeting=meeting
    )


@kept
def _history(
    since: int,  # noqa: ARG001 - as above
    dataset: str,
    as_of: str,
    until: int | None,
    meeting: str,
) -> pd.DataFrame:
    return whole_month.history(store(), dataset, as_of, until=until, meeting=meeting)
