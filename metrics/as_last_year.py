"""The curve of a finished year: which share of what was reached in December had been reached by each month's end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from catalog import dataset as described
from catalog.book import Curve
from catalog.dataset import duties
from catalog.words.book import book_words
from metrics import progress
from metrics.columns import Floats, numbers, texts

# Of which datasets there are curves, and by which field their rows form parts with a curve of their own; those that are
# one part first.
_CURVED = [(d.name, d.curve_parts) for d, _ in duties().values() if d.curve_parts is not None]
PARTS = dict(sorted(_CURVED, key=lambda one: one[1] != ""))
# Fewer rows than this make no curve.
LEAST = 5
MONTHS = 12


def curves(histories: Mapping[str, pd.DataFrame], year: int) -> list[Curve]:
    """The curves of ``year`` from its histories by dataset: of each dataset and of each of its parts with enough rows.

    Of key projects the amounts invested are added; of tasks and items the targets reached, each by its weight (one
    without: 1). A row counts that was reported in December; a month without its report lies between its neighbours.
    Twelve shares that never fall, the last of them 1; none of a year without a December.
    """
    found: list[Curve] = []
    for name, part in PARTS.items():
        history = histories[name]
        mine = history[texts(history, "period").astype(str) >= f"{year}-01"] if len(history) else history
        mine = mine[texts(mine, "period").astype(str) <= f"{year}-12"]
        for called, rows in _parts(mine, name, part):
            shares, n = _shares(rows, name)
            if n >= LEAST:
                found.append(_curve(called, shares, n, name, year))
    return found


def _parts(rows: pd.DataFrame, name: str, part: str) -> Iterator[tuple[str, pd.DataFrame]]:
    yield described(name).label, rows
    for value in dict.fromkeys(word for word in texts(rows, part) if word) if part else ():
        yield str(value), rows[texts(rows, part) == value]


def _shares(rows: pd.DataFrame, name: str) -> tuple[Floats, int]:
    """The cumulative shares of the rows together, and of how many."""
    done = _done(rows, name)
    table = pd.DataFrame({"row": texts(rows, "row_id"), "month": _months(rows), "done": done}).dropna()
    wide = table.pivot_table(index="row", columns="month", values="done", aggfunc="last")
    if wide.empty or MONTHS not in wide:
        return np.zeros(MONTHS), 0
    wide = wide[wide[MONTHS] > 0].reindex(columns=range(MONTHS + 1))
    wide[0] = 0.0
    courses = wide.interpolate(axis=1).clip(upper=wide[MONTHS], axis=0).cummax(axis=1)
    sums = courses.sum().to_numpy(dtype="float64")[1:]
    return (sums / sums[-1], len(wide)) if len(wide) else (np.zeros(MONTHS), 0)


def _months(rows: pd.DataFrame) -> list[int]:
    return [int(str(period)[5:7]) for period in texts(rows, "period")]


def _done(rows: pd.DataFrame, name: str) -> Floats:
    if name == "key_projects":
        return numbers(rows, "completed_ytd")
    weight = numbers(rows, "weight")
    return progress.rates(rows) * np.where(np.isnan(weight), 1.0, weight)


def _curve(called: str, shares: Floats, n: int, name: str, year: int) -> Curve:
    words = book_words().as_last_year
    twelve = [round(float(share), 4) for share in shares[:-1]]
    return Curve(
        name=words.name.format(year=year, called=called),
        shares=(*twelve, 1.0),  # type: ignore[arg-type]
        source=words.source.format(year=year, n=n, label=described(name).label),
    )
