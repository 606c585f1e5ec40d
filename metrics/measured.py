"""What a page of figures is made of: numbers with the rows they were counted from, and the blanks of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from catalog import numbers
from catalog.words.metrics import metric_words
from metrics import accountability, evidence, rollup
from metrics.columns import Flags, days, flags, texts
from metrics.columns import numbers as amounts_of
from metrics.judged import Judged
from metrics.pipeline.cohorts import signed_within


@dataclass(frozen=True, slots=True)
class Measured:
    """A number, the words its sentence needs beside it, and the rows it was counted from."""

    value: float | None
    blanks: dict[str, Any] = field(default_factory=dict)
    rests: tuple[evidence.Rows, ...] = field(default=(), compare=False, repr=False)


Facts = dict[str, Measured]
Blanks = dict[str, Any]
TASKS, ITEMS, PROJECTS, KEY_PROJECTS = "work_targets", "livelihood_projects", "investment_projects", "key_projects"
ISSUES, FIXES, REVIEWS, STANDINGS = "enterprise_issues", "rectification", "public_reviews", "standings"


@dataclass(frozen=True, slots=True)
class PageOfFigures:
    """What a page counts: its key figures, the blanks of its title, and those of the titles of its tabs by their name.

    Every blank is given as printed; None where the data do not give it.
    """

    figures: Callable[[Judged, date], Facts]
    title: Callable[[Judged, Facts, date], Blanks]
    tabs: Mapping[str, Callable[[Judged, date], Blanks]] = field(default_factory=dict)


def month_before(as_of: date) -> date:
    """The last day of the month before."""
    return as_of.replace(day=1) - timedelta(days=1)


def known_count(count: int, n: int) -> int | None:
    """A count of nothing is not zero but unknown."""
    return count if n else None


def counted_rows(
    frame: pd.DataFrame, mine: Flags, among: Flags | None, dataset: str, blanks: dict[str, Any], *,
    by: str = "", n: int | None = None,
) -> Measured:  # fmt: skip
    """How many rows are ``mine``; unknown where there are none of which they could be one (``n``, else ``among``)."""
    rows = evidence.counted(frame, mine, among, dataset=dataset, by=by)
    if n is None:
        n = len(frame) if among is None else int(among.sum())
    return Measured(known_count(rows.n, n), blanks, (rows,))


def share_of(frame: pd.DataFrame, mine: Flags, among: Flags, blanks: dict[str, Any], by: str = "") -> Measured:
    """How much of ``among`` is ``mine``; unknown where that is a share of nothing."""
    rests = (evidence.counted(frame, mine, among, by=by),)
    return Measured(evidence.share(rests), blanks, rests)


def added_up(
    frame: pd.DataFrame, name: str, mine: Flags, dataset: str = PROJECTS, blanks: dict[str, Any] | None = None
) -> Measured:
    rows = evidence.added(frame, amounts_of(frame, name), mine, dataset=dataset, by=name)
    return Measured(evidence.totals((rows,))[0], {"n": rows.n} | (blanks or {}), (rows,))


def tasks_on_time(known: Judged) -> Measured:
    tasks = known["work_targets"]
    counted = flags(tasks, "counted")
    judged, on_time = (counted & which for which in accountability.judged_and_on_time(tasks))
    return counted_rows(tasks, on_time, judged, TASKS, {"whole": int(judged.sum()), "n": int(counted.sum())})


def signed(known: Judged, as_of: date) -> Measured:
    projects = known["investment_projects"]
    mine = signed_within(projects, as_of)
    started = int((mine & (days(projects, "start_date") <= np.datetime64(as_of))).sum())
    return counted_rows(projects, mine, None, PROJECTS, {"started": started}, by="sign_date")


def in_units(duties: pd.DataFrame, mine: Flags, by: str = "") -> Measured:
    units = {u for u in texts(duties, "department")[mine] if u}
    return counted_rows(duties, mine, None, "", {"units": len(units), "n": len(duties)}, by=by)


def count(measured: Measured, blank: str | None = None) -> Any:
    """The figure itself, or one of the numbers beside it; None where the figure is unknown."""
    if measured.value is None or measured.value != measured.value:
        return None
    return measured.blanks[blank] if blank else numbers.plain(measured.value)


def behind_area(known: Judged) -> dict[str, Any]:
    """The work furthest behind, where one is behind at all as printed."""
    areas = rollup.by_area(known["work_targets"])
    behind = areas[areas["deviation"].notna() & areas["light"].isin(["behind", "warning"])]
    if behind.empty:
        return {"behind_area": None, "behind_points": None}
    worst = behind.iloc[int(behind["deviation"].argmin())]
    return {"behind_area": worst["area"], "behind_points": size(worst["deviation"])}


def size(deviation: float) -> str:
    """A deviation without its sign, as printed."""
    return numbers.plain(abs(deviation), 1)


def side(deviation: float) -> str:
    words = metric_words().title
    return words.above if deviation >= 0 else words.below


def plain_or_none(value: float | None) -> str | None:
    return None if value is None or value != value else numbers.plain(value)


def money_or_none(value: float | None) -> str | None:
    return None if value is None or value != value else numbers.money(value)
