"""Takes columns out of a frame as plain arrays: pages are redrawn often, and arrays are ten times as quick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]
Texts = npt.NDArray[np.object_]


def numbers(frame: pd.DataFrame, name: str) -> Floats:
    """A numeric column, NaN where missing or where the frame has no such column."""
    if name not in frame:
        return np.full(len(frame), np.nan)
    return frame[name].to_numpy(dtype="float64", na_value=np.nan)


def texts(frame: pd.DataFrame, name: str) -> Texts:
    """A text column as objects, None where missing."""
    if name not in frame:
        return np.full(len(frame), None, dtype=object)
    column = frame[name].to_numpy(dtype=object, copy=True)
    column[pd.isna(column)] = None
    return column


def days(frame: pd.DataFrame, name: str) -> Days:
    """A date column as datetime64[D], NaT where missing."""
    if name not in frame:
        return np.full(len(frame), np.datetime64("NaT", "D"))
    return frame[name].to_numpy().astype("datetime64[D]")


def flags(frame: pd.DataFrame, name: str) -> Flags:
    """A column of booleans; False where the frame has no such column."""
    return frame[name].to_numpy(dtype=bool) if name in frame else np.zeros(len(frame), dtype=bool)


def chosen(fits: list[Flags], words: Sequence[str | None], otherwise: str | None = None) -> Texts:
    """For every row the word of the first condition that holds, else ``otherwise``."""
    found = np.full(len(fits[0]), otherwise, dtype=object)
    for fit, word in reversed(list(zip(fits, words, strict=True))):
        found[fit] = word
    return found


def places(mine: Flags) -> list[int]:
    """The positions of the rows that hold."""
    return [int(i) for i in np.flatnonzero(mine)]


def looked_up(names: Texts, table: dict[str, Any], missing: Any) -> npt.NDArray[Any]:
    """``table[name]`` for every name, ``missing`` where the table has none."""
    kind = object if isinstance(missing, str) else np.asarray(missing).dtype
    return np.array([table.get(name, missing) for name in names], dtype=kind)


def one_of(values: Texts, wanted: list[str] | tuple[str, ...]) -> Flags:
    """True where a text is one of ``wanted``; a missing one never is."""
    return np.isin(values.astype(str), wanted) if len(values) else np.zeros(0, dtype=bool)


def matching(values: Texts, pattern: str) -> Flags:
    """True where the regular expression is found in the text."""
    search = re.compile(pattern).search
    return np.array([bool(v and search(v)) for v in values], dtype=bool)
