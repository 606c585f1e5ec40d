"""Made-up courses of nine kinds, and published national investment: what forecasts are held against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from metrics.forecast import Course

Shape = Callable[[np.random.Generator, np.ndarray], np.ndarray]
MONTHS = np.arange(1, 13) / 12.0
# Courses of the first seed set the range, those of the second only measure it.
TUNING_SEED, MEASURING_SEED = 20170731, 20171231
PER_KIND = 400

# National fixed-asset investment without rural households, cumulative, in 100 million yuan, as the National Bureau of
# Statistics published it month by month. Only figures that were found again in published notices stand here: January to
# April, May and June and the whole of 2015 (notices of 2015-05-13, 2015-06-11, 2015-07-15; the year's sum in reports
# of 2016-06-14). The years 2016 and 2017 are left out: their whole-year sums were not found again.
NATIONAL_2015 = {4: 119979.0, 5: 171245.0, 6: 237132.0, 12: 551590.0}


def simulated(seed: int, per_kind: int = PER_KIND) -> dict[str, list[Course]]:
    """``per_kind`` courses of twelve months of each kind, as fractions of the year's target, with noise."""
    random = np.random.default_rng(seed)
    return {name: [_course(random, shape) for _ in range(per_kind)] for name, shape in KINDS.items()}


def national() -> Course:
    """The national investment of 2015 as far as it was found published: a course as share of the year's sum."""
    whole = NATIONAL_2015[12]
    return Course(tuple(float(m) for m in NATIONAL_2015), tuple(v / whole for v in NATIONAL_2015.values()))


def _course(random: np.random.Generator, shape: Shape) -> Course:
    share = shape(random, MONTHS)
    steps = np.diff(share, prepend=0.0) * random.lognormal(0.0, 0.25, len(MONTHS))
    end = share[-1] * random.normal(1.0, 0.06)
    rates = np.cumsum(steps) / max(steps.sum(), 1e-9) * max(end, 0.05)
    return Course(tuple(range(1, 13)), tuple(rates.tolist()))


def _s_curve(random: np.random.Generator, t: np.ndarray) -> np.ndarray:
    middle, steep = random.uniform(0.45, 0.65), random.uniform(6, 10)
    raw = 1 / (1 + np.exp(-steep * (t - middle)))
    return (raw - 1 / (1 + np.exp(steep * middle))) / (raw[-1] - 1 / (1 + np.exp(steep * middle)))


def _rush(random: np.random.Generator, t: np.ndarray) -> np.ndarray:
    before = random.uniform(0.45, 0.65)
    return np.where(t <= 10 / 12, before * t / (10 / 12), before + (1 - before) * (t - 10 / 12) * 6)


def _steps(random: np.random.Generator, t: np.ndarray) -> np.ndarray:
    n = int(random.integers(3, 6))
    return np.floor(t * n + random.uniform(0, 0.5)).clip(0, n) / n + t * 0.01


def _late(random: np.random.Generator, t: np.ndarray) -> np.ndarray:
    start = random.uniform(2, 5) / 12
    return np.clip((t - start) / (1 - start), 0, 1) + 1e-3 * t


def _stop_and_go(random: np.random.Generator, t: np.ndarray) -> np.ndarray:
    going = random.random(len(t)) < 0.6
    going[0] = going[-1] = True
    return np.cumsum(np.where(going, 1.0, 0.05)) / np.where(going, 1.0, 0.05).sum()


KINDS: dict[str, Shape] = {
    "S-curve": _s_curve,
    "back-loaded": lambda random, t: t ** random.uniform(1.5, 2.5),
    "front-loaded": lambda random, t: t ** random.uniform(0.45, 0.7),
    "year-end rush": _rush,
    "stepwise": _steps,
    "linear": lambda _random, t: t,
    "late start": _late,
    "stop-and-go": _stop_and_go,
    "over-fulfilled": lambda random, t: t * random.uniform(1.1, 1.5),
}
