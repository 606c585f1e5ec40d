"""An entry of a list that goes by another name from a day on: one change, not an end and a beginning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from catalog.book.book import spelled
from catalog.book.lists import RULES, Entries, Name, Value
from catalog.book.sheets import sheets

# Lists whose entries are called by their name, so that another name is another entry.
NAMED = ("units", "areas", "categories", "sites", "industries", "curves")
# Those whose entries keep their key under another name: rows are known by their names, so the old one stays known.
NUMBERED = ("items", "tasks")
# Fields that name entries of a list without a drop-down in the workbook.
POINTING = {"departments": "units", "areas": "areas", "classes": "categories"}
# Fields of rules whose keys are names of areas.
KEYED_BY_AREA = ("quarter_nodes",)


class Renaming(NamedTuple):
    """That the entry called ``old`` of a list is the one called ``new``."""

    list: str
    old: str
    new: str


def candidates(before: Entries, after: Entries) -> list[Renaming]:
    """Entries that are gone while one came that says much the same, or stands where they stood: each may be renamed."""
    found: list[Renaming] = []
    for name in NAMED:
        old, new = _keys(before, name), _keys(after, name)
        came = [key for key in new if key not in old]
        for gone in (key for key in old if key not in new):
            likest = max(came, key=lambda key, gone=gone: _likeness(before, after, name, gone, key), default=None)  # type: ignore[misc]
            if likest is not None and _likeness(before, after, name, gone, likest) > 0:
                came.remove(likest)
                found.append(Renaming(name, gone, likest))
    return [*found, *_called_otherwise(before, after)]


def renamed(entries: Entries, renamings: Iterable[Renaming], before: Entries) -> dict[Name, Value]:
    """``entries`` in which every renamed one goes by its old name too, and whoever named it so names it anew."""
    found: dict[Name, Value] = dict(entries)
    for one in renamings:
        name = _name_of(found, one.list, one.new)
        value, was = found[name], before.get(_name_of(before, one.list, one.old), {})
        known = [one.old, *was.get("aliases", []), *value.get("aliases", [])]
        if one.list != "curves":
            found[name] = value | {"aliases": [w for w in dict.fromkeys(known) if w != one.new]}
        found = {name: _pointing(name[0], value, one) for name, value in found.items()}
    return _by_key(found)


def pairs(before: Entries, changes: Mapping[Name, Value | None]) -> dict[Name, Name]:
    """Which of the entries that end goes on under another name: by the new entry's name the old one's."""
    ended = [name for name, value in changes.items() if value is None and name in before]
    return {
        (kind, str(value["name"])): (kind, old)
        for (kind, _), value in changes.items()
        for of, old in ended
        if value is not None
        and of == kind
        and old in value.get("aliases", [])
        and (kind, value.get("name")) not in before
    }


def _called_otherwise(before: Entries, after: Entries) -> list[Renaming]:
    """Entries with a number that stand under it by a name nobody knows of them."""
    return [
        Renaming(name[0], before[name]["name"], value["name"])
        for name, value in after.items()
        if name[0] in NUMBERED and name in before and not _goes_by(before[name], value)
    ]


def _goes_by(was: Value, now: Value) -> bool:
    """Whether an entry's old name is known of the new one."""
    return spelled(was["name"]) in {spelled(word) for word in (now["name"], *now.get("aliases", []))}


def _name_of(entries: Entries, kind: str, called: str) -> Name:
    """The list and key of the entry called so; those it would have where there is none."""
    if kind not in NUMBERED:
        return kind, called
    return next((n for n, value in entries.items() if n[0] == kind and value["name"] == called), (kind, called))


def _keys(entries: Entries, name: str) -> list[str]:
    return [key for of, key in entries if of == name]


def _likeness(before: Entries, after: Entries, name: str, old: str, new: str) -> float:
    """By how much two entries say the same, and whether they stand in the same place; 0 where neither."""
    was, now = before[name, old], after[name, new]
    said = [field for field in was if field != "name" and was[field] not in (None, "", [])]
    same = sum(was[field] == now.get(field) for field in said) / max(len(said), 1)
    place = _keys(before, name).index(old) == _keys(after, name).index(new)
    alike = SequenceMatcher(None, old, new).ratio()
    return same + alike + place if place or (same > 0.5 and alike > 0) or alike >= 0.5 else 0.0


def _pointing(name: str, value: Value, one: Renaming) -> Value:
    """The entry with the new name wherever it named the old one."""
    if name == RULES and one.list == "areas":
        return value | {field: _anew(value[field], one) for field in value if field in KEYED_BY_AREA}
    points = [field for field in value if _points_to(name, field) == one.list]
    return value | {field: _anew(value[field], one) for field in points}


def _points_to(name: str, field: str) -> str:
    sheet = sheets().get(name)
    column = next((c for c in sheet.columns if c.field == field), None) if sheet else None
    return (column.of if column else "") or POINTING.get(field, "")


def _anew(said: Any, one: Renaming) -> Any:
    if isinstance(said, dict):
        return {one.new if word == one.old else word: kept for word, kept in said.items()}
    if isinstance(said, list):
        return list(dict.fromkeys(one.new if word == one.old else word for word in said))
    return one.new if said == one.old else said


def _by_key(entries: dict[Name, Value]) -> dict[Name, Value]:
    """Duties are called by their first unit: one that is renamed has another key."""
    return {_key(name, value): value for name, value in entries.items()}


def _key(name: Name, value: Value) -> Name:
    return (name[0], "/".join((value["dataset"], *value["departments"][:1]))) if name[0] == "owes" else name
