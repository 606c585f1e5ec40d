"""From a reading to drafts: its tables grouped by what they are about, each group one submission."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.journal.log import canonical
from store.refusals import Refused
from store.versions.pictures import pictures_of
from store.versions.rows import clean, content_hash, rows_of
from store.versions.submissions import Draft, Key


@dataclass(frozen=True, slots=True)
class Context:
    """What the analyst adds to a reading: its bytes, whose it is, when it came, and how it was to be read.

    ``department`` and ``period`` stand for tables that say none themselves; ``tables`` (name -> department, period,
    include) overrules what a table says, takes in one from a hidden sheet, which is left out otherwise, and leaves
    out any other;
    ``mappings`` and ``corrections`` are those the reading was made with (anything with ``to_json``), kept so that it
    can be made again; ``made`` lists the corrections with who, when and why.
    """

    content: bytes
    department: str | None = None
    period: str | None = None
    received: str = ""
    demo: bool = False
    upload: int | None = None
    mappings: Any = None
    corrections: Any = None
    made: tuple[dict[str, Any], ...] = ()
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def table_name(table: Any) -> str:
    """How an upload's table is called in overrides: sheet and range."""
    return f"{table.sheet}!{table.range}"


def drafts(reading: Any, context: Context) -> tuple[list[Draft], list[str]]:
    """One draft for each department, dataset and period in the reading, and the tables left out.

    Left out are those that fit no dataset, those that somebody left out, and those of hidden sheets that nobody took
    in: mostly last month's, kept for comparison.

    ``Refused`` where a table's department or period is neither read nor given.
    """
    groups: dict[Key, list[Any]] = defaultdict(list)
    skipped = []
    for table in reading.tables:
        if table.dataset is None or not counts(reading, table, context.tables):
            skipped.append(table_name(table))
        else:
            groups[_key(table, context)].append(table)
    sha256 = hashlib.sha256(context.content).hexdigest()
    inputs = _inputs(context)
    return [_draft(reading, key, tables, context, sha256, inputs) for key, tables in groups.items()], skipped


def counts(reading: Any, table: Any, said: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a table goes into a submission: as was ``said`` of it; one of a hidden sheet only if that was said."""
    hidden = any(sheet.hidden and sheet.name == table.sheet for sheet in getattr(reading, "sheets", ()))
    return bool(said.get(table_name(table), {}).get("include", not hidden))


def _key(table: Any, context: Context) -> Key:
    given = context.tables.get(table_name(table), {})
    department = given.get("department") or table.department or context.department
    period = given.get("period") or table.period or context.period
    if not department:
        raise Refused("department_unknown", sheet=table.sheet, range=table.range)
    if not period:
        raise Refused("period_unknown", sheet=table.sheet, range=table.range)
    return Key(table.dataset, department, period)


def _draft(reading: Any, key: Key, tables: list[Any], context: Context, sha256: str, inputs: str) -> Draft:
    rows, found = rows_of(tables, key.dataset), pictures_of(tables)
    return Draft(
        key=key,
        rows=rows,
        content_hash=content_hash(key.dataset, sha256, rows, [place for place, _ in found]),
        sha256=sha256,
        file=clean(reading.file),
        received=context.received,
        demo=context.demo,
        inputs=inputs,
        upload=context.upload,
        issues=tuple(_issues(reading.issues, tables)),
        pictures=tuple(found),
    )


def _issues(issues: Iterable[Any], tables: list[Any]) -> Iterable[Any]:
    """The issues of these tables' sheets, and those of the whole file."""
    sheets = {table.sheet for table in tables} | {""}
    return (issue for issue in issues if issue.sheet in sheets)


def _inputs(context: Context) -> str:
    said = {
        "mappings": _json(context.mappings),
        "corrections": _json(context.corrections),
        "made": list(context.made),
        "department": context.department,
        "period": context.period,
        "tables": {name: dict(given) for name, given in context.tables.items()},
    }
    return canonical(said)


def _json(thing: Any) -> Any:
    if thing is None:
        return None
    said = thing.to_json()
    return json.loads(said) if isinstance(said, str) else said
