"""Where an item will stand at year end if its recent pace holds, with an honest range."""

from __future__ import annotations

from datetime import date

import pandas as pd


def year_end(history: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """One row per item with at least three reported periods: ``row_id n_points rate forecast low high naive own_forecast gap``.

    ``history`` as the store gives it (periods after ``as_of`` are ignored). ``forecast low high naive own_forecast`` are rates at the item's deadline (fractions), ``gap`` = own_forecast − forecast in 百分点.
    """
    raise NotImplementedError


def paths(history: pd.DataFrame, row_id: str, *, as_of: date) -> pd.DataFrame:
    """The curve of one item: ``period day rate due_rate kind`` (actual|plan|forecast) ``low high``."""
    raise NotImplementedError
