"""When a matter was closed: in its own time or late, and in which months it is judged."""

from __future__ import annotations

from datetime import date

import numpy as np

from metrics.columns import Days, Flags


def late(closed: Flags, closed_on: Days, due: Days, *, as_of: date) -> Flags:
    """Which closed matters were closed after their own due date; one whose day of closing nobody gave, although its
    due date has passed, is not proved to be in time."""
    today = np.datetime64(as_of, "D")
    return closed & ((closed_on > due) | (np.isnat(closed_on) & (due < today)))


def judged_in(closed: Flags, closed_on: Days, due: Days, *, as_of: date) -> Flags:
    """Which matters the month of ``as_of`` judges: those open in it or due in it. One that was closed before the month
    and was due before it has left."""
    month = np.datetime64(as_of, "M")
    open_in = ~closed | np.isnat(closed_on) | (closed_on.astype("datetime64[M]") >= month)
    return open_in | (due.astype("datetime64[M]") == month)
