"""Two frames of one dataset compared item by item: what came, what went, and every field that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from store.reading.frames import SOURCE

COLUMNS = ("kind", "row_id", "field", "old", "new", "department", "submission_id")


def changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """One row per added item, gone item and changed field; ``row_id`` must be unique in both.

    Columns ``COLUMNS``: kind is added, gone or changed; old and new are the typed values (None where missing);
    department and submission_id are those of the row in ``new``, for a gone item those in ``old``.
    """
    before, after = old.set_index("row_id"), new.set_index("row_id")
    fields = [c for c in new.columns if c not in SOURCE]
    found = [
        *_whole("added", after.loc[after.index.difference(before.index, sort=False)]),
        *_whole("gone", before.loc[before.index.difference(after.index, sort=False)]),
    ]
    common = after.index.intersection(before.index)
    left, right = before.loc[common, fields], after.loc[common]
    for field in fields:
        differs = ((left[field] != right[field]) & ~(left[field].isna() & right[field].isna())).to_numpy()
        found += _field(field, left.loc[differs, field].tolist(), right.loc[differs])
    # Object columns keep None as None and each value in its own type.
    frame = pd.DataFrame(found, columns=list(COLUMNS), dtype="object")
    return frame.astype({"kind": "str", "row_id": "str", "department": "str", "submission_id": "Int64"})


def _whole(kind: str, rows: pd.DataFrame) -> list[tuple]:
    return [(kind, row_id, None, None, None, department, number) for row_id, department, number in _where(rows)]


def _field(field: str, old: list[Any], rows: pd.DataFrame) -> list[tuple]:
    values = zip(old, rows[field].tolist(), _where(rows), strict=True)
    return [("changed", i, field, _plain(was), _plain(now), who, number) for was, now, (i, who, number) in values]


def _where(rows: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    columns = (rows.index, rows["reporting_department"], rows["submission_id"])
    return zip(*(column.tolist() for column in columns), strict=True)


def _plain(value: Any) -> Any:
    return None if pd.isna(value) else value
