"""A published sheet becomes the year's list: its rows as entries of the book, beside what the list says already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import pandas as pd

from catalog.book import Item, Promise, Task, book, spelled
from metrics import measures
from metrics.columns import texts

# What a row says of a promise: the entry's field by the frame's.
SAID = {
    "target_value": "target_value",
    "target_text": "target_text",
    "unit": "unit",
    "weight": "weight",
    "lead_department": "department",
    "deadline": "deadline",
}


def adopted(frame: pd.DataFrame, *, year: int, listed: Sequence[Promise]) -> list[Promise]:
    """The entries that ``frame`` (work_targets or livelihood_projects) adds to the list of ``year`` or fills in it.

    A row the list names fills what its entry leaves open and changes nothing it says; any other row is a new entry,
    with its own number where that is free. An item told in several contents has no target of its own. A measure is
    written down where the declared table decides it. An area, category or unit the book does not know is left out.
    """
    tasks = "task" in frame
    rows = rows_by_name(frame)
    known = {spelled(word): one for one in listed for word in (one.name, *one.aliases)}
    taken = {one.number for one in listed}
    found: list[Promise] = []
    for name, row in rows.items():
        before = known.get(name)
        said = said_of(row)
        if before is not None:
            said = {field: value for field, value in said.items() if getattr(before, field) in (None, "")}
            found += [msgspec.structs.replace(before, **said)] if said else []
        elif (placed := _placed(row, tasks)) is not None:
            number = _number(row, taken)
            taken.add(number)
            entry = {"year": year, "number": number, "name": str(row["name"]), **said, **placed}
            found.append(msgspec.convert(entry, Task if tasks else Item))
    return found


def unplaced(frame: pd.DataFrame) -> list[str]:
    """The names in ``frame`` that can enter no list, because their area or category is none of the book's."""
    tasks = "task" in frame
    return [str(row["name"]) for row in rows_by_name(frame).values() if _placed(row, tasks) is None]


def rows_by_name(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """One row a name, the first; without a target where its parts have their own."""
    called = "task" if "task" in frame else "project"
    found = measures.of(frame)
    decided = ~found.undecided & pd.notna(frame["target_value"]).to_numpy()
    own = {"measure": found.measure, "direction": ["lower" if lower else "" for lower in found.lower]}
    marked = frame.assign(name=texts(frame, called), **own, decided=decided)
    rows: dict[str, dict[str, Any]] = {}
    parts: Counter[str] = Counter()
    for row in marked.to_dict("records"):
        name = spelled(str(row["name"])) if row["name"] else ""
        if name:
            parts[name] += 1
            rows.setdefault(name, row)
    of_parts = {name for name, n in parts.items() if n > 1}
    apart = dict.fromkeys(("target_value", "target_text", "unit", "weight"), None) | {"decided": False}
    return {name: row | (apart if name in of_parts else {}) for name, row in rows.items()}


def said_of(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says of its promise, by the entry's fields; a unit the book does not know is left out."""
    found: dict[str, Any] = {}
    for name, field in SAID.items():
        value = row.get(name)
        if value is not None and not pd.isna(value) and value != "":
            found[field] = value.date() if field == "deadline" else value
    if found.get("department") not in book().unit_names():
        found.pop("department", None)
    if row["decided"]:
        found |= {"measure": row["measure"]} | ({"direction": "lower"} if row["direction"] else {})
    return found


def _placed(row: dict[str, Any], tasks: bool) -> dict[str, str] | None:
    """Where a new entry stands in its list; None where the book has no such place."""
    if tasks:
        area = row.get("area")
        sub = row.get("sub_area")
        return {"area": str(area), "sub_area": "" if pd.isna(sub) else str(sub)} if book().area(area) else None
    category = row.get("category")
    return {"category": str(category)} if _has(book().categories, category) else None


def _has(entries: Iterable[Any], name: Any) -> bool:
    return any(one.name == name for one in entries)


def _number(row: dict[str, Any], taken: set[int]) -> int:
    """The row's own number where it is one and free, else the next."""
    said = str(row.get("number") or "")
    own = int(said) if said.isdigit() and len(said) < 5 else 0
    return own if own and own not in taken else max(taken, default=0) + 1
