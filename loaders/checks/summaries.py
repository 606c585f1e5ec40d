"""The same project on a summary sheet and on a sheet of its own: the detail counts, and where they differ is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from catalog import Issue, issue
from catalog.layout import layout
from loaders.cells import fold
from loaders.checks.duplicates import keys_of
from loaders.tables.table_read import TableRead

_CLOSE = 1e-6
_SHEETS = 2


class Detail(NamedTuple):
    """Where a row of a summary stands again: the table and its index there."""

    table: TableRead
    at: int


Places = dict[tuple[str, ...], list[Detail]]


def settle_summaries(tables: Sequence[TableRead]) -> Iterator[Issue]:
    """Take the rows out of a summary that sheets of the same file give in detail; say so, and what differs."""
    read = [t for t in tables if t.kind is not None and t.block.band.sheet.grid.visible]
    for alike in _by_kind(read):
        if len({t.draft.sheet for t in alike}) < _SHEETS:
            continue
        places = _places(alike)
        for summary in alike:
            details = _details(summary, places)
            if details and _is_summary(summary, details):
                yield from _said(summary, details)
                _drop(summary, details)
                yield from _drop_pictures(summary)
                places = _places(alike)


def _by_kind(tables: Sequence[TableRead]) -> list[list[TableRead]]:
    kinds: dict[str, list[TableRead]] = {}
    for table in tables:
        kinds.setdefault(table.kind.name if table.kind else "", []).append(table)
    return list(kinds.values())


def _places(tables: Sequence[TableRead]) -> Places:
    """Where each key stands, in tables of one dataset."""
    found: Places = {}
    for table in tables:
        for at, key in enumerate(keys_of(table)):
            if key is not None:
                found.setdefault(key, []).append(Detail(table, at))
    return found


def _details(summary: TableRead, places: Places) -> dict[int, Detail]:
    """Of each row that stands on exactly one other sheet, where; of a sheet that does not say it sums up only where
    every row does."""
    found: dict[int, Detail] = {}
    sheet, sums_up, keys = summary.draft.sheet, _sums_up(summary), keys_of(summary)
    for i, key in enumerate(keys):
        others = [d for d in places.get(key, ()) if d.table.draft.sheet != sheet] if key else []
        alike = [d for d in others if _same_thing(summary, i, d)]
        if len(alike) > 1 and len(alike) == keys.count(key):
            alike = _namesake(summary, i, alike, keys[:i].count(key))
        if len(alike) == 1:
            found[i] = alike[0]
        elif not sums_up:
            return {}
    return found


def _namesake(summary: TableRead, i: int, alike: list[Detail], before: int) -> list[Detail]:
    """Of as many namesakes as the summary lists, the one with this row's amounts; where that tells none, in order."""
    same = [d for d in alike if not any(True for _ in _differences(summary, i, d))]
    return same if len(same) == 1 else [alike[before]]


def _same_thing(summary: TableRead, i: int, detail: Detail) -> bool:
    """Whether nothing that tells namesakes apart (the investor, the company, who builds it) differs."""
    for name in layout().summaries.identity:
        one, other = _value(summary, name, i), _value(detail.table, name, detail.at)
        if one is not None and other is not None and one != other and fold(str(one)) != fold(str(other)):
            return False
    return True


def _sums_up(table: TableRead) -> bool:
    """Whether a sheet's name or title says that it sums up others."""
    names = [fold(name) for name in (table.draft.sheet, *table.lead.titles)]
    return any(word in name for name in names for word in layout().summaries.words)


def _is_summary(table: TableRead, details: dict[int, Detail]) -> bool:
    """A sheet that says it sums up, or every row of which stands again on one of several other sheets."""
    if _sums_up(table):
        return not any(w in fold(d.table.draft.sheet) for d in details.values() for w in layout().summaries.words)
    sheets = {d.table.draft.sheet for d in details.values()}
    return len(details) == len(table.rows) and len(sheets) >= _SHEETS


def _value(table: TableRead, name: str, at: int) -> Any:
    values = table.draft.values.get(name)
    return values[at] if values else None


def _said(summary: TableRead, details: dict[int, Detail]) -> Iterator[Issue]:
    for i, detail in details.items():
        there = f"{detail.table.draft.sheet}!{detail.table.draft.rows[detail.at]}"
        label = " ".join(k for k in keys_of(summary)[i] or () if k)[:60]
        cells = summary.line(summary.rows[i])
        yield issue("row_in_detail", sheet=summary.draft.sheet, cells=cells, value=label, where=there)
        yield from _differences(summary, i, detail)


def _differences(summary: TableRead, i: int, detail: Detail) -> Iterator[Issue]:
    kind = summary.kind
    for name in summary.draft.values if kind else ():
        one, other = _value(summary, name, i), _value(detail.table, name, detail.at)
        if kind is None or name == "number" or one is None or other is None or _alike(one, other):
            continue
        here, there = (t.draft.cells[name][at] or "" for t, at in ((summary, i), detail))
        blanks = {
            "label": kind.field(name).label,
            "here": summary.draft.raw[name][i],
            "there": detail.table.draft.raw[name][detail.at],
            "where": f"{detail.table.draft.sheet}!{there}",
        }
        yield issue("summary_differs", sheet=summary.draft.sheet, cells=here, value=one, **blanks)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= _CLOSE * max(abs(one), abs(other))
    if isinstance(one, list) or isinstance(other, list):
        return bool(one == other)
    return fold(str(one)) == fold(str(other))


def _drop(summary: TableRead, details: dict[int, Detail]) -> None:
    keep = [i for i in range(len(summary.rows)) if i not in details]
    draft, summary.keys = summary.draft, None
    summary.rows, draft.rows = [summary.rows[i] for i in keep], [draft.rows[i] for i in keep]
    for columns in (draft.values, draft.cells, draft.raw):
        for name, cells in columns.items():
            columns[name] = [cells[i] for i in keep]


def _drop_pictures(summary: TableRead) -> Iterator[Issue]:
    """Take out the pictures of rows that are records no longer, each said: the detail lies elsewhere."""
    draft, rows = summary.draft, set(summary.draft.rows)
    for row, cell, _sha256 in draft.pictures:
        if row not in rows:
            yield issue("picture_without_row", sheet=draft.sheet, cells=cell)
    draft.pictures = [picture for picture in draft.pictures if picture[0] in rows]
