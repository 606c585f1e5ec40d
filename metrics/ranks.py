"""Ranks as the bulletins print them: equals share the better rank and the next is skipped (1, 2, 2, 4)."""

from __future__ import annotations

import numpy as np

from catalog.book import book
from catalog.numbers import rounded
from metrics.columns import Flags, Floats


def rank(scores: Floats, decimals: int) -> Floats:
    """The rank of each score, highest first, judged on the printed value; NaN where there is no score."""
    shown = np.array([rounded(s, decimals) for s in scores.tolist()], dtype="float64")
    known = np.sort(shown[~np.isnan(shown)])
    better = len(known) - np.searchsorted(known, shown, side="right")
    return np.where(np.isnan(shown), np.nan, better + 1.0)


def front_and_last(ranks: Floats) -> tuple[Flags, Flags]:
    """Who stands among the first and the last three, whole groups of equals; nobody stands in both."""
    rule = book().rules.ranking
    known = ranks[~np.isnan(ranks)]
    front = ranks <= rule.front_n
    from_behind = np.array([(known > r).sum() + 1.0 for r in ranks.tolist()])
    last = ~np.isnan(ranks) & (from_behind <= rule.last_n) & ~front
    return front, last
