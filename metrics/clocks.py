"""How much of an item's own time has passed, and how much of its target was due by then."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from catalog import declared


def period_of(as_of: date) -> str:
    """The period ("2017-07") a day lies in."""
    return f"{as_of:%Y-%m}"


def month_end(period: str) -> date:
    """The as-of date of a period: its last day."""
    return pd.Period(period, freq="M").end_time.date()


def own_clock(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """``clock_start`` and ``clock_end`` (datetime64) per row: its start_date and deadline, else its area's clock, else the year.

    A clock that reaches beyond the year of ``as_of`` is cut to it, because targets are yearly.
    """
    first, last = pd.Timestamp(as_of.year, 1, 1), pd.Timestamp(as_of.year, 12, 31)
    area = _column(frame, "area")
    starts, ends = _area_clocks()
    start = _dates(frame, "start_date").fillna(_mapped(area, starts)).fillna(first)
    end = _dates(frame, "deadline").fillna(_mapped(area, ends)).fillna(last)
    return pd.DataFrame({"clock_start": start.where(start > first, first), "clock_end": end.where(end < last, last)})


def elapsed(clock: pd.DataFrame, as_of: date) -> pd.Series:
    """Fraction of each clock that has passed at the end of ``as_of``, 0 to 1, by months (parts of a month by days).

    A calendar year gives months/12 exactly. A clock that ends before it starts has passed once its end has.
    """
    now = _position(pd.Series([pd.Timestamp(as_of)]), end_of_day=True).iloc[0]
    start = _position(clock["clock_start"], end_of_day=False)
    length = _position(clock["clock_end"], end_of_day=True) - start
    passed = ((now - start) / length.where(length > 0)).clip(0.0, 1.0)
    return passed.where(length > 0, (clock["clock_end"] <= pd.Timestamp(as_of)).astype("float64"))


def quarter_nodes(frame: pd.DataFrame, as_of: date) -> pd.Series:
    """Share of the year's target due by quarter nodes of the row's sub-area or area; missing where none are declared."""
    declared_nodes = declared("rules")["time_progress"]["quarter_nodes"]
    quarters = np.array([0.0, 3.0, 6.0, 9.0, 12.0])
    month = _position(pd.Series([pd.Timestamp(as_of)]), end_of_day=True).iloc[0] - as_of.year * 12
    due = {name: float(np.interp(month, quarters, [0.0, *nodes])) for name, nodes in declared_nodes.items()}
    by_sub_area = _column(frame, "sub_area").map(due).astype("float64")
    return by_sub_area.fillna(_column(frame, "area").map(due).astype("float64"))


def _position(days: pd.Series, *, end_of_day: bool) -> pd.Series:
    """A day as months since year 0, so that each month is 1 long whatever its days."""
    into = days.dt.day - (0 if end_of_day else 1)
    return days.dt.year * 12 + (days.dt.month - 1) + into / days.dt.days_in_month


def _area_clocks() -> tuple[dict[str, pd.Timestamp], dict[str, pd.Timestamp]]:
    areas = [a for a in declared("seed")["areas"] if "clock_start" in a]
    return (
        {a["name"]: pd.Timestamp(a["clock_start"]) for a in areas},
        {a["name"]: pd.Timestamp(a["clock_end"]) for a in areas},
    )


def _mapped(area: pd.Series, clocks: dict[str, pd.Timestamp]) -> pd.Series:
    return pd.to_datetime(area.map(clocks))


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name] if name in frame else pd.Series(None, index=frame.index, dtype="str")


def _dates(frame: pd.DataFrame, name: str) -> pd.Series:
    return pd.to_datetime(frame[name]) if name in frame else pd.Series(pd.NaT, index=frame.index)
