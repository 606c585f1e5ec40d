"""Where an item will stand at its deadline if its pace holds, with an honest range; back-tested on the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.book.rules import Forecast
from metrics import clocks, lights, progress
from metrics.columns import Days, Floats, numbers, one_of, texts
from metrics.key_projects import AS_TARGETS

LAST_MONTH = 12
COLUMNS = ["row_id", "n_points", "rate", "forecast", "low", "high", "naive", "own_forecast", "gap", "finishes"]
COLUMNS += ["basis"]


@dataclass(frozen=True, slots=True)
class Course:
    """What one item reported: months of the year (1 = end of January) and the rates then, both rising in time.

    ``begun``: where its clock began, below nought in an earlier year: what it stood at by then is not this year's pace.
    """

    months: tuple[float, ...]
    rates: tuple[float, ...]
    begun: float = 0.0

    def steps(self) -> list[float]:
        """What was added per month between one report and the next."""
        points = zip(self.months, self.rates, strict=True)
        return [(r2 - r1) / (m2 - m1) for (m1, r1), (m2, r2) in pairwise(points)]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast rate with its range, and what the straight line through the origin says."""

    forecast: float
    low: float
    high: float
    naive: float


def rule() -> Forecast:
    """The forecast's rule."""
    return book().rules.forecast


def outlook(course: Course, ahead: float, clock_pace: float, dataset: str = "") -> Outlook | None:
    """The forecast ``ahead`` months after the last report; None with fewer reports than the rule asks for.

    ``clock_pace`` is the share of the item's target due per month by its own clock over those months; ``dataset`` says
    whether that pulls at all. What a year's end brings at once lies within the range, not in its middle.
    """
    if len(course.rates) < rule().minimum_points:
        return None
    last, now = course.rates[-1], course.months[-1]
    so_far = last / (now - course.begun)
    naive = last + so_far * ahead
    if last >= 1 or ahead <= 0:
        return Outlook(last, last, last, naive)
    steps = course.steps()
    recent = steps[-rule().recent :] if rule().recent else [so_far]
    own = max(sum(recent) / len(recent), 0.0)
    pull = 0.0 if dataset in rule().own_pace else rule().pull
    pace = pull * clock_pace + (1 - pull) * own
    mean = sum(steps) / len(steps)
    spread = sqrt(sum((s - mean) ** 2 for s in steps) / (len(steps) - 1)) if len(steps) > 1 else 0.0
    margin = max(spread, rule().floor) * sqrt(ahead + ahead**2 / len(steps))
    middle = last + pace * ahead
    low = max(last, middle - rule().z_down * margin - rule().fall * ahead)
    high = middle + rule().z_up * margin + rule().rise * ahead + rule().burst
    return Outlook(middle, low, high, naive)


def by_reference(course: Course, ahead: float, finished: Sequence[Course]) -> Outlook | None:
    """The forecast by what ``finished`` courses of the same class still gained from that month on: their median and
    the quantiles that hold the stated share; None with fewer of them than the rule asks for, or with nothing reported.
    """
    if not course.rates:
        return None
    last, now = course.rates[-1], course.months[-1]
    naive = last / now * (now + ahead)
    gains = [gain for one in finished if (gain := _gain(one, now, now + ahead)) is not None]
    if len(gains) < rule().reference_n:
        return None
    outside = (1 - rule().share) / 2
    low, middle, high = (float(q) for q in np.quantile(np.maximum(gains, 0.0), [outside, 0.5, 1 - outside]))
    return Outlook(last + middle, last + low, last + high, naive)


def _gain(course: Course, start: float, end: float) -> float | None:
    """What a course gained between two months; None where it does not reach over both."""
    if course.months[0] > start or course.months[-1] < end:
        return None
    return float(np.interp(end, course.months, course.rates) - np.interp(start, course.months, course.rates))


