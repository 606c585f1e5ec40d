"""Money of the pipeline, each kind by itself: what was intended, contracted and paid in is never added together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from metrics.columns import Floats, Texts, numbers

KINDS = ("intended", "contract", "paid_in")
COLUMNS = [column for kind in KINDS for column in (kind, f"n_{kind}")]
Money = dict[str, Floats]


def columns(projects: pd.DataFrame) -> Money:
    """The three kinds of money of every project, in 10,000 yuan, NaN where not given."""
    fields = book().rules.pipeline.money
    return {kind: numbers(projects, fields[kind].field) for kind in KINDS}


def sums(money: Money, mine: np.ndarray) -> dict[str, Any]:
    """``intended n_intended contract n_contract paid_in n_paid_in`` of the projects ``mine``, sums and counts."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        known = money[kind][mine]
        known = known[~np.isnan(known)]
        found |= {kind: float(known.sum()) if len(known) else float("nan"), f"n_{kind}": len(known)}
    return found


def largest_known(projects: pd.DataFrame) -> tuple[Floats, Texts]:
    """The firmest amount each project gives (contract, else total, else intended) and its kind: to sort by, only."""
    fields = book().rules.pipeline.money
    kinds = ("contract", "total", "intended")
    given = [numbers(projects, fields[kind].field) for kind in kinds]
    known = [~np.isnan(amount) for amount in given]
    return np.select(known, given, np.nan), np.select(known, kinds, "none").astype(object)
