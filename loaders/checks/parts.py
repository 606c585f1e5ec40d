"""Parts of a whole whose amounts only partly sum up: both sides were read, and each part is named as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog import Issue, issue
from loaders.tables.columns import name_field
from loaders.tables.parents import AMOUNTS, level, none_nests
from loaders.tables.table_read import TableRead

_LEAST = 2
_CLOSE = 1e-6
# Parts of which some are not listed come to at least so much of their whole.
_NEAR = 0.5


def check_parts(table: TableRead) -> Iterator[Issue]:
    """Rows numbered below the level of the whole number above them, of which some amount is the sum of theirs."""
    numbers = table.draft.values.get("number", [])
    if none_nests(numbers):
        return
    depths = [level(n) for n in numbers]
    start = 0
    while start < len(depths):
        end = start + 1
        while depths[start] == 0 and end < len(depths) and depths[end]:
            end += 1
        code = _proof(table, start, end) if end - start > _LEAST else ""
        if code:
            yield from (_part(table, at, start, code) for at in range(start + 1, end))
        start = end


def _proof(table: TableRead, start: int, end: int) -> str:
    """What the amounts say of rows numbered like parts: of the whole where some of them sum up to its own, else perhaps
    of it where together they come near it and never exceed it; "" where they are no parts."""
    shares = [share for values in _amounts(table) if (share := _share(values, start, end)) is not None]
    if any(abs(share - 1) <= _CLOSE for share in shares):
        return "part_of_whole"
    near = bool(shares) and max(shares) < 1 and max(shares) >= _NEAR
    return "part_by_number" if near else ""


def _amounts(table: TableRead) -> list[list[Any]]:
    kind = table.kind
    return [v for n, v in table.draft.values.items() if kind and kind.field(n).kind in AMOUNTS]


def _share(values: list[Any], start: int, end: int) -> float | None:
    """How much of the whole's amount the parts' are together; None where one of them has none."""
    whole, parts = values[start], values[start + 1 : end]
    return sum(parts) / whole if whole and None not in parts else None


def _part(table: TableRead, at: int, start: int, code: str) -> Issue:
    draft = table.draft
    names = draft.values.get(name_field(draft.dataset or "")) or [None] * len(table.rows)
    return issue(
        code,
        sheet=draft.sheet,
        cells=table.line(table.rows[at]),
        value=str(names[at] or ""),
        row=draft.rows[start],
        whole=str(names[start] or ""),
    )
