"""A parse as JSON and back: what a worker process sends to the server, which must never unpickle what it gets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from catalog import Issue
from loaders.tables.draft import Column, Draft, Parse, SheetView

DAY, MOMENT, TIME = "day", "moment", "time"


def to_plain(parse: Parse) -> bytes:
    """The parse as UTF-8 JSON. Dates and times become one-entry objects, places lists."""
    plain = {
        "file": parse.file,
        "sha256": parse.sha256,
        "coverage": parse.coverage,
        "drafts": [_fields(draft) | {"columns": [_fields(c) for c in draft.columns]} for draft in parse.drafts],
        "issues": [_fields(found) for found in parse.issues],
        "sheets": [_fields(s) | {"texts": _listed(s.texts), "roles": _listed(s.roles)} for s in parse.sheets],
    }
    return json.dumps(plain, ensure_ascii=False, default=_marked, separators=(",", ":")).encode("utf-8", "replace")


def from_plain(text: bytes) -> Parse:
    """The parse again; ``ValueError``, ``TypeError`` or ``KeyError`` for anything ``to_plain`` does not write."""
    plain = json.loads(text, object_hook=_unmarked)
    return Parse(
        file=str(plain["file"]),
        sha256=str(plain["sha256"]),
        coverage={str(role): int(n) for role, n in plain["coverage"].items()},
        drafts=[_draft(draft) for draft in plain["drafts"]],
        issues=[Issue(**{name: str(value) for name, value in found.items()}) for found in plain["issues"]],
        sheets=[_view(sheet) for sheet in plain["sheets"]],
    )


def _fields(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def _listed(by_place: Mapping[tuple[int, int], str]) -> list[tuple[int, int, str]]:
    return [(row, column, text) for (row, column), text in by_place.items()]


def _marked(value: object) -> dict[str, str] | str:
    if isinstance(value, datetime):
        return {MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, time):
        return {TIME: value.isoformat()}
    return str(value)


def _unmarked(found: dict[str, Any]) -> Any:
    if len(found) != 1:
        return found
    ((kind, text),) = found.items()
    if kind == DAY and isinstance(text, str):
        return date.fromisoformat(text)
    if kind == MOMENT and isinstance(text, str):
        return datetime.fromisoformat(text)
    if kind == TIME and isinstance(text, str):
        return time.fromisoformat(text)
    return found


def _draft(plain: dict[str, Any]) -> Draft:
    columns = [Column(**{**c, "suggestions": tuple(c["suggestions"])}) for c in plain["columns"]]
    return Draft(**{**plain, "columns": columns})


def _view(plain: dict[str, Any]) -> SheetView:
    texts, roles = ({(row, column): text for row, column, text in plain[name]} for name in ("texts", "roles"))
    return SheetView(**{**plain, "texts": texts, "roles": roles, "merges": [tuple(m) for m in plain["merges"]]})
