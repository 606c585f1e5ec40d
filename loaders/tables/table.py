"""Reads one block of a sheet as a table: dataset, columns, rows, values, and an issue for all that is not read."""

from __future__ import annotations

import hashlib
from datetime import date

from catalog import Dataset, dataset, issue
from loaders.cells import Context, fold
from loaders.cells.period import year_in
from loaders.mappings import Mappings
from loaders.tables import rows as roles
from loaders.tables.aside import leave_pictures, without_nothings
from loaders.tables.blocks import FORM, Block
from loaders.tables.columns import (
    Mapped,
    displayed,
    map_columns,
    name_field,
    settle_unit_column,
    suggest,
    unit_headers,
)
from loaders.tables.draft import Draft
from loaders.tables.headers import Head
from loaders.tables.heading import header_key
from loaders.tables.match import When, meanings, vocabulary
from loaders.tables.measured import carry_units, keep_bounds, measured_twins
from loaders.tables.money_columns import take_money
from loaders.tables.notes import worded
from loaders.tables.pairs import withhold_done_rows
from loaders.tables.parents import settle_parts
from loaders.tables.preamble import Lead, Said
from loaders.tables.rates import read_rates
from loaders.tables.remarks import column_remarks, row_remarks
from loaders.tables.rows import BodyRow, RowReader, data_rows
from loaders.tables.sections import Sections
from loaders.tables.sheet import holds
from loaders.tables.table_read import TableRead
from loaders.tables.ticked import find_ticked, read_ticked
from loaders.tables.values import DATES, ColumnReader
from loaders.tables.which_dataset import decide, when_of
from loaders.tables.words import listed

# So many full dates of a column must agree before their year is taken for others.
MIN_DATES = 3


def read_table(block: Block, lead: Lead, mappings: Mappings, file: str, date1904: bool) -> TableRead:
    """The block as a table. Nothing is guessed: an unknown dataset, header or row is an issue over its cells."""
    sheet = block.band.sheet
    month = int(lead.period[5:7]) if lead.period else None
    when = when_of(block.head.paths, lead.year, month)
    if lead.period is None and when.year and when.month and not month:
        lead.reported.append(Said(f"{when.year}-{when.month:02d}", ""))
    signature, keys = signature_of(block.head)
    decided = decide(block.head.paths, when, lead.titles, (sheet.name, file))
    answer = mappings.recall(signature, keys)
    if answer and signature not in mappings.forms and decided not in (None, answer.dataset):
        answer = None
    name = answer.dataset if answer else decided
    kind = dataset(name) if name else None
    mapped = map_columns(sheet, block.head, kind, when, answer)
    number, name_column = _number_column(block, mapped), _name_column(kind, mapped)
    body = [BodyRow(sheet.n_rows, roles.DATA)] if block.lies == FORM else RowReader(block, number, name_column).read()
    if kind:
        body = settle_parts(sheet, kind, mapped, withhold_done_rows(sheet, mapped, body))
        body = without_nothings(sheet, kind, mapped, body)
        rows = data_rows(body)
        find_ticked(sheet, block.head, kind, mapped, rows)
        leave_pictures(sheet, mapped, rows)
        take_money(kind, mapped, lead)
        open_units = {c: [sheet.text(r, c) for r in rows] for c in unit_headers(mapped, block.head)}
        settle_unit_column(mapped, kind, open_units)
    rows = data_rows(body)
    suggest(mapped, block.head, kind, lambda column: (sheet.grid.value(row, column) for row in rows))
    draft = Draft(
        sheet.name, "", signature, name, list(mapped.columns.values()), department=lead.department, period=lead.period
    )
    table = TableRead(draft, block, lead, kind, mapped, body)
    table.rows = table.data_rows if kind else []
    draft.rows = sheet.file_rows(table.rows, _name_column(kind, mapped) or block.left)
    draft.range = table_range(table)
    if kind:
        _read_values(table, kind, when, date1904)
    table.issues.extend(row_remarks(table))
    table.issues.extend(column_remarks(table))
    return table


def signature_of(head: Head) -> tuple[str, list[str]]:
    """What tells a form from others, the same next month and in any order of columns; and its header keys."""
    keys = [header_key(text) for text in displayed(head).values()]
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16], keys


