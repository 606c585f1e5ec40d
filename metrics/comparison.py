"""Whether two figures may be held against each other: only where both were made over the same rows of one size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from catalog import dataset as described
from catalog.book import book
from catalog.words.metrics import metric_words
from metrics import evidence
from metrics.columns import Flags, Texts, flags, one_of, texts

# Over how many rows a figure was made, which, and how large each was (digests): what two figures must have in common.
Base = tuple[int, str, str]
NONE: Base = (0, "", "")
# Against a year earlier the lists are others by nature: of these kinds that is what is asked.
OVER_YEARS = ("rate", "points", "money", "score")


def base(rests: Sequence[evidence.Rows], *, cases: bool = False) -> Base:
    """What a figure that rests on these rows was made over: its denominator; without one, the rows with a lamp on the
    scale, of which it could have counted any.

    Only rows of the year's lists (tasks, items, key projects), which are promised to stay the same; ``cases`` too,
    which come and go every month, where the denominator itself is printed.
    """
    wholes = [rows for rows in rests if rows.whole is not None]
    ids: list[str] = []
    sizes: list[float] = []
    for rows in wholes or rests:
        whole = np.ones(len(rows.frame)) if rows.whole is None else rows.whole
        mine = ~np.isnan(whole) if wholes else _on_scale(rows.frame)
        mine &= np.ones(len(rows.frame), dtype=bool) if cases else _listed(rows)
        ids += [f"{name}" for name in identities(rows.frame)[mine]]
        sizes += whole[mine].tolist()
    return of_ids(ids, sizes)


def over(duties: pd.DataFrame) -> Base:
    """What a count of these duties is made over."""
    return base((evidence.counted(duties, np.ones(len(duties), dtype=bool)),))


def of_ids(ids: Iterable[str], sizes: Iterable[float]) -> Base:
    """The base of these rows, whatever their order."""
    every = sorted(zip(ids, sizes, strict=True))
    if not every:
        return NONE
    return len(every), _digest(name for name, _ in every), _digest(f"{size:.9g}" for _, size in every)


def unlike(now: Base, then: Base, *, kind: str = "count", since: str = "period") -> str:
    """Why a figure of that ``kind`` over ``now`` cannot be held against one over ``then``, in words; "" where it can.

    ``since`` year: against another year's list only the number of its rows, and not for rates and money.
    """
    over_years = since == "year"
    if now == then or (over_years and (kind in OVER_YEARS or now[0] == then[0])):
        return ""
    words = metric_words().headline_words
    if now[0] != then[0]:
        return (words.unlike_year if over_years else words.unlike_n).format(then=then[0], now=now[0])
    return words.unlike_rows if now[1] != then[1] else words.unlike_sizes


def other_basis() -> str:
    """That two figures were made in different ways, in words."""
    return metric_words().headline_words.unlike_basis


def identities(frame: pd.DataFrame) -> Texts:
    """What each row is known by in every period: a livelihood item not by its row, which is that of whichever of its
    sub-targets is worst; an indicator by its name."""
    if "identity" in frame:
        return texts(frame, "identity")
    if "item" in frame and "category" in frame:
        named = zip(texts(frame, "category"), texts(frame, "item"), strict=True)
        return np.array(["\n".join(part or "" for part in parts) for parts in named], dtype=object)
    return texts(frame, "indicator" if "indicator" in frame else "row_id")


def _on_scale(frame: pd.DataFrame) -> Flags:
    """Rows with a lamp that is judged, or none at all where it was not reported."""
    counted = flags(frame, "counted") if "counted" in frame else np.ones(len(frame), dtype=bool)
    return counted & one_of(texts(frame, "light"), book().rules.ranking.judged)


def _listed(rows: evidence.Rows) -> Flags:
    """Rows of datasets that are promised for a year and stay on it."""
    if rows.dataset:
        return np.full(len(rows.frame), _stays(rows.dataset), dtype=bool)
    return np.array([_stays(name) for name in texts(rows.frame, "dataset")], dtype=bool)


def _stays(dataset: str) -> bool:
    spec = described(dataset)
    return spec.yearly and spec.stays


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
