"""From one value on screen back to the cell it was typed in, who sent it, and who corrected it."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
from sqlalchemy import Connection, RowMapping, select

from store.frames import second_identity
from store.log import entries
from store.receipts import Trace
from store.refusals import Refused
from store.schema import ROWS, contents, log, submissions


def trace_of(connection: Connection, dataset: str, shown: pd.Series, field: str) -> Trace:
    """The trace of one field of one row of a frame. ``Refused`` for a field the dataset does not have."""
    number, table = int(shown["submission_id"]), ROWS[dataset]
    if field not in table.c or field not in shown.index:
        raise Refused("no_such_field", field=field)
    submission = _submission(connection, number)
    rows = (
        connection.execute(
            select(table).where(
                table.c.content_id == submission["content"], table.c.source_row == int(shown["source_row"])
            )
        )
        .mappings()
        .all()
    )
    # A frame gives a row another identity where several departments report the item.
    stored = next(
        r
        for r in rows
        if shown["row_id"] in (r["row_id"], second_identity(dataset, r["row_id"], submission["department"]))
    )
    cell = json.loads(stored["source_cells"]).get(field)
    raw = json.loads(stored["source_texts"]).get(field)
    return Trace(
        dataset=dataset,
        row_id=shown["row_id"],
        field=field,
        value=None if pd.isna(shown[field]) else shown[field],
        raw=raw,
        file=submission["file"],
        sha256=submission["sha256"],
        sheet=stored["source_sheet"],
        cell=cell,
        row=stored["source_row"],
        department=submission["department"],
        period=submission["period"],
        submission_id=number,
        **_acts(connection, number),
        **_correction(submission["inputs"], stored["source_sheet"], cell),
    )


def _submission(connection: Connection, number: int) -> RowMapping:
    query = (
        select(submissions, contents.c.sha256)
        .join(contents, contents.c.id == submissions.c.content)
        .where(submissions.c.id == number)
    )
    return connection.execute(query).mappings().one()


def _acts(connection: Connection, number: int) -> dict[str, Any]:
    saved = connection.execute(select(log.c.actor, log.c.at).where(log.c.seq == number)).one()
    published = list(entries(connection, "publish", "restore", submission=number))
    last = published[-1] if published else {"actor": None, "at": None, "details": {}}
    return {
        "submitted_by": saved.actor,
        "submitted_at": saved.at,
        "published_by": last["actor"],
        "published_at": last["at"],
        "version": last["details"].get("version"),
    }


def _correction(inputs: str, sheet: str, cell: str | None) -> dict[str, Any]:
    made = json.loads(inputs).get("made", [])
    for one in reversed(made):
        if one["sheet"] == sheet and one["cell"] == cell:
            return {
                "corrected_from": one["original"],
                "corrected_by": one["by"],
                "corrected_at": one["at"],
                "reason": one["reason"],
            }
    return {}