def _number_column(block: Block, mapped: Mapped) -> int:
    if "number" in mapped.of_field:
        return mapped.of_field["number"]
    known = {(b, s) for (b, s, _p), f in vocabulary("work_targets").items() if f == "number"}
    return next((c for c, p in block.head.paths.items() if any((m.base, m.slots) in known for m in meanings(p))), 0)


def _name_column(kind: Dataset | None, mapped: Mapped) -> int:
    return mapped.of_field.get(name_field(kind.name), 0) if kind else 0


def table_range(table: TableRead) -> str:
    """Header and data, as Excel names the rectangle."""
    block = table.block
    last = max((b.row for b in table.body if b.role == roles.DATA), default=block.head.bottom)
    return table.sheet.area(block.head.top, block.left, last, block.right)


def _read_values(table: TableRead, kind: Dataset, when: When, date1904: bool) -> None:
    draft, mapped, sheet = table.draft, table.mapped, table.block.band.sheet
    base = Context(year=when.year, period=table.lead.period, date1904=date1904)
    units = _row_units(table)
    reader = ColumnReader(sheet, table.rows, units)
    rates: list[str] = []
    for name, column in mapped.of_field.items():
        a_field = kind.field(name)
        if name in mapped.ticked:
            table.cells[name] = read_ticked(sheet, table.block.head, a_field.kind, mapped.ticked[name], table.rows)
            continue
        if a_field.kind == "rate":
            rates.append(name)
            continue
        context = base._replace(unit=_unit_for(table, name), field_unit=a_field.unit)
        if a_field.kind in DATES and base.year is None:
            context = context._replace(year=_year_of_column(table, column))
        table.cells[name] = reader.read(a_field, column, context)
    for name, twin in measured_twins(table):
        table.cells[twin] = reader.read(
            kind.field(twin), mapped.of_field[name], base._replace(unit=_unit_for(table, twin))
        )
    for name in rates:
        table.cells[name] = read_rates(table, reader, kind.field(name), base)
    Sections(table, base).fill()
    carry_units(table)
    keep_bounds(table)
    for name, cells in table.cells.items():
        draft.values[name], draft.cells[name], draft.raw[name] = cells.values, cells.places, cells.raw
    _share_departments(table, kind)
    found = [one for cells in table.cells.values() for one in cells.found]
    table.issues.extend(worded(sheet, found))


def _year_of_column(table: TableRead, column: int) -> int | None:
    """The year of dates without one, where no title names it: the one that all full dates of the column agree on."""
    grid = table.block.band.sheet.grid
    typed = [grid.value(row, column) for row in table.rows]
    years = [v.year if isinstance(v, date) else year_in(v) for v in typed if isinstance(v, (date, str))]
    said = [y for y in years if y]
    if len(said) < MIN_DATES or len(set(said)) > 1:
        return None
    if len(said) < sum(1 for v in typed if holds(v)):
        sheet, rows = table.draft.sheet, table.rows
        cells = table.sheet.area(rows[0], column, rows[-1], column)
        table.issues.append(issue("year_from_column", sheet=sheet, cells=cells, year=said[0]))
    return said[0]


def _unit_for(table: TableRead, name: str) -> str | None:
    """The column's own unit, else for money the unit line above these columns."""
    kind = table.kind.field(name).kind if table.kind else ""
    own = table.mapped.columns[table.mapped.of_field[name]].unit
    if own is None and kind in ("money", "area_size") and not table.lead.several_units:
        own = table.lead.unit
        if own and kind == "money":
            table.mapped.columns[table.mapped.of_field[name]].unit = own
    return own


def _row_units(table: TableRead) -> dict[int, str | None]:
    column = table.mapped.of_field.get("unit")
    if not column:
        return {}
    sheet = table.block.band.sheet
    return {row: fold(text) for row in table.rows if (text := sheet.text(row, column)).strip()}


def _share_departments(table: TableRead, kind: Dataset) -> None:
    """The first-named department leads; the others support, where the table has no column of its own for them."""
    draft = table.draft
    if "lead_department" not in table.cells or "support_departments" not in kind.field_names:
        return
    lead = table.cells["lead_department"]
    others = [listed(p.extras["others"]) if p.extras.get("others") else None for p in lead.parsed]
    if "support_departments" in table.cells or not any(others):
        return
    draft.values["support_departments"] = others
    draft.cells["support_departments"] = [place if o else None for o, place in zip(others, lead.places, strict=True)]
    draft.raw["support_departments"] = [text if o else None for o, text in zip(others, lead.raw, strict=True)]
