"""Notices and acts in their tables: written beside the log's entry, which notes their digest, and read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Select, Table, func, insert, select

from catalog.words.store import store_words
from store.database.schema import log, notice_acts, notice_items, notices
from store.journal.log import Entry, Signature, append, canonical
from store.notices.demand import Act, Demand, Matter, NewNotice, ReplyLine

ISSUE = "issue_notice"
ACTS = (
    "send_notice",
    "receive_notice",
    "reply",
    "remind",
    "redo",
    "ask_extension",
    "decide_extension",
    "close_demand",
)


def keep_notices(
    connection: Connection,
    by: Signature,
    drafts: Sequence[NewNotice],
    *,
    meeting: str,
    as_of: str,
    issued: str,
    due: str,
) -> list[int]:
    """Number and keep each draft; their sequence numbers. One already kept for the meeting keeps its number."""
    kept = []
    for draft in drafts:
        known = _same(connection, draft, meeting, as_of)
        kept.append(known if known is not None else _keep(connection, by, draft, meeting, as_of, issued, due))
    return kept


def _keep(
    connection: Connection, by: Signature, draft: NewNotice, meeting: str, as_of: str, issued: str, due: str
) -> int:
    head = {"number": _next_number(connection, issued), "to_kind": draft.to_kind, "addressee": draft.addressee}
    head |= {"meeting": meeting, "as_of": as_of, "issued": issued, "due": due}
    items = [{"position": i, **asdict(matter)} for i, matter in enumerate(draft.matters, 1)]
    details = {**head, "items": items, "digest": _digest([head, *items])}
    department = draft.addressee if draft.to_kind == "department" else None
    seq = append(connection, by, Entry(ISSUE, head["number"], department=department, period=as_of, details=details))
    connection.execute(insert(notices).values(seq=seq, **head))
    connection.execute(insert(notice_items), [{"notice": seq, **item} for item in items])
    return seq


def _next_number(connection: Connection, issued: str) -> str:
    """The next number of the year the notice is issued in."""
    in_year = select(func.count()).select_from(notices).where(notices.c.issued.startswith(issued[:4]))
    return number_of(issued[:4], (connection.scalar(in_year) or 0) + 1)


def number_of(year: str, n: int) -> str:
    """How the ``n``-th notice of a year is numbered."""
    return store_words().notice_number.format(year=year, n=n)


def _same(connection: Connection, draft: NewNotice, meeting: str, as_of: str) -> int | None:
    """The notice already kept for the meeting (or period) that names the same addressee the same matters."""
    about = (notices.c.meeting == meeting) & (notices.c.as_of == as_of) & (notices.c.addressee == draft.addressee)
    names = sorted((m.dataset, m.identity) for m in draft.matters)
    for seq in connection.scalars(select(notices.c.seq).where(about).order_by(notices.c.seq)):
        query = select(notice_items.c.dataset, notice_items.c.identity).where(notice_items.c.notice == seq)
        if sorted((dataset, identity) for dataset, identity in connection.execute(query)) == names:
            return seq
    return None


def keep_acts(
    connection: Connection, by: Signature, demand: Demand, acts: Iterable[dict[str, Any]], action: str
) -> int:
    """Keep what was done about matters of one notice in one act: each of ``acts`` holds position and what was said."""
    rows = [{**_nothing(), "notice": demand.notice, "act": action, **said} for said in acts]
    details = {"notice": demand.notice, "acts": rows, "digest": _digest(rows)}
    department = demand.matter.department or None
    seq = append(
        connection, by, Entry(action, demand.number, department=department, period=demand.as_of, details=details)
    )
    connection.execute(insert(notice_acts), [{"seq": seq, "line": i, **row} for i, row in enumerate(rows)])
    return seq


def _nothing() -> dict[str, Any]:
    blanks = dict.fromkeys(("reason", "until", "cause", "measure", "promised", "promised_text", "signed"), "")
    return {"granted": False, **blanks, "file": "", "sha256": ""}


def demands(connection: Connection, until: int | None = None) -> list[Demand]:
    """Every matter of every notice with its acts (as the store stood at ``until``), oldest notice first."""
    acts = _acts(connection, until)
    query = select(notices, *(c for c in notice_items.c if c.name != "notice")).join(
        notice_items, notice_items.c.notice == notices.c.seq
    )
    query = _until(query, notices, until).order_by(notices.c.seq, notice_items.c.position)
    return [_demand(dict(row), acts) for row in connection.execute(query).mappings()]


def _until(query: Select, table: Table, until: int | None) -> Select:
    return query if until is None else query.where(table.c.seq <= until)


def _demand(row: dict[str, Any], acts: dict[tuple[int, int], list[Act]]) -> Demand:
    matter = Matter(**{name: row[name] for name in Matter.__slots__})
    head = {name: row[name] for name in ("number", "to_kind", "addressee", "meeting", "as_of", "issued", "due")}
    place = (row["seq"], row["position"])
    return Demand(notice=row["seq"], position=row["position"], matter=matter, acts=tuple(acts.get(place, ())), **head)


def _acts(connection: Connection, until: int | None) -> dict[tuple[int, int], list[Act]]:
    query = select(notice_acts, log.c.actor).join(log, log.c.seq == notice_acts.c.seq)
    found: dict[tuple[int, int], list[Act]] = {}
    ordered = _until(query, notice_acts, until).order_by(notice_acts.c.seq, notice_acts.c.line)
    for row in connection.execute(ordered).mappings():
        found.setdefault((row["notice"], row["position"]), []).append(_act(dict(row)))
    return found


def _act(row: dict[str, Any]) -> Act:
    line = ReplyLine(**{name: row[name] for name in ReplyLine.__slots__}) if row["act"] == "reply" else None
    said = {name: row[name] for name in ("seq", "act", "day", "actor", "reason", "until", "signed", "file", "sha256")}
    return Act(**said, granted=bool(row["granted"]), line=line)


def wrong_notices(connection: Connection, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Notices and acts whose rows are not those the log noted, and rows that no act wrote."""
    noted = {e["seq"]: json.loads(e["details"])["digest"] for e in entries if e["action"] in (ISSUE, *ACTS)}
    kept = _kept_digests(connection)
    for seq in sorted(set(noted) | set(kept)):
        if noted.get(seq) != kept.get(seq):
            yield f"the notice or act at {seq} is not what was logged"


def _kept_digests(connection: Connection) -> dict[int, str]:
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(select(notices)).mappings():
        rows[row["seq"]] = [{name: value for name, value in row.items() if name != "seq"}]
    for row in connection.execute(select(notice_items).order_by(notice_items.c.position)).mappings():
        rows.setdefault(row["notice"], []).append({n: v for n, v in row.items() if n != "notice"})
    for row in connection.execute(select(notice_acts).order_by(notice_acts.c.line)).mappings():
        rows.setdefault(row["seq"], []).append({n: v for n, v in row.items() if n not in ("seq", "line")})
    return {seq: _digest(mine) for seq, mine in rows.items()}


def _digest(rows: Sequence[dict[str, Any]]) -> str:
    return hashlib.sha256(canonical(list(rows)).encode()).hexdigest()
