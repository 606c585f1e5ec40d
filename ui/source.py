"""The store as pages see it: opened once, read once a version, every frame kept in the one cache."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any

import pandas as pd
import streamlit as st

from catalog import dataset as described
from catalog import datasets
from catalog.book import Book, book, book_of, held_against, judged_by
from metrics.promised import with_unreported
from store import Line, Refused, Store, Trace, open_store
from ui.scope import View, last_day

# Whose a row is: the unit that answers for it, the unit it is about, else whoever reported it.
UNIT = ("lead_department", "department", "reporting_department")
# The dataset that is held against the year's list.
ITEMS = "livelihood_projects"
kept = st.cache_resource(show_spinner=False, max_entries=64, hash_funcs={View: View.key})


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The process's one store; the address comes from ``STORE_URL`` where there is one."""
    return open_store(os.environ.get("STORE_URL"))


def version() -> int:
    """Grows with every act that can move a figure: the first part of every cache key."""
    return store().figures_version()


def judging(meeting: str, period: str | None = None) -> AbstractContextManager[None]:
    """Inside, figures are judged by what that meeting was frozen with; "" and meetings of old: by the book as it is
    known now, as it was valid on the last day of ``period`` (None: with every change)."""
    frozen = _frozen_book(meeting) if meeting else None
    return judged_by(frozen or _book_of_day(store().book_version(), period))


@kept
def _frozen_book(meeting: str) -> Book | None:
    return book_of(store().declarations(meeting))


@kept
def _book_of_day(version: int, period: str | None) -> Book:  # noqa: ARG001 - the version keys the cache
    return store().book(None if period is None else last_day(period))


def by_its_view(keep: Callable[..., Any]) -> Callable[..., Any]:
    """A cache for functions of a View: whoever asks, what they make is judged by what the view is judged by."""

    def decorate(function: Callable[..., Any]) -> Any:
        @wraps(function)
        def judged(view: View, *asked: Any, **named: Any) -> Any:
            with judging(view.meeting, view.as_of):
                return function(view, *asked, **named)

        return keep(judged)

    return decorate


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
    return _frames(view.version, view.as_of, view.department, view.until, view.meeting)


def frame(view: View, dataset: str) -> pd.DataFrame:
    """One dataset of :func:`frames`."""
    return frames(view)[dataset]


def history(view: View, dataset: str) -> pd.DataFrame:
    """Every period of a dataset up to the view's, the latest version of each; of a yearly one those of its year."""
    whole = _of_department(_history(view.version, dataset, view.until), view.department)
    first = view.as_of[:4] if described(dataset).yearly else ""
    return whole[(whole["period"] <= view.as_of) & (whole["period"] >= first)]


def places() -> dict[str, list[str]]:
    """The zone's structure by the seed's lists: core, corridors, districts, parks, street_parks."""
    return book().site_groups()


def trace(view: View, dataset: str, row_id: str, field: str) -> Trace | None:
    """Where a value of the view's frames was read from; None where the store knows no such row or field."""
    try:
        return store().trace(dataset, row_id, field, as_of=view.as_of, until=view.until)
    except Refused:
        return None


def earlier(view: View) -> str | None:
    """The period before the view's, None for the first."""
    before = [p for p in periods(view.version, view.until) if p < view.as_of]
    return before[-1] if before else None


@kept
def _frames(
    version: int,  # noqa: ARG001 - the version keys the cache
    as_of: str,
    department: str,
    until: int | None,
    meeting: str,
) -> dict[str, pd.DataFrame]:
    found = {name: store().frame(name, as_of=as_of, until=until) for name in datasets()}
    listed = held_against(store().declarations(meeting)) if meeting else store().book(last_day(as_of), until=until)
    found[ITEMS] = with_unreported(found[ITEMS], listed.items_of(int(as_of[:4])) if listed else ())
    return {name: _of_department(frame, department) for name, frame in found.items()}


@kept
def _history(version: int, dataset: str, until: int | None) -> pd.DataFrame:  # noqa: ARG001
    return store().history(dataset, until=until)


def _of_department(frame: pd.DataFrame, department: str) -> pd.DataFrame:
    if not department:
        return frame
    column: Any = next(name for name in UNIT if name in frame)
    return frame[frame[column] == department]
