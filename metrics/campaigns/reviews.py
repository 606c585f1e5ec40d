"""The public review: scored from the votes, ranked within class; "don't know" is no valid vote."""

from __future__ import annotations

import pandas as pd


def score(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` (public_reviews) recomputed: adds ``votes`` (valid: without "unknown"), ``computed_score`` 0–100, ``computed_satisfaction`` fraction, ``computed_rank`` Int64 within ``class`` (ties 1,2,2,4),
    ``rank_total``, ``score_differs`` and ``rank_differs`` bool (reported number disagrees), ``front`` and ``last`` bool. Sorted by class, rank."""
    raise NotImplementedError
