"""What moved since the period before: each item's step beside the step that was due."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import lights
from metrics.columns import Texts, texts
from metrics.progress import with_columns

CARRIED = {
    "rate": "previous_rate",
    "due_rate": "previous_due_rate",
    "actual_value": "previous_actual",
    "light": "previous_light",
}
ADDED = [*CARRIED.values(), "step", "due_step", "moved"]


def since(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """``current`` with the previous period beside it; both assessed, joined on ``row_id``.

    Adds ``previous_rate``, ``previous_due_rate``, ``previous_actual`` float and ``previous_light`` str (missing for a
    row that is new), ``step`` = rate − previous_rate and ``due_step`` = due_rate − previous_due_rate (fractions), and
    ``moved`` str: ``better`` | ``worse`` | ``same`` (along the lamps' scale) | ``new``.
    """
    known = previous.drop_duplicates("row_id", keep="last")
    at = pd.Index(known["row_id"]).get_indexer(pd.Index(current["row_id"]))
    carried = {after: _taken(known, before, at) for before, after in CARRIED.items()}
    steps = {"step": current["rate"].to_numpy() - carried["previous_rate"]}
    steps["due_step"] = current["due_rate"].to_numpy() - carried["previous_due_rate"]
    moved = _moved(texts(current, "light"), carried["previous_light"], at >= 0)
    return with_columns(current, {**carried, **steps, "moved": moved}, ADDED)


def vanished(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``previous`` whose row_id ``current`` no longer has, as they were."""
    return previous[~previous["row_id"].isin(current["row_id"])]


def counts(changed: pd.DataFrame) -> dict[str, int]:
    """How many counted items of a frame from :func:`since` are better, worse, same, new."""
    moved = changed.loc[changed["counted"], "moved"].tolist()
    return {name: moved.count(name) for name in ("better", "worse", "same", "new")}


def _taken(known: pd.DataFrame, name: str, at: np.ndarray) -> np.ndarray:
    """``known[name]`` at positions ``at``; missing (NaN or None) at −1 or where there is no such column."""
    if name == "light":
        return np.append(texts(known, name), np.array([None], dtype=object))[at]
    column = known[name].to_numpy(dtype="float64") if name in known else np.full(len(known), np.nan)
    return np.append(column, np.nan)[at]


def _moved(now: Texts, before: Texts, known: np.ndarray) -> Texts:
    current, previous = lights.on_scale(now), lights.on_scale(before)
    fits = [~known, current > previous, current < previous]
    return np.select(fits, ["new", "better", "worse"], "same").astype(object)
