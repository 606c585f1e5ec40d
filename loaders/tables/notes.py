"""Gathers what is found cell by cell and words it as issues, neighbouring cells of one column in one issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from catalog import Issue, issue
from catalog.layout import layout
from loaders.tables.sheet import Sheet, runs

# So many cells of a column with the same thing to say are told as ranges, not one by one.
MANY = 12


class Found(NamedTuple):
    """One thing found at one cell."""

    row: int
    column: int
    code: str
    value: object
    blanks: Mapping[str, Any]


def worded(sheet: Sheet, found: list[Found]) -> Iterator[Issue]:
    """The issues for everything found on a sheet, in the order found."""
    groups: dict[tuple[str, int], list[Found]] = {}
    for one in found:
        groups.setdefault((one.code, one.column), []).append(one)
    for (_code, column), several in groups.items():
        if len(several) <= MANY:
            for one in several:
                yield _word(sheet, one, sheet.area(one.row, column, one.row, column))
            continue
        first = {one.row: one for one in reversed(several)}
        spans = list(runs(sorted(first)))
        if len(spans) > MANY:  # here and there all down the column: one sentence over it all, with how many
            rest = layout().output.and_more.format(n=len(first))
            said = _word(sheet, several[0], sheet.area(spans[0][0], column, spans[-1][1], column))
            yield replace(said, message=said.message + rest)
            continue
        for top, bottom in spans:
            yield _word(sheet, first[top], sheet.area(top, column, bottom, column))


def _word(sheet: Sheet, one: Found, cells: str) -> Issue:
    blanks = {k: v for k, v in one.blanks.items() if k not in ("sheet", "cells", "value")}
    return issue(one.code, sheet=sheet.name, cells=cells, value=one.value, **blanks)
