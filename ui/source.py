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
from ui import whole_month
from ui.memory import Memory
from ui.scope import View, last_day
from ui.shelf import Known, Shelf, shelf_beside


class Opened(NamedTuple):
    """The process's one store, and what was worked out from it."""

    store: Store
    memory: Memory
    shelf: Shelf


class _Moment(NamedTuple):
    """The store as one run of a page sees it: asked once, however many figures the page shows."""

    opened: Opened
    version: int
    book_version: int


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
    found = other or _opened()
    before = _moment.set(_Moment(found, *found.store.versions()))
    try:
        yield
    finally:
        _moment.reset(before)


@contextmanager
def acting(does: bool) -> Iterator[None]:
    """Inside, where the run ``does`` change the store itself, its version is asked for every time."""
    before = _moment.get()
    _moment.set(None if does else before)
    try:
        yield
    finally:
        _moment.set(before)


def kept(function: Callable[..., Any]) -> Callable[..., Any]:
    """Worked out once for the same arguments (hashable, the first a version), and shared by all readers."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def found(*asked: Any) -> Any:
        return opened().memory.get((name, *asked), lambda: function(*asked))

    return found


def version() -> int:
    """Grows with every act that can move a figure: the first part of every cache key."""
    now = _moment.get()
    return now.version if now else store().figures_version()


def _book_version() -> int:
    now = _moment.get()
    return now.book_version if now else store().book_version()


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


def by_its_view(since: Callable[[View], object]) -> Callable[..., Any]:
    """Keeps what functions of a View make, for whoever asks, until ``since`` says otherwise of the view; judged by what
    the view is judged by."""

    def decorate(function: Callable[..., Any]) -> Any:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def found(view: View, *asked: Any, **named: Any) -> Any:
            key = Known(name, since(view), view.asked(), (*asked, *sorted(named.items())))

            def worked_out() -> Any:
                if (kept := _off_the_shelf(view, key)) is not None:
                    return kept
                with judging(view.meeting, view.as_of):
                    return function(view, *asked, **named)

            return opened().memory.get(key, worked_out)

        return found

    return decorate


def _off_the_shelf(view: View, key: Known) -> Any:
    """What was kept of that view, all of which comes into memory at once; None where it was not."""
    if view.meeting or not isinstance(key.since, tuple) or view != view.plain():
        return None
    now = opened()
    found = now.shelf.take(key, made_with(view, key.since))
    for other in found:
        if other != key and other not in now.memory:
            now.memory.put(other, found[other])
    return found.get(key)


def made_with(view: View, since: tuple[object, ...]) -> str:
    """What results of the view rest on: the whole log up to the last act that can have moved them, by its chained hash,
    and whatever else they are worked out anew for."""
    return f"{_hash_of(moved(view.version, view.as_of))} {since[1:]!r} {view.demo}"


@kept
def _hash_of(act: int) -> str:
    return store().hash_of(act)


def since(view: View) -> int:
    """The last act that can have moved what a view shows: of a frozen meeting, the last of all."""
    return view.version if view.meeting else moved(view.version, view.as_of)


def acts() -> int:
    """Grows with every act, also with those that move no figure: the key for what the desk shows of the store."""
    return store().version()


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
