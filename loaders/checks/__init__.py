"""What contradicts itself: totals and their rows, rates and their amounts, dates out of order, the same row twice."""

from __future__ import annotations

from collections.abc import Iterable

from catalog import Issue
from loaders.tables.table import TableRead


def check_table(table: TableRead) -> Iterable[Issue]:
    """Everything one table contradicts."""
    return ()


def check_file(tables: list[TableRead]) -> Iterable[Issue]:
    """What only the tables of one file together show."""
    return ()
