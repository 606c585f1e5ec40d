"""The key figures of each page, made once: the page, the slide and the bulletin print these and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure. ``text`` is what is printed ("14/28"), ``value`` the number it rests on, ``delta`` the change since the previous
    period as printed ("+3", "" if unknown), ``better`` whether that change is good (None: neither), ``note`` the rule or the n."""

    name: str
    label: str
    value: float | None
    text: str
    delta: str = ""
    better: bool | None = None
    note: str = ""


def overview(
    frames: Frames, previous: Frames | None = None, *, as_of: date, history: pd.DataFrame | None = None
) -> tuple[Figure, ...]:
    """tasks_on_time, items_on_time, signed_projects, red_items, time_passed, …; ``frames`` maps dataset → the store's frame (missing ones are empty)."""
    raise NotImplementedError


def work_areas(frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    raise NotImplementedError


def livelihood(frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    raise NotImplementedError


def investment(frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    raise NotImplementedError


def key_projects(frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    raise NotImplementedError


def campaigns(frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    raise NotImplementedError


def accountability(frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    raise NotImplementedError


def standing(frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    raise NotImplementedError
