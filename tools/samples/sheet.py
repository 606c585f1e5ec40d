"""Lays a form out on a worksheet as its unit does, and keeps what every cell of it truly says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tools.samples import looks
from tools.samples.calendar import Row, words
from tools.samples.forms import Column, Form, Habit
from tools.samples.typing import Typed, typed


@dataclass(slots=True)
class Told:
    """One table's truth: per data row its number and, by field, the address and the canonical value.

    ``unreadable`` cells must come out missing, ``spoken_of`` ones be named: address to the code of their issue.
    """

    dataset: str
    sheet: str
    total_row: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)
    spoken_of: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, dict[str, tuple[str, Any]]]] = field(default_factory=list)


@dataclass(slots=True)
class _Pen:
    """Where the clerk is on the sheet."""

    ws: Worksheet
    form: Form
    habit: Habit
    told: Told
    row: int = 1
    serial: int = 0
    section: str = ""

    @property
    def last_letter(self) -> str:
        return get_column_letter(len(self.form.columns))


def cell_at(ws: Worksheet, row: int, column: int, value: str | None = None) -> Cell:
    """The cell, where no merge covers it."""
    cell = ws.cell(row, column, value)
    assert isinstance(cell, Cell)
    return cell


def fill(ws: Worksheet, form: Form, habit: Habit, rows: list[Row], month: int, reported: date) -> Told:
    """Write ``rows`` (canonical values) on ``ws`` the way ``habit`` writes ``form``; returns what was truly written."""
    pen = _Pen(ws, form, habit, Told(form.dataset, ws.title))
    _head(pen, rows, month, reported)
    ordered = sorted(rows, key=lambda r: r[form.section]) if form.section and _mixed(rows, form.section) else rows
    for name, block in groupby(ordered, key=lambda r: r[form.section] if form.section else ""):
        _block(pen, name, list(block))
    if form.total:
        pen.told.total_row = pen.row
        _total(pen, form.total, rows)
    for note in form.notes:
        _wide(pen, note.format(contact=words().contact, phone=words().phone), looks.note)
    looks.finish(ws, form)
    return pen.told


def _mixed(rows: list[Row], key: str) -> bool:
    """Whether one value of ``key`` stands in several blocks: a clerk puts them together."""
    runs = [name for name, _ in groupby(rows, key=lambda r: r[key])]
    return len(runs) != len(set(runs))


def _head(pen: _Pen, rows: list[Row], month: int, reported: date) -> None:
    said = {"zone": words().zone, "year": words().year, "month": month, "mark": words().mark}
    said |= {"unit": pen.habit.name, "campaign": rows[0].get("campaign", "") if rows else ""}
    _wide(pen, pen.form.title.format(**said), looks.title)
    line = words().line.format(unit=pen.habit.alias or pen.habit.name, d=reported)
    if pen.form.has_money and pen.habit.money_in_line:
        line += words().money_line.format(unit=pen.habit.money_unit)
    _wide(pen, line, looks.line)
    _header(pen, {"year": words().year, "month": month})


def _wide(pen: _Pen, text: str, look: looks.Look) -> None:
    cell = cell_at(pen.ws, pen.row, 1, text)
    pen.ws.merge_cells(f"A{pen.row}:{pen.last_letter}{pen.row}")
    look(cell)
    pen.row += 1


def _header(pen: _Pen, said: dict[str, int]) -> None:
    depth = 2 if pen.form.grouped else 1
    for n, column in enumerate(pen.form.columns, 1):
        text = _headed(column, pen.habit).format(**said)
        looks.header(cell_at(pen.ws, pen.row + depth - 1, n, text if column.group or depth == 1 else None))
        if depth == 2 and not column.group:
            looks.header(cell_at(pen.ws, pen.row, n, text))
            pen.ws.merge_cells(start_row=pen.row, end_row=pen.row + 1, start_column=n, end_column=n)
    if depth == 2:
        _groups(pen)
    pen.row += depth
    pen.ws.freeze_panes = cell_at(pen.ws, pen.row, 1)
    pen.ws.print_title_rows = f"{pen.row - depth}:{pen.row - 1}"


def _groups(pen: _Pen) -> None:
    numbered = list(enumerate(pen.form.columns, 1))
    for group, members in groupby(numbered, key=lambda pair: pair[1].group):
        at = [n for n, _ in members]
        if group:
            looks.header(cell_at(pen.ws, pen.row, at[0], group))
            pen.ws.merge_cells(start_row=pen.row, end_row=pen.row, start_column=at[0], end_column=at[-1])


def _headed(column: Column, habit: Habit) -> str:
    """The header as this unit writes it: with the unit of its column, broken over two lines or spaced out."""
    text = habit.renamed.get(column.header, column.header)
    kind = column.field.kind if column.field else ""
    said = any(unit in text for unit in words().money_units)
    if kind == "money" and not habit.money_in_line and not said:
        return words().header_unit.format(header=text, unit=habit.money_unit)
    if kind == "rate" and habit.rates == "points" and "%" not in text:
        return words().points_header.format(header=text)
    if habit.headers == "wrapped" and len(text) == 4:
        return f"{text[:2]}\n{text[2:]}"
    if habit.headers == "spaced" and len(text) == 2:
        return f"{text[0]}\u3000{text[1]}"
    return text


def _block(pen: _Pen, name: str, rows: list[Row]) -> None:
    if pen.form.section:
        numeral = words().numerals[sum(1 for _ in _sections(pen))]
        count = len({row.get("project", n) for n, row in enumerate(rows)})
        pen.section = f"A{pen.row}"
        _wide(pen, words().section.format(n=numeral, name=name, count=count), looks.section)
    first = pen.row
    for n, row in enumerate(rows):
        if pen.habit.blank_rows and n == 3:
            pen.row += 1
        _line(pen, row)
    if pen.form.merged:
        _merge(pen, first, rows)
    if pen.form.subtotals:
        _total(pen, words().subtotal, rows)


def _sections(pen: _Pen) -> set[str]:
    section = pen.form.section
    return {told[section][0] for _, told in pen.told.rows if section in told}


def _line(pen: _Pen, row: Row) -> None:
    pen.serial += 1
    here = {"number": str(pen.serial), **row}
    told = {pen.form.section: (pen.section, row[pen.form.section])} if pen.form.section else {}
    for n, column in enumerate(pen.form.columns, 1):
        cell = cell_at(pen.ws, pen.row, n)
        what = _cell(column, here, pen.habit)
        cell.value, cell.number_format = what.cell, what.number_format
        looks.body(cell, column)
        if column.field:
            told[column.field.name] = (cell.coordinate, what.truth)
    pen.told.rows.append((pen.row, told))
    pen.row += 1


def _cell(column: Column, row: Row, habit: Habit) -> Typed:
    if column.field:
        return typed(column.field, row, habit, column.header)
    return Typed(words().contact if column.filler == "#contact" else words().phone, None)


def _merge(pen: _Pen, first: int, rows: list[Row]) -> None:
    """Join equal neighbours of the merged fields: only the top cell keeps its text, and the truth comes from there."""
    outer: tuple[str, ...] = ()
    letters = {c.field.name: get_column_letter(n) for n, c in enumerate(pen.form.columns, 1) if c.field}
    for name in pen.form.merged:
        outer, letter = (*outer, name), letters[name]
        at = first
        for _, same in groupby([tuple(row[k] for k in outer) for row in rows]):
            count = len(list(same))
            _join(pen, letter, at, count, name)
            at += count


def _join(pen: _Pen, letter: str, top: int, count: int, name: str) -> None:
    if count < 2:
        return
    for row in range(top + 1, top + count):
        cell_at(pen.ws, row, column_index_from_string(letter)).value = None
    pen.ws.merge_cells(f"{letter}{top}:{letter}{top + count - 1}")
    for number, told in pen.told.rows:
        if top <= number < top + count:
            told[name] = (f"{letter}{top}", told[name][1])


def _total(pen: _Pen, label: str, rows: list[Row]) -> None:
    """The sums of the money columns under the table, right ones; the label stands where the names stand."""
    for n, column in enumerate(pen.form.columns, 1):
        cell = cell_at(pen.ws, pen.row, n)
        looks.body(cell, column)
        if column.field and column.field.kind == "money":
            known = [r[column.field.name] for r in rows if r.get(column.field.name) is not None]
            what = typed(column.field, {column.field.name: sum(known)}, pen.habit, column.header)
            cell.value, cell.number_format = what.cell, what.number_format
    cell_at(pen.ws, pen.row, 2).value = label
    looks.total(pen.ws, pen.row, len(pen.form.columns))
    pen.row += 1
