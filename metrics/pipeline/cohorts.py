"""Projects followed by when they were signed: registered, started, producing, with each kind of money by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from metrics.columns import Days, Flags, days, one_of, texts
from metrics.pipeline import amounts
from metrics.pipeline.stages import names

STEPS = {
    "registered": ("register_date", ["registered"]),
    "started": ("start_date", ["started"]),
    "producing": ("produce_date", ["producing", "full_capacity"]),
}
SPANS = {"registered": "days_to_register", "started": "days_to_start", "producing": "days_to_produce"}


def cohorts(projects: pd.DataFrame, *, as_of: date, by: str = "year") -> pd.DataFrame:
    """One row per signing ``year`` ("2016") or ``quarter`` ("2016Q4"), oldest first; a missing one for no sign_date.

    A project is signed by its stage, or, once stopped, by its sign_date; a frame agreement is not. Columns ``cohort``,
    ``n_signed``, ``n_registered``, ``n_started``, ``n_producing``, ``n_stopped``: each count by the project's own date
    of that step up to ``as_of``, or its being in that stage; a later step never implies an earlier one, so rates need
    not nest. ``registered_rate``, ``started_rate``, ``producing_rate`` = count ÷ n_signed; ``days_to_register``,
    ``days_to_start``, ``days_to_produce``: medians from signing over the projects that give both dates; money in
    10,000 yuan with the number that give it: ``intended n_intended contract n_contract paid_in n_paid_in``;
    ``paid_in_rate`` = paid in ÷ contracted over the ``n_paid_in_rate`` projects that give both.
    """
    today = np.datetime64(as_of, "D")
    signed = projects[_is_signed(projects, today)]
    when, labels = days(signed, "sign_date"), labelled(signed, as_of, by=by)
    cohort, steps = labels["cohort"], {name: labels[name] for name in STEPS}
    known = sorted({c for c in cohort if c is not None})
    groups = [*known, *([None] if any(c is None for c in cohort) else [])]
    rows = [_row(signed, cohort == name, steps, when) | {"cohort": name} for name in groups]
    return pd.DataFrame(rows, columns=_columns())


def labelled(projects: pd.DataFrame, as_of: date, *, by: str = "year") -> dict[str, Any]:
    """Of every project: ``is_signed``, its ``cohort`` (None without a sign_date), and which of ``STEPS`` it reached."""
    today, when = np.datetime64(as_of, "D"), days(projects, "sign_date")
    cohort = _label(when, by)
    cohort[~(when <= today)] = None
    steps = {name: _reached(projects, name, today) for name in STEPS}
    return {"is_signed": _is_signed(projects, today), "cohort": cohort, **steps}


def signed_within(projects: pd.DataFrame, as_of: date) -> Flags:
    """Signed (frame agreements are not) in the year of ``as_of``, up to that day; stopped ones count as signed."""
    today, first = np.datetime64(as_of, "D"), np.datetime64(f"{as_of.year}-01-01")
    when = days(projects, "sign_date")
    return _is_signed(projects, today) & (when >= first) & (when <= today)


def _columns() -> list[str]:
    counts = ["cohort", "n_signed", *(f"n_{name}" for name in STEPS), "n_stopped", *(f"{name}_rate" for name in STEPS)]
    return [*counts, *SPANS.values(), *amounts.COLUMNS, "paid_in_rate", "n_paid_in_rate"]


def _is_signed(projects: pd.DataFrame, today: np.datetime64) -> Flags:
    stage = texts(projects, "stage")
    from_signing_on = one_of(stage, names()[names().index("signed") :])
    return from_signing_on | ((stage == "stopped") & (days(projects, "sign_date") <= today))


def _reached(signed: pd.DataFrame, step: str, today: np.datetime64) -> Flags:
    field, stages = STEPS[step]
    return (days(signed, field) <= today) | one_of(texts(signed, "stage"), stages)


def _label(when: Days, by: str) -> np.ndarray:
    year = when.astype("datetime64[Y]").astype("int64") + 1970
    quarter = when.astype("datetime64[M]").astype("int64") % 12 // 3 + 1
    labels = [f"{y}" if by == "year" else f"{y}Q{q}" for y, q in zip(year, quarter, strict=True)]
    return np.array(labels, dtype=object)


def _row(signed: pd.DataFrame, mine: Flags, steps: dict[str, Flags], when: Days) -> dict[str, Any]:
    n = int(mine.sum())
    counts = {name: int((mine & reached).sum()) for name, reached in steps.items()}
    row: dict[str, Any] = {"n_signed": n, "n_stopped": int((mine & (texts(signed, "stage") == "stopped")).sum())}
    row |= {f"n_{name}": count for name, count in counts.items()}
    row |= {f"{name}_rate": count / n for name, count in counts.items()}
    row |= {SPANS[name]: _median_days(when[mine], days(signed, field)[mine]) for name, (field, _) in STEPS.items()}
    money = amounts.columns(signed)
    return row | amounts.sums(money, mine) | _paid_in(money, mine)


def _median_days(start: Days, end: Days) -> float:
    spent = (end - start)[~(np.isnat(start) | np.isnat(end))].astype("float64")
    spent = spent[spent >= 0]
    return float(np.median(spent)) if len(spent) else float("nan")


def _paid_in(money: amounts.Money, mine: Flags) -> dict[str, Any]:
    both = mine & ~np.isnan(money["paid_in"]) & (money["contract"] > 0)
    contracted = money["contract"][both].sum()
    share = float(money["paid_in"][both].sum() / contracted) if contracted else float("nan")
    return {"paid_in_rate": share, "n_paid_in_rate": int(both.sum())}
