"""Where an investment project stands, since when, and whether it has stayed too long."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.book.rules import Pipeline
from catalog.stages import stage_word
from metrics.clocks import period_of
from metrics.columns import Days, Floats, Texts, chosen, days, looked_up, texts
from metrics.pipeline import amounts
from metrics.progress import with_columns

ADDED = ["live", "stage_word", "stage_order", "reached_order", "stage_since", "since_basis", "days_in_stage"]
ADDED += ["limit_days", "over_limit", "days_over", "amount", "amount_kind"]
LISTED = ["row_id", "project", "stage", "stage_word", "days_in_stage", "limit_days", "days_over", "lead_department"]
LISTED += ["lead_leader", "amount", "amount_kind", "problem"]


def rule() -> Pipeline:
    """The pipeline's rule: stages in natural order with limit, money and date field, bands, words."""
    return book().rules.pipeline


def names() -> list[str]:
    """The stages in natural order, lead … full_capacity (without stopped)."""
    return [stage.name for stage in rule().stages]


def word(stage: str | None) -> str:
    """How a stage is called on screen, also ``stopped``, ``new`` and ``vanished``."""
    return stage_word(stage or "")


def staged(projects: pd.DataFrame, history: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``projects`` (investment_projects as of a period) with the time each has spent in its stage.

    ``history`` is the store's history of the dataset; later periods than ``as_of`` are not looked at. Adds ``live``
    bool (a stage, and not stopped); ``stage_word``; ``stage_order`` (0 = lead); ``reached_order``: the furthest stage
    that its dates or the history prove, also for stopped projects; ``stage_since`` datetime with ``since_basis``
    ``date`` (the stage's own date) | ``history`` (end of the first month it was reported in it: at least since then) |
    ``none``; ``days_in_stage``, ``limit_days``, ``days_over`` float (missing where unknown, no limit, within it);
    ``over_limit`` bool; ``amount`` in 10,000 yuan with ``amount_kind`` contract | total | intended | none, to sort by.
    """
    stage = texts(projects, "stage")
    order = {name: float(i) for i, name in enumerate(names())}
    limits = {s.name: float(s.limit) for s in rule().stages if s.limit is not None}
    run, furthest = _history(projects, history, period_of(as_of), order)
    since, basis = _since(projects, stage, run, as_of)
    live = np.array([s in order for s in stage], dtype=bool)
    spent = np.where(live, (np.datetime64(as_of) - since).astype("float64"), np.nan)
    spent = np.where(np.isnat(since), np.nan, spent)
    limit = looked_up(stage, limits, np.nan)
    over = spent > limit
    amount, kind = amounts.largest_known(projects)
    reached = np.fmax(np.fmax(looked_up(stage, order, np.nan), furthest), _dated(projects, order, as_of))
    values = (live, np.array([word(s) for s in stage], dtype=object), looked_up(stage, order, np.nan), reached, since)
    clock = (basis, spent, limit, over, np.where(over, spent - limit, np.nan), amount, kind)
    return with_columns(projects, dict(zip(ADDED, values + clock, strict=True)), ADDED)


def ageing(staged: pd.DataFrame) -> pd.DataFrame:
    """Stage × ageing band in long form: ``stage stage_word band band_order n n_over``.

    ``n_over`` the projects of the cell beyond the stage's limit. Stages without a limit and projects whose time is
    unknown are left out.
    """
    stage, over, banded = texts(staged, "stage"), staged["over_limit"].to_numpy(), bands(staged)
    rows = []
    for named in (s for s in rule().stages if s.limit is not None):
        for i, band in enumerate(rule().bands):
            here = (stage == named.name) & (banded == band.word)
            cell = {"stage": named.name, "stage_word": named.word, "band": band.word, "band_order": i}
            rows.append({**cell, "n": int(here.sum()), "n_over": int((here & over).sum())})
    return pd.DataFrame(rows)


def bands(staged: pd.DataFrame) -> Texts:
    """The ageing band each project's days in its stage fall into, None where its time is unknown."""
    spent, every = staged["days_in_stage"].to_numpy(), rule().bands
    fits = [spent <= band.days for band in every]
    return chosen(fits, [band.word for band in every])


def longest(staged: pd.DataFrame, n: int = 8) -> pd.DataFrame:
    """The ``n`` live projects furthest over their limit, then those longest in their stage.

    Columns: ``row_id project stage stage_word days_in_stage limit_days days_over lead_department lead_leader amount
    amount_kind problem``.
    """
    live = staged[staged["live"] & staged["days_in_stage"].notna()]
    over = live["days_over"].fillna(-1.0).to_numpy()
    order = np.lexsort((-live["days_in_stage"].to_numpy(), -over))
    return live.iloc[order[:n]].reindex(columns=LISTED).reset_index(drop=True)


def came_from(projects: pd.DataFrame, history: pd.DataFrame, *, as_of: date) -> Texts:
    """The stage each project was in when it was reported before the period of ``as_of``; "new" where it never was."""
    before: dict[str, tuple[str, str | None]] = {}
    for row_id, when, stage in zip(*(texts(history, c) for c in ("row_id", "period", "stage")), strict=True):
        if when < period_of(as_of):
            before[row_id] = max(before.get(row_id, (when, stage)), (when, stage), key=lambda step: step[0])
    return np.array([before.get(row_id, ("", "new"))[1] for row_id in texts(projects, "row_id")], dtype=object)


def _history(
    projects: pd.DataFrame, history: pd.DataFrame, period: str, order: dict[str, float]
) -> tuple[list[str | None], Floats]:
    """Per project: the first period of its present run of one stage, and the furthest stage it was ever reported in."""
    seen: dict[str, list[tuple[str, str | None]]] = {}
    for row_id, when, stage in zip(*(texts(history, c) for c in ("row_id", "period", "stage")), strict=True):
        if when <= period:
            seen.setdefault(row_id, []).append((when, stage))
    paths = [sorted(seen.get(row_id, ()), key=lambda step: step[0]) for row_id in texts(projects, "row_id")]
    furthest = [max((order.get(s or "", np.nan) for _, s in path), default=np.nan) for path in paths]
    return [_run(path) for path in paths], np.array(furthest, dtype="float64")


def _run(path: list[tuple[str, str | None]]) -> str | None:
    since = None
    for when, stage in reversed(path):
        if stage != path[-1][1]:
            break
        since = when
    return since


def _since(projects: pd.DataFrame, stage: Texts, run: list[str | None], as_of: date) -> tuple[Days, Texts]:
    today = np.datetime64(as_of, "D")
    own = np.full(len(projects), np.datetime64("NaT", "D"))
    for named in (s for s in rule().stages if s.date):
        own = np.where(stage == named.name, days(projects, named.date), own)
    own = np.where(own <= today, own, np.datetime64("NaT", "D"))
    month = np.array([np.datetime64(p or "NaT", "M") for p in run], dtype="datetime64[M]")
    reported = (month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    since = np.where(np.isnat(own), reported, own)
    basis = np.select([~np.isnat(own), ~np.isnat(reported)], ["date", "history"], "none")
    return since, basis.astype(object)


def _dated(projects: pd.DataFrame, order: dict[str, float], as_of: date) -> Floats:
    """The furthest stage whose own date lies on or before ``as_of``."""
    furthest = np.full(len(projects), np.nan)
    for named in (s for s in rule().stages if s.date):
        proved = days(projects, named.date) <= np.datetime64(as_of)
        furthest = np.fmax(furthest, np.where(proved, order[named.name], np.nan))
    return furthest
