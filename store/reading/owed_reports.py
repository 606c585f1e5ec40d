"""The reporting ledger: who owes what for which month, what came, on time or late, and what kind of absence it is."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from catalog.book import book, derived
from catalog.book.entries import Reporting
from catalog.working_days import moved_to_working_day, working_day_after, working_days_between
from store.journal.log import entries
from store.reading.files import in_queue
from store.reading.listings import submission_rows

COLUMNS = (
    "dataset",
    "department",
    "period",
    "expected",
    "kind",
    "due",
    "received",
    "on_time",
    "working_days_late",
    "submission_id",
    "version",
    "reason",
    "lead_post",
)
# Why a report is not there, in the order in which one reason hides the next.
ABSENT = ("draft", "received", "returned", "withdrawn")


@dataclass(frozen=True, slots=True)
class Owed:
    """One report that is expected."""

    dataset: str
    department: str
    period: str

    @property
    def due(self) -> dt.date:
        """The day it is due, by the book's rule for it."""
        return due_day(self.period, self.dataset, self.department)


@derived
def due_day(period: str, dataset: str = "", department: str = "") -> dt.date:
    """The day reports of that month are due, moved to a working day: the duty's own where it names one, else the book's
    ``reporting``."""
    named = (one for one in book().owes if one.dataset == dataset and department in one.departments)
    own = next((one for one in named if one.due_day is not None or one.due_working_day is not None), None)
    rule = (
        book().reporting if own is None else Reporting(due_day=own.due_day or 31, due_working_day=own.due_working_day)
    )
    year, month = map(int, period.split("-"))
    last = calendar.monthrange(year, month)[1]
    if rule.due_working_day is not None:
        return working_day_after(dt.date(year, month, last), rule.due_working_day)
    return moved_to_working_day(dt.date(year, month, min(rule.due_day, last)))


def owed(as_of: str) -> Iterator[Owed]:
    """Every report expected for the months up to ``as_of``."""
    for rule in book().owes:
        for period in _months(rule.since or book().zone.period_first, as_of):
            if not rule.months or int(period[5:]) in rule.months:
                named = (_answering(department, period) for department in rule.departments)
                yield from (Owed(rule.dataset, unit, period) for unit in dict.fromkeys(named) if unit)


def ledger(connection: Connection, as_of: str, on: dt.date | None, until: int | None = None) -> pd.DataFrame:
    """One row per report expected up to ``as_of``, and per report that came unexpected; columns ``COLUMNS``.

    ``kind``: on_time, late, extra (came, not owed); no_progress (declared); received (a file is in the
    queue); never, draft, returned, withdrawn;
    not_due (not there, and ``on`` is not past its due day). ``on`` None: the day after the due day of ``as_of``.
    ``until``: as it was known at that sequence number.
    ``received`` and ``due`` are datetime64, ``working_days_late`` Int64, ``on_time`` boolean (missing: not there).
    """
    on = on or due_day(as_of) + dt.timedelta(days=1)
    came: dict[Owed, list[dict[str, Any]]] = defaultdict(list)
    for row in submission_rows(connection, until):
        if row["period"] <= as_of:
            came[Owed(row["dataset"], _present(row["department"]), row["period"])].append(row)
    none_because = _declared(connection, until)
    queue = {Owed(d, _present(unit), p): state for (d, unit, p), state in in_queue(connection, until).items()}
    rows = [_row(one, came.pop(one, []), none_because.get(one), on, queue.get(one)) for one in owed(as_of)]
    unasked = {one: found for one, found in came.items() if any(row["current"] for row in found)}
    rows += [_row(one, found, None, on, expected=False) for one, found in unasked.items()]
    return _typed(rows)


def _row(
    one: Owed, came: list[dict[str, Any]], none_because: str | None, on: dt.date, queued: str | None = None, *,
    expected: bool = True,
) -> tuple:  # fmt: skip
    about = (one.dataset, one.department, one.period, expected)
    after = (none_because, _posts().get(one.department))
    current = next((row for row in came if row["current"]), None)
    if current is None:
        kind = _absence(one, {row["state"] for row in came} | {queued or ""}, none_because, on)
        return (*about, kind, one.due, None, None, None, None, None, *after)
    # The first version that was not sent back or withdrawn counts; a later correction does not make it late.
    first = min(row["received"] for row in came if row["state"] == "published")
    late = working_days_between(one.due, dt.date.fromisoformat(first[:10]))
    kind = "extra" if not expected else "late" if late else "on_time"
    return (*about, kind, one.due, first, late == 0, late, current["submission_id"], current["version"], *after)


def _absence(one: Owed, states: set[str], none_because: str | None, on: dt.date) -> str:
    if none_because is not None:
        return "no_progress"
    found = next((state for state in ABSENT if state in states), None)
    return found or ("not_due" if on <= one.due else "never")


def _typed(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    days = {name: pd.to_datetime(frame[name]).astype("datetime64[us]") for name in ("due", "received")}
    kinds = {"on_time": "boolean", "expected": "bool", "reason": "str", "lead_post": "str"}
    whole = dict.fromkeys(("working_days_late", "submission_id", "version"), "Int64")
    return frame.assign(**days).astype({**kinds, **whole})


def _declared(connection: Connection, until: int | None) -> dict[Owed, str]:
    acts = (e for e in entries(connection, "declare_no_progress") if until is None or e["seq"] <= until)
    return {Owed(e["dataset"], _present(e["department"]), e["period"]): e["details"]["reason"] for e in acts}


def _months(first: str, last: str) -> list[str]:
    return [str(p) for p in pd.period_range(first, last, freq="M")]


@derived
def _answering(department: str, period: str) -> str:
    """Who owes what the unit owed: itself while it exists, then its successor; "" where nobody does."""
    year, month = map(int, period.split("-"))
    first, asked = dt.date(year, month, 1), {department}
    while (known := book().unit(department)) is not None and not known.valid_on(first):
        ended = known.valid_to is not None and known.valid_to < first
        department = known.successor if ended else ""
        if department in asked or not department:
            return ""
        asked.add(department)
    return department


@derived
def _present(department: str) -> str:
    """The unit that reported under that name: one that has another name by now is the same."""
    return department if book().unit(department) is not None else book().present("units", department)


@derived
def _posts() -> dict[str, str]:
    return book().lead_posts()
