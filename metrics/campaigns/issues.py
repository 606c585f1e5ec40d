"""Problems enterprises raised, from collection to call-back, against clocks in working days."""

from __future__ import annotations

from datetime import date

import pandas as pd


def assess(frame: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``frame`` (enterprise_issues) with clocks: adds ``step`` (received assigned in_hand solved called_back), ``closed`` bool, ``working_days`` Int64 since the visit (to done_date when closed),
    ``limit_days`` Int64, ``due_date`` datetime (the given deadline, else the clock's), ``overdue`` bool, ``days_over`` Int64 working days, ``unanswered`` bool, ``satisfied`` (True|False|missing), ``light``."""
    raise NotImplementedError


def flow(assessed: pd.DataFrame) -> pd.DataFrame:
    """Steps from collection to call-back: ``step step_word reached now overdue``."""
    raise NotImplementedError


def by_class(assessed: pd.DataFrame) -> pd.DataFrame:
    """``issue_class n n_closed n_overdue share`` (shares in % sum to 100 by largest remainder), most frequent first."""
    raise NotImplementedError


def clock_summary(assessed: pd.DataFrame) -> pd.DataFrame:
    """Each clock of the rule: ``clock clock_word limit_days n_due n_kept kept_rate``."""
    raise NotImplementedError
