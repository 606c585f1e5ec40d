"""The two sums every rate rests on: a share of a whole, and how far two shares lie apart."""

from __future__ import annotations

import numpy as np

from metrics.columns import Floats


def ratio(part: Floats, whole: Floats) -> Floats:
    """``part`` ÷ ``whole`` row by row; NaN where either is missing or the whole is not above zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def points_apart(rate: Floats, due: Floats) -> Floats:
    """The difference of two fractions in percentage points, unrounded but for binary noise (10.05 stays 10.05)."""
    return np.round(100 * (np.asarray(rate, dtype="float64") - due), 9)
