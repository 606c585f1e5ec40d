"""Which entries of the book a figure's rows rest on: what target, weight, measure, curve or clock they take from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from catalog import judged_by
from catalog.book import Item, Promise, book
from catalog.words.metrics import metric_words
from metrics import held, measures
from metrics.columns import Flags, days, texts

COLUMNS = ["list", "key", "name", "used", "n", "paper"]
# Whose rows are judged against a promise, a curve or a clock.
JUDGED = judged_by("progress", "key_projects")
# What a promise may say that counts in place of what a sheet says.
SAID = ("target_value", "target_text", "weight", "measure", "curve", "deadline")


class _Used(NamedTuple):
    """One entry a row rests on (``list`` "": an approval of one row's change), for what, and its paper."""

    list: str
    key: str
    name: str
    used: str
    paper: str = ""


def of_cells(cells: pd.DataFrame, known: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The entries behind the cells of a figure (evidence.cells), those not left out: :data:`COLUMNS`, most rows first
    within a list.

    ``list`` and ``key`` call an entry of the book as its lists do, ``list`` is "" for a change of one row that somebody
    approved; ``used`` says in words what was taken from it, ``n`` in how many rows; ``paper`` what it rests on.
    """
    inside = cells[cells["role"] != "out"]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for dataset in (name for name in JUDGED if name in known):
        ids = set(inside.loc[inside["dataset"] == dataset, "row_id"])
        frame = known[dataset]
        for row in _of_rows(frame[frame["row_id"].isin(list(ids))], dataset):
            _add(found, row)
    joined = metric_words().evidence.joined
    table = pd.DataFrame([row | {"used": joined.join(row["used"])} for row in found.values()], columns=COLUMNS)
    place = {name: i for i, name in enumerate(("tasks", "items", "", "curves", "areas", "measures", "rules"))}
    order = np.lexsort((-table["n"].to_numpy(dtype="float64"), table["list"].map(place).to_numpy(dtype="float64")))
    return table.iloc[order].reset_index(drop=True)


def _add(found: dict[tuple[str, str], dict[str, Any]], of_row: list[_Used]) -> None:
    """One row's entries to those of the rows before: a row counts once an entry, whatever it took from it."""
    counted: set[tuple[str, str]] = set()
    for one in of_row:
        at = (one.list, one.key)
        kept = found.setdefault(at, {"list": one.list, "key": one.key, "name": one.name, "n": 0, "used": {}})
        kept["used"][one.used] = None
        kept["paper"] = one.paper or kept.get("paper", "")
        kept["n"] += at not in counted
        counted.add(at)


def _of_rows(frame: pd.DataFrame, dataset: str) -> Iterator[list[_Used]]:
    """For each judged row the entries it rests on."""
    listed = held.promised(frame)
    decided = [None] * len(frame) if dataset == "key_projects" else measures.decided_by(frame)
    columns = (texts(frame, "row_id"), texts(frame, "curve"), texts(frame, "paper"), _by_area(frame))
    ended = texts(frame, "ended_by")
    for one, entry, row_id, curve, paper, area, ended_by in zip(listed, decided, *columns, ended, strict=True):
        used = _of_promise(one, str(row_id)) if one else []
        if paper and (one is None or paper != one.paper):
            used.append(_Used("", str(row_id), str(paper), _word("approval"), str(paper)))
        if ended_by:
            used.append(_Used("", f"{row_id} ended", str(ended_by), _word("ended"), str(ended_by)))
        if curve and not (one and one.curve):
            used.append(_Used("curves", curve, curve, _word("curve")))
        if area:
            used.append(_Used("areas", area, area, _word("clock")))
        if entry and not (one and one.measure):
            name, key, called = entry
            used.append(_Used(name, key, called, _word("measure")))
        yield used


def _of_promise(one: Promise, row_id: str) -> list[_Used]:
    """What the year's list says of the row: each thing that counts, or that it was promised and nobody reports it."""
    name = "items" if isinstance(one, Item) else "tasks"
    said = [_word(field) for field in SAID if getattr(one, field, None) not in (None, "")]
    if row_id.startswith("book-"):
        said.append(_word("listed"))
    curve = book().curve(one.curve) if one.curve else None
    of_curve = [_Used("curves", curve.key, curve.name, _word("curve"))] if curve else []
    return [*(_Used(name, one.key, one.name, word, one.paper) for word in said), *of_curve]


def _by_area(frame: pd.DataFrame) -> list[str]:
    """The area whose own clock a row runs by, "" where it has its own days or its area has none."""
    unsaid: Flags = np.isnat(days(frame, "start_date")) | np.isnat(days(frame, "deadline"))
    years = [str(period or "")[:4] for period in texts(frame, "period")]
    found = []
    for name, open_end, year in zip(texts(frame, "area"), unsaid, years, strict=True):
        area = book().area(name) if name and open_end else None
        found.append(area.name if area and area.runs_in(int(year or book().zone.year)) else "")
    return found


def _word(what: str) -> str:
    return metric_words().evidence.book[what]
