"""Whether the store is as it was written: the log's chain, every original, every row, and what the log says of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, inspect, select, text

from catalog import dataset
from store.book.versions import wrong_entries
from store.database.engine import Database
from store.database.schema import (
    APPEND_ONLY,
    ROWS,
    contents,
    declarations,
    log,
    log_head,
    metadata,
    migrations,
    originals,
    publications,
    submissions,
)
from store.journal.log import broken_links, head
from store.notices.records import wrong_notices
from store.versions.originals import is_as_kept
from store.versions.pictures import pictures_hash, places_of_content, wrong_pictures
from store.versions.rows import FIXED, content_hash
from store.versions.submissions import issues_hash, issues_of, text_hash

# What each step made (2 only guards what 1 made): a table, or a column of one.
MADE_BY = {
    1: "log.seq",
    2: "log.seq",
    3: "declarations.text",
    4: "accounts.name",
    5: "book_entries.seq",
    6: "originals.packing",
    7: "notices.seq",
    8: "pictures.sha256",
}
# Tables that a catalog which gained a dataset makes when the store is opened: until then they may be missing.
OF_DATASETS = {table.name for table in ROWS.values()}
# The table of each trigger there is; append-only tables have this many.
TRIGGERS = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relnamespace = current_schema::regnamespace",
}
GUARDS = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked and what was found wrong; ``head`` is the log's last hash, to be noted elsewhere."""

    entries: int
    originals: int
    contents: int
    submissions: int
    head: str
    wrong: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.wrong


def verify(database: Database) -> Verdict:
    """Check everything; reads all of the store once and changes nothing."""
    with database.reading() as connection:
        found = examine(connection)
        return replace(found, wrong=(*found.wrong, *_unguarded(connection)))


def _unguarded(connection: Connection) -> Iterator[str]:
    """The database itself must refuse to change what was written once: a trigger that is gone was taken away."""
    here = set(inspect(connection).get_table_names()).intersection(APPEND_ONLY)
    triggers = Counter(connection.scalars(text(TRIGGERS[connection.dialect.name])))
    yield from (f"table {name} is not guarded against changes" for name in sorted(here) if triggers[name] < GUARDS)


def examine(connection: Connection) -> Verdict:
    """Check everything as this connection sees it."""
    if len(connection.execute(select(log_head)).all()) != 1:
        return Verdict(0, 0, 0, 0, "", ("the log's last link is not noted",))
    end = head(connection)
    rows = [dict(row) for row in connection.execute(select(log).order_by(log.c.seq)).mappings()]
    wrong = [*broken_links(rows, end), *_steps(connection)]
    if wrong:
        # What a broken log says about the rest proves nothing.
        return Verdict(len(rows), 0, 0, 0, end[1], tuple(wrong))
    kept, bad_originals = _originals(connection, rows)
    read, bad_contents = _contents(connection)
    made, bad_submissions = _submissions(connection, rows)
    wrong = bad_originals + bad_contents + bad_submissions + list(_publications(connection, rows))
    here = set(inspect(connection).get_table_names())  # a store from before a step has not yet what it made
    wrong += _declarations(connection, rows) if "declarations" in here else []
    wrong += wrong_entries(connection, rows) if "book_entries" in here else []
    wrong += wrong_notices(connection, rows) if "notices" in here else []
    wrong += wrong_pictures(connection) if "pictures" in here else []
    return Verdict(len(rows), kept, read, made, end[1], tuple(wrong))


def _originals(connection: Connection, rows: list[dict]) -> tuple[int, list[str]]:
    promised = {json.loads(r["details"])["sha256"] for r in rows if r["action"] in ("keep", "save")}
    promised |= {said["sha256"] for r in rows if r["action"] == "reply" for said in json.loads(r["details"])["acts"]}
    kept = set(connection.scalars(select(originals.c.sha256)))
    wrong = [f"original {s} is not what was kept" for s in sorted(kept) if not _holds(is_as_kept, connection, s)]
    wrong += [f"original {sha256} is missing" for sha256 in sorted(promised - kept)]
    wrong += [f"original {sha256} was never logged" for sha256 in sorted(kept - promised)]
    return len(kept), wrong


def _steps(connection: Connection) -> Iterator[str]:
    """Every step that left its mark must be noted: without its row it would be applied once more. And every step that
    is noted must be one we know, and have left what it made."""
    look = inspect(connection)
    tables = set(look.get_table_names())
    noted = set(connection.scalars(select(migrations.c.number))) if "migrations" in tables else set()
    here = {f"{table}.{c['name']}" for table in tables for c in look.get_columns(table)}
    yield from (f"migration step {n} is not noted" for n, made in MADE_BY.items() if made in here and n not in noted)
    yield from (f"migration step {n} is none that this program knows" for n in sorted(noted - set(MADE_BY)))
    yield from (f"{made} is missing" for n, made in MADE_BY.items() if n in noted and made not in here)
    if noted >= set(MADE_BY):
        yield from (f"table {name} is missing" for name in sorted(set(metadata.tables) - OF_DATASETS - tables))


