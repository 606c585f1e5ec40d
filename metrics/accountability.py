"""Who answers for what: every duty by unit and by lead leader's post, ranked within class, with the basis beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd


def duties(frames: Mapping[str, pd.DataFrame], *, as_of: date) -> pd.DataFrame:
    """Everything somebody answers for, one row each, from work_targets, livelihood_projects, key_projects, enterprise_issues and rectification.

    Columns: ``dataset row_id item area department leader light deviation rate due_rate overdue`` bool, ``days_over`` Int64,
    ``unanswered`` bool (an enterprise issue or rectification item past its first answer without a word), ``period``. A missing leader stays missing.
    """
    raise NotImplementedError


def by_department(duties: pd.DataFrame, late: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per unit: ``name unit_class n n_judged n_behind n_warning n_overdue n_unanswered n_late n_on_time on_time_rate lights``.

    ``unit_class`` department | street; ``lights`` list of lamps, most pressing first (one glyph a duty);
    ``n_judged`` those with a lamp on the scale (done, on_track, warning, behind); ``on_time_rate`` = n_on_time ÷ n_judged; ``n_late`` from ``late`` (submissions.late_counts). Sorted by red, amber.
    """
    raise NotImplementedError


def by_leader(duties: pd.DataFrame, late: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per lead leader's post, with the columns of :func:`by_department` and ``departments`` (list of units)."""
    raise NotImplementedError


def ranking(groups: pd.DataFrame, previous: pd.DataFrame | None = None) -> pd.DataFrame:
    """``groups`` ranked within ``unit_class`` by on_time_rate, ties 1,2,2,4: adds ``ranked`` bool (n_judged ≥ the rule's minimum), ``rank`` Int64,
    ``rank_total``, ``previous_rank``, ``rank_change`` (positive = climbed), ``front`` and ``last`` bool (first and last three, ties kept whole)."""
    raise NotImplementedError


def objection_window(published: date) -> tuple[date, date]:
    """First and last day on which a unit may object to a ranking published on that day (rules.toml ranking.objection_days)."""
    raise NotImplementedError
