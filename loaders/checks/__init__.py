"""What contradicts itself: totals and their rows, rates and their amounts, dates out of order, the same row twice."""

from __future__ import annotations

from collections.abc import Iterator

from catalog import Issue, issue
from loaders.checks.columns import check_columns
from loaders.checks.duplicates import across_tables, check_duplicates
from loaders.checks.parts import check_parts
from loaders.checks.rows import check_rows
from loaders.checks.summaries import settle_summaries
from loaders.checks.totals import check_totals
from loaders.tables.rows import NOTHING
from loaders.tables.table_read import TableRead


def check_table(table: TableRead) -> Iterator[Issue]:
    """Everything one table contradicts."""
    if table.kind is None:
        return
    if not table.rows:
        yield from _nothing_reported(table)
        return
    yield from check_totals(table)
    yield from check_rows(table)
    yield from check_columns(table)
    yield from check_duplicates(table)
    yield from check_parts(table)


def _nothing_reported(table: TableRead) -> Iterator[Issue]:
    """A head without one row of data, or prepared rows and sums only: no report of nothing, but no report."""
    block = table.block
    last = max((b.row for b in table.body), default=block.head.bottom)
    cells = table.sheet.area(block.head.top, block.left, last, block.right)
    nothing = next((b.text for b in table.body if b.role == NOTHING), None)
    if nothing is None:
        yield issue("table_empty", sheet=table.draft.sheet, cells=cells)
    else:
        yield issue("table_nothing", sheet=table.draft.sheet, cells=cells, value=nothing.strip()[:60])


def check_file(tables: list[TableRead]) -> Iterator[Issue]:
    """What only the tables of one file together show."""
    yield from settle_summaries(tables)
    yield from across_tables(tables)
