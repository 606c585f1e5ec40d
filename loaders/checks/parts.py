"""Parts of a whole whose amounts only partly sum up: both sides were read, and each part is named as one."""

from __future__ import annotations

from collections.abc import Iterator

from catalog import Issue, issue
from loaders.tables.columns import name_field
from loaders.tables.parents import level, none_nests
from loaders.tables.sheet import area
from loaders.tables.table import TableRead

_LEAST = 2


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
        if end - start > _LEAST and _sums_up(table, start, end):
            yield from (_part(table, at, start) for at in range(start + 1, end))
        start = end


def _sums_up(table: TableRead, start: int, end: int) -> bool:
    """Whether any amount of the whole is the sum of its parts'."""
    for values in table.draft.values.values():
        whole, parts = values[start], values[start + 1 : end]
        amounts = [p for p in parts if isinstance(p, (int, float))]
        known = isinstance(whole, (int, float)) and whole and len(amounts) == len(parts)
        if known and abs(sum(amounts) - whole) <= 1e-6 * abs(whole):
            return True
    return False


def _part(table: TableRead, at: int, start: int) -> Issue:
    draft = table.draft
    names = draft.values.get(name_field(draft.dataset or "")) or [None] * len(draft.rows)
    cells = area(draft.rows[at], table.block.left, draft.rows[at], table.block.right)
    return issue(
        "part_of_whole",
        sheet=draft.sheet,
        cells=cells,
        value=str(names[at] or ""),
        row=draft.rows[start],
        whole=str(names[start] or ""),
    )
