"""Who answers for what: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from catalog import numbers
from metrics import accountability
from metrics.columns import flags, texts
from metrics.judged import Judged
from metrics.measured import (
    Facts,
    PageOfFigures,
    count,
    in_units,
    share_of,
)


def figures(known: Judged, as_of: date) -> Facts:
    """on_time_rate red_items amber_items overdue_items unanswered_items."""
    every = accountability.of_judged(known, as_of=as_of)
    light = texts(every, "light")
    on_scale, on_time = accountability.judged_and_on_time(every)
    return {
        "on_time_rate": share_of(every, on_time, on_scale, {"n": int(on_scale.sum())}),
        "red_items": in_units(every, light == "behind"),
        "amber_items": in_units(every, light == "warning"),
        "overdue_items": in_units(every, flags(every, "overdue"), by="deadline"),
        "unanswered_items": in_units(every, flags(every, "unanswered"), by="status"),
    }


def title(known: Judged, measured: Facts, as_of: date) -> dict[str, Any]:
    red, rate = measured["red_items"], measured["on_time_rate"].value
    every = accountability.of_judged(known, as_of=as_of)
    units = pd.Series(texts(every, "department")[texts(every, "light") == "behind"]).dropna().value_counts()
    some = red.value is not None and red.value > 0
    first = units.index[0] if len(units) > 1 and units.iloc[0] > units.iloc[1] else None
    return {
        "duties": len(every) or None,
        "duties_silent": int((texts(every, "light") == "no_report").sum()) or None,
        "duties_red": count(red) if some else None,
        "red_units": count(red, "units") if some else None,
        "most_red_unit": first,
        "most_red": None if first is None else int(units.iloc[0]),
        "duties_rate": None if rate is None else numbers.rate(rate),
    }


PAGE = PageOfFigures(figures, title)
