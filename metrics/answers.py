"""What an answer about a name nobody knew does to the book: a name more, or one that ends and several that follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, cast

import msgspec
import pandas as pd

from catalog import dataset as described
from catalog import datasets
from catalog.book import Promise, Succession, book, spelled
from catalog.book.lists import Name, Value, plain
from metrics import adoption, succession
from metrics.columns import texts
from metrics.promised import ALIKE, LISTED

Kind = Literal["renamed", "split", "merged", "added"]
LISTS = {d.name: d.year_list for d in datasets().values() if d.year_list}
# What of an ended entry those that follow do not take over: it is their own.
OWN: dict[str, Any] = {"aliases": (), "target_value": None, "target_text": "", "unit": "", "weight": None}


@dataclass(frozen=True, slots=True)
class Answer:
    """That the row ``called`` so is what became of the rows ``before``, or is new."""

    dataset: str
    called: str
    kind: Kind
    before: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it names as many rows as its kind asks for."""
        return {"renamed": len(self.before) == 1, "split": len(self.before) == 1, "added": not self.before}.get(
            self.kind, len(self.before) > 1
        )


def changes(
    answers: Iterable[Answer], rows: dict[str, pd.DataFrame], listed: dict[str, Sequence[Promise]], since: str
) -> dict[Name, Value | None]:
    """The entries of the book that the answers change: what each name is, once, and the year's lists with it.

    ``rows`` are the frames the names stand in, ``listed`` the year's lists by dataset. Renamed: the entry goes by one
    more name. Split and merged: the old entries end, those that follow come with the old ones' place, deadline and
    measure and with their weights; of a merged item also with the targets where they add. Added: the row's own entry.
    """
    found: dict[Name, Value | None] = {}
    for one in _joined(answers):
        found["successions", one.key] = plain(_as_kept(one, since))
        if one.dataset in LISTS:
            frame, known = rows[one.dataset], [*listed[one.dataset], *_new(found, LISTS[one.dataset])]
            found |= {(LISTS[one.dataset], key): value for key, value in _of_list(one, frame, known, since).items()}
    return found


def asked(now: pd.DataFrame, before: pd.DataFrame, dataset: str) -> dict[str, list[str]]:
    """New rows that resemble one of their unit that is there no more, with the names of those, the likest first.

    Of a dataset without a list; what was answered once is not asked again.
    """
    named, unit = described(dataset).named_by, "reporting_department"
    gone: dict[Any, list[str]] = {}
    known = succession.named_before(dataset)
    for name, who in _apart(before, now, named, unit):
        if spelled(name) not in known:
            gone.setdefault(who, []).append(name)
    found: dict[str, list[str]] = {}
    for name, who in _apart(now, before, named, unit):
        if who in gone and spelled(name) not in succession.named_after(dataset):
            likest = sorted(gone[who], key=lambda other: -_alike(other, name))
            if _alike(likest[0], name) >= ALIKE:
                found[name] = likest
    return found


def _apart(frame: pd.DataFrame, other: pd.DataFrame, named: str, unit: str) -> list[tuple[str, Any]]:
    mine = frame[~frame["row_id"].isin(other["row_id"])]
    there = {spelled(str(name)) for name in texts(other, named) if name}
    pairs = zip(texts(mine, named), texts(mine, unit), strict=True)
    return [(str(name), who) for name, who in pairs if name and spelled(str(name)) not in there]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, spelled(one), spelled(other)).ratio()


def _joined(answers: Iterable[Answer]) -> list[Succession]:
    """One succession for what was answered of the same rows: all parts of one that was split."""
    found: dict[tuple[str, ...], Succession] = {}
    for one in answers:
        key = (one.dataset, one.kind, *(one.before if one.kind == "split" else (one.called,)))
        after = (*found[key].after, one.called) if key in found else (one.called,)
        found[key] = Succession(dataset=one.dataset, kind=one.kind, before=one.before, after=after)
    return list(found.values())


def _as_kept(one: Succession, since: str) -> Succession:
    """The succession as the book keeps it, beside what it says already of the same split."""
    held = next((known for known in book().successions if known.key == one.key and known.kind == one.kind), None)
    if held is None:
        return msgspec.structs.replace(one, since=since)
    return msgspec.structs.replace(held, after=tuple(dict.fromkeys((*held.after, *one.after))))


def _new(found: dict[Name, Value | None], name: str) -> list[Promise]:
    kinds = {"items": adoption.Item, "tasks": adoption.Task}
    return [msgspec.convert(v, kinds[name], strict=False) for (of, _), v in found.items() if of == name and v]


def _of_list(one: Succession, frame: pd.DataFrame, listed: Sequence[Promise], since: str) -> dict[str, Value | None]:
    old = [entry for name in one.before if (entry := next((e for e in listed if e.name == name), None))]
    if one.kind == "renamed":
        more = [msgspec.structs.replace(e, aliases=(*e.aliases, *one.after)) for e in old]
        return {e.key: plain(e) for e in more}
    named = texts(frame, LISTED[one.dataset])
    mine = frame[[name in one.after for name in named]]
    if one.kind == "added" or not old:
        new = adoption.adopted(mine, year=int(since[:4]), listed=listed)
        return {e.key: plain(e) for e in new}
    follow = _following(one, mine, old, listed)
    return dict.fromkeys(e.key for e in old) | {e.key: plain(e) for e in follow}


def _following(one: Succession, rows: pd.DataFrame, old: list[Promise], listed: Sequence[Promise]) -> list[Promise]:
    """The entries that follow, with their numbers after the list's and the ended ones' weights."""
    said = {str(row["name"]): adoption.said_of(row) for row in adoption.rows_by_name(rows).values()}
    first = 1 + max(entry.number for entry in listed)
    new = [
        msgspec.structs.replace(
            old[0], **OWN | said.get(name, {}) | {"name": name, "number": first + i, "weight": None}
        )
        for i, name in enumerate(one.after)
    ]
    new = [_with_sum(new[0], old)] if one.kind == "merged" else new
    weights = [entry.weight for entry in old]
    if any(weight is None for weight in weights):
        return new
    total, shares = sum(cast(float, weight) for weight in weights), _shares(new)
    return [msgspec.structs.replace(e, weight=round(total * s, 6)) for e, s in zip(new, shares, strict=True)]


def _with_sum(entry: Promise, old: list[Promise]) -> Promise:
    """A merged entry without a target of its own has the sum, where the ended ones' amounts add."""
    units, measures = {e.unit for e in old}, {e.measure for e in old}
    targets = [e.target_value for e in old]
    adds = entry.target_value is None and len(units) == 1 and measures <= {"cumulative", "milestone", ""}
    if not adds or any(target is None for target in targets):
        return entry
    total = sum(cast(float, target) for target in targets)
    return msgspec.structs.replace(entry, target_value=total, unit=old[0].unit)


def _shares(new: list[Promise]) -> list[float]:
    """By their targets where these are of one unit, else alike."""
    targets = [e.target_value for e in new]
    if len({e.unit for e in new}) == 1 and all(target is not None and target > 0 for target in targets):
        total = sum(cast(float, target) for target in targets)
        return [cast(float, target) / total for target in targets]
    return [1 / len(new)] * len(new)
