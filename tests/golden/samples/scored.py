"""Holds a reading of a sample workbook against what the workbook truly says."""

from __future__ import annotations

import json
import math
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.utils import coordinate_to_tuple, range_boundaries

from loaders import Mappings, Reading, Table, read

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "data" / "samples"
EXERCISES = "exercises"


@cache
def tables() -> dict[str, list[dict[str, Any]]]:
    """The truth by file: one entry a table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(HERE.glob("*.json")):
        for table in json.loads(path.read_text(encoding="utf-8")):
            found.setdefault(table["file"], []).append(table)
    return found


@cache
def remembered() -> Mappings:
    return Mappings.from_json((SAMPLES / "mappings.json").read_text(encoding="utf-8"))


@cache
def reading(file: str) -> Reading:
    return read((SAMPLES / file).read_bytes(), file=Path(file).name, mappings=remembered())


@dataclass
class Score:
    """Every true cell of a file: right, told (not right, but an issue covers it), or silently wrong."""

    right: int = 0
    told: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return self.right + len(self.told) + len(self.silent)


@cache
def score(file: str) -> Score:
    """The file's reading, cell by cell, against its truth."""
    here, said = Score(), issues(file)
    rows = _rows(file)
    for table in tables()[file]:
        for true_row in table["rows"]:
            got = rows.pop((table["dataset"], table["sheet"], true_row[0]), ({}, {}))
            _score_row(here, table, true_row, got, said)
    here.invented = [f"{sheet}!{row} {dataset}" for dataset, sheet, row in rows]
    return here


def _rows(file: str) -> dict[tuple[str, str, int], tuple[dict[str, Any], dict[str, Any]]]:
    found = {}
    for table in visible(file):
        pairs = zip(table.frame.to_dict("records"), table.cells.to_dict("records"), strict=True)
        found |= {(table.dataset, r["source_sheet"], int(r["source_row"])): (r, at) for r, at in pairs}
    return found


def visible(file: str) -> list[Table]:
    """The tables that count: a hidden sheet's are read and reported, but nobody takes them in unasked."""
    shown = {sheet.name for sheet in reading(file).sheets if not sheet.hidden}
    return [t for t in reading(file).tables if t.dataset is not None and t.sheet in shown]


def _score_row(here: Score, table: dict[str, Any], true_row: list[Any], got: tuple[Any, Any], said: Told) -> None:
    row, cells = got
    number, *values = true_row
    for (name, letter), want in zip(table["letters"].items(), values, strict=True):
        at = table["elsewhere"].get(f"{number}.{name}", f"{letter}{number}")
        value = row.get(name)
        line = (
            f"{table['sheet']}!{at} {table['dataset']}.{name}: want {want!r}, got {value!r}{'' if row else ' (no row)'}"
        )
        if row and same(value, want):
            here.right += 1
            here.misplaced += [f"{line} at {cells.get(name)}"] * (want is not None and cells.get(name) != at)
        else:
            (here.told if said.covers(table["sheet"], at) else here.silent).append(line)


@dataclass(frozen=True)
class Told:
    """Which cells the issues of a reading name; ``exact`` those an issue names by themselves or in a short range."""

    boxes: tuple[tuple[str, tuple[int, int, int, int], str], ...]
    sheets: frozenset[str]

    def covers(self, sheet: str, at: str) -> bool:
        return "" in self.sheets or sheet in self.sheets or bool(self.codes(sheet, at))

    def codes(self, sheet: str, at: str) -> list[str]:
        row, column = coordinate_to_tuple(at)
        inside = [(c, b) for s, b, c in self.boxes if s == sheet and b[0] <= column <= b[2] and b[1] <= row <= b[3]]
        return [code for code, _ in inside]


@cache
def issues(file: str) -> Told:
    found = reading(file).issues
    boxes = tuple((i.sheet, range_boundaries(i.cells), i.code) for i in found if i.cells)
    return Told(boxes, frozenset(i.sheet for i in found if not i.cells and i.severity == "error"))  # type: ignore[arg-type]


def same(got: Any, want: Any) -> bool:
    if want is None or missing(got):
        return want is None and missing(got)
    if isinstance(want, (int, float)):
        return isinstance(got, (int, float)) and math.isclose(float(got), want, rel_tol=1e-9, abs_tol=1e-9)
    if len(want) == 10 and want[4] == want[7] == "-":
        return str(got)[:10] == want
    return folded(got) == folded(want)


def missing(value: Any) -> bool:
    return value is None or value != value or folded(value) in ("", "NaT", "None", "nan", "<NA>")


def folded(value: Any) -> str:
    return "".join(unicodedata.normalize("NFKC", str(value)).split())
