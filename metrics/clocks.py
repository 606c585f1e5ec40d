"""How much of an item's own time has passed, and how much of its target was due by then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from catalog import datasets
from catalog.book import book, derived
from catalog.words.metrics import metric_words
from metrics.columns import Days, Floats, Texts, days, looked_up, texts

NEVER = np.datetime64("NaT", "D")
# By which columns a row tells its class, where curves are asked for.
CLASSES = ("category", "package", "site")


def period_of(as_of: date) -> str:
    """The period ("2017-07") a day lies in."""
    return f"{as_of:%Y-%m}"


def month_end(period: str) -> date:
    """The as-of date of a period: its last day."""
    return pd.Period(period, freq="M").end_time.date()


def time_rate(as_of: date) -> float:
    """The share of the calendar year that has passed: months ÷ 12 at a month's end."""
    year = np.array([f"{as_of.year}-01-01", f"{as_of.year}-12-31"], dtype="datetime64[D]")
    return float(elapsed(year[:1], year[1:], as_of)[0])


def shares_of_year(day: Days) -> Floats:
    """For each day, the share of its calendar year that has passed at its end."""
    return (_months(day, 1) - 12.0 * day.astype("datetime64[Y]").astype("int64")) / 12.0


def own_clock(frame: pd.DataFrame, as_of: date) -> tuple[Days, Days]:
    """First and last day of each row's clock: its start_date and deadline, else its area's clock, else the year.

    An item of two years runs on its own clock over both.
    """
    first, last = np.datetime64(f"{as_of.year}-01-01"), np.datetime64(f"{as_of.year}-12-31")
    area = texts(frame, "area")
    start = _first_known(days(frame, "start_date"), _area_clock(area, "clock_start", as_of.year), first)
    end = _first_known(days(frame, "deadline"), _area_clock(area, "clock_end", as_of.year), last)
    return start, end


def elapsed(start: Days, end: Days, as_of: date) -> Floats:
    """Share of each clock that has passed at the end of ``as_of``, 0 to 1, by months (parts of a month by days).

    A calendar year gives months/12 exactly. A clock that ends before it starts has passed once its end has.
    """
    today = np.datetime64(as_of, "D")
    begun, length = _months(start, 0), _months(end, 1) - _months(start, 0)
    now = _months(np.array([today]), 1)[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        passed = np.clip((now - begun) / length, 0.0, 1.0)
    return np.where(length > 0, passed, (end <= today).astype("float64"))


def quarter_nodes(frame: pd.DataFrame, as_of: date) -> Floats:
    """Share of the year's target due by quarter nodes of the row's sub-area or area; NaN where none are declared."""
    nodes = book().rules.time_progress.quarter_nodes
    month = 12 * time_rate(as_of)
    due = {name: float(np.interp(month, [0, 3, 6, 9, 12], [0.0, *shares])) for name, shares in nodes.items()}
    by_sub_area = looked_up(texts(frame, "sub_area"), due, np.nan)
    return np.where(np.isnan(by_sub_area), looked_up(texts(frame, "area"), due, np.nan), by_sub_area)


def curve_names(frame: pd.DataFrame) -> Texts:
    """The curve each row is judged by: its own, else its class's, its area's or its dataset's; "" for none.

    A class is a livelihood item's category, a key project's package or site.
    """
    dataset = dataset_of(frame)
    own = texts(frame, "curve")
    classes = [texts(frame, name) for name in CLASSES]
    rows = zip(own, texts(frame, "area"), zip(*classes, strict=True), strict=True)
    return np.array([name or _curve_name(dataset, area or "", kinds) for name, area, kinds in rows], dtype=object)


def dataset_of(frame: pd.DataFrame) -> str:
    """Of which dataset a frame is, by the field that tells its rows; "" where none does."""
    return next((d.name for d in datasets().values() if d.told_by and d.told_by in frame), "")


def without_a_plan(dataset: str) -> str:
    """By what a dataset's rows are judged that have no plan of their own, in words: its curve, else the calendar."""
    curve = book().curve_of(dataset=dataset)
    words = metric_words().clocks
    return str(words.curve.format(name=curve.name) if curve else words.calendar)


def named_curves(judged: Iterable[pd.DataFrame]) -> str:
    """Which curves the rows of judged frames are measured by and how many by each, in words; "" where by none."""
    used = Counter(str(name) for frame in judged for name in texts(frame, "curve") if name)
    words = metric_words().clocks
    said = [words.curve_used.format(name=name, n=n) for name, n in used.items()]
    return str(words.curves.format(said=words.between.join(said))) if said else ""


def on_curve(names: Texts, elapsed: Floats) -> Floats:
    """The share due by each row's curve when that share of its clock has passed; NaN where it has no such curve."""
    found = np.full(len(names), np.nan)
    for name in dict.fromkeys(names):
        curve = book().curve(name) if name else None
        if curve is not None:
            mine = names == name
            found[mine] = np.interp(12 * elapsed[mine], np.arange(13), (0.0, *curve.shares))
    return found


@derived
def _curve_name(dataset: str, area: str, classes: tuple[str | None, ...]) -> str:
    known = (book().curve_of(class_=name) for name in classes if name)
    curve = next((one for one in known if one is not None), None) or book().curve_of(dataset=dataset, area=area)
    return curve.name if curve else ""


def _months(day: Days, end_of_day: int) -> Floats:
    """A day as months since 1970, so that each month is 1 long whatever its days."""
    month = day.astype("datetime64[M]")
    first = month.astype("datetime64[D]")
    length = (month + 1).astype("datetime64[D]") - first
    into = (day - first).astype("float64") + end_of_day
    return month.astype("int64") + into / length.astype("float64")


def _first_known(known: Days, *others: Days | np.datetime64) -> Days:
    for other in others:
        known = np.where(np.isnat(known), other, known)
    return known


def _area_clock(area: np.ndarray, which: str, year: int) -> Days:
    """The end of the clock of each row's area; a clock belongs to the years it runs in."""
    clocks = {a.name: np.datetime64(day, "D") for a in book().areas if a.runs_in(year) and (day := getattr(a, which))}
    return looked_up(area, clocks, NEVER)
