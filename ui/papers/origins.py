"""Where the figures of each slide were read: lines for its notes, each naming file, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from catalog.lamps import how_far
from catalog.numbers import plain
from catalog.page import pages
from catalog.text import is_missing
from exports import Dossier
from exports.dossier import why
from exports.slides.pages import listed_of
from metrics import evidence, headline
from ui import facts, source, whole_month
from ui.scope import View

TRACED = 12
# Cells of one figure that are named one by one; the rest are counted, and the page leads to all of them.
NAMED = 30


def sources(view: View, papers: Dossier) -> dict[str, tuple[str, ...]]:
    """Per slide, which files, sheets and cells its key figures rest on and each item it lists was read from."""
    listed = {page.name: listed_of(papers, page.name) for page in pages() if page.slide} | {"behind": papers.behind}
    used = _of_figures(view)
    items = {page: _with_fields(rows.head(TRACED)) for page, rows in listed.items()}
    places = _places(view, pd.concat([*used.values(), *items.values()], ignore_index=True))
    lines: dict[str, list[str]] = {page: [] for page in (*listed, *headline.PAGES)}
    for (page, label, text), cells in used.items():
        found = [places[key] for key in _keys(cells) if key in places]
        lines[page] += [f"{label} {text} ← {len(found)}个单元格：{_by_file(found)}"] if found else []
    for page, rows in items.items():
        pairs = zip(rows.to_dict("records"), map(places.get, _keys(rows)), strict=True)
        lines[page] += [_line(row, *place) for row, place in pairs if place is not None]
    return {page: tuple(said) for page, said in lines.items()}


def _of_figures(view: View) -> dict[tuple[str, str, str], pd.DataFrame]:
    """Of every key figure (page, label, text) the cells that are counted in it."""
    known = facts.judged_of(view)
    used = {}
    for page in headline.PAGES:
        for figure in facts.figures(view, page)[:5]:
            cells = evidence.cells(headline.rests(page, figure.name, known, as_of=view.day), known)
            used[page, figure.label, figure.text] = cells[cells["role"] == "counted"]
    return used


def _with_fields(rows: pd.DataFrame) -> pd.DataFrame:
    """With the field whose cell each row's figure rests on."""
    bases = rows["rate_basis"] if "rate_basis" in rows else [None] * len(rows)
    pairs = zip(rows["dataset"], bases, strict=True)
    named = [evidence.field(name, basis) for name, basis in pairs]
    return rows.assign(field=pd.array(named, dtype="str"))


def _keys(cells: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(zip(cells["dataset"], cells["row_id"], cells["field"], strict=True))


def _places(view: View, cells: pd.DataFrame) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Where each cell lies: its sheet with its file, and its address; one question to the store a dataset."""
    found = {}
    for dataset, mine in cells.drop_duplicates(["dataset", "row_id", "field"]).groupby("dataset"):
        wanted = list(zip(mine["row_id"], mine["field"], strict=True))
        traces = whole_month.traces(source.store(), str(dataset), wanted, as_of=view.as_of, until=view.until)
        for (row_id, field), trace in zip(wanted, traces, strict=True):
            if trace is not None and trace.cell:
                found[str(dataset), row_id, field] = (f"{trace.file} {trace.sheet}", trace.cell)
    return found


def _by_file(places: Sequence[tuple[str, str]]) -> str:
    """Cells under their sheets; of many only the first, and how many more there are."""
    sheets: dict[str, list[str]] = {}
    for sheet, cell in places[:NAMED]:
        sheets.setdefault(sheet, []).append(cell)
    said = "；".join(f"{sheet}!{'、'.join(cells)}" for sheet, cells in sheets.items())
    return said + (f"；另有{len(places) - NAMED}个，点页面上的这个数可逐个查看" if len(places) > NAMED else "")


def _line(row: Mapping[Any, Any], sheet: str, cell: str) -> str:
    return f"{' '.join(filter(None, [row['name'], *_figures(row)]))} ← {sheet}!{cell}"


def _figures(row: Mapping[Any, Any]) -> Iterable[str]:
    """What the slide prints of the row: its rate and what lit its lamp, its place, what has become of a demand."""
    if not is_missing(row.get("rank")):
        return [f"{plain(row['rank'])}/{plain(row['rank_total'])}"]
    if "now" in row:
        return [str(row["now"])]
    known = not is_missing(row.get("rate")) or not is_missing(row.get("stands"))
    return [how_far(row) if known else "", why(row) if "light" in row and "deviation" in row else ""]
