"""Where an investment project stands, since when, and whether it has stayed too long."""

from __future__ import annotations

from datetime import date

import pandas as pd


def staged(projects: pd.DataFrame, history: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``projects`` (investment_projects as of a period) with the time each has spent in its stage.

    ``history`` is the store's history of the dataset. Adds ``stage_order`` Int64, ``reached_order`` Int64 (the furthest stage that
    dates or history prove, also for stopped projects), ``stage_since`` datetime, ``since_basis`` ``date`` (the stage's own date) |
    ``history`` (first period seen in it) | ``none``, ``days_in_stage`` Int64, ``limit_days`` Int64, ``over_limit`` bool, ``days_over`` Int64 (missing
    when within the limit), ``amount`` (万元) with ``amount_kind`` ``contract`` | ``total`` | ``intended`` | ``none``: for ordering only, never summed across kinds.
    """
    raise NotImplementedError


def ageing(staged: pd.DataFrame) -> pd.DataFrame:
    """Stage × ageing band in long form: ``stage stage_word band band_order n over_limit`` (bool: the band lies beyond the stage's limit)."""
    raise NotImplementedError


def longest(staged: pd.DataFrame, n: int = 8) -> pd.DataFrame:
    """The ``n`` live projects longest over their limit: ``project stage stage_word days_in_stage limit_days days_over lead_department lead_leader amount amount_kind row_id``."""
    raise NotImplementedError
