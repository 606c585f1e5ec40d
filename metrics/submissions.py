"""Who has reported and who has not, late, and the kind of absence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from catalog import declared
from metrics.clocks import month_end

COLUMNS = ["department", "dataset", "state", "submitted_at", "due_date", "days_late"]
REPORTED = ("reported", "late", "no_progress")


def rule() -> dict[str, Any]:
    """The rule of the reports: which are monthly, when they are due."""
    return declared("rules")["submissions"]


def due_date(period: str) -> date:
    """The last day on which a report of ``period`` is in time."""
    return month_end(period) + timedelta(days=rule()["days_after_period"])


def expected(ledger: pd.DataFrame, *, period: str) -> pd.DataFrame:
    """Which unit owes which monthly report of ``period``: ``department dataset since``.

    Whoever has published one for this period or an earlier one owes it; ``since`` is the first such period. Made from
    the store's submissions; withdrawn and replaced ones alone oblige nobody.
    """
    shown = ledger[
        ledger["state"].eq("published") & ledger["dataset"].isin(rule()["monthly"]) & ledger["period"].le(period)
    ]
    since = shown.groupby(["department", "dataset"], sort=False)["period"].min()
    return since.rename("since").reset_index()


def status(ledger: pd.DataFrame, *, period: str, declarations: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per report owed for ``period``: ``department dataset state submitted_at due_date days_late``.

    ``ledger`` is store.submissions(), ``declarations`` the log's declare_no_progress acts (department dataset period).
    ``state``: reported | late (published; by the day the first version was received) | no_progress (declared) | draft |
    returned | withdrawn | missing. ``days_late`` float, for late ones.
    """
    due = due_date(period)
    mine = ledger[ledger["period"].eq(period)]
    sent: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for dep, name, state, day in zip(*(mine[c] for c in ("department", "dataset", "state", "received")), strict=True):
        sent.setdefault((dep, name), []).append((state, day))
    said = _declared(declarations, period)
    rows = []
    for department, name in zip(*(expected(ledger, period=period)[c] for c in ("department", "dataset")), strict=True):
        state, day = _state(sent.get((department, name), []), (department, name) in said, due)
        late = float((day - due).days) if state == "late" and day else float("nan")
        rows.append((department, name, state, pd.Timestamp(day) if day else pd.NaT, pd.Timestamp(due), late))
    return pd.DataFrame(rows, columns=COLUMNS)


def counts(status: pd.DataFrame) -> dict[str, Any]:
    """Units and forms: ``reported`` (units with every form in), ``due``, ``forms_reported``, ``forms_due``, ``late``.

    ``missing_departments`` lists the units that still owe a form, ``late`` counts units with a late one.
    """
    done = status["state"].isin(REPORTED)
    owing = status.loc[~done, "department"].unique().tolist()
    units = status["department"].nunique()
    late = status.loc[status["state"].eq("late"), "department"].nunique()
    forms = {"forms_reported": int(done.sum()), "forms_due": len(status)}
    return {"reported": units - len(owing), "due": units, **forms, "late": late, "missing_departments": owing}


def late_counts(status: pd.DataFrame) -> pd.DataFrame:
    """``department n_late``: reports that came late or have not come."""
    late = status[status["state"].eq("late") | ~status["state"].isin(REPORTED)]
    return late.groupby("department", sort=False).size().rename("n_late").reset_index()


def _state(sent: list[tuple[str, str]], declared_none: bool, due: date) -> tuple[str, date | None]:
    """What became of one owed report; several versions count from the first one received."""
    days = [date.fromisoformat(day[:10]) for state, day in sent if state in ("published", "replaced") and day]
    states = {state for state, _ in sent}
    if "published" in states:
        first = min(days) if days else None
        return ("late" if first and first > due else "reported"), first
    if declared_none:
        return "no_progress", None
    return next((s for s in ("draft", "returned", "withdrawn") if s in states), "missing"), None


def _declared(declarations: pd.DataFrame | None, period: str) -> set[tuple[str, str]]:
    if declarations is None or declarations.empty:
        return set()
    mine = declarations[declarations["period"].eq(period)]
    return set(zip(mine["department"], mine["dataset"], strict=True))
