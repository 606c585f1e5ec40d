"""Back-test of the forecast on the samples' history: its mean error beside the naive straight line's, and its range."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from catalog import dataset
from loaders import read
from metrics import clocks, forecast, progress
from metrics.key_projects import AS_TARGETS

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
DATASETS = ("work_targets", "livelihood_projects", "key_projects")


def main() -> None:
    """From each month with three reports on: forecast every later month that was reported, and compare."""
    histories = reported(SAMPLES)
    tests = pd.concat([backtest(histories[name]).assign(dataset=name) for name in DATASETS], ignore_index=True)
    print("mean absolute error in percentage points, months ahead 1 to 4, all; share of outcomes within the range")
    for name, part in [*tests.groupby("dataset"), ("all", tests)]:
        print(f"  {name} (n {len(part)})")
        for method in ("forecast", "naive"):
            by_month = part[f"{method}_error"].abs().groupby(part["ahead"]).mean()
            errors = "  ".join(f"{100 * e:5.1f}" for e in [*by_month, part[f"{method}_error"].abs().mean()])
            bias = 100 * part[f"{method}_error"].mean()
            print(f"    {method:9} {errors}   bias {bias:+.1f}")
        print(f"    within the range {100 * part['within'].mean():.0f}%")


def backtest(history: pd.DataFrame) -> pd.DataFrame:
    """One row per item, origin and later month: ``row_id ahead forecast_error naive_error within``."""
    rows = []
    for row_id, course, shares in courses(history):
        for origin in range(2, len(course.months) - 1):
            known = forecast.Course(course.months[: origin + 1], course.rates[: origin + 1])
            if known.rates[-1] >= 1:
                continue
            for later in range(origin + 1, len(course.months)):
                ahead = course.months[later] - course.months[origin]
                ends = forecast.outlook(known, ahead, (shares[later] - shares[origin]) / ahead)
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
