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
MONTHS = tuple(f"2017-{month:02d}" for month in range(1, 8))
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
STAYS = ("work_targets", "livelihood_projects", "key_projects", "enterprise_issues", "rectification")
Row = dict[str, Any]


@cache
def sent(dataset: str) -> dict[str, dict[str, list[Row]]]:
    """Month -> unit -> the rows of the last file it sent for that month."""
    found: dict[str, dict[str, list[Row]]] = {}
    for month in MONTHS:
        files: dict[str, dict[str, list[Row]]] = {}
        for table in json.loads((HERE / f"{month}.json").read_text("utf-8")):
            if table["dataset"] == dataset:
                rows = files.setdefault(table["department"], {}).setdefault(table["file"], [])
                rows += [_named(table, values) for values in table["rows"]]
        found[month] = {unit: list(by_file.values())[-1] for unit, by_file in files.items()}
    return found


@cache
def shown(dataset: str, month: str) -> tuple[Row, ...]:
    """The rows of a month, those that were left out since after them, then what the office promised and nobody told."""
    last: dict[str, list[Row]] = {}
    for earlier in (m for m in MONTHS if m <= month):
        last |= sent(dataset)[earlier]
    found = [row for rows in last.values() for row in rows]
    if dataset in STAYS:
        here = {key_of(dataset, row) for row in found}
        before = {
            key_of(dataset, row): row for m in MONTHS if m < month for rows in sent(dataset)[m].values() for row in rows
        }
        found += [row for key, row in before.items() if key not in here and row.get("status") not in office.OUT]
    if dataset == "livelihood_projects":
        told = {_plain(row["project"]) for row in found}
        found += [
            {
                "category": one["category"],
                "project": one["name"],
                "content": None,
                "period": "",
                "lead_department": None,
            }
            for one in office.items()
            if not told & {_plain(name) for name in (one["name"], *one.get("aliases", ()))}
        ]
    return tuple(found)


def key_of(dataset: str, row: Row) -> tuple[str, ...]:
    """What tells the row from another, however it is spaced or punctuated."""
    return tuple(_plain(str(row.get(name) or "")) for name in KEYS[dataset])


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def _named(table: dict[str, Any], values: list[Any]) -> Row:
    """One row by its fields' names; who leads is the sheet's unit where the row names nobody."""
    given = {name: value for name, value in zip(table["letters"], values[1:], strict=False) if value is not None}
    days = {name: date.fromisoformat(value) for name, value in given.items() if name.endswith("_date") or name in DAYS}
    whose = {"lead_department": table["department"], "reported_by": table["department"], "period": table["period"]}
    return whose | given | days
