"""Holds the reading of a small workbook against its right reading: right, told by a cell, silent, or invented.

``truth.json`` has a list of records a file: what each field of a row holds and where. A cell is **told** where its value
is missing and an error or warning covers it, its column or its row, never a whole table. ``withheld`` fields can have no
value and must be told, ``warned`` ones must bear a warning whatever was read; ``must`` fields have to be right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.utils import coordinate_to_tuple, range_boundaries

from catalog import Issue
from loaders import Reading, read

HERE = Path(__file__).parent


@cache
def truth() -> dict[str, list[dict[str, Any]]]:
    """The records of each file."""
    return json.loads((HERE / "truth.json").read_text(encoding="utf-8"))


@cache
def reading(file: str) -> Reading:
    return read((HERE / file).read_bytes(), file=file)


@dataclass
class Outcome:
    """Every true cell of a file by how it came out."""

    right: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


def outcome(file: str) -> Outcome:
    """How every true cell of a file came out."""
    found = Outcome()
    rows = {(t.dataset, t.sheet, r["source_row"], i): r for t in reading(file).tables if t.dataset for i, r in _rows(t)}
    for n, record in enumerate(truth()[file]):
        key = next((k for k in rows if k[:3] == (record["dataset"], record["sheet"], record["row"])), None)
        row = rows.pop(key) if key else {}
        for name, cell in record["cells"].items():
            label = f"{n} {record['sheet']}!{cell} {name}"
            getattr(found, _judged(file, record, name, row)).append(label)
    found.invented = [str(key) for key in rows]
    return found


def _rows(table: Any) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(table.frame.to_dict("records")))


def _judged(file: str, record: dict[str, Any], name: str, row: dict[str, Any]) -> str:
    said = told(reading(file).issues, record["sheet"], record["cells"][name])
    value = row.get(name)
    if name in record["warned"]:
        return "told" if said else "silent"
    if name in record["withheld"]:
        return "told" if said and missing(value) else "silent"
    if row and same(value, record["values"][name]):
        return "right"
    return "told" if said and missing(value) else "silent"


def told(issues: tuple[Issue, ...] | list[Issue], sheet: str, cell: str) -> bool:
    """Whether an error or warning covers a cell, its column or its row."""
    row, column = coordinate_to_tuple(cell)
    boxes = [range_boundaries(i.cells) for i in issues if i.sheet == sheet and i.cells and i.severity != "note"]
    narrow = [b for b in boxes if b[0] == b[2] or b[1] == b[3]]
    return any(b[0] <= column <= b[2] and b[1] <= row <= b[3] for b in narrow)


def missing(value: Any) -> bool:
    return value is None or value != value or str(value) in ("", "NaT")


def same(got: Any, want: Any) -> bool:
    if missing(got):
        return False
    if isinstance(want, (int, float)):
        return isinstance(got, (int, float)) and abs(float(got) - want) <= 1e-6 * max(1.0, abs(want))
    return str(got)[:10] == want if str(got)[4:5] == "-" else str(got) == str(want)
