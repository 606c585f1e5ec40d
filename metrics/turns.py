"""Where the course of one item turns, and what its sheet said in that month."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from metrics.columns import numbers, texts

# Below this share of its target an item has not moved.
STILL = 0.0005


def turns(points: pd.DataFrame, told: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Every month in which the course turned: period, how, what the sheet said then ("" for nothing).

    ``points``: period, rate, due_rate (fractions, NaN for none), in order; how: fell | fell_behind | caught_up | stood.
    """
    known = points[points["rate"].notna()]
    rate, due = numbers(known, "rate"), numbers(known, "due_rate")
    found = []
    for i, period in list(enumerate(texts(known, "period")))[1:]:
        ahead_then, ahead = rate[i - 1] >= due[i - 1], rate[i] >= due[i]
        table = (
            ("fell", rate[i] < rate[i - 1] - STILL),
            ("fell_behind", ahead_then and rate[i] < due[i]),
            ("caught_up", rate[i - 1] < due[i - 1] and ahead),
            ("stood", abs(rate[i] - rate[i - 1]) <= STILL),
        )
        how = next((name for name, holds in table if holds), "")
        if how:
            found.append((period, how, told.get(period, "")))
    return found
