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

# National fixed-asset investment without rural households, cumulative from February to December, in 100 million yuan,
# from the National Bureau of Statistics, month by month. Looked up again in published notices: 2015 April to June
# and the year; 2016 February, March and May to July; 2017 May and June; September 2016 and July 2017 to 0.1 % by their
# private part and its share. The others were not looked up again.
NATIONAL = {
    2015: (34477, 77511, 119979, 171245, 237132, 288469, 338977, 394531, 447425, 497182, 551590),
    2016: (38008, 85843, 132592, 187671, 258360, 311694, 366339, 426906, 484429, 538548, 596501),
    2017: (41378, 93777, 144327, 203718, 280605, 337409, 394150, 458478, 517818, 575057, 631684),
}


def simulated(seed: int, per_kind: int = PER_KIND) -> dict[str, list[Course]]:
    """``per_kind`` courses of twelve months of each kind, as fractions of the year's target, with noise."""
    random = np.random.default_rng(seed)
    return {name: [_course(random, shape) for _ in range(per_kind)] for name, shape in KINDS.items()}


def national() -> dict[int, Course]:
    """The national investment of each year: a course from February on, as share of the year's sum."""
    months = tuple(float(month) for month in range(2, 13))
    return {year: Course(months, tuple(sum_ / sums[-1] for sum_ in sums)) for year, sums in NATIONAL.items()}


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
