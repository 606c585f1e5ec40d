"""Rectification items: found, fixed, signed off; fixed is not signed off."""

from __future__ import annotations

from datetime import date

import pandas as pd


def assess(frame: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``frame`` (rectification) with ``state`` (open partial fixed closed returned long_term), ``overdue`` bool, ``days_over`` Int64, ``unanswered`` bool, ``light``."""
    raise NotImplementedError


def by_aspect(assessed: pd.DataFrame) -> pd.DataFrame:
    """The seven aspects of the style campaign, all present: ``aspect n n_open n_partial n_fixed n_closed n_returned n_long_term n_overdue fixed_rate closed_rate``."""
    raise NotImplementedError


def by_campaign(assessed: pd.DataFrame) -> pd.DataFrame:
    """As :func:`by_aspect`, one row per ``campaign``."""
    raise NotImplementedError
