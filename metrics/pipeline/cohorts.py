"""Projects followed by when they were signed: registered, started, producing, with each kind of money by itself."""

from __future__ import annotations

from datetime import date

import pandas as pd


def cohorts(projects: pd.DataFrame, *, as_of: date, by: str = "year") -> pd.DataFrame:
    """One row per signing ``year`` or ``quarter``: ``cohort n_signed n_registered n_started n_producing n_stopped``.

    Each count is of the cohort's own projects, by their own dates up to ``as_of`` or, lacking one, their stage: a later step never implies an earlier
    one. ``registered_rate started_rate producing_rate`` = count ÷ n_signed; ``days_to_register days_to_start days_to_produce`` medians from signing over
    the projects that give both dates; ``intended n_intended contract n_contract paid_in n_paid_in`` 万元 with the number that give it; ``paid_in_rate`` = paid_in ÷ contract over the projects that give both.
    """
    raise NotImplementedError
