"""Five years of made-up reports: 60 months of 50 units, twelve rows a report, 36,000 rows in 3,000 submissions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from catalog import Issue, dataset
from catalog.book import book
from store import Desk, Store, local_actor

YEARS = range(2013, 2018)
UNITS = 50
ROWS = 12
SEED = 20170731
# Which dataset a unit reports, by its turn.
TURNS = ("work_targets", "work_targets", "key_projects", "investment_projects", "livelihood_projects")


@dataclass(frozen=True)
class MadeTable:
    """A table as a reading hands it over."""

    dataset: str
    sheet: str
    range: str
    department: str
    period: str
    frame: pd.DataFrame
    cells: pd.DataFrame
    raw: pd.DataFrame
    signature: str = "made"


@dataclass(frozen=True)
class MadeReading:
    """A file as it is handed over, one table in it."""

    file: str
    tables: tuple[MadeTable, ...]
    issues: tuple[Issue, ...] = ()
    sha256: str = ""


def five_years(store: Store) -> None:
    """Save and publish every report, month by month."""
    for year in YEARS:
        for month in range(1, 13):
            a_month(store, f"{year}-{month:02d}")


def a_month(store: Store, period: str, units: int = UNITS) -> None:
    """The reports of ``units`` units for one month, as if they came on its last day but two."""
    desk, at = Desk(store, local_actor()), f"{period}-26T09:00:00"
    for number, unit in enumerate(unit_names()[:units]):
        table = _table(TURNS[number % len(TURNS)], unit, period, number)
        content = f"{unit} {period}".encode()
        saved = desk.save(MadeReading(f"{unit}{period}.xlsx", (table,)), content=content, at=at, demo=True)
        desk.publish(saved, at=at)


def unit_names() -> list[str]:
    """The book's units, and as many numbered ones as are missing."""
    known = [unit.name for unit in book().units]
    return [*known, *(f"{known[0]}{n}" for n in range(2, UNITS))][:UNITS]


def _table(name: str, unit: str, period: str, number: int) -> MadeTable:
    fields = dataset(name).field_names
    rows = [{field: row[field] for field in row if field in fields} for row in _rows(name, unit, period, number)]
    places = range(5, 5 + len(rows))
    frame = pd.DataFrame(rows).reindex(columns=list(fields))
    frame["source_sheet"], frame["source_row"] = "Sheet1", list(places)
    letters = {field: chr(ord("A") + n) if n < 26 else f"A{chr(ord('A') + n - 26)}" for n, field in enumerate(fields)}
    cells = [{field: f"{letters[field]}{i}" for field in row} for i, row in zip(places, rows, strict=True)]
    raw = [{field: str(value) for field, value in row.items()} for row in rows]
    texts = (pd.DataFrame(found).reindex(columns=list(fields)) for found in (cells, raw))
    return MadeTable(name, "Sheet1", f"A4:Z{4 + len(rows)}", unit, period, frame, *texts)


def _rows(name: str, unit: str, period: str, number: int) -> Iterator[dict[str, Any]]:
    """Twelve rows that grow from month to month, each at a pace of its own."""
    year, month = int(period[:4]), int(period[5:])
    random = np.random.default_rng([SEED, number, year])
    paces, targets = random.uniform(0.5, 1.3, ROWS), random.integers(50, 500, ROWS)
    areas, sites = (
        [area.name for area in book().areas],
        [site for sites in book().site_groups().values() for site in sites],
    )
    categories, stages = [c.name for c in book().categories], [stage.name for stage in book().rules.pipeline.stages]
    for i in range(ROWS):
        target, done = float(targets[i]), round(float(targets[i] * paces[i] * month / 12), 1)
        who = {"lead_department": unit, "number": str(i + 1), "deadline": dt.date(year, 12, 31)}
        yield {
            "work_targets": {"area": areas[i % len(areas)], "task": f"{unit}-{year}-{i}", "target_value": target,
                             "actual_value": done, "unit": "km"},
            "key_projects": {"project": f"{unit}-{year}-{i}", "site": sites[i % len(sites)], "annual_plan": target,
                             "completed_ytd": done, "total_investment": 3 * target, "start_date": dt.date(year, 3, 1)},
            "investment_projects": {"project": f"{unit}-{year}-{i}", "contract_investment": target, "paid_in": done,
                                    "stage": stages[min(int(paces[i] * month / 2), len(stages) - 1)],
                                    "sign_date": dt.date(year, 1, 15), "site": sites[i % len(sites)]},
            "livelihood_projects": {"category": categories[i % len(categories)], "project": f"{unit}-{year}-{i}",
                                    "content": f"{i}", "target_value": target, "actual_value": done, "unit": "km"},
        }[name] | who  # fmt: skip
