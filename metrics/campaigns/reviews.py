"""The public review: scored from the votes, ranked within class; "don't know" is no valid vote."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.numbers import rounded
from metrics import ranks
from metrics.columns import Floats, Texts, numbers, texts
from metrics.numbers import ratio
from metrics.progress import with_columns

ADDED = ["votes", "computed_score", "computed_satisfaction", "computed_rank", "rank_total", "votes_differ"]
ADDED += ["score_differs", "rank_differs", "front", "last"]


def score(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` (public_reviews) recomputed from its votes, sorted by class and rank.

    Adds ``votes`` (valid ones: all but "unknown", missing where no vote is given), ``computed_score`` 0–100,
    ``computed_satisfaction`` fraction, ``computed_rank`` float within ``class`` (ties 1,2,2,4; the score, else the
    reported one, on the printed decimals), ``rank_total``; ``votes_differ``, ``score_differs``, ``rank_differs`` bool:
    a reported number disagrees with its own votes; ``front`` and ``last`` bool.
    """
    rule = book().rules.review
    given = {name: numbers(frame, name) for name in rule.points}
    known = ~np.isnan(np.array(list(given.values()))).all(axis=0)
    counted = {name: np.where(np.isnan(votes), 0.0, votes) for name, votes in given.items()}
    votes = np.where(known, sum(counted.values()), np.nan)
    points = ratio(sum(rule.points[name] * n for name, n in counted.items()) + np.zeros(len(frame)), votes)
    content = ratio(sum(counted[name] for name in rule.content) + np.zeros(len(frame)), votes)
    judged = np.where(np.isnan(points), numbers(frame, "score"), points)
    places = _within_class(texts(frame, "class"), judged, rule.decimals)
    differ = {
        "votes_differ": _differs(numbers(frame, "votes_valid"), votes, 0),
        "score_differs": _differs(numbers(frame, "score"), points, rule.decimals),
        "rank_differs": _differs(numbers(frame, "rank"), places["computed_rank"], 0),
    }
    added = {"votes": votes, "computed_score": points, "computed_satisfaction": content, **places, **differ}
    return with_columns(frame, added, ADDED).sort_values(["class", "computed_rank"], kind="stable", ignore_index=True)


def _within_class(classes: Texts, scores: Floats, decimals: int) -> dict[str, Any]:
    place, total = np.full(len(scores), np.nan), np.zeros(len(scores))
    front, last = np.zeros(len(scores), dtype=bool), np.zeros(len(scores), dtype=bool)
    for name in dict.fromkeys(classes):
        mine = classes == name
        place[mine] = ranks.rank(scores[mine], decimals)
        total[mine] = (~np.isnan(place[mine])).sum()
        front[mine], last[mine] = ranks.front_and_last(place[mine])
    return {"computed_rank": place, "rank_total": total, "front": front, "last": last}


def _differs(reported: Floats, computed: Floats, decimals: int) -> np.ndarray:
    """Both are given and, as printed, are not the same number."""
    pairs = zip(reported.tolist(), computed.tolist(), strict=True)
    return np.array([a == a and b == b and abs(rounded(a, decimals) - rounded(b, decimals)) > 1e-9 for a, b in pairs])
