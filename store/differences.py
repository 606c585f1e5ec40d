"""Two frames of one dataset compared item by item: what came, what went, and every field that changed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from store.frames import SOURCE

COLUMNS = ("kind", "row_id", "field", "old", "new", "department", "submission_id")


def changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """One row per added item, gone item and changed field; ``row_id`` must be unique in both.

    Columns ``COLUMNS``: kind is added, gone or changed; old and new are the typed values (None where missing);
    department and submission_id are those of the row in ``new``, for a gone item those in ``old``.
    """
    before, after = old.set_index("row_id"), new.set_index("row_id")
    fields = [c for c in new.columns if c not in SOURCE]
    found = [_whole("added", after, i) for i in after.index.difference(before.index, sort=False)]
    found += [_whole("gone", before, i) for i in before.index.difference(after.index, sort=False)]
    common = after.index.intersection(before.index)
    left, right = before.loc[common, fields], after.loc[common, fields]
    differs = (left != right) & ~(left.isna() & right.isna())
    for field in fields:
        for i in common[differs[field]]:
            values = {"old": _plain(left.loc[i, field]), "new": _plain(right.loc[i, field])}
            found.append({"kind": "changed", "row_id": i, "field": field, **values, **_where(after, i)})
    return pd.DataFrame(found, columns=list(COLUMNS)).astype({"old": "object", "new": "object"})


def _whole(kind: str, frame: pd.DataFrame, row_id: str) -> dict:
    return {"kind": kind, "row_id": row_id, "field": None, "old": None, "new": None, **_where(frame, row_id)}


def _where(frame: pd.DataFrame, row_id: str) -> dict:
    department, submission = frame.loc[row_id, ["reporting_department", "submission_id"]]
    return {"department": department, "submission_id": int(submission)}


def _plain(value: Any) -> Any:
    return None if pd.isna(value) else value
