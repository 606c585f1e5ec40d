"""Submissions in the database: how one is written with its rows, and how each stands now."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, insert, select

from store.database.schema import ROWS, contents, log, publications, submission_issues, submissions
from store.journal.log import Entry, Signature, append, canonical
from store.receipts import Line
from store.refusals import Refused
from store.versions.arrivals import Arrivals
from store.versions.pictures import keep_pictures, pictures_hash
from store.versions.rows import clean

# What an act makes of a submission's review state.
STATES = {
    "save": "draft",
    "publish": "published",
    "restore": "published",
    "withdraw": "withdrawn",
    "remove_demo": "withdrawn",
    "return": "returned",
    "replace": "replaced",
    "discard": "replaced",
}


@dataclass(frozen=True, slots=True)
class Key:
    """What a submission is about."""

    dataset: str
    department: str
    period: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a submission is made of, before it has a number."""

    key: Key
    rows: list[dict[str, Any]]
    content_hash: str
    sha256: str
    file: str
    received: str
    demo: bool
    inputs: str
    upload: int | None
    issues: tuple[Any, ...]
    pictures: tuple[tuple[dict[str, Any], Any], ...] = ()


def departments_of(connection: Connection, sha256: str) -> list[str]:
    """The departments whose submissions were read from this original."""
    s, c = submissions.c, contents.c
    query = select(s.department).join(contents, c.id == s.content).where(c.sha256 == sha256)
    return sorted(set(connection.scalars(query)))


def same_again(connection: Connection, draft: Draft) -> int | None:
    """The submission of the same key and content that is still a draft or published, if there is one."""
    query = (
        select(submissions.c.id)
        .join(contents, contents.c.id == submissions.c.content)
        .where(*_about(draft.key), contents.c.hash == draft.content_hash)
        .order_by(submissions.c.id.desc())
    )
    ids = list(connection.scalars(query))
    states = states_of(connection, ids)
    return next((i for i in ids if states[i] in ("draft", "published")), None)


def write(connection: Connection, by: Signature, draft: Draft) -> int:
    """Write a draft submission with its rows and issues; its id. Must run inside the writing transaction."""
    issues = [{name: clean(str(getattr(issue, name))) for name in ISSUE_FIELDS} for issue in draft.issues]
    said = {"content_hash": draft.content_hash, "sha256": draft.sha256, "rows": len(draft.rows)}
    kept = {
        "file": draft.file,
        "received": draft.received,
        "demo": draft.demo,
        "inputs": draft.inputs,
        "upload": draft.upload,
    }
    return enter(connection, by, draft.key, _content(connection, draft), kept, issues, said)


def enter(
    connection: Connection,
    by: Signature,
    key: Key,
    content: int,
    kept: dict[str, Any],
    issues: list[dict[str, Any]],
    said: dict[str, Any],
) -> int:
    """Log a new draft of a content that is there already, and write its submission and issues; its id.

    ``kept``: file, received, demo, inputs and upload; ``said`` goes into the log beside them.
    """
    base = current(connection, key)
    # What is long is named by its hash; the submission's own row keeps it.
    details = {**kept, **said, "base": base, "issues": issues_hash(issues), "inputs": text_hash(kept["inputs"])}
    if shown := pictures_hash(connection, content):
        details["pictures"] = shown
    number = append(
        connection, by, Entry("save", kept["file"], key.dataset, key.department, key.period, details=details)
    )
    connection.execute(
        insert(submissions).values(
            id=number,
            dataset=key.dataset,
            department=key.department,
            period=key.period,
            content=content,
            base=base,
            **kept,
        )
    )
    if issues:
        numbered = [{"submission": number, "position": n, **issue} for n, issue in enumerate(issues)]
        connection.execute(insert(submission_issues), numbered)
    return number


ISSUE_FIELDS = ("code", "severity", "sheet", "cells", "value", "message", "suggestion")


def issues_of(connection: Connection, submission: int) -> list[dict[str, Any]]:
    """The issues of one submission, as they were found."""
    columns = [submission_issues.c[name] for name in ISSUE_FIELDS]
    query = select(*columns).where(submission_issues.c.submission == submission)
    return [dict(row) for row in connection.execute(query.order_by(submission_issues.c.position)).mappings()]


def issues_hash(issues: list[dict[str, Any]]) -> str:
    """What the log says about a submission's issues."""
    return text_hash(canonical(issues))