def year_end(history: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """One row per item with enough reports in the year: where it will stand at its deadline (else the year's end).

    ``history`` is the store's history of work_targets, livelihood_projects or key_projects; periods after ``as_of`` are
    ignored, and of earlier years only finished courses are used, as the reference class where there are enough of them
    (those of the item's own area or category before all of the dataset; none of an item whose clock goes beyond the
    year): ``basis`` reference | pace. Suspended and terminated items are left out. Columns: ``row_id``, ``n_points``,
    ``rate``
    (last reported), ``forecast``, ``low``, ``high``, ``naive`` (straight line), ``own_forecast`` (the unit's own, if it
    gives one): fractions; ``gap`` = own_forecast − forecast in percentage points; ``finishes`` str: yes (low ≥ 1, or
    done), no (high < 1), open.
    """
    dataset, rows = clocks.dataset_of(history), _reported(history, as_of)
    of_this_year = _within(rows, as_of)
    latest = rows.drop_duplicates("row_id", keep="last").set_index("row_id")
    live = latest[~one_of(texts(latest, "status"), lights.rule().out_of_count)]
    courses, references = _courses(rows, _begun(rows, as_of)), _references(history, as_of)
    ahead, pace = _remaining(live)
    found = []
    filed = _filed_under(live)
    for i, (row_id, own) in enumerate(zip(live.index, numbers(live, "forecast_rate").tolist(), strict=True)):
        course, ends = courses[row_id], None
        if course.rates[-1] < 1 and row_id in of_this_year:
            tried = (by_reference(course, ahead[i], references.get(name, [])) for name in (filed[i], ""))
            ends = next((end for end in tried if end is not None), None)
        basis, ends = ("pace", outlook(course, ahead[i], pace[i], dataset)) if ends is None else ("reference", ends)
        if ends is not None:
            found.append(_row(row_id, course, ends, own) | {"basis": basis})
    return pd.DataFrame(found, columns=COLUMNS)


def paths(history: pd.DataFrame, row_id: str, *, as_of: date) -> pd.DataFrame:
    """The curve of one item: ``period day rate due_rate low high kind``, in time.

    ``kind``: actual (one row a reported period, with the due rate then), plan (the months to come, due by its clock or
    quarter nodes; none where the unit plans by itself), forecast (last report and deadline, with low and high).
    """
    mine = _reported(history, as_of)
    mine = mine[mine["row_id"] == row_id]
    judged = [progress.assess(row, as_of=clocks.month_end(str(p))) for p, row in mine.groupby("period", sort=True)]
    actual = [_point("actual", _period(j), rate=j["rate"].iloc[0], due_rate=j["due_rate"].iloc[0]) for j in judged]
    to_come = [] if not judged else _plan(judged[-1], as_of)
    return pd.DataFrame([*actual, *to_come, *_ahead(mine, row_id, as_of)], columns=list(_point("", "2017-01")))


def _reported(history: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """This year's reports with a rate, oldest first; key projects by this year's investment."""
    if "annual_plan" in history:
        history = history.rename(columns=AS_TARGETS)
    period = texts(history, "period").astype(str)
    kept = history[(period >= f"{as_of.year}-01") & (period <= clocks.period_of(as_of))].copy()
    kept["rate"] = progress.rates(kept)
    kept["month"] = [float(p[5:]) for p in kept["period"]]
    return kept[kept["rate"].notna()].sort_values("period", kind="stable")


def _courses(rows: pd.DataFrame, begun: dict[str, float] | None = None) -> dict[str, Course]:
    points: dict[str, dict[float, float]] = {}
    for row_id, month, rate in zip(rows["row_id"], rows["month"].tolist(), rows["rate"].tolist(), strict=True):
        points.setdefault(row_id, {})[month] = rate
    since = begun or {}
    return {row_id: Course(tuple(p), tuple(p.values()), since.get(row_id, 0.0)) for row_id, p in points.items()}


def _begun(rows: pd.DataFrame, as_of: date) -> dict[str, float]:
    """In which month, counted from this year's beginning, each clock began that began before it: below nought."""
    eve = _clock(rows, as_of)[0] - np.timedelta64(1, "D")
    before = 12 * (clocks.shares_of_year(eve) + eve.astype("datetime64[Y]").astype("int64") + 1970 - as_of.year)
    return {str(row): month for row, month in zip(rows["row_id"], before.tolist(), strict=True) if month < 0}


def _within(rows: pd.DataFrame, as_of: date) -> frozenset[str]:
    """The rows whose clock lies within the year: only such courses are alike from month to month."""
    start, end = _clock(rows, as_of)
    first, last = (np.datetime64(day) for day in (f"{as_of.year}-01-01", f"{as_of.year}-12-31"))
    return frozenset(rows["row_id"][(start >= first) & (end <= last)])


def _clock(rows: pd.DataFrame, as_of: date) -> tuple[Days, Days]:
    """Each row's own clock; of key projects, whose rates are of a year's plan, that year."""
    yearly = clocks.dataset_of(rows) == "key_projects"
    return clocks.own_clock(rows.drop(columns=["start_date", "deadline"]) if yearly else rows, as_of)


def _references(history: pd.DataFrame, as_of: date) -> dict[str, list[Course]]:
    """The finished courses of earlier years, all of them under "" and each under its area or category: those reported
    in December."""
    found: dict[str, list[Course]] = {"": []}
    years = sorted({str(p)[:4] for p in texts(history, "period") if p})
    for rows in (_reported(history, date(int(year), 12, 31)) for year in years if int(year) < as_of.year):
        names = dict(zip(rows["row_id"], _filed_under(rows), strict=True))
        alike = _within(rows, date(int(rows["period"].iloc[0][:4]), 12, 31)) if len(rows) else frozenset()
        finished = {key: one for key, one in _courses(rows).items() if one.months[-1] >= LAST_MONTH and key in alike}
        for row_id, course in finished.items():
            for name in {"", names[row_id]}:
                found.setdefault(name, []).append(course)
    return found


def _filed_under(rows: pd.DataFrame) -> list[str]:
    """The area, else the category, else the site's package of each row: the class its courses are compared within."""
    parts = zip(*(texts(rows, name) for name in ("area", "category", "package")), strict=True)
    return [next((str(name) for name in part if name), "") for part in parts]


def _remaining(live: pd.DataFrame) -> tuple[list[float], list[float]]:
    """Months from each item's last report to its deadline, and the share due per month by its clock until then."""
    ahead, pace = np.zeros(len(live)), np.zeros(len(live))
    for period in dict.fromkeys(live["period"]):
        mine, last = (live["period"] == period).to_numpy(), clocks.month_end(period)
        start, end = clocks.own_clock(live[mine], last)
        horizon = np.minimum(end, np.datetime64(f"{period[:4]}-12-31"))
        left = _by(start, end, horizon) - clocks.elapsed(start, end, last)
        months = 12 * clocks.shares_of_year(horizon) - float(period[5:])
        ahead[mine] = np.maximum(months, 0.0)
        pace[mine] = np.where(months > 0, left / np.maximum(months, 1e-9), 0.0)
    return ahead.tolist(), pace.tolist()


def _by(start: Days, end: Days, horizon: Days) -> Floats:
    """The share of each clock that has passed on its horizon: all of it, or until the year's end."""
    over = end > horizon
    return (
        np.where(over, clocks.elapsed(start, end, horizon[over].max().astype(date)), 1.0)
        if over.any()
        else np.ones(len(end))
    )


def _row(row_id: str, course: Course, ends: Outlook, own: float) -> dict[str, Any]:
    finishes = "yes" if ends.low >= 1 else "no" if ends.high < 1 else "open"
    known = {"row_id": row_id, "n_points": len(course.rates), "rate": course.rates[-1], "finishes": finishes}
    gap = round(100 * (own - ends.forecast), 9)
    ahead = {"forecast": ends.forecast, "low": ends.low, "high": ends.high, "naive": ends.naive}
    return {**known, **ahead, "own_forecast": own, "gap": gap}


def _plan(judged: pd.DataFrame, as_of: date) -> list[dict[str, Any]]:
    if judged["time_rule"].iloc[0] == "plan":
        return []
    periods = [f"{as_of.year}-{month:02d}" for month in range(as_of.month + 1, 13)]
    due = [progress.assess(judged, as_of=clocks.month_end(p))["due_rate"].iloc[0] for p in periods]
    return [_point("plan", period, due_rate=rate) for period, rate in zip(periods, due, strict=True)]


def _ahead(mine: pd.DataFrame, row_id: str, as_of: date) -> list[dict[str, Any]]:
    table = year_end(mine, as_of=as_of)
    if table.empty:
        return []
    row, last = table.iloc[0], mine[mine["row_id"] == row_id].iloc[-1:]
    end = np.minimum(clocks.own_clock(last, as_of)[1], np.datetime64(f"{as_of.year}-12-31"))
    now = _point("forecast", last["period"].iloc[0], rate=row["rate"], low=row["rate"], high=row["rate"])
    there = _point("forecast", str(end[0])[:7], rate=row["forecast"], low=row["low"], high=row["high"])
    return [now, there | {"day": pd.Timestamp(end[0])}]


def _period(judged: pd.DataFrame) -> str:
    return str(judged["period"].iloc[0])


def _point(kind: str, period: str, **rates: float) -> dict[str, Any]:
    missing = dict.fromkeys(("rate", "due_rate", "low", "high"), float("nan"))
    return {"period": period, "day": pd.Timestamp(clocks.month_end(period)), **(missing | rates), "kind": kind}
