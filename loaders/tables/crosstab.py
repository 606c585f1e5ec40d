"""Crosstabs of place and indicator: under each the same columns for target, done and rate; read as long rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from catalog import Dataset, Issue, dataset, issue
from catalog.layout import layout
from loaders.cells import Context, Parsed, at_scale, fold
from loaders.tables.blocks import Block, names_a_row
from loaders.tables.columns import READ, Mapped, displayed, name_field
from loaders.tables.draft import Column, Draft
from loaders.tables.headers import Head
from loaders.tables.heading import heading
from loaders.tables.match import Path, When, field_of, is_unused, unit_of_path
from loaders.tables.notes import Found, worded
from loaders.tables.preamble import Lead
from loaders.tables.remarks import row_remarks
from loaders.tables.rows import RowReader
from loaders.tables.scale import scale_of_row, waiting
from loaders.tables.sheet import address, area, holds, letter
from loaders.tables.table import signature_of, table_range
from loaders.tables.table_read import TableRead
from loaders.tables.values import ColumnReader
from loaders.tables.which_dataset import hinted
from loaders.tables.words import listed, pattern, words

_PARTS = {"target": "target_value", "actual": "actual_value", "rate": "completion_rate"}
_LIVELIHOOD, _TASKS = "livelihood_projects", "work_targets"


class Group(NamedTuple):
    """One indicator of a crosstab: its wording and the column of each of its parts, by field."""

    name: str
    unit: str | None
    columns: dict[str, int]


def groups_of(head: Head) -> list[Group]:
    """The indicators of a crosstab; empty where the header is none.

    A crosstab repeats the same two or three parts (target, done, rate) under two or more parents.
    """
    parents: dict[Path, dict[str, int]] = {}
    for column, path in sorted(head.paths.items()):
        part = _part(path[-1]) if len(path) > 1 else None
        if part:
            parents.setdefault(path[:-1], {}).setdefault(_PARTS[part], column)
    full = {parent: parts for parent, parts in parents.items() if len(parts) > 1}
    alike = len({tuple(parts) for parts in full.values()}) == 1
    if len(full) < 2 or not alike or len({p[-1] for p in full}) < len(full):
        return []
    return [Group(heading(p[-1]).base or p[-1], unit_of_path(p), parts) for p, parts in full.items()]


def _part(text: str) -> str | None:
    head = heading(text)
    if head.slots:
        return None
    return next((part for part in _PARTS if head.base in words(layout().crosstab.parts[part])), None)


def read_crosstab(block: Block, lead: Lead, groups: Sequence[Group], place: int) -> TableRead:
    """One long row per place and indicator, with a warning over the whole table."""
    sheet = block.band.sheet
    signature, _keys = signature_of(block.head)
    columns = {c: Column(letter(c), text) for c, text in displayed(block.head).items()}
    mapped = Mapped(columns, why=dict.fromkeys(columns, "ignored"))
    body = RowReader(block, 0, place).read()
    draft = Draft(
        sheet.name, "", signature, None, list(columns.values()), department=lead.department, period=lead.period
    )
    table = TableRead(draft, block, lead, None, mapped, body)
    draft.range = table_range(table)
    shown = listed(g.name for g in groups)[:80]
    table.issues.append(issue("crosstab_read", sheet=sheet.name, cells=draft.range, groups=shown))
    kind = dataset(_LIVELIHOOD if hinted(_LIVELIHOOD, lead.titles) else _TASKS)
    _unfold(table, kind, place, groups)
    table.issues.extend(row_remarks(table))
    table.issues.extend(_unread(table, kind))
    return table


def _unread(table: TableRead, kind: Dataset) -> Iterator[Issue]:
    """Every column outside the groups that holds something, by its own letter: the warning over the table is no word
    about it."""
    block, sheet, rows = table.block, table.block.band.sheet, table.data_rows
    for column, path in block.head.paths.items():
        if table.mapped.why[column] == READ or not any(map(holds, sheet.of_column(column, rows))):
            continue
        known = is_unused(kind, path) or field_of(kind, path, When()) == "number"
        cells, header = area(block.head.top, column, rows[-1], column), table.mapped.columns[column].header
        nothing = layout().output.nothing
        code = "column_unused" if known else "column_unknown"
        yield issue(code, sheet=sheet.name, cells=cells, value=header, header=header, suggested=nothing)


def place_column(block: Block, groups: Sequence[Group]) -> int:
    """The one column of a crosstab that names the places; 0 where the table is no crosstab of places.

    Where a column names what each row is about, the groups are periods, sources or sides of it: no crosstab.
    """
    if not groups:
        return 0
    inside = {c for group in groups for c in group.columns.values()}
    outside = {c: p for c, p in block.head.paths.items() if c not in inside}
    if any(names_a_row(path) for path in outside.values()) or any(is_period(group.name) for group in groups):
        return 0
    named = [c for c, p in outside.items() if len(p) == 1 and fold(p[0]) in words(layout().crosstab.regions)]
    return named[0] if len(named) == 1 else 0


def is_period(text: str) -> bool:
    """Whether a group's head is a year, a half, a quarter or a month: when something was measured, not what."""
    return pattern(layout().crosstab.periods).fullmatch(fold(text)) is not None or not heading(text).base


