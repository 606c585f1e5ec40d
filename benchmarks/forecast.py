"""Back-test of the forecast on the samples' history: its mean error beside the naive straight line's, and its range."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import pandas as pd

from benchmarks.courses import MEASURING_SEED, TUNING_SEED, national, simulated
from catalog import dataset
from loaders import read
from metrics import clocks, forecast, progress
from metrics.key_projects import AS_TARGETS

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
DATASETS = ("work_targets", "livelihood_projects", "key_projects")


def main() -> None:
    """From each month with three reports on: forecast every later month that was reported, and compare.

    (a) the half of the samples' items nothing was set by, (b) simulated courses of another seed than the one the range
    was set by, each forecast to its year's end, (c) national investment as published.
    """
    print("mean absolute error in percentage points; share of outcomes within the range; n forecasts")
    histories = reported(SAMPLES)
    tests = pd.concat([backtest(histories[name]).assign(dataset=name) for name in DATASETS], ignore_index=True)
    held_back = tests[[crc32(row_id.encode()) % 2 == 1 for row_id in tests["row_id"]]]
    print("(a) the samples, held-back half")
    for name, part in [*held_back.groupby("dataset"), ("all", held_back)]:
        _print(name, part)
    print(f"(b) simulated courses, seed {MEASURING_SEED} (the range was set by seed {TUNING_SEED}), to the year's end")
    made = {kind: to_the_end(made) for kind, made in simulated(MEASURING_SEED).items()}
    every = pd.concat(made.values(), ignore_index=True)
    for name, part in [*made.items(), ("with three reports", every[every["known"] == 3]), ("all", every)]:
        _print(name, part)
    share, held = 100 * forecast.rule().share, 100 * forecast.rule().held
    least = min(100 * part["within"].mean() for part in made.values())
    print(f"  stated on screen: {share:.0f}% of each kind (the least here {least:.0f}%), {held:.0f}% of all")
    print(
        "(c) national fixed-asset investment, National Bureau of Statistics, from each month from April on to the year"
    )
    years = {str(year): to_the_end([course]) for year, course in national().items()}
    for name, part in [*years.items(), ("all", pd.concat(years.values(), ignore_index=True))]:
        _print(name, part)


def _print(name: str, part: pd.DataFrame) -> None:
    ours, naive = (100 * part[f"{method}_error"].abs().mean() for method in ("forecast", "naive"))
    bias = 100 * part["forecast_error"].mean()
    within = 100 * part["within"].mean()
    errors = f"forecast {ours:5.1f} (bias {bias:+5.1f})  straight line {naive:5.1f}"
    print(f"  {name:20} {errors}  within {within:3.0f}%  n {len(part)}")


def to_the_end(courses: Iterable[forecast.Course]) -> pd.DataFrame:
    """One row per course and origin with three reports or more, forecast to its last report."""
    rows = []
    for course in courses:
        end, came = course.months[-1], course.rates[-1]
        for known in range(3, len(course.months)):
            now = forecast.Course(course.months[:known], course.rates[:known])
            ends = forecast.outlook(now, end - now.months[-1], 1 / 12)
            if ends is None or now.rates[-1] >= 1:
                continue
            errors = {"forecast_error": ends.forecast - came, "naive_error": ends.naive - came}
            rows.append({"known": known, **errors, "within": ends.low <= came <= ends.high})
    return pd.DataFrame(rows)


def backtest(history: pd.DataFrame) -> pd.DataFrame:
    """One row per item, origin and later month: ``row_id ahead forecast_error naive_error within``."""
    rows = []
    dataset = clocks.dataset_of(history)
    for row_id, course, shares in courses(history):
        for origin in range(2, len(course.months) - 1):
            known = forecast.Course(course.months[: origin + 1], course.rates[: origin + 1])
            if known.rates[-1] >= 1:
                continue
            for later in range(origin + 1, len(course.months)):
                ahead = course.months[later] - course.months[origin]
                pace = (shares[later] - shares[origin]) / ahead
                ends = forecast.outlook(known, ahead, pace, dataset)
                came = course.rates[later]
                errors = {"forecast_error": ends.forecast - came, "naive_error": ends.naive - came}
                rows.append({"row_id": row_id, "ahead": ahead, **errors, "within": ends.low <= came <= ends.high})
    return pd.DataFrame(rows)


def courses(history: pd.DataFrame) -> Iterator[tuple[str, forecast.Course, list[float]]]:
    """Each item's reported course, and the share of its clock that had passed at each report."""
    named = history.rename(columns=AS_TARGETS) if "annual_plan" in history else history
    judged = [progress.assess(part, as_of=clocks.month_end(p)) for p, part in named.groupby("period")]
    rows = pd.concat(judged).dropna(subset=["rate"])
    for row_id, part in rows.groupby("row_id"):
        months = tuple(float(p[5:]) for p in part["period"])
        yield str(row_id), forecast.Course(months, tuple(part["rate"])), part["time_rate"].tolist()


def reported(samples: Path) -> dict[str, pd.DataFrame]:
    """Every sample workbook read by the real loaders; of several from one unit and month, the last one counts."""
    tables: dict[tuple[str, str, str], pd.DataFrame] = {}
    for sent in json.loads((samples / "deliveries.json").read_text("utf-8")):
        path = samples / sent["file"]
        for table in read(path.read_bytes(), file=path.name).tables:
            if table.dataset in DATASETS and table.period in (None, sent["period"]):
                keys = [table.frame[key].fillna("").astype(str) for key in dataset(table.dataset).key]
                row_id = pd.concat(keys, axis=1).agg("|".join, axis=1)
                known = table.frame.assign(period=sent["period"], row_id=row_id)
                tables[table.dataset, sent["department"], sent["period"]] = known
    return {name: pd.concat([t for key, t in tables.items() if key[0] == name], ignore_index=True) for name in DATASETS}


if __name__ == "__main__":
    main()
