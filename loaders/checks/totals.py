"""Totals as checksums: never data, but each must be the sum of some run of the rows it closes or opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog import Field, Issue, issue
from catalog.layout import layout
from loaders.cells import Context, fold, read_cell
from loaders.cells.unit import measure
from loaders.tables import rows as roles
from loaders.tables.rows import BodyRow
from loaders.tables.table_read import TableRead
from loaders.tables.words import words

_SUMMED = frozenset({"money", "number"})
_MYRIAD = 10000
_LEAST_DIGIT = 0.011


def check_totals(table: TableRead) -> Iterator[Issue]:
    """An issue at every total that is the sum of no run of rows: all of them, its group's, or the subtotals'."""
    totals = [
        b for b in table.body if b.role == roles.TOTAL and fold(b.text).endswith(tuple(words(layout().checks.sums)))
    ]
    if not totals or table.kind is None:
        return
    for name in table.cells:
        kind = table.kind.field(name)
        if kind.kind in _SUMMED and name in table.mapped.of_field:
            yield from _check_column(table, kind, totals)


def _check_column(table: TableRead, kind: Field, totals: Sequence[BodyRow]) -> Iterator[Issue]:
    cells = table.cells[kind.name]
    if any(parsed.withheld for parsed in cells.parsed):
        return
    column = table.mapped.of_field[kind.name]
    values = {row: value for row, value in zip(table.rows, cells.values, strict=True) if value is not None}
    stated = {b.row: v for b in totals if (v := _stated(table, kind, b.row, column)) is not None}
    for row, total in stated.items():
        sums = list(_sums(table, values, stated, row))
        if sums and not any(_close(total, s, table.mapped.columns[column].unit) for s in sums):
            said = {"total": f"{total:.6g}", "sum": f"{sums[0]:.6g}", "label": kind.label}
            where = table.sheet.address(row, column)
            yield issue("total_mismatch", sheet=table.draft.sheet, cells=where, value=f"{total:.6g}", **said)


def _stated(table: TableRead, kind: Field, row: int, column: int) -> float | None:
    grid = table.block.band.sheet.grid
    value = grid.value(row, column)
    if value is None or (row, column) in grid.untrusted:
        return None
    context = Context(unit=table.mapped.columns[column].unit, field_unit=kind.unit)
    parsed = read_cell(kind.kind, value, number_format=grid.formats.get((row, column), "General"), context=context)
    return parsed.value


def _sums(table: TableRead, values: dict[int, float], stated: dict[int, float], row: int) -> Iterator[float]:
    """The sums a total in that row may state, the likeliest first."""
    yield sum(values.values())
    edges = sorted(b.row for b in table.body if b.role in (roles.TOTAL, roles.SECTION))
    above = max((e for e in edges if e < row), default=0)
    below = min((e for e in edges if e > row), default=table.block.body_bottom + 1)
    for first, last in ((above, row), (row, below)):
        group = [v for r, v in values.items() if first < r < last]
        if group:
            yield sum(group)
    others = [v for r, v in stated.items() if r != row]
    if others:
        yield sum(others)
    before = [v for r, v in values.items() if r < row]
    if before:
        yield sum(before)


def _close(total: float, found: float, unit: str | None) -> bool:
    """Equal but for rounding in the last digit typed: two decimals of the column's own unit."""
    known = measure(unit) if unit else None
    worth = known.factor / _MYRIAD if known and known.dimension == "money" else 1.0
    return abs(total - found) <= max(_LEAST_DIGIT * worth, 1e-6 * abs(found))
