"""Which field a header path claims: exactly after normalising, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from catalog import Dataset, dataset, datasets
from catalog.layout import layout
from loaders.cells.period import year_in
from loaders.cells.unit import dimension_of
from loaders.tables.heading import Heading, heading
from loaders.tables.words import one_of, words

Path = tuple[str, ...]
_NUMERIC = frozenset({"money", "rate", "number", "area_size"})
_MONEY_MARK = frozenset({"money", "number"})
# A group that names the year or the range of months says what the sheet says anyway; any other period word counts.
_DEFAULT_PERIODS = frozenset({"year", "year_to_date", "as_of"})


class Meaning(NamedTuple):
    """One way to understand a header path."""

    base: str
    slots: frozenset[str]
    unit: str | None


class When(NamedTuple):
    """The table's own year and month, against which years and months typed in headers are held."""

    year: int | None = None
    month: int | None = None


@cache
def vocabulary(name: str) -> dict[tuple[str, frozenset[str], bool], str]:
    """Of a dataset: (base, slots, says percent) of every known wording, and the field it names."""
    known: dict[tuple[str, frozenset[str], bool], str] = {}
    for field in dataset(name).fields:
        for text in (field.label, *field.synonyms):
            head = heading(text)
            known.setdefault((head.base, head.slots, head.unit == "%"), field.name)
    return known


@cache
def unused(name: str) -> frozenset[tuple[str, frozenset[str]]]:
    """The headers a dataset's forms are known to carry without feeding a field."""
    return frozenset((h.base, h.slots) for h in map(heading, dataset(name).unused_headers))


@cache
def every_meaning() -> dict[tuple[str, frozenset[str]], frozenset[str]]:
    """Every wording the catalog knows, and the datasets that know it."""
    found: dict[tuple[str, frozenset[str]], set[str]] = {}
    for name in datasets():
        for base, slots, _percent in vocabulary(name):
            found.setdefault((base, slots), set()).add(name)
        for key in unused(name):
            found.setdefault(key, set()).add(name)
    return {key: frozenset(names) for key, names in found.items() if key[0] or key[1]}


def unit_of_path(path: Path) -> str | None:
    """The unit nearest to the data that the header path names."""
    return next((h.unit for h in map(heading, reversed(path)) if h.unit), None)


@lru_cache(maxsize=8192)
def meanings(path: Path) -> tuple[Meaning, ...]:
    """The ways to read a header path, the most specific first.

    A parent joins its leaf ("this month" over "invested"), or says nothing and is left out; a parent that measures
    something else leaves the leaf without a meaning of its own.
    """
    heads = [h for h in map(heading, path) if h.base or h.slots]
    if not heads:
        return ()
    unit = unit_of_path(path)
    leaf, parents = heads[-1], heads[:-1]
    loud = _loud(parents)
    ways = [Meaning(base, slots, unit) for base, slots in _joined(leaf, parents)]
    if not loud:
        ways.extend(Meaning(leaf.base, slots, unit) for slots in _leaf_slots(leaf, parents))
    elif len(loud) == 1:
        ways.extend(Meaning(base, slots, unit) for base, slots in _joined(leaf, loud))
    return tuple(dict.fromkeys(w for w in ways if w.base or w.slots))


def _loud(parents: Sequence[Heading]) -> list[Heading]:
    """The parents that say what is measured; "done" below one that says of what adds nothing to it."""
    loud = [p for p in parents if p.base and not _neutral(p)]
    measuring = [p for p in loud if p.base not in words(layout().header.done_groups)]
    return measuring or loud


def _neutral(head: Heading) -> bool:
    return head.base in words(layout().header.neutral_groups) and "part" not in head.slots


def _joined(leaf: Heading, parents: Sequence[Heading]) -> Iterable[tuple[str, frozenset[str]]]:
    nearest = next((p for p in reversed(parents) if p.base), None)
    if nearest is None:
        return
    above = "".join(p.base for p in parents)
    for slots in _leaf_slots(leaf, parents):
        yield nearest.base + leaf.base, slots
        yield leaf.base + nearest.base, slots
        if above != nearest.base:
            yield above + leaf.base, slots


def _leaf_slots(leaf: Heading, parents: Sequence[Heading]) -> Iterable[frozenset[str]]:
    """The leaf's period words with all of its parents', then without those that say what the sheet says anyway."""
    above = frozenset().union(*(p.slots for p in parents))
    yield leaf.slots | above
    if above & _DEFAULT_PERIODS:
        yield leaf.slots | (above - _DEFAULT_PERIODS)