def _holds(check: Callable[..., bool], *things: Any) -> bool:
    """Whether the check passes; a value of a kind that was never written there fails it."""
    try:
        return check(*things)
    except (TypeError, ValueError):
        return False


def _contents(connection: Connection) -> tuple[int, list[str]]:
    found = connection.execute(select(contents)).all()
    wrong = [f"content {c.id} is not what was read" for c in found if not _holds(_as_read, connection, c)]
    for name, table in ROWS.items():
        owners = set(connection.scalars(select(table.c.content_id).distinct()))
        known = {c.id for c in found if c.dataset == name}
        wrong += [f"rows of {name} belong to no content: {number}" for number in sorted(owners - known)]
    return len(found), wrong


def _as_read(connection: Connection, content: Row) -> bool:
    if content.dataset not in ROWS:
        return False
    rows = rows_of_content(connection, content.dataset, content.id)
    places = places_of_content(connection, content.id) if _keeps_pictures(connection) else []
    said = content_hash(content.dataset, content.sha256, rows, places)
    return len(rows) == content.rows and said == content.hash


def _keeps_pictures(connection: Connection) -> bool:
    """Whether the store is not from before pictures were kept."""
    return inspect(connection).has_table("row_pictures")


def rows_of_content(connection: Connection, name: str, number: int) -> list[dict]:
    """The rows of one content exactly as they were hashed when they were written."""
    table = ROWS[name]
    columns = [table.c[n] for n in (*dataset(name).field_names, *FIXED)]
    query = select(*columns).where(table.c.content_id == number).order_by(table.c.row_position)
    return [dict(row) for row in connection.execute(query).mappings()]


def _submissions(connection: Connection, rows: list[dict]) -> tuple[int, list[str]]:
    """Each submission must say what the log said when it was saved."""
    logged = {r["seq"]: r for r in rows if r["action"] == "save"}
    query = select(submissions, contents.c.hash, contents.c.sha256, contents.c.rows).join(
        contents, contents.c.id == submissions.c.content
    )
    wrong, seen = [], set()
    for row in connection.execute(query).mappings():
        seen.add(row["id"])
        if not _holds(_agree, connection, row, logged.get(row["id"])):
            wrong.append(f"submission {row['id']} is not what was saved")
    wrong += [f"submission {number} is missing" for number in sorted(set(logged) - seen)]
    return len(seen), wrong


def _agree(connection: Connection, row: RowMapping, entry: dict | None) -> bool:
    if entry is None:
        return False
    issues = issues_hash(issues_of(connection, row["id"]))
    said = json.loads(entry["details"])
    same = all(row[name] == entry[name] for name in ("dataset", "department", "period"))
    shown = pictures_hash(connection, row["content"]) if _keeps_pictures(connection) else ""
    same = same and said.get("pictures", "") == shown
    kept = {name: row[name] for name in ("file", "sha256", "rows", "received", "demo", "upload", "base")}
    kept |= {"content_hash": row["hash"], "issues": issues, "inputs": text_hash(row["inputs"])}
    return same and all(said[name] == value for name, value in kept.items())


def _publications(connection: Connection, rows: list[dict]) -> Iterator[str]:
    """What stands must be what the log's acts made stand."""
    expected = {
        r["seq"]: (r["submission"], json.loads(r["details"])["version"])
        for r in rows
        if r["action"] in ("publish", "restore")
    }
    expected |= {r["seq"]: (None, None) for r in rows if json.loads(r["details"]).get("was_current")}
    keys = {r["seq"]: (r["dataset"], r["department"], r["period"]) for r in rows if r["seq"] in expected}
    found = {}
    for row in connection.execute(select(publications)).all():
        found[row.seq] = (row.submission, row.version)
        if keys.get(row.seq) != (row.dataset, row.department, row.period) or expected[row.seq] != found[row.seq]:
            yield f"publication {row.seq} is not what was logged"
    yield from (f"publication {seq} is missing" for seq in sorted(set(expected) - set(found)))


def _declarations(connection: Connection, rows: list[dict]) -> Iterator[str]:
    """The texts that meetings are judged by must be those that were noted when they were frozen."""
    frozen = [json.loads(r["details"]) for r in rows if r["action"] == "freeze"]
    named = {digest for said in frozen for digest in said.get("declarations", {}).values()}
    kept = {row.sha256: row.text for row in connection.execute(select(declarations))}
    yield from (f"declaration {d} is not what was kept" for d, said in kept.items() if not _holds(_says, said, d))
    yield from (f"declaration {d} is missing" for d in sorted(named - set(kept)))
    yield from (f"declaration {d} was never logged" for d in sorted(set(kept) - named))


def _says(said: str, digest: str) -> bool:
    return text_hash(said) == digest
