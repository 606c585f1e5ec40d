"""The same thing twice: in one table, or in two tables of one file."""

from __future__ import annotations

from collections.abc import Iterator

from catalog import Issue, issue
from loaders.cells import fold
from loaders.tables.columns import name_field
from loaders.tables.table_read import TableRead

Key = tuple[str, ...]


def keys_of(table: TableRead) -> list[Key | None]:
    """The dataset's key fields of each row, folded; None where the name is missing or no key column was read."""
    if table.keys is None:
        table.keys = _keys(table)
    return table.keys


def _keys(table: TableRead) -> list[Key | None]:
    if table.kind is None:
        return []
    fields = [name for name in table.kind.key if name in table.draft.values]
    if name_field(table.kind.name) not in fields:
        return [None] * len(table.rows)
    columns = [["" if v is None else fold(str(v)) for v in table.draft.values[name]] for name in fields]
    return [key if any(key) else None for key in zip(*columns, strict=True)]


def check_duplicates(table: TableRead) -> Iterator[Issue]:
    """Rows of one table with the same key."""
    seen: dict[Key, int] = {}
    for at, key in enumerate(keys_of(table)):
        if key is None:
            continue
        if key in seen:
            yield _twice(table, at, key, f"{table.draft.sheet}!{seen[key]}")
        else:
            seen[key] = table.draft.rows[at]


def across_tables(tables: list[TableRead]) -> Iterator[Issue]:
    """Rows of one file's tables with the same key: a summary sheet and its details, or one project listed twice."""
    seen: dict[tuple[str, Key], tuple[TableRead, int]] = {}
    for table in tables:
        # A hidden sheet is mostly last month's copy: it is reported as such and not taken in, so it doubles nothing.
        if table.kind is None or not table.block.band.sheet.grid.visible:
            continue
        for at, key in enumerate(keys_of(table)):
            if key is None:
                continue
            first, first_row = seen.setdefault((table.kind.name, key), (table, table.draft.rows[at]))
            if first is not table:
                yield _twice(table, at, key, f"{first.draft.sheet}!{first_row}")


def _twice(table: TableRead, at: int, key: Key, where: str) -> Issue:
    value = " ".join(k for k in key if k)[:60]
    return issue("row_twice", sheet=table.draft.sheet, cells=table.line(table.rows[at]), value=value, where=where)
