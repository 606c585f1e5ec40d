"""The key projects: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog import numbers
from metrics import clocks, key_projects
from metrics.columns import texts
from metrics.judged import Judged
from metrics.measured import (
    KEY_PROJECTS,
    Blanks,
    Facts,
    Measured,
    PageOfFigures,
    added_up,
    counted_rows,
    side,
    size,
)


def figures(known: Judged, as_of: date) -> Facts:
    """investment_done investment_rate above_plan above_calendar started."""
    projects = known["key_projects"]
    every, everything = key_projects.total(projects), np.ones(len(projects), dtype=bool)
    starts, begun = key_projects.starts(projects, as_of=as_of), key_projects.start_flags(projects, as_of=as_of)
    planned = {"planned": starts["planned"], "early": starts["early"], "whole": starts["due"]}
    measurable = {"measurable": every["n_measurable"], "n": len(projects)}
    plan_gap = 100 * (every["planned_rate"] - every["planned_due"])
    calendar_gap = 100 * (every["rate"] - every["time_rate"])
    done = added_up(projects, "completed_ytd", everything, KEY_PROJECTS, {"plan": numbers.money(every["annual_plan"])})
    time = {"time": numbers.rate(clocks.time_rate(as_of))}
    return {
        "investment_done": done,
        "investment_rate": Measured(every["rate"], measurable, key_projects.rests(projects)),
        "above_plan": Measured(plan_gap, {"planned": every["n_planned"]}, key_projects.rests(projects, "plan")),
        "above_calendar": Measured(calendar_gap, time, key_projects.rests(projects, "calendar")),
        "started": counted_rows(projects, begun["in_time"], begun["due"], KEY_PROJECTS, planned, by="start_date",
                            n=len(projects)),
    }  # fmt: skip


def title(known: Judged, measured: Facts, as_of: date) -> dict[str, Any]:
    del as_of
    projects = known["key_projects"]
    late = int((texts(projects, "light") == "behind").sum()) if len(projects) else None
    rate = measured["investment_rate"].value
    found: dict[str, Any] = {"projects": len(projects) or None, "invest_late": late}
    found["invest_rate"] = numbers.rate(rate) if rate == rate else None
    gaps = {name: measured[f"above_{name}"].value for name in ("plan", "calendar")}
    gaps["plan"] = gaps["plan"] if _all_planned(measured) else None
    gaps["due"] = _gap_to_curves(projects)
    for name, gap in gaps.items():
        known_gap = gap is not None and gap == gap
        found[f"{name}_side"] = side(gap) if known_gap and gap is not None else None
        found[f"{name}_points"] = size(gap) if known_gap and gap is not None else None
    return found


def _gap_to_curves(projects: pd.DataFrame) -> float | None:
    """By how many percentage points the investment is ahead of what plans and curves ask; None without a curve."""
    if not (texts(projects, "time_rule") == "curve").any():
        return None
    every = key_projects.total(projects)
    return float(100 * (every["rate"] - every["due_rate"]))


def _all_planned(measured: Facts) -> bool:
    """Every project behind the rate gives a plan to date, so that rate and gap speak of the same ones."""
    return measured["above_plan"].blanks["planned"] == measured["investment_rate"].blanks["measurable"]


def _sites(known: Judged, as_of: date) -> Blanks:
    del as_of
    table = key_projects.by_site(known["key_projects"])
    table = table[table["n"] > 0]
    late = table[table["light"].eq("behind")]
    worst = late.loc[late["deviation"].idxmin()] if late["deviation"].notna().any() else None
    return {
        "sites": len(table) or None,
        "sites_late": len(late),
        "worst_site": None if worst is None else worst["site"],
        "worst_points": None if worst is None else numbers.plain(abs(worst["deviation"]), 1),
    }


def _projects(known: Judged, as_of: date) -> Blanks:
    del as_of
    light = texts(known["key_projects"], "light")
    counts = {name: int((light == lamp).sum()) for name, lamp in (("late", "behind"), ("warned", "warning"))}
    return {"projects": len(light) or None, **counts}


PAGE = PageOfFigures(figures, title, {"sites": _sites, "projects": _projects})
