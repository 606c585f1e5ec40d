"""The same item reported by several departments, and which of them was chosen to stand."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, select

from catalog import dataset, datasets
from store.database.schema import ROWS
from store.journal.log import entries
from store.reading.frames import frame_of
from store.reading.selection import Chosen, book_of_month, latest, standing
from store.refusals import Refused


@dataclass(frozen=True, slots=True)
class ItemConflict:
    """One item that several departments report: their rows side by side, and the choice where one was made."""

    dataset: str
    row_id: str
    label: str
    rows: pd.DataFrame
    decided: bool = False
    chosen: str | None = None
    chosen_by: str | None = None
    chosen_at: str | None = None
    reason: str | None = None


def choices(connection: Connection, name: str, *, until: int | None = None) -> dict[str, str | None]:
    """By item the department that was chosen last (None: all stand, they are different items)."""
    decided = entries(connection, "choose", dataset=name)
    return {e["subject"]: e["details"]["department"] for e in decided if until is None or e["seq"] <= until}


def reporters(connection: Connection, name: str, row_id: str) -> list[str]:
    """The departments that ever let a row of this item stand; ``Refused`` where nobody did."""
    found = sorted({c.department for c in _reports(connection, name, row_id)})
    if not found:
        raise Refused("no_such_row", row=row_id)
    return found


def reported_in(connection: Connection, name: str, row_id: str) -> list[str]:
    """The periods in which a report with this item stands."""
    return sorted({c.period for c in _reports(connection, name, row_id)})


def last_month_of(connection: Connection, name: str, row_id: str) -> list[str]:
    """The last period the units of this item reported, with or without it; none where nobody did."""
    units = {c.department for c in _reports(connection, name, row_id)}
    return sorted({c.period for c in standing(connection, name) if c.department in units})[-1:]


def _reports(connection: Connection, name: str, row_id: str) -> list[Chosen]:
    table = ROWS.get(name)
    if table is None:
        raise Refused("no_such_dataset", dataset=name)
    known = set(connection.scalars(select(table.c.content_id).where(table.c.row_id == row_id)))
    return [c for c in standing(connection, name) if c.content in known]


def conflicts(connection: Connection, as_of: str | None) -> list[ItemConflict]:
    """Every item that several departments' standing submissions contain, decided or not, by dataset and item."""
    shown = latest(standing(connection), as_of, book_of_month(connection, as_of))
    return [c for name in datasets() for c in _of_dataset(connection, name, [s for s in shown if s.dataset == name])]


def _of_dataset(connection: Connection, name: str, shown: list) -> list[ItemConflict]:
    rows = frame_of(connection, name, shown)
    several = rows.groupby("row_id")["reporting_department"].transform("nunique") > 1
    made = {e["subject"]: e for e in entries(connection, "choose", dataset=name)}
    key = list(dataset(name).key)
    found = []
    for row_id, group in rows[several].groupby("row_id", sort=False):
        label = " ".join(str(v) for v in group.iloc[0][key] if not pd.isna(v))
        found.append(_conflict(name, str(row_id), label, group.reset_index(drop=True), made.get(row_id)))
    return found


def _conflict(name: str, row_id: str, label: str, rows: pd.DataFrame, made: dict | None) -> ItemConflict:
    if made is None:
        return ItemConflict(name, row_id, label, rows)
    said = made["details"]
    return ItemConflict(name, row_id, label, rows, True, said["department"], made["actor"], made["at"], said["reason"])
