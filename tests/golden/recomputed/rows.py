"""The rows a month shows: each unit's last table up to it, and what an earlier one had and the last one left out."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.golden.recomputed import office

HERE = Path(__file__).parents[1] / "samples"
# Where what the workbooks say is kept, a file a month: the samples' own months, and those that go on from there.
FOLDERS = [HERE]
MONTHS = tuple(f"2017-{month:02d}" for month in range(1, 8))
LATER = (*(f"2017-{month:02d}" for month in range(8, 13)), *(f"2018-{month:02d}" for month in range(1, 4)))
UNITS = ("lead_department", "department", "reported_by")
DAYS = ("date", "start_date", "deadline")
# What tells one row from another, and whose rows stand on when a report leaves them out.
KEYS = {
    "work_targets": ("area", "task"),
    "livelihood_projects": ("category", "project", "content"),
    "key_projects": ("project",),
    "enterprise_issues": ("company", "issue"),
    "rectification": ("campaign", "department", "problem"),
    "investment_projects": ("project",),
    "public_reviews": ("class", "department"),
    "standings": ("indicator", "peer"),
}
YEARLY = ("work_targets", "livelihood_projects", "key_projects", "public_reviews", "standings")
STAYS = ("work_targets", "livelihood_projects", "key_projects", "enterprise_issues", "rectification")
Row = dict[str, Any]


def months() -> tuple[str, ...]:
    """The months of which it is known what the workbooks say."""
    return tuple(sorted(path.stem for folder in FOLDERS for path in folder.glob("20??-??.json")))


@cache
def sent(dataset: str) -> dict[str, dict[str, list[Row]]]:
    """Month -> unit -> the rows of the last file it sent for that month, after those that the file only adds to."""
    found: dict[str, dict[str, list[Row]]] = {}
    for month in months():
        files: dict[str, dict[str, list[Row]]] = {}
        for table in _tables(month):
            if table["dataset"] == dataset:
                rows = files.setdefault(table["department"], {}).setdefault(table["file"], [])
                rows += [_named(table, values) for values in table["rows"]]
        found[month] = {unit: _last(by_file) for unit, by_file in files.items()}
    return found


@cache
def _tables(month: str) -> list[Any]:
    path = next(path for folder in FOLDERS if (path := folder / f"{month}.json").exists())
    found: list[Any] = json.loads(path.read_text("utf-8"))
    return found


def _last(by_file: dict[str, list[Row]]) -> list[Row]:
    newest = list(by_file)[-1]
    return [row for file, rows in by_file.items() if file == newest or office.adds(newest) for row in rows]


@cache
def shown(dataset: str, month: str) -> tuple[Row, ...]:
    """The rows of a month, those that were left out since after them, then what the office promised and nobody told."""
    first = f"{month[:4]}-01" if dataset in YEARLY else f"{int(month[:4]) - 1}{month[4:]}"
    until = [m for m in months() if m <= month and (dataset not in YEARLY or m >= first)]
    last: dict[str, tuple[str, list[Row]]] = {}
    for earlier in until:
        last |= {unit: (earlier, told) for unit, told in sent(dataset)[earlier].items()}
    heirs = {unit: last.get(office.answering(unit), ("", []))[0] for unit in last}
    found = [row for unit, (at, rows) in last.items() if heirs[unit] <= at for row in rows]
    if dataset in STAYS:
        here = {key_of(dataset, row) for row in found}
        before = {
            key_of(dataset, row): row
            for m in until
            if first <= m < month
            for rows in sent(dataset)[m].values()
            for row in rows
        }
        found += [row for key, row in before.items() if key not in here and row.get("status") not in office.OUT]
    found = [_now(dataset, row) for row in found]
    if dataset == "livelihood_projects":
        told = {plain(row["project"]) for row in found}
        found += [
            {
                "category": one["category"],
                "project": one["name"],
                "content": None,
                "period": "",
                "lead_department": None,
            }
            for one in office.items()
            if not told & {plain(name) for name in (one["name"], *one.get("aliases", ()))}
        ]
    return tuple(found)


def _now(dataset: str, row: Row) -> Row:
    """The row with its units as they are called by the month, and held against the year's list."""
    moved = {name: office.answering(row[name]) for name in UNITS if row.get(name)}
    item = office.item(plain(row["project"])) if dataset == "livelihood_projects" else None
    if item is not None and item.get("target_value") is not None:
        moved |= {"target_value": item["target_value"], "unit": item.get("unit") or row.get("unit")}
    return row | moved


def key_of(dataset: str, row: Row) -> tuple[str, ...]:
    """What tells the row from another, however it is spaced or punctuated."""
    said = {name: row.get(name) or "" for name in KEYS[dataset]}
    if dataset in ("key_projects", "investment_projects"):
        said["project"] = office.first_name(dataset, said["project"])
    said |= {name: office.answering(said[name]) for name in UNITS if name in said}
    return tuple(plain(str(value)) for value in said.values())


def plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def _named(table: dict[str, Any], values: list[Any]) -> Row:
    """One row by its fields' names; who leads is the sheet's unit where the row names nobody."""
    given = {name: value for name, value in zip(table["letters"], values[1:], strict=False) if value is not None}
    days = {name: date.fromisoformat(value) for name, value in given.items() if name.endswith("_date") or name in DAYS}
    whose = {"lead_department": table["department"], "reported_by": table["department"], "period": table["period"]}
    return whose | given | days
