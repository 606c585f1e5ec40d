"""Parts of a whole: rows numbered below another row whose amounts they sum up to, which would count twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog import Issue, issue
from loaders.cells import fold
from loaders.tables.columns import name_field
from loaders.tables.sheet import area
from loaders.tables.table import TableRead

_PART = re.compile(r"[(][0-9]{1,2}[)]|[0-9]{1,3}[.-][0-9]{1,2}|[a-zA-Z][.)]?|[\u2460-\u2473]")
_WHOLE = re.compile(r"[0-9]{1,3}(?:[.]0)?|[\u4e00-\u5341]{1,3}")


def check_parts(table: TableRead) -> Iterator[Issue]:
    """Rows numbered (1), 2.1 and the like that sum up to the row above them."""
    numbers = [fold(str(n)) if n is not None else "" for n in table.draft.values.get("number", ())]
    start = 0
    while start < len(numbers):
        end = start + 1
        while end < len(numbers) and _PART.fullmatch(numbers[end]):
            end += 1
        if end - start > 2 and _WHOLE.fullmatch(numbers[start]) and _sums_up(table, start, end):
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
