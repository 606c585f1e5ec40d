"""What contradicts itself: totals and their rows, rates and their amounts, dates out of order, the same row twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog import Issue
from loaders.checks.columns import check_columns
from loaders.checks.duplicates import across_tables, check_duplicates
from loaders.checks.rows import check_rows
from loaders.checks.totals import check_totals
from loaders.tables.table import TableRead


def check_table(table: TableRead) -> Iterator[Issue]:
    """Everything one table contradicts."""
    if table.kind is None or not table.draft.rows:
        return
    yield from check_totals(table)
    yield from check_rows(table)
    yield from check_columns(table)
    yield from check_duplicates(table)


def check_file(tables: list[TableRead]) -> Iterable[Issue]:
    """What only the tables of one file together show."""
    return across_tables(tables)
