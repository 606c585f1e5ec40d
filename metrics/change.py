"""What moved since the period before: each item's step beside the step that was due."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics import lights
from metrics.columns import Texts, numbers, texts
from metrics.progress import with_columns

CARRIED = {
    "rate": "previous_rate",
    "due_rate": "previous_due_rate",
    "actual_value": "previous_actual",
    "light": "previous_light",
}
ADDED = [*CARRIED.values(), "step", "due_step", "moved"]


def since(current: pd.DataFrame, previous: pd.DataFrame, *, by: Sequence[str] = ("row_id",)) -> pd.DataFrame:
    """``current`` with the previous period beside it; both assessed, or both livelihood items, joined ``by`` what tells
    their rows apart: an item is category and name, its row is that of whichever sub-target is worst.

    Adds ``previous_rate``, ``previous_due_rate``, ``previous_actual`` float and ``previous_light`` str (missing for a
    row that is new), ``step`` = rate − previous_rate and ``due_step`` = due_rate − previous_due_rate (fractions), and
    ``moved`` str: ``better`` | ``worse`` | ``same`` (along the lamps' scale) | ``new``; the lamp of what has another
    target now has not moved: another target lit it.
    """
    keys = list(by)
    known = previous.drop_duplicates(keys, keep="last")
    at = pd.MultiIndex.from_frame(known[keys]).get_indexer(pd.MultiIndex.from_frame(current[keys]))
    carried = {after: _taken(known, before, at) for before, after in CARRIED.items()}
    # An item whose worst sub-target is another one now has not stepped from that one's rate to this one's, nor has one
    # whose target is another now.
    same = np.append(texts(known, "row_id"), np.array([None], dtype=object))[at] == texts(current, "row_id")
    target, unit = numbers(current, "target_value"), texts(current, "unit")
    kept = np.isclose(_taken(known, "target_value", at), target, equal_nan=True)
    kept &= np.append(texts(known, "unit"), np.array([None], dtype=object))[at] == unit
    retargeted, same = same & ~kept, same & kept
    gaps = {"step": ("rate", "previous_rate"), "due_step": ("due_rate", "previous_due_rate")}
    steps = {
        name: np.where(same, current[now].to_numpy() - carried[then], np.nan) for name, (now, then) in gaps.items()
    }
    moved = _moved(texts(current, "light"), carried["previous_light"], at >= 0)
    moved = np.where(retargeted, "same", moved).astype(object)
    return with_columns(current, {**carried, **steps, "moved": moved}, ADDED)


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
