"""Every dataset of one period judged at once: what the key figures, the titles and the duties are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from catalog import dataset, datasets
from metrics import campaigns, key_projects, livelihood, progress

Frames = Mapping[str, pd.DataFrame]
NUMERIC = ("number", "money", "rate", "area_size")
DAYS = ("date", "start_date", "deadline")
JUDGING: dict[str, Callable[..., pd.DataFrame]] = {
    "progress": progress.assess,
    "key_projects": key_projects.assess,
    "issues": campaigns.issues,
    "rectification": campaigns.rectification,
    "reviews": lambda frame, as_of: campaigns.reviews(frame),  # noqa: ARG005 - votes have no clock
}
# By which of them each dataset's rows are judged.
RULES = {d.name: JUDGING[d.judging] for d in datasets().values() if d.judging}
# Whose a row is: the unit that answers for it, the unit it is about, else whoever reported it.
UNIT = ("lead_department", "department", "reporting_department")
SOURCE = ("row_id", "period", "reporting_department", "source_file", "source_sheet")


class Judged(Mapping[str, pd.DataFrame]):
    """The frames of one period, each judged when it is first asked for: a page pays for what it shows."""

    def __init__(self, ask: Callable[[str], pd.DataFrame], *, history: bool) -> None:
        """``ask`` gives the judged frame of a name, ``history`` says whether that of the projects is one of them."""
        self._ask = ask
        self._history = history
        self._known: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._known:
            self._known[name] = self._ask(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*datasets(), "items", *(["investment_history"] if self._history else [])])

    def __len__(self) -> int:
        return len(list(iter(self)))


def judge(frames: Frames, *, as_of: date) -> Judged:
    """Each dataset's frame with what can be said about its rows on ``as_of``; a dataset not given is empty.

    ``work_targets`` and ``livelihood_projects`` by progress.assess, ``key_projects``, ``enterprise_issues``,
    ``rectification`` and ``public_reviews`` by their own rooms' rules, the others as they are; ``items``: the
    livelihood items by their worst sub-target. ``investment_history`` (the store's history of investment_projects) is
    there only where ``frames`` has it: it tells how long a project has been in a stage that its sheet does not date.
    """
    known = Judged(
        lambda name: livelihood.items(known["livelihood_projects"]) if name == "items" else one(name, frames, as_of),
        history="investment_history" in frames,
    )
    return known


def one(name: str, frames: Frames, as_of: date) -> pd.DataFrame:
    """One of the frames of :func:`judge`, but ``items``, which are made of another."""
    if name == "investment_history":
        return frames[name]
    given = frames[name] if name in frames else empty(name)
    return RULES[name](given, as_of=as_of) if name in RULES else given


def of_unit(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of a frame that are the unit's; "" stands for all units.

    Every rule but those that rank rows judges a row by itself, so the rows may be judged for all units at once and cut
    afterwards. Livelihood items are not rows but bundles of them: they are brought together again from the unit's own.
    """
    if not unit:
        return frame
    column: Any = next(name for name in UNIT if name in frame)
    return frame[frame[column] == unit]


@cache
def empty(name: str) -> pd.DataFrame:
    """A frame of the dataset without a row, its columns typed as the store types them. Shared: never change it."""
    kinds = {f.name: _dtype(f.kind) for f in dataset(name).fields} | dict.fromkeys(SOURCE, "str")
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in kinds.items()})


def _dtype(kind: str) -> str:
    if kind in NUMERIC:
        return "float64"
    return "datetime64[us]" if kind in DAYS else "str"
