"""Rectification items: found, fixed, signed off; fixed is not signed off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.words.lamps import lamp_words
from metrics import closing, workdays
from metrics.columns import Days, Flags, chosen, days, flags, texts
from metrics.progress import with_columns

ADDED = ["state", "fixed", "closed", "overdue", "days_over", "unanswered", "light", "closed_late", "in_period"]
ADDED += ["cause"]
STATES = ("open", "partial", "fixed", "closed", "returned", "long_term")


def assess(frame: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``frame`` (rectification) with where each item stands on ``as_of``.

    Adds ``state`` open | partial | fixed | closed | returned | long_term (closed only by a sign-off: its date, or the
    status that says so); ``fixed`` bool (fixed or closed); ``closed`` bool; ``overdue`` bool (deadline reached and not
    fixed; long-term ones are not); ``days_over`` float, calendar days; ``unanswered`` bool (open, without a measure);
    ``closed_late`` bool: fixed after its deadline; ``in_period`` bool: open, not signed off, or due in the month of
    ``as_of``; ``light`` done (closed) | behind (overdue or returned) | warning (due soon) | on_track;
    ``cause``: what lit a pressing lamp that is not overdue.
    """
    today = np.datetime64(as_of, "D")
    status, deadline = texts(frame, "status"), days(frame, "deadline")
    fixed_on, closed_on = days(frame, "done_date") <= today, days(frame, "closed_date") <= today
    listed = [status == name for name in ("returned", "long_term", "partial")]
    fits = [(status == "closed") | closed_on, listed[0], (status == "done") | fixed_on, *listed[1:]]
    state = np.select(fits, ["closed", "returned", "fixed", "long_term", "partial"], "open").astype(object)
    fixed, closed = (state == "fixed") | (state == "closed"), state == "closed"
    overdue = ~fixed & (state != "long_term") & (deadline <= today)
    fixed_day = _first(days(frame, "done_date"), days(frame, "closed_date"))
    after = closing.late(fixed, fixed_day, deadline, as_of=as_of)
    signed = _first(days(frame, "closed_date"), days(frame, "done_date"))
    over = np.where(overdue | after, (np.where(after, fixed_day, today) - deadline).astype("float64"), np.nan)
    over = np.where(np.isnan(over) | (over >= 0), over, np.nan)
    in_period = closing.judged_in(closed, signed, deadline, as_of=as_of)
    unanswered = (state == "open") & (texts(frame, "measure") == None)  # noqa: E711
    left = workdays.between(np.full(len(frame), today), deadline)
    soon = ~fixed & (state != "long_term") & (left < book().rules.duties.soon_days)
    light = np.select([closed, overdue | (state == "returned"), soon], ["done", "behind", "warning"], "on_track")
    words = lamp_words()
    cause = chosen([state == "returned", soon], (words.returned, words.soon))
    values = (state, fixed, closed, overdue, over, unanswered, light.astype(object), after, in_period, cause)
    return with_columns(frame, dict(zip(ADDED, values, strict=True)), ADDED)


def by_aspect(assessed: pd.DataFrame) -> pd.DataFrame:
    """The seven aspects of the style campaign, all present, others after: ``aspect`` and the counts.

    ``n n_open n_partial n_fixed n_closed n_returned n_long_term n_overdue``; ``n_fixed`` are fixed and not yet signed
    off; ``fixed_rate`` = (fixed + closed) ÷ n, ``closed_rate`` = closed ÷ n, missing where n is 0.
    """
    known = book().vocabulary.aspects
    return _counted(assessed, "aspect", [*known, *(a for a in texts(assessed, "aspect") if a)])


def by_campaign(assessed: pd.DataFrame) -> pd.DataFrame:
    """As :func:`by_aspect`, one row per ``campaign``, in the order they are reported; a missing one last."""
    named = texts(assessed, "campaign")
    return _counted(assessed, "campaign", [*(c for c in named if c), *(c for c in named if c is None)])


def by_unit(assessed: pd.DataFrame) -> pd.DataFrame:
    """As :func:`by_aspect`, one row per ``department`` (missing: nobody named), most overdue, then most open first."""
    table = _counted(assessed, "department", texts(assessed, "department"))
    left = table["n"] - table["n_fixed"] - table["n_closed"]
    return table.iloc[np.lexsort((-table["n"], -left, -table["n_overdue"]))].reset_index(drop=True)


def _first(day: Days, otherwise: Days) -> Days:
    return np.where(np.isnat(day), otherwise, day)


def _counted(assessed: pd.DataFrame, field: str, names: Iterable[Any]) -> pd.DataFrame:
    of, state, overdue = texts(assessed, field), texts(assessed, "state"), flags(assessed, "overdue")
    rows = [{field: name, **_counts(state[of == name], overdue[of == name])} for name in dict.fromkeys(names)]
    return pd.DataFrame(rows, columns=[field, *_counts(state[:0], overdue[:0])])


def _counts(state: np.ndarray, overdue: Flags) -> dict[str, Any]:
    n = len(state)
    per_state = {f"n_{name}": int((state == name).sum()) for name in STATES}
    closed, fixed = per_state["n_closed"], per_state["n_fixed"] + per_state["n_closed"]
    rates = {"fixed_rate": fixed / n, "closed_rate": closed / n} if n else {"fixed_rate": np.nan, "closed_rate": np.nan}
    return {"n": n, **per_state, "n_overdue": int(overdue.sum()), **rates}
