"""Where the zone stands: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog import numbers
from metrics import evidence, standing
from metrics.columns import numbers as amounts_of
from metrics.judged import Judged
from metrics.measured import (
    STANDINGS,
    Facts,
    Measured,
    PageOfFigures,
    count,
    counted_rows,
)
from metrics.printed import quantity


def figures(known: Judged, as_of: date) -> Facts:
    """indicators_up best_rank worst_rank nearest_distance."""
    del as_of
    table = standing.table(known["standings"])
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return dict.fromkeys(("indicators_up", "best_rank", "worst_rank", "nearest_distance"), Measured(None))
    up, down = ((sign * table["rank_change"] > 0).to_numpy() for sign in (1, -1))
    every, blanks = np.ones(len(table), dtype=bool), {"whole": len(table), "down": int(down.sum())}
    return {
        "indicators_up": counted_rows(table, up, every, STANDINGS, blanks, by="rank"),
        "best_rank": _ranked(table, ranked.index[int(standing.depth(ranked).argmin())]),
        "worst_rank": _ranked(table, ranked.index[int(standing.depth(ranked).argmax())]),
        "nearest_distance": _nearest(table),
    }


def title(known: Judged, measured: Facts, as_of: date) -> dict[str, Any]:
    del known, as_of
    up, best = measured["indicators_up"], measured["best_rank"]
    found = {"up": count(up), "down": count(up, "down"), "indicators": count(up, "whole")}
    return {**found, "best_rank": count(best), "best_indicator": count(best, "indicator")}


def _ranked(table: pd.DataFrame, at: Any) -> Measured:
    """One indicator's place."""
    row = table.loc[at]
    rows = evidence.added(table, amounts_of(table, "rank"), table.index == at, dataset=STANDINGS, by="rank")
    among = "" if np.isnan(row["rank_total"]) else numbers.plain(row["rank_total"])
    return Measured(row["rank"], {"indicator": row["indicator"], "among": among}, (rows,))


def _nearest(table: pd.DataFrame) -> Measured:
    """The indicator whose next place is nearest, by the share of its own value that is missing."""
    known = table[table["distance"].notna() & table["value"].ne(0)]
    if known.empty:
        return Measured(None)
    at = known.index[int((known["distance"] / known["value"].abs()).argmin())]
    row = known.loc[at]
    text = quantity(row["distance"]) + row["distance_unit"]
    rows = evidence.added(table, amounts_of(table, "distance"), table.index == at, dataset=STANDINGS, by="value")
    blanks = {"text": text, "indicator": row["indicator"], "peer": row["next_peer"]}
    return Measured(row["distance"], blanks, (rows,))


PAGE = PageOfFigures(figures, title)
