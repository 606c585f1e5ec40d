"""The words and marks charts print: ``catalog/wording/charts.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Bullets(Declared, frozen=True):
    """``[bullets]``."""

    said: str
    time: str
    deviation: str


class Funnel(Declared, frozen=True):
    """``[funnel]``."""

    said: str
    said_late: str
    label_no_amount: str
    amount: str
    amount_of_some: str
    over_limit: str
    overdue: str
    conversion: str


class Gaps(Declared, frozen=True):
    """``[gaps]``."""

    said: str
    zero: str
    no_trend: str


class Timeline(Declared, frozen=True):
    """``[timeline]``."""

    said: str
    as_of: str
    month: str


class Lamps(Declared, frozen=True):
    """``[lamps]``."""

    total: str


class Moves(Declared, frozen=True):
    """``[moves]``."""

    said: str


class Heat(Declared, frozen=True):
    """``[heat]``."""

    part_late: str
    count: str
    none: str


class History(Declared, frozen=True):
    """``[history]``."""

    said: str
    value: str
    actual: str
    plan: str
    forecast: str
    own: str
    month: str


class Cohorts(Declared, frozen=True):
    """``[cohorts]``."""

    said: str
    still: str
    year: str


class Ranks(Declared, frozen=True):
    """``[ranks]``."""

    said: str
    said_before: str
    place: str
    none: str
    up: str
    down: str
    same: str


class ChartWords(Declared, frozen=True):
    """The whole of ``wording/charts.toml``."""

    font: str
    bullets: Bullets
    funnel: Funnel
    gaps: Gaps
    timeline: Timeline
    lamps: Lamps
    moves: Moves
    heat: Heat
    history: History
    cohorts: Cohorts
    ranks: Ranks


@cache
def chart_words() -> ChartWords:
    """What ``catalog/wording/charts.toml`` declares."""
    return made((HERE / "wording/charts.toml").read_text("utf-8"), ChartWords, file="wording/charts.toml")
