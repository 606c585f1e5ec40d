"""Every dataset of one period judged at once: what the key figures, the titles and the duties are made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from catalog import dataset, datasets
from metrics import campaigns, key_projects, livelihood, progress

Frames = Mapping[str, pd.DataFrame]
Judged = dict[str, pd.DataFrame]
NUMERIC = ("number", "money", "rate", "area_size")
DAYS = ("date", "start_date", "deadline")
SOURCE = ("row_id", "period", "reporting_department", "source_file", "source_sheet")


def judge(frames: Frames, *, as_of: date) -> Judged:
    """Each dataset's frame with what can be said about its rows on ``as_of``; a dataset not given is empty.

    ``work_targets`` and ``livelihood_projects`` by progress.assess, ``key_projects``, ``enterprise_issues``,
    ``rectification`` and ``public_reviews`` by their own rooms' rules, the others as they are; ``items``: the
    livelihood items by their worst sub-target. ``investment_history`` (the store's history of investment_projects) is
    taken over where given: it tells how long a project has been in a stage that its sheet does not date.
    """
    given = {name: frames[name] if name in frames else empty(name) for name in datasets()}
    work, life = (progress.assess(given[name], as_of=as_of) for name in ("work_targets", "livelihood_projects"))
    history = {name: frames[name] for name in ("investment_history",) if name in frames}
    return (
        given
        | history
        | {
            "work_targets": work,
            "livelihood_projects": life,
            "items": livelihood.items(life),
            "key_projects": key_projects.assess(given["key_projects"], as_of=as_of),
            "enterprise_issues": campaigns.issues(given["enterprise_issues"], as_of=as_of),
            "rectification": campaigns.rectification(given["rectification"], as_of=as_of),
            "public_reviews": campaigns.reviews(given["public_reviews"]),
        }
    )


@cache
def empty(name: str) -> pd.DataFrame:
    """A frame of the dataset without a row, its columns typed as the store types them. Shared: never change it."""
    kinds = {f.name: _dtype(f.kind) for f in dataset(name).fields} | dict.fromkeys(SOURCE, "str")
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in kinds.items()})


def _dtype(kind: str) -> str:
    if kind in NUMERIC:
        return "float64"
    return "datetime64[us]" if kind in DAYS else "str"
