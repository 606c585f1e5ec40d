"""What a whole column shows: one amount ten thousand times the others, the same words in every row, gaps in numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from catalog import Issue, issue
from catalog.layout import layout
from loaders.cells import fold
from loaders.tables.table_read import TableRead
from loaders.tables.words import pattern

_ENOUGH = 5
# Departments confuse 10,000 yuan with 100 million: ten thousand times; half of that still is no ordinary project.
_FAR = 3000
_LONG = 6
_BARE = re.compile(r"[0-9]+(?:[.][0-9]+)?")


def check_columns(table: TableRead) -> Iterator[Issue]:
    """Issues that only a column as a whole gives away."""
    for name, cells in table.cells.items():
        kind = table.kind.field(name).kind if table.kind else ""
        if kind == "money" and name in table.mapped.of_field:
            yield from _outliers(table, name, cells.values)
        if name == "progress_text" and name in table.mapped.of_field:
            yield from _copied(table, name, cells.values)
            yield from _numbers_for_words(table, name, cells.raw)
    if "number" in table.cells:
        yield from _numbering(table)
    yield from _row_count(table)


def _outliers(table: TableRead, name: str, values: list[float | None]) -> Iterator[Issue]:
    amounts = sorted(v for v in values if v)
    if len(amounts) < _ENOUGH:
        return
    middle = (amounts[(len(amounts) - 1) // 2] + amounts[len(amounts) // 2]) / 2
    if amounts[-1] <= _FAR * middle:
        return
    for i, value in enumerate(values):
        if value and value > _FAR * middle:
            where = table.sheet.address(table.rows[i], table.mapped.of_field[name])
            said = {"times": f"{value / middle:.0f}"}
            yield issue(
                "amount_far_above", sheet=table.draft.sheet, cells=where, value=table.cells[name].raw[i] or "", **said
            )


def _copied(table: TableRead, name: str, values: list[str | None]) -> Iterator[Issue]:
    texts = [fold(v) for v in values if v]
    if len(texts) >= _ENOUGH and len(set(texts)) == 1 and len(texts[0]) >= _LONG:
        column, rows = table.mapped.of_field[name], table.rows
        cells = table.sheet.area(rows[0], column, rows[-1], column)
        yield issue("column_copied", sheet=table.draft.sheet, cells=cells, value=texts[0][:40])


def _numbers_for_words(table: TableRead, name: str, typed: list[str | None]) -> Iterator[Issue]:
    """A column of progress in words that holds nothing but numbers: how far something has come nobody can tell."""
    texts = [fold(text) for text in typed if text]
    if texts and all(_BARE.fullmatch(text) for text in texts):
        column, rows = table.mapped.of_field[name], table.rows
        cells = table.sheet.area(rows[0], column, rows[-1], column)
        yield issue("column_of_numbers", sheet=table.draft.sheet, cells=cells, value=texts[0])


def _numbering(table: TableRead) -> Iterator[Issue]:
    """Row numbers that jump or come twice; numbering that starts again under each section is fine."""
    column = table.mapped.of_field["number"]
    numbers = [
        (row, int(v))
        for row, v in zip(table.rows, table.cells["number"].values, strict=True)
        if v and str(v).isascii() and str(v).isdigit()
    ]
    for (_row, before), (row, number) in itertools.pairwise(numbers):
        if number != before + 1 and number != 1:
            said, where = {"before": before, "number": number}, table.sheet.address(row, column)
            yield issue("number_jumps", sheet=table.draft.sheet, cells=where, value=number, **said)


def _row_count(table: TableRead) -> Iterator[Issue]:
    """A title that says how many items there are, and a table that has another number of them."""
    for title in table.lead.titles:
        said = pattern(layout().checks.items_in_title).search(fold(title))
        if said and int(said[1]) != len(table.rows):
            where = table.sheet.area(table.block.head.top, table.block.left, table.rows[-1], table.block.left)
            yield issue("row_count", sheet=table.draft.sheet, cells=where, said=said[1], n=len(table.rows))
            return
