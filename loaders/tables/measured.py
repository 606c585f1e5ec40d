"""Numbers and their units: of one row's target and results each keeps its unit, and all stand in one."""

from __future__ import annotations

import re

from catalog.layout import layout
from loaders.cells import fold, unit_of
from loaders.cells.parsed import MISSING, Note
from loaders.cells.unit import Unit, convert, measure
from loaders.tables.columns import name_field
from loaders.tables.notes import Found
from loaders.tables.sheet import holds
from loaders.tables.table_read import TableRead
from loaders.tables.values import Cells

# Fields that measure one thing; the first is what the others are held against.
TARGET, RESULTS = "target_value", ("period_target", "actual_value")
_BRACKETED = re.compile(r"[(]([^()]{1,8})[)]$")
UNIT, TEXT = "unit", "target_text"
BOUND = "value_is_bound"


def carry_units(table: TableRead) -> None:
    """Bring a row's target and results to the target's unit and note that unit with the row.

    A number's unit is its cell's, else its header's, else the row's unit column's, else the one in brackets behind the
    row's name. A result in a unit that cannot be brought to the target's (metres for households) is withheld with its
    cell: whichever of the two is wrong, their ratio would be. Where nothing says a unit, nothing changes.
    """
    kind = table.kind
    if kind is None or UNIT not in kind.field_names:
        return
    results = [name for name in RESULTS if name in table.cells]
    measured = [TARGET, *results] if TARGET in table.cells else results
    said: list[str | None] = []
    for i in range(len(table.rows)):
        wanted = next((u for name in measured if (u := _unit(table, name, i))), None)
        for name in results:
            _bring(table, name, i, wanted)
        said.append(wanted.name if wanted else None)
        _hold_against_name(table, i)
    _note_units(table, said, measured)


def keep_bounds(table: TableRead) -> None:
    """Keep a limit typed as a number with a sign ("at most 5") as the target's text, where the row says no other: as a
    bare number it would read as an amount to reach."""
    kind, target = table.kind, table.cells.get(TARGET)
    if kind is None or target is None or TEXT not in kind.field_names:
        return
    bounds = [any(note.code == BOUND for note in parsed.notes) for parsed in target.parsed]
    if not any(bounds):
        return
    text = table.cells.setdefault(TEXT, _empty(table))
    for i, bound in enumerate(bounds):
        if bound and text.values[i] is None:
            text.values[i] = text.raw[i] = (target.raw[i] or "").strip() or None
            text.places[i] = target.places[i]


def measured_twins(table: TableRead) -> list[tuple[str, str]]:
    """Each field of words whose cells are nothing but numbers, with the field of numbers that has no column: a target
    of 30 under "target", its unit in a column of its own."""
    found: list[tuple[str, str]] = []
    for name, twin in layout().header.measured_twins.items():
        cells = table.cells.get(name)
        if cells is None or twin in table.cells or not table.kind or twin not in table.kind.field_names:
            continue
        grid, column = table.block.band.sheet.grid, table.mapped.of_field[name]
        typed = [v for row in table.rows if holds(v := grid.value(row, column))]
        if typed and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in typed):
            table.mapped.of_field[twin] = column
            found.append((name, twin))
    return found


def _unit(table: TableRead, name: str, i: int) -> Unit | None:
    cells = table.cells[name]
    if cells.values[i] is None:
        return None
    column = table.mapped.columns[table.mapped.of_field[name]].unit if name in table.mapped.of_field else None
    own, row = cells.parsed[i].unit, table.cells[UNIT].parsed[i].unit if UNIT in table.cells else None
    return next((unit for text in (own, column, row, _in_name(table, i)) if text and (unit := measure(text))), None)


def _hold_against_name(table: TableRead, i: int) -> None:
    """Say where a header's unit and the one behind the row's name differ, and the cell names none itself: one of the
    two is not what the number was typed in."""
    named = measure(_in_name(table, i) or "")
    for field in (TARGET, *RESULTS) if named else ():
        cells, column = table.cells.get(field), table.mapped.of_field.get(field)
        head = measure(table.mapped.columns[column].unit or "") if column else None
        if cells is None or column is None or cells.values[i] is None or head is None or named is None:
            continue
        if head.name != named.name and not _ends_in_words(cells.raw[i] or ""):
            blanks = {"unit": named.name, "wanted": head.name}
            cells.found.append(Found(table.rows[i], column, "unit_against_name", cells.raw[i] or "", blanks))


def _ends_in_words(typed: str) -> bool:
    return not fold(typed).rstrip(")")[-1:].isdigit()


def _in_name(table: TableRead, i: int) -> str | None:
    """The unit in brackets behind what a row is about: "fixed investment (100 million yuan)"."""
    name = table.cells.get(name_field(table.kind.name)) if table.kind else None
    text = fold(name.raw[i] or "") if name else ""
    bracketed = _BRACKETED.search(text)
    return unit_of(bracketed[1]) if bracketed else None


def _bring(table: TableRead, name: str, i: int, wanted: Unit | None) -> None:
    cells, unit = table.cells[name], _unit(table, name, i)
    if cells.values[i] is None or unit is None or wanted is None or unit.name == wanted.name:
        return
    alike = unit.dimension == wanted.dimension
    if alike and (unit.dimension != "count" or unit.base == wanted.base):
        cells.values[i] = convert(cells.values[i], unit, wanted)
    elif not alike or unit.factor != wanted.factor:  # another counting word for as many says the same
        typed = cells.raw[i] or f"{cells.values[i]:g}"
        blanks = {"typed": typed, "unit": unit.name, "wanted": wanted.name}
        cells.found.append(Found(table.rows[i], table.mapped.of_field[name], "unit_conflict", typed, blanks))
        cells.parsed[i] = cells.parsed[i]._replace(value=None, withheld=True, notes=(Note("unit_conflict", blanks),))
        cells.values[i] = None


def _note_units(table: TableRead, said: list[str | None], measured: list[str]) -> None:
    """Fill the record's unit where the sheet's own unit column is silent; its cell is that of the number it is of."""
    if not any(said):
        return
    unit = table.cells.setdefault(UNIT, _empty(table))
    for i, name in enumerate(said):
        if name and unit.values[i] is None:
            unit.values[i] = unit.raw[i] = name
            unit.places[i] = next((p for field in measured if (p := table.cells[field].places[i])), None)


def _empty(table: TableRead) -> Cells:
    n = len(table.rows)
    return Cells([None] * n, [None] * n, [None] * n, [MISSING] * n)
