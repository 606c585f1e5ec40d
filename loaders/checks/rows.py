"""What one row contradicts: its rate and its amounts, done and planned, its dates, its words and its rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from catalog import Issue
from catalog.layout import layout
from loaders.cells import fold
from loaders.tables.notes import Found, worded
from loaders.tables.scale import TOLERANCE
from loaders.tables.table_read import TableRead
from loaders.tables.values import Cells
from loaders.tables.words import words

_ALL = 1.0


def check_rows(table: TableRead) -> Iterator[Issue]:
    """An issue at the cell of every row that disagrees with another cell of the row."""
    found: list[Found] = []
    for check in (_rates, _exceeded, _off_scale, _dates, _words, _two_units):
        found.extend(check(table))
    yield from worded(table.sheet, found)


def _both(table: TableRead, first: str, second: str) -> list[tuple[int, Any, Any]]:
    """Index and values of the rows in which both fields were read."""
    one, other = table.cells.get(first), table.cells.get(second)
    if one is None or other is None:
        return []
    pairs = zip(one.values, other.values, strict=True)
    return [(i, a, b) for i, (a, b) in enumerate(pairs) if a is not None and b is not None]


def _at(table: TableRead, name: str, i: int, code: str, **blanks: Any) -> Found:
    """A finding at the cell of a field in the i-th data row."""
    row = table.rows[i]
    return Found(row, table.mapped.of_field.get(name, table.block.left), code, table.cells[name].raw[i] or "", blanks)


def _label(table: TableRead, name: str) -> str:
    return table.kind.field(name).label if table.kind and name in table.kind.field_names else name


def _rates(table: TableRead) -> Iterator[Found]:
    for rate, pairs in (table.kind.rates if table.kind else {}).items():
        done, planned = next(((d, p) for d, p in pairs if d in table.cells and p in table.cells), ("", ""))
        if not done or rate not in table.cells:
            continue
        for i, value, amount in _both(table, rate, done):
            plan = table.cells[planned].values[i]
            if plan and abs(value - amount / plan) > TOLERANCE:
                computed = f"{100 * amount / plan:.1f}%"
                yield _at(table, rate, i, "rate_disagrees", stated=f"{100 * value:.1f}%", computed=computed)


def _exceeded(table: TableRead) -> Iterator[Found]:
    for part, whole in table.kind.not_above if table.kind else ():
        said = {"part": _label(table, part), "whole": _label(table, whole)}
        for i, a, b in _both(table, part, whole):
            if a > b * 1.0001:
                yield _at(table, part, i, "part_above_whole", **said)


def _off_scale(table: TableRead) -> Iterator[Found]:
    """What is done so far above what was planned that it was typed in another unit: yuan for ten thousands of them."""
    least = layout().checks.off_scale_from
    for done, planned in table.kind.off_scale if table.kind else ():
        said = {"done": _label(table, done), "planned": _label(table, planned)}
        for i, a, b in _both(table, done, planned):
            if b > 0 and a >= b * least:
                yield _at(table, done, i, "off_scale", **said, times=f"{a / b:,.0f}")


def _dates(table: TableRead) -> Iterator[Found]:
    for first, last in table.kind.in_order if table.kind else ():
        labels = {"first": _label(table, first), "last": _label(table, last)}
        for i, a, b in _both(table, first, last):
            if isinstance(a, date) and isinstance(b, date) and a > b:
                yield _at(table, last, i, "date_order", **labels, a=a.isoformat(), b=b.isoformat())


def _words(table: TableRead) -> Iterator[Found]:
    early = words(layout().checks.early_words)
    for i, rate, text in _both(table, "completion_rate", "progress_text"):
        if rate < _ALL:
            continue
        said = fold(str(text))
        heard = min((w for w in early if w in said), key=lambda w: (said.index(w), -len(w)), default=None)
        if heard and not any(w in said for w in words(layout().checks.finished_words)):
            yield _at(table, "completion_rate", i, "rate_against_text", heard=heard)
    for i, rate, status in _both(table, "completion_rate", "status"):
        if status == "done" and rate < _ALL - TOLERANCE:
            yield _at(table, "status", i, "status_against_rate", stated=f"{100 * rate:.1f}%")


def _two_units(table: TableRead) -> Iterator[Found]:
    """The same number typed under two units of money: one of them is ten thousand times wrong."""
    columns, kind = table.mapped.columns, table.kind
    money = [n for n in table.cells if kind and n in table.mapped.of_field and kind.field(n).kind == "money"]
    units = {n: columns[table.mapped.of_field[n]].unit for n in money}
    for first, second in combinations(money, 2):
        if units[first] != units[second]:
            yield from _same_numbers(table, first, second)


def _same_numbers(table: TableRead, first: str, second: str) -> Iterator[Found]:
    label = _label(table, first)
    for i, a, b in _both(table, first, second):
        if a and b and a != b and _typed(table.cells[first], i) == _typed(table.cells[second], i):
            yield _at(table, second, i, "same_number_two_units", first=label, at=_place(table, first, i))


def _typed(cells: Cells, i: int) -> str:
    return fold(cells.raw[i] or "")


def _place(table: TableRead, name: str, i: int) -> str:
    return table.sheet.address(table.rows[i], table.mapped.of_field[name])
