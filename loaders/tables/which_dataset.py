"""Which dataset a table is, from exactly matched headers and title hints; a tie is no dataset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from catalog import Dataset, datasets
from catalog.layout import layout
from loaders.cells import fold
from loaders.tables.heading import heading
from loaders.tables.match import Path, When, datasets_of, field_of, is_unused
from loaders.tables.words import one_of

MIN_FIELDS = 3
SPANS = frozenset({"year_to_date", "as_of"})


class Evidence(NamedTuple):
    """What speaks for a dataset: how many fields were found once, their weight, whether the name is among them."""

    name: str
    score: float
    fields: int
    named: bool
    hinted: bool


@cache
def _hints() -> dict[str, tuple[str, ...]]:
    return {name: tuple(fold(hint) for hint in kind.title_hints) for name, kind in datasets().items()}


def claims(kind: Dataset, paths: Mapping[int, Path], when: When) -> dict[int, str]:
    """The field each column names exactly, for one dataset; several columns may claim the same field."""
    found = ((column, field_of(kind, path, when)) for column, path in paths.items())
    claimed = {column: name for column, name in found if name}
    return {column: name for column, name in claimed.items() if not _of_other_months(column, claimed, paths, when)}


def _of_other_months(column: int, claimed: Mapping[int, str], paths: Mapping[int, Path], when: When) -> bool:
    """Whether a column spans other months than the table's, beside one of its field that spans those or the year."""
    months = _span(paths[column])
    if not months or months == {when.month}:
        return False
    beside = [_span(paths[c]) for c, n in claimed.items() if n == claimed[column] and c != column]
    return any(not span or span == {when.month} for span in beside)


def _span(path: Path) -> set[int]:
    return {m for h in map(heading, path) if h.slots & SPANS for m in h.months}


def when_of(paths: Mapping[int, Path], year: int | None, month: int | None) -> When:
    """The table's period; where no title names it, the year of planned columns and the span of months of done ones.

    A year over something done may be any year, and so says nothing.
    """
    heads = [heading(part) for path in paths.values() for part in path]
    if year is None:
        planned = one_of(layout().header.plan_words)
        years = {y for h in heads for y in h.years if planned.search(h.base)}
        year = years.pop() if len(years) == 1 else None
    if month is None:
        months = {m for h in heads if h.slots & SPANS for m in h.months if 1 <= m <= 12}
        month = months.pop() if len(months) == 1 else None
    return When(year, month)


def decide(paths: Mapping[int, Path], when: When, titles: Sequence[str], names: Sequence[str]) -> str | None:
    """The dataset, or None. ``titles`` are the lines above the table, ``names`` the sheet's and the file's."""
    ranked = sorted((weigh(kind, paths, when, titles, names) for kind in datasets().values()), key=_rank, reverse=True)
    first, second = ranked[0], ranked[1]
    if not first.hinted and not _evident(datasets()[first.name], paths, when):
        return None
    enough = first.fields >= MIN_FIELDS or (first.fields == 2 and first.hinted)
    if not enough or not (first.named or first.hinted):
        return None
    if first.score - second.score >= layout().matching.margin:
        return first.name
    ahead = not second.hinted and first.named and (first.hinted or not second.named)
    return first.name if ahead else None


def _evident(kind: Dataset, paths: Mapping[int, Path], when: When) -> bool:
    """Whether a table no title names has enough of a dataset: a share of its columns, one of them characteristic."""
    found = claims(kind, paths, when)
    known = sum(1 for column, path in paths.items() if column in found or is_unused(kind, path))
    if known < layout().matching.share * len(paths):
        return False
    return not kind.characteristic or any(name in kind.characteristic for name in found.values())


def _rank(evidence: Evidence) -> tuple[float, bool, bool]:
    return round(evidence.score, 9), evidence.named, evidence.hinted


def weigh(
    kind: Dataset, paths: Mapping[int, Path], when: When, titles: Sequence[str], names: Sequence[str]
) -> Evidence:
    """The evidence for one dataset: its headers, and the hints of titles and of the sheet's and the file's name."""
    of_headers = _weigh_headers(kind.name, tuple(paths.values()), when)
    titled = hinted(kind.name, titles)
    said = layout().matching.title_weight * titled + layout().matching.sheet_weight * hinted(kind.name, names)
    return of_headers._replace(score=of_headers.score + said, hinted=titled)


@lru_cache(maxsize=2048)
def _weigh_headers(dataset_name: str, in_order: tuple[Path, ...], when: When) -> Evidence:
    """The same for nineteen units' forms: a header n datasets know counts 1/n, one known to be unused a third of it."""
    kind, paths = datasets()[dataset_name], dict(enumerate(in_order))
    found = claims(kind, paths, when)
    alone = {n for n, times in Counter(found.values()).items() if times == 1}
    score = sum(1 / max(1, len(datasets_of(paths[column]))) for column, name in found.items() if name in alone)
    for column, path in paths.items():
        if column not in found and is_unused(kind, path):
            score += 1 / (3 * max(1, len(datasets_of(path))))
    required = {f.name for f in kind.fields if f.required}
    named = required <= set(found.values())
    return Evidence(kind.name, score + named, len(alone), named, False)


def hinted(name: str, lines: Sequence[str]) -> bool:
    """Whether a line holds one of the dataset's title hints, and not as a part of a longer hint of another one."""
    return any(name in _datasets_hinted(fold(line)) for line in lines)


@lru_cache(maxsize=4096)
def _datasets_hinted(line: str) -> frozenset[str]:
    said = {(hint, name) for name, hints in _hints().items() for hint in hints if hint in line}
    return frozenset(n for hint, n in said if not any(n != other and hint in more != hint for more, other in said))