def _unfold(table: TableRead, kind: Dataset, place: int, groups: Sequence[Group]) -> None:
    draft, sheet = table.draft, table.block.band.sheet
    reader = ColumnReader(sheet, table.data_rows, {})
    places = reader.read(kind.field("lead_department"), place, Context())
    _mark(table, place, "lead_department")
    found: list[Found] = list(places.found)
    long: list[tuple[int, dict[str, tuple[Any, str | None, str | None]]]] = []
    for group in groups:
        top = min(r for r in range(table.block.head.top, table.block.head.bottom + 1) if _says(table, r, group))
        name = (group.name, address(top, min(group.columns.values())), group.name)
        read = {}
        for field, column in group.columns.items():
            unit = unit_of_path(table.block.head.paths[column]) or group.unit
            scale = "percent" if field == "completion_rate" and unit == "%" else None
            context = Context(unit=None if scale else unit, percent_scale=scale)
            read[field] = reader.read(kind.field(field), column, context)
            found.extend(read[field].found)
            _mark(table, column, field)
        for i, row in enumerate(table.data_rows):
            cells = {f: (c.values[i], c.places[i], c.raw[i]) for f, c in read.items()}
            cells["completion_rate"] = _proved(read, cells, i)
            cells["lead_department"] = (places.values[i], places.places[i], places.raw[i])
            long.append((row, {name_field(kind.name): name, **cells}))
    _fill(draft, kind, sorted(long, key=lambda pair: pair[0]))
    table.issues.extend(worded(sheet, found))


def _says(table: TableRead, row: int, group: Group) -> bool:
    return heading(table.block.band.sheet.folded(row, min(group.columns.values()))).base == group.name


def _mark(table: TableRead, column: int, field: str) -> None:
    table.mapped.columns[column].field = field
    table.mapped.why[column] = READ


def _proved(read: dict[str, Any], cells: dict[str, Any], i: int) -> tuple[Any, str | None, str | None]:
    """A bare rate at the one scale its row's target and done prove."""
    rate = read.get("completion_rate")
    if rate is None:
        return None, None, None
    parsed: Parsed = rate.parsed[i]
    raw = waiting(parsed)
    target, actual = cells.get("target_value", (None,))[0], cells.get("actual_value", (None,))[0]
    scale = scale_of_row(raw, actual / target) if raw is not None and target and actual is not None else None
    value = at_scale(raw, scale) if scale and raw is not None else rate.values[i]
    return value, rate.places[i], rate.raw[i]


def _fill(
    draft: Draft, kind: Dataset, long: Sequence[tuple[int, dict[str, tuple[Any, str | None, str | None]]]]
) -> None:
    draft.dataset = kind.name
    draft.rows = [row for row, _cells in long]
    for field in dict.fromkeys(f for _row, cells in long for f in cells):
        read = [cells.get(field, (None, None, None)) for _row, cells in long]
        draft.values[field], draft.cells[field], draft.raw[field] = ([part[k] for part in read] for k in range(3))
