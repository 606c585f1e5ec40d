"""The zone among its peers: rank, change, distance to the next place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from catalog.book import spelled
from catalog.words.metrics import metric_words
from metrics.columns import Floats, Texts, numbers, texts

COLUMNS = [
    "indicator",
    "unit",
    "value",
    "rank",
    "rank_total",
    "previous_rank",
    "rank_change",
    "next_peer",
    "next_value",
]
COLUMNS += [
    "distance_unit",
    "distance",
    "behind_peer",
    "behind_value",
    "lead",
    "leader",
    "leader_value",
    "year",
    "source",
    "row_id",
]


def table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator, latest year, in the order reported.

    ``indicator unit value rank rank_total previous_rank rank_change`` (positive = climbed); ``next_peer next_value
    distance``: the peer just ahead and what is missing to it; ``behind_peer behind_value lead``: the one just behind
    and the lead over it, both in ``distance_unit``; ``leader leader_value``: the first one; ``year source row_id``.
    Which direction is better is read from the ranks: the peers ahead are as many as the rank says. Missing stays
    missing.
    """
    indicator, year = _names(frame), numbers(frame, "year")
    rows = []
    for name in dict.fromkeys(indicator):
        mine = indicator == name
        latest = np.nanmax(year[mine]) if (~np.isnan(year[mine])).any() else np.nan
        rows.append(_row(frame[mine & (np.isnan(year) | (year == latest))]))
    return pd.DataFrame(rows, columns=COLUMNS)


def depth(ranked: pd.DataFrame) -> Floats:
    """How far down each indicator of :func:`table` stands: its rank as a share of the ranked, so that 48 of 147 is not
    lower than 8 of 14. By the rank alone where nobody says among how many."""
    place, among = numbers(ranked, "rank"), numbers(ranked, "rank_total")
    return place if np.isnan(among).any() else place / among


def peers(frame: pd.DataFrame) -> pd.DataFrame:
    """Indicator × peer in long form with the zone itself: ``indicator unit peer value is_zone place``, best first.

    The zone's ``peer`` is missing: the page names it.
    """
    rows: list[dict[str, Any]] = []
    for _, own in table(frame).iterrows():
        mine = frame[_names(frame) == spelled(own["indicator"] or "")]
        entries = _entries(mine, own["value"])
        ordered = sorted(entries, key=lambda e: e[1], reverse=not _lower_is_better(mine, own["value"], own["rank"]))
        rows += [
            {
                "indicator": own["indicator"],
                "unit": own["unit"],
                "peer": peer,
                "value": value,
                "is_zone": zone,
                "place": i,
            }
            for i, (peer, value, zone) in enumerate(ordered, 1)
        ]
    return pd.DataFrame(rows, columns=["indicator", "unit", "peer", "value", "is_zone", "place"])


def _names(frame: pd.DataFrame) -> Texts:
    """What each row's indicator is called, however it is spaced."""
    return np.array([spelled(name or "") for name in texts(frame, "indicator")], dtype=object)


def _row(mine: pd.DataFrame) -> dict[str, Any]:
    first = {name: _first(mine, name) for name in ("value", "rank", "rank_total", "previous_rank", "year")}
    named = {
        name: next((t for t in texts(mine, name) if t), None) for name in ("indicator", "unit", "source", "row_id")
    }
    found: dict[str, Any] = {**named, **first, "rank_change": first["previous_rank"] - first["rank"]}
    lower = _lower_is_better(mine, first["value"], first["rank"])
    sign = -1.0 if lower else 1.0
    others = [(peer, value) for peer, value, zone in _entries(mine, np.nan) if not zone]
    ahead = sorted((o for o in others if sign * o[1] > sign * first["value"]), key=lambda o: sign * o[1])
    behind = sorted((o for o in others if sign * o[1] <= sign * first["value"]), key=lambda o: -sign * o[1])
    found |= dict(zip(("next_peer", "next_value"), ahead[0] if ahead else (None, np.nan), strict=True))
    found |= dict(zip(("leader", "leader_value"), ahead[-1] if ahead else (None, np.nan), strict=True))
    found |= dict(zip(("behind_peer", "behind_value"), behind[0] if behind else (None, np.nan), strict=True))
    return found | {
        "distance_unit": _distance_unit(named["unit"]),
        "distance": abs(found["next_value"] - found["value"]),
        "lead": abs(found["value"] - found["behind_value"]),
    }


def _distance_unit(unit: str | None) -> str:
    """What two values of ``unit`` lie apart in: shares differ by percentage points."""
    words = metric_words().numbers
    return words.pp if unit in ("%", "\uff05") else unit or ""


def _first(mine: pd.DataFrame, name: str) -> float:
    known: Floats = numbers(mine, name)
    known = known[~np.isnan(known)]
    return float(known[0]) if len(known) else float("nan")


def _entries(mine: pd.DataFrame, own: float) -> list[tuple[str | None, float, bool]]:
    pairs = dict(zip(texts(mine, "peer"), numbers(mine, "peer_value").tolist(), strict=True))
    listed: list[tuple[str | None, float, bool]] = [(p, v, False) for p, v in pairs.items() if p and v == v]
    return [*listed, (None, own, True)] if own == own else listed


def _lower_is_better(mine: pd.DataFrame, value: float, rank: float) -> bool:
    """True when the peers of smaller value fit the rank better than those of larger value."""
    others = [v for _, v, _ in _entries(mine, np.nan)]
    larger, smaller = sum(v > value for v in others), sum(v < value for v in others)
    return bool(abs(smaller + 1 - rank) < abs(larger + 1 - rank))
