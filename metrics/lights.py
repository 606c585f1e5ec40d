"""Which lamp an item gets: one rule, read from catalog/rules.toml, judged on the number as it is printed."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from catalog import declared
from metrics.numbers import half_up


def rule() -> dict[str, Any]:
    """The rule of the lamps: version, sentence, order (most pressing first), words, glyphs, bands."""
    return declared("rules")["lights"]


def of_deviation(deviation: pd.Series) -> pd.Series:
    """The lamp of a deviation in 百分点, judged on its printed (1 decimal, half-up) value; missing → ``not_measurable``."""
    return _banded(deviation, "light").fillna("not_measurable")


def pace(deviation: pd.Series) -> pd.Series:
    """The band's name (far_behind behind slow on_schedule ahead) of a deviation in 百分点; missing stays missing."""
    return _banded(deviation, "name")


def severity(light: pd.Series) -> pd.Series:
    """0 for the most pressing lamp, rising: sorts a list the way leaders read it."""
    return light.map({name: i for i, name in enumerate(rule()["order"])}).astype("Int64")


def counts(light: pd.Series) -> dict[str, int]:
    """How many of each lamp, all of them named, in the order of the rule."""
    found = light.value_counts()
    return {name: int(found.get(name, 0)) for name in rule()["order"]}


@cache
def edges() -> tuple[float, ...]:
    """The lower edges of the bands, rising, the first one open; ``ValueError`` where the bands leave a hole or overlap."""
    bands = rule()["bands"]
    lower = [b.get("from", -np.inf) for b in bands]
    upper = [b.get("below", np.inf) for b in bands]
    if [*lower, np.inf] != [-np.inf, *upper] or sorted(lower) != lower:
        raise ValueError(f"bands do not tile the line: {list(zip(lower, upper, strict=True))}")
    return tuple(lower)


def _banded(deviation: pd.Series, what: str) -> pd.Series:
    names = np.array([b[what] for b in rule()["bands"]], dtype=object)
    shown = half_up(deviation.astype("float64"), 1).to_numpy()
    index = np.searchsorted(np.array(edges()), shown, side="right") - 1
    found = np.where(np.isnan(shown), None, names[np.clip(index, 0, len(names) - 1)])
    return pd.Series(found, index=deviation.index, dtype="str")
