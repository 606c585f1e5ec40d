"""Gathers what is found cell by cell and words it as issues, neighbouring cells of one column in one issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from catalog import Issue, issue
from loaders.tables.sheet import area, runs

# So many cells of a column with the same thing to say are told as ranges, not one by one.
MANY = 12


class Found(NamedTuple):
    """One thing found at one cell."""

    row: int
    column: int
    code: str
    value: object
    blanks: Mapping[str, Any]


def worded(sheet: str, found: list[Found]) -> Iterator[Issue]:
    """The issues for everything found on a sheet, in the order found."""
    groups: dict[tuple[str, int], list[Found]] = {}
    for one in found:
        groups.setdefault((one.code, one.column), []).append(one)
    for (_code, column), several in groups.items():
        if len(several) <= MANY:
            for one in several:
                yield _word(sheet, one, area(one.row, column, one.row, column))
            continue
        first = {one.row: one for one in reversed(several)}
        for top, bottom in runs(sorted(first)):
            yield _word(sheet, first[top], area(top, column, bottom, column))


def _word(sheet: str, one: Found, cells: str) -> Issue:
    blanks = {k: v for k, v in one.blanks.items() if k not in ("sheet", "cells", "value")}
    return issue(one.code, sheet=sheet, cells=cells, value=one.value, **blanks)
