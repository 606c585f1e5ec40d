"""What moves figures: publish, withdraw, return and restore, each a single transaction that all or nothing survives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from store.database.schema import publications, submissions
from store.journal.log import Entry, Signature, append
from store.reading.differences import changes
from store.reading.frames import frame_of
from store.reading.selection import described
from store.receipts import Line
from store.refusals import Conflict, Refused
from store.versions.arrivals import Arrivals
from store.versions.locks import require_open_since
from store.versions.submissions import Key, current, enter, issues_of, lines, next_version
from store.versions.supplements import added_to


def publish(
    connection: Connection,
    by: Signature,
    ids: Iterable[int],
    expect: Mapping[int, int | None],
    adding: Mapping[int, int],
) -> bool:
    """Let these drafts stand for their keys; True if all of them did already.

    ``expect`` says per draft which submission the publisher saw standing before; without it, the one that stood when
    the draft was saved. ``Moved`` when another one stands now; ``Refused`` for a locked period or a submission
    that was withdrawn, returned or replaced.
    """
    repeated = True
    for line in lines(connection, ids):
        if line.state == "published":
            continue
        if line.state != "draft":
            raise Refused("not_a_draft", submission=line.submission_id, state=line.state)
        if not line.rows:
            raise Refused("no_rows", department=line.department, period=line.period)
        require_open_since(connection, "publish", [line.period])
        _require_unmoved(connection, line, expect.get(line.submission_id, line.base))
        if line.submission_id in adding:
            append(connection, by, _supplement(connection, line, adding[line.submission_id]))
        show(connection, by, "publish", line)
        repeated = False
    return repeated


def _supplement(connection: Connection, line: Line, base: int) -> Entry:
    """That a draft adds to ``base``; ``Refused`` where that is not published, of another department or dataset, or
    later, and where another one stands in its place by now."""
    under = [one for one in lines(connection, [base]) if one.state == "published"]
    about = line.dataset, line.department
    if not under or (under[0].dataset, under[0].department) != about or under[0].period > line.period:
        raise Refused("nothing_to_add_to", department=line.department)
    if not under[0].current:
        raise Refused("base_superseded", department=line.department, period=under[0].period)
    return _adds(line, base)


def _adds(line: Line, base: int) -> Entry:
    details = {"adds_to": base}
    return Entry("supplement", line.file, line.dataset, line.department, line.period, line.submission_id, details)


def show(connection: Connection, by: Signature, action: str, line: Line, reason: str = "") -> int:
    """Log the act and let the submission stand for its key from this sequence number on."""
    key = Key(line.dataset, line.department, line.period)
    version = next_version(connection, key)
    seq = append(connection, by, _entry(action, line, reason, version=version, content_hash=line.content_hash))
    _stand(connection, seq, key, line.submission_id, version)
    return seq


def hide(connection: Connection, by: Signature, action: str, line: Line, reason: str) -> int:
    """Log the act; where the submission stood for its key, nothing stands for it from now on."""
    seq = append(connection, by, _entry(action, line, reason, was_current=line.current))
    if line.current:
        _stand(connection, seq, Key(line.dataset, line.department, line.period), None, None)
    return seq


def copy(connection: Connection, by: Signature, line: Line, reason: str) -> int:
    """A new draft submission with exactly the content of an old one: not a row is written again."""
    old = connection.execute(select(submissions).where(submissions.c.id == line.submission_id)).mappings().one()
    kept = {name: old[name] for name in ("file", "demo", "inputs", "upload")}
    kept["received"] = line.received
    said = {
        "content_hash": line.content_hash,
        "sha256": line.sha256,
        "rows": line.rows,
        "restores": line.submission_id,
        "reason": reason,
    }
    key = Key(line.dataset, line.department, line.period)
    number = enter(connection, by, key, old["content"], kept, issues_of(connection, line.submission_id), said)
    if Arrivals(connection).said_of(line.submission_id):
        # What was said of the old one's day holds for its copy, and outlives what was said of their file before.
        day = {"received": line.received, "was": old["received"], "reason": reason}
        about = (line.file, line.dataset, line.department, line.period, number)
        append(connection, by, Entry("receive", *about, day))
    if (base := added_to(connection).get(line.submission_id)) is not None:
        # A supplement stands again as one: the rest of what it adds to with it.
        append(connection, by, _adds(replace(line, submission_id=number), base))
    return number


def _entry(action: str, line: Line, reason: str, **details: object) -> Entry:
    details = {**details, "reason": reason} if reason else dict(details)
    return Entry(action, line.file, line.dataset, line.department, line.period, line.submission_id, details)


def _stand(connection: Connection, seq: int, key: Key, submission: int | None, version: int | None) -> None:
    connection.execute(
        insert(publications).values(
            seq=seq,
            dataset=key.dataset,
            department=key.department,
            period=key.period,
            submission=submission,
            version=version,
        )
    )


def _require_unmoved(connection: Connection, line: Line, expected: int | None) -> None:
    standing = current(connection, Key(line.dataset, line.department, line.period))
    if standing == expected:
        return
    raise Moved(line, standing)


class Moved(Exception):
    """Another submission stands than the publisher saw; found under the writers' lock, explained outside it."""

    def __init__(self, mine: Line, standing: int | None) -> None:
        super().__init__(f"submission {standing} stands for the key of {mine.submission_id}")
        self.mine, self.standing = mine, standing


def conflict(connection: Connection, moved: Moved) -> Conflict:
    """Both submissions side by side: comparing takes a while, and nobody has to wait for it."""
    mine, standing = moved.mine, moved.standing
    theirs = lines(connection, [standing])[0] if standing is not None else None
    ids = [mine.submission_id] + ([standing] if standing is not None else [])
    frames = {c.submission_id: frame_of(connection, mine.dataset, [c]) for c in described(connection, ids)}
    rows = frames[mine.submission_id]
    return Conflict(mine=mine, theirs=theirs, changes=changes(frames.get(standing or 0, rows.iloc[:0]), rows))