@lru_cache(maxsize=8192)
def known_path(path: Path) -> bool:
    """Whether any dataset knows a header like this one."""
    known = every_meaning()
    return any((m.base, m.slots) in known for m in meanings(path))


@lru_cache(maxsize=8192)
def datasets_of(path: Path) -> frozenset[str]:
    """The datasets that know this header."""
    known = every_meaning()
    return frozenset().union(*(known.get((m.base, m.slots), frozenset()) for m in meanings(path)))


def field_of(kind: Dataset, path: Path, when: When) -> str | None:
    """The field of a dataset that the path names exactly, its period words agreeing with the table's; else None."""
    return _field_of(kind.name, path, when)


@lru_cache(maxsize=65536)
def _field_of(dataset_name: str, path: Path, when: When) -> str | None:
    if not _periods_agree(path, when):
        return None
    kind, known = dataset(dataset_name), vocabulary(dataset_name)
    for way in meanings(path):
        percent = way.unit == "%"
        for says_percent in (percent, not percent):
            if says_percent and not percent and not one_of(layout().header.rate_words).search(way.base):
                continue  # "done" beside a percent sign is a rate, without one it is not
            name = known.get((way.base, way.slots, says_percent))
            name = _measured_twin(kind, name, path) if name else None
            if name and unit_fits(kind, name, _unit_said(way, heading(path[-1]))):
                return name
    return None


def _unit_said(way: Meaning, leaf: Heading) -> str | None:
    """The unit a column is bound by: its own, or the group's where group and leaf name the thing together; where the
    leaf is a rate by its own words, the group's is its neighbours'."""
    if leaf.unit or (way.base != leaf.base and not one_of(layout().header.rate_words).search(leaf.base)):
        return way.unit
    return None


def same_column(one: Path, other: Path) -> bool:
    """Whether a header in other words names what the one above it names: the same wording, or the same field of some
    dataset, over the same months, in no other unit."""
    if one == other:
        return True
    unit, said = unit_of_path(other), [a | b for a, b in zip(_numbers(one), _numbers(other), strict=True)]
    if (unit and unit != unit_of_path(one)) or any(len(numbers) > 1 for numbers in said):
        return False
    when = When(*(min(numbers, default=None) for numbers in said))
    if {(w.base, w.slots) for w in meanings(one)} & {(w.base, w.slots) for w in meanings(other)}:
        return True
    named = ((field_of(kind, one, when), field_of(kind, other, when)) for kind in datasets().values())
    return any(first and first == second for first, second in named)


def years_of(paths: Mapping[int, Path]) -> set[int]:
    """The years that a table's headers name."""
    parts = {part for path in paths.values() for part in path}
    return {year for part in parts for year in (*heading(part).years, year_in(part)) if year}


def _numbers(path: Path) -> tuple[frozenset[int], frozenset[int]]:
    heads = [heading(part) for part in path]
    return frozenset(y for h in heads for y in h.years), frozenset(m for h in heads for m in h.months)


def _measured_twin(kind: Dataset, name: str, path: Path) -> str:
    """The field of numbers for one of words where the header itself names a unit of measure: "target (10,000 yuan)"."""
    twin = layout().header.measured_twins.get(name, "")
    return twin if twin in kind.field_names and heading(path[-1]).unit else name


def is_unused(kind: Dataset, path: Path) -> bool:
    """Whether this dataset's forms are known to carry the header for nothing, or any list may carry it."""
    return _is_unused(kind.name, path)


@lru_cache(maxsize=65536)
def _is_unused(dataset_name: str, path: Path) -> bool:
    listed = unused(dataset_name) | _everywhere()
    return any((m.base, m.slots) in listed for m in meanings(path))


@cache
def _everywhere() -> frozenset[tuple[str, frozenset[str]]]:
    """Headers of any list, whatever it is about: a row's number, who is responsible, whom to call."""
    return frozenset((h.base, h.slots) for h in map(heading, layout().header.everywhere))


def unit_fits(kind: Dataset, name: str, unit: str | None) -> bool:
    """Whether a column in that unit can feed the field; a unit of the group above may be meant for its neighbours."""
    if unit is None:
        return True
    field = kind.field(name)
    if unit == "%":
        return field.kind in ("rate", "number")
    if dimension_of(unit) == "money":
        return field.kind in _MONEY_MARK
    return field.kind in _NUMERIC or field.kind in ("text", "unit")


def _periods_agree(path: Path, when: When) -> bool:
    heads = [heading(part) for part in path]
    years = {y for h in heads for y in h.years}
    months = {m for h in heads if "month" in h.slots for m in h.months}
    if years and years != {when.year}:
        return False
    return not months or months == {when.month}
