"""Rounds and writes numbers the one way every screen, slide and bulletin prints them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from catalog import declared

MINUS = "\N{MINUS SIGN}"
_SLACK = 1e-9  # 0.285 * 100 is 28.499999999999996: the slack keeps a decimal half a half


def half_up(values: Any, decimals: int = 1) -> Any:
    """``values`` (scalar, array or Series) rounded half away from zero, as people round; missing stays missing, never −0."""
    scale = 10.0**decimals
    array = np.asarray(values, dtype="float64")
    rounded = np.copysign(np.floor(np.abs(array) * scale + 0.5 + _SLACK) / scale, array) + 0.0
    if isinstance(values, pd.Series):
        return pd.Series(rounded, index=values.index, name=values.name)
    return float(rounded) if rounded.ndim == 0 else rounded


def number(value: float | None, decimals: int = 0) -> str:
    """``1,234.5``; the dash of the wording for a missing value."""
    if _missing(value):
        return _words()["missing"]
    return f"{half_up(value, decimals):,.{decimals}f}".replace("-", MINUS)


def rate(value: float | None, decimals: int = 1) -> str:
    """A fraction as percent: 0.856 → ``85.6%``. Above 100 % is printed as it is."""
    return _words()["missing"] if _missing(value) else f"{number(100 * float(value or 0), decimals)}%"


def pp(value: float | None, *, unit: bool = False) -> str:
    """A deviation in 百分点 with its sign (U+2212) and one decimal: ``+5.2``, ``−12.0``, ``0.0``; ``unit`` adds the word."""
    if _missing(value):
        return _words()["missing"]
    shown = half_up(value, 1)
    text = f"{abs(shown):.1f}" if shown == 0 else f"{'+' if shown > 0 else MINUS}{abs(shown):.1f}"
    return text + (_words()["pp"] if unit else "")


def signed(value: float | None, decimals: int = 0) -> str:
    """A difference with its sign: ``+3``, ``−2``, ``0``."""
    if _missing(value):
        return _words()["missing"]
    shown = half_up(value, decimals)
    return ("+" if shown > 0 else "") + number(shown, decimals)


def money(value: float | None, *, unit: bool = True) -> str:
    """万元 in: from 1 亿元 on ``12.3亿元`` (two decimals under 10), below ``8,600万元``."""
    if _missing(value):
        return _words()["missing"]
    words, amount = _words(), float(value or 0)
    if abs(half_up(amount, 0)) < words["hundred_million"]:
        return number(amount) + (words["money"] if unit else "")
    large = amount / words["hundred_million"]
    return number(large, 2 if abs(half_up(large, 2)) < 10 else 1) + (words["large_money"] if unit else "")


def shares(counts: Sequence[float], decimals: int = 1) -> list[float]:
    """Percent shares that sum to exactly 100 (largest remainder, first wins a tie); empty or all zero → zeros."""
    total = float(sum(counts))
    if total <= 0:
        return [0.0] * len(counts)
    units = 100 * 10**decimals
    exact = [c * units / total for c in counts]
    whole = [math.floor(e + _SLACK) for e in exact]
    order = sorted(range(len(exact)), key=lambda i: (-(exact[i] - whole[i]), i))
    for i in order[: units - sum(whole)]:
        whole[i] += 1
    return [w / 10**decimals for w in whole]


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _words() -> dict[str, Any]:
    return declared("wording/metrics")["numbers"]
