"""Who has reported and who has not, late, and the kind of absence, counted from the store's ledger of reports owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from catalog.book import book

REPORTED = ("on_time", "late", "no_progress")
NOT_OWED = ("extra", "not_due")


def status(ledger: pd.DataFrame, *, period: str) -> pd.DataFrame:
    """The reports owed for ``period`` and those that came unasked: the ledger's rows with ``reported`` and ``word``.

    ``ledger`` is store.ledger(period): one row a report with department, dataset, period, kind, due, received,
    working_days_late, lead_post. ``reported`` bool: on time, late, or declared to have nothing new; ``word``: the kind
    in Chinese.
    """
    mine = ledger[ledger["period"].eq(period)].reset_index(drop=True)
    words = book().rules.submissions.kinds
    word = pd.array([words.get(kind, kind) for kind in mine["kind"]], dtype="str")
    return mine.assign(reported=mine["kind"].isin(REPORTED), word=word)


def counts(status: pd.DataFrame) -> dict[str, Any]:
    """Units and forms: ``reported`` (units with every form in), ``due``, ``forms_reported``, ``forms_due``, ``late``.

    ``missing_departments`` lists the units that still owe a form, ``late`` counts units with a late one. Reports nobody
    owed and those not yet due are left out.
    """
    owed = status[~status["kind"].isin(NOT_OWED)]
    owing = owed.loc[~owed["reported"], "department"].unique().tolist()
    units = owed["department"].nunique()
    late = owed.loc[owed["kind"].eq("late"), "department"].nunique()
    forms = {"forms_reported": int(owed["reported"].sum()), "forms_due": len(owed)}
    return {"reported": units - len(owing), "due": units, **forms, "late": late, "missing_departments": owing}


def is_released(decided: Mapping[str, str], period: str, counts: Mapping[str, Any]) -> bool:
    """Tell whether leaders read a month as it is, or as one that is still being collected.

    ``decided``: what the office said of months ("released", "collecting"); ``counts`` as of :func:`counts`. In an
    office that never released a month, one counts as released when most of those who owe reports have sent them.
    """
    if period in decided:
        return decided[period] == "released"
    if "released" in decided.values():
        return False
    return counts["reported"] >= book().rules.submissions.released_share * counts["due"]


def late_counts(status: pd.DataFrame) -> pd.DataFrame:
    """``department n_late``: reports of each unit that came late or have not come."""
    owed = status[~status["kind"].isin(NOT_OWED)]
    late = owed[owed["kind"].eq("late") | ~owed["reported"]]
    return late.groupby("department", sort=False).size().rename("n_late").reset_index()