def text_hash(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _content(connection: Connection, draft: Draft) -> int:
    known = connection.scalar(select(contents.c.id).where(contents.c.hash == draft.content_hash))
    if known is not None:
        return known
    number = (connection.scalar(select(func.max(contents.c.id))) or 0) + 1
    connection.execute(
        insert(contents).values(
            id=number, hash=draft.content_hash, dataset=draft.key.dataset, sha256=draft.sha256, rows=len(draft.rows)
        )
    )
    if draft.rows:
        numbered = [{"content_id": number, "row_position": n, **row} for n, row in enumerate(draft.rows)]
        connection.execute(insert(ROWS[draft.key.dataset]), numbered)
    keep_pictures(connection, number, draft.pictures)
    return number


def inputs_of(connection: Connection, submission: int) -> dict[str, Any]:
    """What the submission's reading was made with; ``Refused`` where there is no such submission."""
    said = connection.scalar(select(submissions.c.inputs).where(submissions.c.id == submission))
    if said is None:
        raise Refused("no_such_submission", submission=submission)
    return json.loads(said)


def current(connection: Connection, key: Key) -> int | None:
    """The submission that stands for this key now."""
    p = publications.c
    query = select(p.submission).where(p.dataset == key.dataset, p.department == key.department, p.period == key.period)
    return connection.scalar(query.order_by(p.seq.desc()).limit(1))


def next_version(connection: Connection, key: Key) -> int:
    """The number the next published version of this key gets."""
    p = publications.c
    query = select(func.max(p.version)).where(
        p.dataset == key.dataset, p.department == key.department, p.period == key.period
    )
    return (connection.scalar(query) or 0) + 1


def states_of(connection: Connection, ids: Iterable[int] | None = None, until: int | None = None) -> dict[int, str]:
    """The review state of these submissions (None: of all), from the last act on each (up to ``until``)."""
    query = select(log.c.submission, log.c.action).where(log.c.action.in_(STATES), log.c.submission.isnot(None))
    if ids is not None:
        query = query.where(log.c.submission.in_(list(ids)))
    if until is not None:
        query = query.where(log.c.seq <= until)
    return {row.submission: STATES[row.action] for row in connection.execute(query.order_by(log.c.seq))}


def lines(
    connection: Connection, ids: Iterable[int] | None = None, *, repeated: bool = False, until: int | None = None
) -> list[Line]:
    """How these submissions (None: all) stand now (or stood at ``until``), in the order they were saved."""
    ids = None if ids is None else list(ids)
    s, query = submissions.c, _line_query()
    if ids is not None:
        query = query.where(s.id.in_(ids))
    if until is not None:
        query = query.where(s.id <= until)
    states, counted = states_of(connection, ids, until), _issue_counts(connection, ids)
    found = connection.execute(query.order_by(s.id)).mappings().all()
    now, arrivals = _current_ids(connection, found, until), Arrivals(connection, until)
    return [
        Line(
            **{name: value for name, value in row.items() if name != "upload"} | {"received": arrivals.day(row)},
            state=states[row["submission_id"]],
            current=row["submission_id"] in now,
            repeated=repeated,
            issues=counted[row["submission_id"]],
        )
        for row in found
    ]


def _line_query() -> Select:
    s = submissions.c
    return (
        select(
            s.id.label("submission_id"),
            s.dataset,
            s.department,
            s.period,
            publications.c.version,
            contents.c.rows,
            contents.c.hash.label("content_hash"),
            contents.c.sha256,
            s.file,
            s.demo,
            s.received,
            s.base,
            s.upload,
        )
        .select_from(submissions)
        .join(contents, contents.c.id == s.content)
        .outerjoin(publications, publications.c.submission == s.id)
    )


def _current_ids(connection: Connection, found: Sequence[RowMapping], until: int | None) -> set[int | None]:
    if len(found) <= 20 and until is None:
        return {current(connection, Key(r["dataset"], r["department"], r["period"])) for r in found}
    p = publications.c
    newest = select(func.max(p.seq)).group_by(p.dataset, p.department, p.period)
    newest = newest if until is None else newest.where(p.seq <= until)
    return set(connection.scalars(select(p.submission).where(p.seq.in_(newest))))


def _issue_counts(connection: Connection, ids: list[int] | None) -> dict[int, dict[str, int]]:
    i = submission_issues.c
    query = select(i.submission, i.severity, func.count()).group_by(i.submission, i.severity)
    if ids is not None:
        query = query.where(i.submission.in_(ids))
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    for submission, severity, n in connection.execute(query):
        counted[submission][severity] = n
    return counted


def _about(key: Key) -> tuple[ColumnElement[bool], ...]:
    s = submissions.c
    return s.dataset == key.dataset, s.department == key.department, s.period == key.period
