"""Readings drawn by hand, in the shape that loaders hand over, so that a test shows its rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from catalog import Issue, dataset

FIRST_ROW = 5
AT = "2017-08-01T09:00:00+08:00"


@dataclass
class Table:
    dataset: str | None
    sheet: str
    range: str
    department: str | None
    period: str | None
    frame: pd.DataFrame
    cells: pd.DataFrame
    raw: pd.DataFrame
    signature: str = "form"
    pictures: tuple[Any, ...] = ()


@dataclass
class Reading:
    file: str
    tables: tuple[Table, ...]
    issues: tuple[Issue, ...] = ()
    sha256: str = ""


@dataclass
class Remembered:
    """Anything that can write itself as JSON: mappings and corrections do."""

    said: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return self.said


def table(
    rows: list[dict[str, Any]],
    *,
    name: str = "work_targets",
    department: str | None = "建设局",
    period: str | None = "2017-07",
    sheet: str = "进展",
    raw: list[dict[str, str]] | None = None,
) -> Table:
    """A read table: one row a dict; column n of the dataset stands in letter n, from row 5 on."""
    fields = dataset(name).field_names
    index = range(FIRST_ROW, FIRST_ROW + len(rows))
    frame = pd.DataFrame(rows, columns=list(fields))
    frame["source_sheet"], frame["source_row"] = sheet, list(index)
    letters = {f: chr(ord("A") + n) for n, f in enumerate(fields)}
    cells = pd.DataFrame(
        [{f: f"{letters[f]}{i}" for f in row} for i, row in zip(index, rows, strict=True)], columns=list(fields)
    )
    typed = raw or [{f: str(v) for f, v in row.items()} for row in rows]
    texts = pd.DataFrame(typed, columns=list(fields))
    return Table(name, sheet, f"A4:N{FIRST_ROW + len(rows)}", department, period, frame, cells, texts)


def reading(
    rows: list[dict[str, Any]], *, file: str = "建设局7月.xlsx", issues: tuple[Issue, ...] = (), **about: Any
) -> Reading:
    """A reading of one table."""
    return Reading(file, (table(rows, **about),), issues)


@dataclass
class Picture:
    """A picture as the loaders hand it over, of any bytes."""

    content: bytes
    sha256: str = ""
    kind: str = "PNG"
    width: int = 4
    height: int = 3
    source: str = "as it lay in the file"

    def __post_init__(self) -> None:
        self.sha256 = self.sha256 or hashlib.sha256(self.content).hexdigest()


@dataclass
class RowPicture:
    row: int
    cell: str
    picture: Picture


def pictured(found: Reading, *pictures: tuple[int, bytes]) -> Reading:
    """The reading with pictures (row, bytes) in column H of its table."""
    found.tables[0].pictures = tuple(RowPicture(row, f"H{row}", Picture(content)) for row, content in pictures)
    return found


def task(name: str, actual: float | None = None, **more: Any) -> dict[str, Any]:
    """One task of the area 发展."""
    return {"area": "发展", "task": name, "target_value": 100.0, "actual_value": actual, **more}
