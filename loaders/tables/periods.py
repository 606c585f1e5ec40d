"""Columns that say the same of several months: the table's own month is read, the others are said and not asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from catalog import Dataset
from loaders.cells.numeral import numeral
from loaders.tables.heading import heading
from loaders.tables.match import Path, When, vocabulary

# What stands at a moment, not over a span: how far something has come in July holds as far as July.
_STATES = frozenset({"rate", "text", "status"})
_QUARTER = re.compile("([1-4\u4e00\u4e8c\u4e09\u56db])\u5b63\u5ea6")
_NO_SLOTS: frozenset[str] = frozenset()


def months_of(path: Path) -> set[int]:
    """The months a header path names."""
    return {m for part in path for m in heading(part).months}


def other_periods(kind: Dataset, paths: Mapping[int, Path], when: When, claimed: dict[int, str]) -> set[int]:
    """The columns that repeat another one for another month than the table's; the table's own joins ``claimed``.

    Only for what has come about by a month: an amount "of June" may be June's alone or the sum so far.
    """
    if not when.month:
        return set()
    groups: dict[tuple[str, ...], dict[int, int]] = {}
    for column, path in paths.items():
        months = months_of(path)
        if len(months) == 1:
            groups.setdefault(tuple(heading(part).base for part in path), {})[column] = months.pop()
    others: set[int] = set()
    for group in groups.values():
        own = [c for c, month in group.items() if month == when.month]
        if len(group) < 2 or len(own) != 1:
            continue
        name = claimed.get(own[0]) or _state(kind, paths[own[0]])
        if name is None or kind.field(name).kind not in _STATES:
            continue
        if name not in claimed.values() or own[0] in claimed:
            claimed[own[0]] = name
            others.update(c for c in group if c != own[0])
    for column in others:
        claimed.pop(column, None)
    return others | _other_quarters(paths, when.month, claimed)


def _other_quarters(paths: Mapping[int, Path], month: int, claimed: Mapping[int, str]) -> set[int]:
    """The columns under the heads of other quarters than the running one, where a table sets several side by side."""
    quarters = {c: _quarter(found[1]) for c, path in paths.items() if (found := _QUARTER.search("/".join(path)))}
    if len(set(quarters.values())) < 2:
        return set()
    return {c for c, quarter in quarters.items() if quarter != (month + 2) // 3 and c not in claimed}


def _quarter(text: str) -> int:
    return numeral(text) or int(text)


def _state(kind: Dataset, path: Path) -> str | None:
    """The field a header names once its month is left out."""
    head = heading(path[-1])
    known = vocabulary(kind.name)
    return known.get((head.base, _NO_SLOTS, head.unit == "%")) or known.get((head.base, _NO_SLOTS, head.unit != "%"))
