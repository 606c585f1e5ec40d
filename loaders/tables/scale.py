"""The scale of bare rates: per-row arithmetic first, then unanimous values of the column, else nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells import Parsed, at_scale

# Departments truncate as often as they round: a rate agrees with its row when it is this close.
TOLERANCE = 0.0105
_ENOUGH = 3
# Fractions end here: 1.4 may be 140 %, 1.6 is 1.6 % or wrong.
_LARGEST_FRACTION = 1.5
_SCALES = ("percent", "fraction")


def scale_of_row(raw: float, ratio: float | None) -> str | None:
    """The one scale at which a bare rate is what its row's done and planned amounts give."""
    if ratio is None:
        return None
    fits = [s for s in _SCALES if abs(at_scale(raw, s) - ratio) <= TOLERANCE]
    return fits[0] if len(fits) == 1 else None


def scale_of_column(raws: Sequence[float]) -> str | None:
    """The scale that at least three bare rates of a column agree on; 0 says nothing, 1 only among smaller ones."""
    telling = [abs(r) for r in raws if r != 0]
    if len(telling) < _ENOUGH:
        return None
    if all(r <= _LARGEST_FRACTION for r in telling) and sum(r < 1 for r in telling) >= _ENOUGH:
        return "fraction"
    if all(r > _LARGEST_FRACTION for r in telling):
        return "percent"
    return None


def waiting(parsed: Parsed) -> float | None:
    """The bare number of a rate that was withheld only because its scale is unknown."""
    unknown = parsed.withheld and any(note.code == "rate_scale_unknown" for note in parsed.notes)
    return float(parsed.extras["raw"]) if unknown and "raw" in parsed.extras else None


def header_misleads(raws: Sequence[float]) -> bool:
    """Whether every bare rate under a percent sign lies about one: 0.85 and 1.05 there may be 85 % or 0.85 %."""
    telling = [abs(r) for r in raws if r != 0]
    return bool(telling) and all(r <= _LARGEST_FRACTION for r in telling)
