"""Stored rows as pandas frames: every field of the dataset typed, with identity and source beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from catalog import dataset
from store.database.schema import DATES, NUMBERS, ROWS
from store.reading.selection import Chosen
from store.versions.rows import item_id

TEXT = pd.StringDtype(na_value=np.nan)

SOURCE = (
    "row_id",
    "submission_id",
    "period",
    "reporting_department",
    "source_file",
    "source_sheet",
    "source_row",
)


def frame_of(connection: Connection, name: str, shown: Iterable[Chosen]) -> pd.DataFrame:
    """The rows of these submissions of one dataset, in the submissions' order, then as in their sheets.

    Columns: the dataset's fields (money, number, rate and area float64, days datetime64, the rest str), then
    ``SOURCE``. ``row_id`` is the item's identity; use ``one_row_an_item`` where it must be unique.
    """
    shown = list(shown)
    spec, table = dataset(name), ROWS[name]
    columns = [table.c.content_id, *(table.c[f] for f in spec.field_names)]
    columns += [table.c.row_id, table.c.source_sheet, table.c.source_row]
    wanted = sorted({c.content for c in shown})
    query = select(*columns).where(table.c.content_id.in_(wanted)).order_by(table.c.content_id, table.c.row_position)
    # The same content may be shown for two periods, so rows are handed out per submission.
    by_content: dict[int, list[tuple]] = {number: [] for number in wanted}
    for row in connection.execute(query):
        by_content[row[0]].append(row[1:])
    rows = [row for c in shown for row in by_content[c.content]]
    owners = [c for c in shown for _ in by_content[c.content]]
    return _typed(name, rows, owners)


def _typed(name: str, rows: list[tuple], owners: list[Chosen]) -> pd.DataFrame:
    spec = dataset(name)
    read = list(zip(*rows, strict=True)) or [()] * (len(spec.fields) + 3)
    data = {f.name: _column(list(values), f.kind) for f, values in zip(spec.fields, read, strict=False)}
    row_id, sheet, number = read[len(spec.fields) :]
    source = {
        "row_id": _column(list(row_id), "text"),
        "submission_id": np.array([o.submission_id for o in owners], dtype="int64"),
        "period": _column([o.period for o in owners], "text"),
        "reporting_department": _column([o.department for o in owners], "text"),
        "source_file": _column([o.file for o in owners], "text"),
        "source_sheet": _column(list(sheet), "text"),
        "source_row": np.array(number, dtype="int64"),
    }
    return pd.DataFrame({**data, **source})


def _column(values: list, kind: str) -> Any:
    # Arrays, not series: a frame made of series spends most of its time aligning their indexes.
    if kind in NUMBERS:
        return np.array(values, dtype="float64")
    if kind in DATES:
        return np.array(values, dtype="datetime64[us]")
    return pd.array(values, dtype=TEXT)


def one_row_an_item(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame with ``row_id`` unique: where several departments report one item, all but the first by name get an
    identity of their own, which stays the same as long as they all report it."""
    again = frame["row_id"].duplicated(keep=False)
    if not again.any():
        return frame
    order = frame[again].sort_values("reporting_department", kind="stable")
    later = order.index[order["row_id"].duplicated()]
    own = [
        second_identity(name, row_id, department)
        for row_id, department in zip(frame.loc[later, "row_id"], frame.loc[later, "reporting_department"], strict=True)
    ]
    changed = frame.copy()
    changed.loc[later, "row_id"] = own
    return changed


def second_identity(name: str, row_id: str, department: str) -> str:
    """The identity of a row in a frame where another department's row has the item's own."""
    return item_id(name, [row_id, department])


def without_losers(frame: pd.DataFrame, choices: dict[str, str | None]) -> pd.DataFrame:
    """The frame as conflicts were decided: of a decided item only the chosen department's row, where it is there."""
    decided = frame["row_id"].map({k: v for k, v in choices.items() if v is not None})
    if not decided.notna().any():
        return frame
    wins = decided == frame["reporting_department"]
    settled = frame["row_id"].isin(set(frame.loc[wins, "row_id"]))
    return frame[wins | ~settled].reset_index(drop=True)
