"""What moved since the period before: each item's step beside the step that was due."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics import lights

CARRIED = {"rate": "previous_rate", "due_rate": "previous_due_rate", "light": "previous_light", "actual_value": "previous_actual"}


def since(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """``current`` with the previous period beside it; both assessed, joined on ``row_id``.

    Adds ``previous_rate``, ``previous_due_rate``, ``previous_actual`` float and ``previous_light`` str (missing for a row
    that is new), ``step`` = rate − previous_rate and ``due_step`` = due_rate − previous_due_rate (fractions), and
    ``moved`` str: ``better`` | ``worse`` | ``same`` (by severity of the lamp) | ``new``.
    """
    carried = [name for name in CARRIED if name in previous]
    before = previous.drop_duplicates("row_id", keep="last").set_index("row_id")[carried].rename(columns=CARRIED)
    out = current.drop(columns=[*CARRIED.values(), "step", "due_step", "moved"], errors="ignore").join(before, on="row_id")
    out["step"] = out["rate"] - out["previous_rate"]
    out["due_step"] = out["due_rate"] - out["previous_due_rate"]
    out["moved"] = _moved(out)
    return out


def vanished(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``previous`` whose row_id ``current`` no longer has, as they were."""
    return previous[~previous["row_id"].isin(current["row_id"])]


def counts(changed: pd.DataFrame) -> dict[str, int]:
    """How many counted items of a frame from :func:`since` are better, worse, same, new."""
    moved = changed.loc[changed["counted"], "moved"].value_counts()
    return {name: int(moved.get(name, 0)) for name in ("better", "worse", "same", "new")}


def _moved(out: pd.DataFrame) -> pd.Series:
    now, before = lights.severity(out["light"]), lights.severity(out["previous_light"])
    unknown = before.isna()
    word = np.select([unknown, now.gt(before).fillna(False), now.lt(before).fillna(False)], ["new", "better", "worse"], "same")
    return pd.Series(word, index=out.index, dtype="str")
