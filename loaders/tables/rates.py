"""Reads rate columns: the scale of each bare number from its row's arithmetic, else from the whole column."""

from __future__ import annotations

from catalog import Field
from loaders.cells import Context, Parsed, at_scale
from loaders.tables.notes import Found
from loaders.tables.scale import header_misleads, scale_of_column, scale_of_row, waiting
from loaders.tables.table_read import TableRead
from loaders.tables.values import AllPlain, Cells, ColumnReader


def read_rates(table: TableRead, reader: ColumnReader, kind: Field, base: Context) -> Cells:
    """A rate column; a bare number whose scale nothing proves is withheld."""
    column = table.mapped.of_field[kind.name]
    said = table.mapped.scales.get(kind.name)
    cells = reader.read(kind, column, base._replace(percent_scale=said, field_unit=kind.unit))
    if isinstance(cells.parsed, AllPlain):
        return cells
    open_rows = {i: raw for i, parsed in enumerate(cells.parsed) if (raw := waiting(parsed)) is not None}
    if not open_rows:
        return cells
    raws = list(open_rows.values())
    percent_header = table.mapped.columns[column].unit == "%"
    whole = scale_of_column(raws) if not percent_header else None if header_misleads(raws) else "percent"
    resolved: set[int] = set()
    for i, raw in open_rows.items():
        proved = scale_of_row(raw, _ratio(table, kind.name, i))
        scale = whole if percent_header and whole else proved or whole
        if scale is None:
            continue
        cells.values[i] = at_scale(raw, scale)
        cells.parsed[i] = Parsed(cells.values[i])
        resolved.add(table.rows[i])
    cells.found = [f for f in cells.found if f.row not in resolved or f.code != "rate_scale_unknown"]
    if not percent_header and whole and len(resolved) > 0:
        first = min(resolved)
        cells.found.append(Found(first, column, f"rate_scale_{whole}", "", {}))
    return cells


def _ratio(table: TableRead, name: str, i: int) -> float | None:
    """Done over planned of the same row, where both were read in one unit."""
    for done, planned in table.kind.rates.get(name, ()) if table.kind else ():
        if done in table.cells and planned in table.cells:
            a, b = table.cells[done].values[i], table.cells[planned].values[i]
            if a is not None and b:
                return float(a) / float(b)
    return None
