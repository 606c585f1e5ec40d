"""Submissions, issues and the log as frames, for pages that list them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, select

from store.database.schema import log, submission_issues, submissions
from store.journal.log import entries
from store.versions.submissions import lines

LISTED = (
    "submission_id",
    "dataset",
    "department",
    "period",
    "state",
    "current",
    "version",
    "rows",
    "file",
    "sha256",
    "content_hash",
    "demo",
    "received",
    "saved_at",
    "saved_by",
    "published_at",
    "published_by",
    "upload",
)
LOGGED = ("seq", "at", "actor", "role", "action", "subject", "dataset", "department", "period", "submission")


def submission_rows(connection: Connection, until: int | None = None) -> list[dict[str, Any]]:
    """Every submission ever saved, oldest first, as it stands now (or stood at ``until``); by ``LISTED``."""
    extra = {row["id"]: row for row in connection.execute(_saved()).mappings()}
    first = _published(connection)
    rows = []
    for line in lines(connection, until=until):
        known = {name: getattr(line, name) for name in LISTED if hasattr(line, name)}
        rows.append({**extra[line.submission_id], **known, **first.get(line.submission_id, {})})
    return rows


def submissions_frame(connection: Connection) -> pd.DataFrame:
    """The submissions as a frame; columns ``LISTED``."""
    frame = pd.DataFrame(submission_rows(connection), columns=list(LISTED))
    return frame.astype({"version": "Int64", "upload": "Int64"})


def issues_frame(connection: Connection) -> pd.DataFrame:
    """The issues of every submission that stands or is still a draft, with whose they are."""
    open_ones = {line.submission_id: line for line in lines(connection) if line.current or line.state == "draft"}
    query = select(submission_issues).order_by(submission_issues.c.submission, submission_issues.c.position)
    rows = [dict(row) for row in connection.execute(query).mappings() if row["submission"] in open_ones]
    for row in rows:
        line = open_ones[row["submission"]]
        row |= {
            "dataset": line.dataset,
            "department": line.department,
            "period": line.period,
            "state": line.state,
            "file": line.file,
            "submission_id": row.pop("submission"),
        }
    about = ["submission_id", "dataset", "department", "period", "state", "file"]
    said = [c.name for c in submission_issues.columns if c.name not in ("submission", "position")]
    return pd.DataFrame(rows, columns=about + said)


def audit_frame(connection: Connection) -> pd.DataFrame:
    """The log, oldest first; ``details`` is JSON text, ``hash`` the link of the chain."""
    columns = [log.c[name] for name in (*LOGGED, "details", "hash")]
    rows = connection.execute(select(*columns).order_by(log.c.seq)).all()
    frame = pd.DataFrame(rows, columns=[*LOGGED, "details", "hash"])
    return frame.astype({"submission": "Int64"})


def saved(connection: Connection) -> dict[int, tuple[str, str]]:
    """Who saved each submission, and when."""
    return {row["id"]: (row["saved_by"], row["saved_at"]) for row in connection.execute(_saved()).mappings()}


def _saved() -> Select:
    s = submissions.c
    query = select(s.id, s.upload, log.c.at.label("saved_at"), log.c.actor.label("saved_by"))
    return query.join(log, log.c.seq == s.id)


def _published(connection: Connection) -> dict[int, dict[str, str]]:
    acts = entries(connection, "publish", "restore")
    return {e["submission"]: {"published_at": e["at"], "published_by": e["actor"]} for e in acts}
