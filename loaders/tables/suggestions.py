"""What a header nobody knows might mean: the nearest wordings, slot words agreeing. Only ever suggested."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from catalog import dataset
from loaders.tables.heading import heading
from loaders.tables.match import Path
from loaders.tables.words import layout

_LEAST = 55
_MOST = 3


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


@lru_cache(maxsize=4096)
def _slots(text: str) -> frozenset[int]:
    return frozenset(i for i, group in enumerate(layout("matching")["slots"]) if any(word in text for word in group))
