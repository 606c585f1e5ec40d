"""What a header nobody knows might mean: the nearest wordings, slot words agreeing. Only ever suggested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from catalog import Field, dataset
from catalog.layout import layout
from loaders.cells import read_cell
from loaders.tables.heading import heading
from loaders.tables.match import Path

_LEAST = 55
_MOST = 3
# Of a column's different values so many are tried; one in five may be dirt.
_TRIED = 40
_FIT = 0.8
# Withheld for want of an answer that is asked for next, not because the value is of another kind.
_ASKED_NEXT = frozenset({"unit_missing", "rate_scale_unknown"})
# Read, but as a name nobody knows.
_UNKNOWN = frozenset({"department_unknown", "name_unknown"})
# What takes any text; a figure or a day is none all the same.
_PROSE = frozenset({"text", "post", "person", "unit"})
_FIGURES = ("number", "rate", "date")


@cache
def _choices(kind: str) -> dict[str, str]:
    return {heading(text).base: f.name for f in dataset(kind).fields for text in (*f.synonyms, f.label)}


@lru_cache(maxsize=4096)
def nearest(kind: str, path: Path, taken: tuple[str, ...]) -> tuple[str, ...]:
    """Up to three fields of the dataset, best first, without those other columns already feed.

    Slot words (planned, done, rate, supporting …) must stand in both wordings or in neither.
    """
    base = "".join(heading(part).base for part in path[-2:])
    if len(base) < 3:
        base = "".join(path)
    choices = _choices(kind)
    found: dict[str, float] = {}
    for text, score, _index in process.extract(base, list(choices), scorer=fuzz.ratio, limit=None, score_cutoff=_LEAST):
        name = choices[text]
        if name not in taken and _slots(text) == _slots(base):
            found[name] = max(found.get(name, 0.0), score)
    return tuple(sorted(found, key=lambda n: -found[n])[:_MOST])


def likely(kind: str, names: Sequence[str], values: Iterable[Any]) -> str | None:
    """The first of these fields as which a column's values can be read; None where none fits, or nothing stands there.

    A wording alone is no reason to propose "done" for a column of days: proposed is what the values bear out.
    """
    seen = list(dict.fromkeys(v for v in values if v is not None and str(v).strip()))[:_TRIED]
    fields = (dataset(kind).field(name) for name in names)
    return next((f.name for f in fields if seen and sum(_fits(f, v) for v in seen) >= _FIT * len(seen)), None)


def _fits(field: Field, value: Any) -> bool:
    codes = {note.code for note in read_cell(field.kind, value).notes}
    if field.kind in _PROSE:
        return isinstance(value, str) and not any(_is_read(kind, value) for kind in _FIGURES)
    return not codes & _UNKNOWN and (_is_read(field.kind, value) or bool(codes & _ASKED_NEXT))


def _is_read(kind: str, value: Any) -> bool:
    return read_cell(kind, value).value is not None


@lru_cache(maxsize=4096)
def _slots(text: str) -> frozenset[int]:
    return frozenset(i for i, group in enumerate(layout().matching.slots) if any(word in text for word in group))
