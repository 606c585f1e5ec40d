"""Which months are released and which still collected, and from when on what a view shows is worked out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from catalog.book import book
from metrics import submissions
from ui import kept_views, source
from ui.kept_views import by_its_view
from ui.scope import View


def _since(view: View) -> tuple[object, ...]:
    """What a view shows is worked out anew after an act that can have moved it, and when a month it looks at becomes
    released or is opened again."""
    return source.since(view), tuple(sorted(p for p in open_months(view.version) if p <= view.as_of))


known = by_its_view(_since)


def made_with(view: View) -> str:
    """What results of the view rest on, as they are kept by."""
    return kept_views.made_with(view, _since(view))


def before(view: View, *, rolling: bool = False) -> View | None:
    """The same view one reported period earlier: within its year, for ``rolling`` datasets also before it."""
    period = None if collecting(view) else source.earlier(view)
    if period is None or (period[:4] != view.as_of[:4] and not rolling):
        return None
    return replace(view, as_of=period)


def year_before(view: View) -> View | None:
    """The same view of the same month a year earlier, by that month's own book; None where there is none, where either
    is still collected, or where the view's unit did not exist yet."""
    then = replace(view, as_of=f"{int(view.as_of[:4]) - 1}{view.as_of[4:]}")
    if collecting(view) or then.as_of not in source.periods(view.version, view.until) or collecting(then):
        return None
    with source.judging("", then.as_of):
        known_then = not view.department or book().unit(view.department) is not None
    return replace(then, meeting="") if known_then else None


def collecting(view: View) -> bool:
    """Tell whether the view's month is still being collected: then it has no ranks, and nothing is held against the
    month before. A frozen meeting's never is."""
    return not view.meeting and view.as_of in open_months(view.version)


@source.kept
def open_months(version: int) -> frozenset[str]:
    """The months that are not released: those since the newest that is, and those opened again. Where none ever was
    released, the newest alone is what there is to read."""
    decided, periods = source.store().months(), source.periods(version)
    open_ones = {period for period in periods if decided.get(period) == "collecting"}
    for period in reversed(periods):
        if submissions.is_released(decided, period, counted(version, period)):
            break
        open_ones.add(period)
    return frozenset(open_ones)


def counted(version: int, period: str) -> dict[str, Any]:
    """已报 and 应报 of a month, all units."""
    return submissions.counts(reports(View(version, period)))


def first_shown(version: int) -> str:
    """The month leaders open on: the newest released one, else the newest there is."""
    periods = source.periods(version)
    newest = periods[-1] if periods else ""
    return next((p for p in reversed(periods) if p not in open_months(version)), newest)


def day_of(view: View) -> date | None:
    """The day the office released the view's month; None where it did not, or opened it again."""
    day = None if collecting(view) else _release_days(view.version).get(view.as_of)
    return date.fromisoformat(day) if day else None


@source.kept
def _release_days(version: int) -> dict[str, str]:  # noqa: ARG001 - the version keys the cache
    return source.store().release_days()


def collecting_words(view: View) -> str:
    """That a month is being collected and how far, as its title says it; "" for a released one."""
    if not collecting(view):
        return ""
    counts = counted(view.version, view.as_of)
    return f"{int(view.as_of[5:])}月收集中，{counts['reported']}/{counts['due']}家已报"


# Which months are released is told from these, so they cannot wait for that to be known.
@by_its_view(source.since)
def reports(view: View) -> pd.DataFrame:
    """Every report of the view's month: owed, come, missing."""
    return submissions.status(source.store().ledger(view.as_of, until=view.until), period=view.as_of)


def undecided_words(view: View) -> str:
    """What several units report without anybody having decided whose it is: until then each is counted; else ""."""
    n = 0 if view.meeting else _undecided(view.plain())
    return f"{n}项由几个单位重复报送、尚未裁定，各家都已计入" if n else ""


@known
def _undecided(view: View) -> int:
    open_ones = (c.rows["reporting_department"] for c in source.store().conflicts(view.as_of) if not c.decided)
    return sum(not view.department or units.eq(view.department).any() for units in open_ones)
