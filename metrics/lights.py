"""Which lamp an item gets: one rule, read from the book, judged on the number as it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from catalog.book import book, derived
from catalog.book.rules import Lights
from catalog.numbers import rounded
from metrics.columns import Flags, Floats, Texts, flags, numbers, texts

UNMEASURED = "not_measurable"


def rule() -> Lights:
    """The rule of the lamps: version, sentence, order (most pressing first), words, glyphs, bands."""
    return book().rules.lights


def of_deviation(deviation: Floats | pd.Series) -> Texts:
    """The lamps of deviations in percentage points, judged on the printed (1 decimal) value; NaN → not_measurable."""
    bands = rule().bands
    return np.array([UNMEASURED if i is None else bands[i].light for i in _band(deviation)], dtype=object)


def pace(deviation: Floats | pd.Series) -> Texts:
    """The bands' names (far_behind behind slow on_schedule ahead) of deviations; None where there is none."""
    bands = rule().bands
    return np.array([None if i is None else bands[i].name for i in _band(deviation)], dtype=object)


def severity(light: Iterable[str | None]) -> Floats:
    """0 for the most pressing lamp, rising, NaN for none: sorts a list the way leaders read it."""
    order: dict[str | None, float] = {name: float(i) for i, name in enumerate(rule().order)}
    return np.array([order.get(name, np.nan) for name in light], dtype="float64")


def urgency(light: Texts, overdue: Flags, deviation: Floats, days_over: Floats | None = None) -> np.ndarray:
    """Positions in the order leaders read: the most pressing lamp on top, in it what is overdue first, then the
    furthest behind its schedule, then the longest overdue; a missing deviation comes last."""
    longest = np.zeros(len(light)) if days_over is None else np.where(np.isnan(days_over), 0.0, -days_over)
    return np.lexsort((longest, np.where(np.isnan(deviation), np.inf, deviation), ~overdue, severity(light)))


def by_urgency(rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` (light, deviation; overdue, days_over where known) by :func:`urgency`: the one order of every list that
    shows red items."""
    lit, over = texts(rows, "light"), numbers(rows, "days_over")
    known = flags(rows, "overdue") if "overdue" in rows else ~np.isnan(over)
    return rows.iloc[urgency(lit, known, numbers(rows, "deviation"), over)]


def counts(light: Iterable[str]) -> dict[str, int]:
    """How many of each lamp, all of them named, in the order of the rule."""
    found = Counter(light)
    return {name: found.get(name, 0) for name in rule().order}


def on_scale(light: Iterable[str | None]) -> Floats:
    """Where a lamp lies from behind to done (0–3); NaN for the lamps that lie on no scale."""
    scale: dict[str | None, float] = {name: float(i) for i, name in enumerate(rule().scale)}
    return np.array([scale.get(name, np.nan) for name in light], dtype="float64")


@derived
def edges() -> tuple[float, ...]:
    """The lower edges of the bands, rising, the first one open; ``ValueError`` for a hole or an overlap."""
    return tiled([b.ends for b in rule().bands])


def tiled(bands: list[tuple[float, float]]) -> tuple[float, ...]:
    """The lower edges of [from, below) ``bands`` that cover the whole line once, in order; else ``ValueError``."""
    lower, upper = [b[0] for b in bands], [b[1] for b in bands]
    if [*lower, np.inf] != [-np.inf, *upper] or sorted(set(lower)) != lower:
        raise ValueError(f"bands do not tile the line: {bands}")
    return tuple(lower)


def _band(deviation: Floats | pd.Series) -> list[int | None]:
    lower = edges()
    shown = [rounded(d) for d in np.asarray(deviation, dtype="float64").tolist()]
    return [None if d != d else max(i for i, edge in enumerate(lower) if d >= edge) for d in shown]
