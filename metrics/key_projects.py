"""Key projects: investment done against plan and calendar, starts counted three ways, packages both ways, by group of sites."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd


def assess(frame: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``frame`` (key_projects) judged on investment: adds ``rate`` (completed_ytd ÷ annual_plan, else reported), ``rate_basis``, ``time_rate`` (months/12), ``plan_rate`` (period_plan ÷ annual_plan),
    ``due_rate``, ``plan_to_date_rate`` (completed_ytd ÷ period_plan), ``total_rate`` (completed_since_start ÷ total_investment), ``deviation_plan``, ``deviation_calendar``, ``deviation``, ``pace``, ``light``, ``light_basis``,
    ``counted``, ``overdue``, ``site_group`` (park|street_park|core|corridor|district|platform|factor|other), ``site_order``."""
    raise NotImplementedError


def by_site(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per declared site (all groups, also empty ones) then others: ``site_group site n n_measurable annual_plan period_plan completed_ytd total_investment rate due_rate time_rate``
    ``plan_to_date_rate deviation_plan deviation_calendar deviation light n_behind n_warning`` from sums (万元) over projects that give both numbers."""
    raise NotImplementedError


def by_group(assessed: pd.DataFrame) -> pd.DataFrame:
    """As :func:`by_site`, one row per site group."""
    raise NotImplementedError


def starts(frame: pd.DataFrame, *, as_of: date) -> dict[str, Any]:
    """Starts of the year counted three ways (江门): ``planned`` (start due within the year), ``due`` (by as_of), ``started``, ``early`` (started, due later), ``unplanned_late`` (due, not started),
    and ``rate_of_due`` = started ÷ due, ``rate_on_plan`` = (started − early) ÷ due, ``rate_of_year`` = started ÷ planned; ``completions_due``, ``completed``."""
    raise NotImplementedError


def packages(frame: pd.DataFrame) -> dict[str, int]:
    """Both counts: ``packed`` (a package counts once) and ``split`` (every project), ``packages`` the number of packages."""
    raise NotImplementedError
