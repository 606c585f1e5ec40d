"""Works headline figures out again from what the sample workbooks say, in plain Python and without a line of ``metrics``.

The truth of every workbook stands beside this file as JSON (``samples/*.json``). A unit's table of a month is its last
one up to that month; what it said before is superseded.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "samples"
MONTHS = tuple(f"2017-{month:02d}" for month in range(1, 8))
UNITS = ("", "建设局", "经济发展局", "招商局", "科技局", "洸河街道")
Row = dict[str, Any]


def figures(period: str, unit: str) -> dict[str, float]:
    """The figures of ``period``, of one leading unit or of all (""); a figure over nothing is not there."""
    projects = [row for row in rows("key_projects", period) if unit in ("", leading(row))]
    tasks = [row for row in rows("work_targets", period) if unit in ("", leading(row))]
    found: dict[str, float] = {}
    done = [row["completed_ytd"] for row in projects if row.get("completed_ytd") is not None]
    if done:
        found["investment_done"] = sum(done)
    now = [row for row in projects if row["period"] == period and row.get("completed_ytd") is not None]
    planned = [row for row in now if row.get("annual_plan")]
    if planned:
        plan = sum(row["annual_plan"] for row in planned)
        rate = sum(row["completed_ytd"] for row in planned) / plan
        found["investment_rate"] = rate
        found["above_calendar"] = 100 * (rate - int(period[5:]) / 12)
    growing = [row for row in tasks if row.get("area") == "发展" and worth(row)]
    if growing:
        points = sum(row["weight"] for row in growing)
        done_points = (row["weight"] * row["actual_value"] / row["target_value"] for row in growing)
        found["development_rate"] = sum(done_points) / points
    return found


def rows(dataset: str, period: str) -> list[Row]:
    """Every row of the last table each unit sent up to ``period``."""
    last: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for month in (m for m in MONTHS if m <= period):
        for table in json.loads((HERE / f"{month}.json").read_text("utf-8")):
            if table["dataset"] == dataset and table["period"] == month:
                files = last.setdefault((table["department"], table["file"].split("/")[0]), {})
                files[table["file"]] = [named(table, values) for values in table["rows"]]
    latest: dict[str, list[Row]] = {}
    for (department, _), files in sorted(last.items(), key=lambda item: item[0][1]):
        latest[department] = list(files.values())[-1]
    return [row for kept in latest.values() for row in kept]


def named(table: dict[str, Any], values: list[Any]) -> Row:
    """One row by its fields' names; who leads is the sheet's unit where the row names nobody."""
    row = dict(zip(table["letters"], values[1:], strict=False))
    return {"lead_department": table["department"], "period": table["period"]} | {
        name: value for name, value in row.items() if value is not None
    }


def leading(row: Row) -> str:
    return str(row["lead_department"]).split("、")[0]


def worth(row: Row) -> bool:
    """Whether a task has points, a target and a value, and completes something: a percentage does not."""
    return bool(row.get("weight") and row.get("target_value") and row.get("actual_value") is not None) and row[
        "unit"
    ] not in ("%", "‰")


def month_end(period: str) -> date:
    return date(2017, int(period[5:]), (31, 28, 31, 30, 31, 30, 31)[int(period[5:]) - 1])
