"""From values on screen back to the cells they were typed in, who sent them, and who corrected them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, RowMapping, select

from store.database.schema import ROWS, contents, log, submissions
from store.reading.frames import second_identity
from store.receipts import Trace
from store.refusals import Refused

Stored = Mapping[tuple[int, int], Sequence[RowMapping]]
UNPUBLISHED: dict[str, Any] = {"actor": None, "at": None, "version": None}


def traces_of(
    connection: Connection, dataset: str, frame: pd.DataFrame, wanted: Iterable[tuple[str, str]]
) -> list[Trace | None]:
    """The trace of each (row_id, field) of a frame, in order, in four queries however many they are; None where the
    frame has no such row. ``Refused`` for a field the dataset does not have."""
    table, wanted = ROWS[dataset], list(wanted)
    for field in {field for _, field in wanted}:
        if field not in table.c or field not in frame:
            raise Refused("no_such_field", field=field)
    asked = frame[frame["row_id"].isin({row_id for row_id, _ in wanted})]
    shown = {row["row_id"]: row for row in asked.to_dict("records")}
    numbers = sorted({int(row["submission_id"]) for row in shown.values()})
    sent = _submissions(connection, numbers)
    stored = _stored(connection, dataset, sent, {int(row["source_row"]) for row in shown.values()})
    acts = _acts(connection, numbers)
    return [
        _trace(dataset, shown[row_id], field, sent, stored, acts) if row_id in shown else None
        for row_id, field in wanted
    ]


def _trace(
    dataset: str,
    shown: dict[Any, Any],
    field: str,
    sent: Mapping[int, RowMapping],
    stored: Stored,
    acts: Mapping[int, dict[str, Any]],
) -> Trace:
    number = int(shown["submission_id"])
    submission = sent[number]
    # A frame gives a row another identity where several departments report the item.
    row = next(
        r
        for r in stored[submission["content"], int(shown["source_row"])]
        if shown["row_id"] in (r["row_id"], second_identity(dataset, r["row_id"], submission["department"]))
    )
    cell = json.loads(row["source_cells"]).get(field)
    return Trace(
        dataset=dataset,
        row_id=shown["row_id"],
        field=field,
        value=None if pd.isna(shown[field]) else shown[field],
        raw=json.loads(row["source_texts"]).get(field),
        file=submission["file"],
        sha256=submission["sha256"],
        sheet=row["source_sheet"],
        cell=cell,
        row=row["source_row"],
        department=submission["department"],
        period=submission["period"],
        submission_id=number,
        **acts[number],
        **_correction(submission["inputs"], row["source_sheet"], cell),
    )


def _submissions(connection: Connection, numbers: Sequence[int]) -> dict[int, RowMapping]:
    query = (
        select(submissions, contents.c.sha256)
        .join(contents, contents.c.id == submissions.c.content)
        .where(submissions.c.id.in_(numbers))
    )
    return {row["id"]: row for row in connection.execute(query).mappings()}


def _stored(connection: Connection, dataset: str, sent: Mapping[int, RowMapping], lines: set[int]) -> Stored:
    """The rows as they were read, by content and line of the sheet; a workbook may have the same line in two sheets."""
    table = ROWS[dataset]
    columns = (table.c[name] for name in ("row_id", "source_sheet", "source_row", "source_cells", "source_texts"))
    read = sorted({submission["content"] for submission in sent.values()})
    query = select(table.c.content_id, *columns).where(table.c.content_id.in_(read))
    found: dict[tuple[int, int], list[RowMapping]] = {}
    for row in connection.execute(query).mappings():
        if row["source_row"] in lines:
            found.setdefault((row["content_id"], row["source_row"]), []).append(row)
    return found


def _acts(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Who saved each submission, and who last published it."""
    columns = (log.c.seq, log.c.submission, log.c.actor, log.c.at)
    saved = connection.execute(select(*columns).where(log.c.seq.in_(numbers))).mappings().all()
    published = dict.fromkeys(numbers, UNPUBLISHED)
    query = select(*columns, log.c.details).where(
        log.c.submission.in_(numbers), log.c.action.in_(("publish", "restore"))
    )
    for row in connection.execute(query.order_by(log.c.seq)).mappings():
        version = json.loads(row["details"]).get("version")
        published[row["submission"]] = {"actor": row["actor"], "at": row["at"], "version": version}
    return {
        act["seq"]: {
            "submitted_by": act["actor"],
            "submitted_at": act["at"],
            "published_by": published[act["seq"]]["actor"],
            "published_at": published[act["seq"]]["at"],
            "version": published[act["seq"]]["version"],
        }
        for act in saved
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
