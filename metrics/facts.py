"""What is counted for the key figures and the titles of each page: one function a page, so that both say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from catalog import numbers
from metrics import accountability, clocks, key_projects, lights, rollup, standing
from metrics.columns import days, flags, one_of, texts
from metrics.columns import numbers as amounts_of
from metrics.judged import Judged
from metrics.pipeline import staged
from metrics.pipeline.cohorts import signed_within
from metrics.printed import quantity


@dataclass(frozen=True, slots=True)
class Measured:
    """A number and the words its sentence needs beside it."""

    value: float | None
    blanks: dict[str, Any] = field(default_factory=dict)


Facts = dict[str, Measured]


def month_before(as_of: date) -> date:
    """The last day of the month before."""
    return as_of.replace(day=1) - timedelta(days=1)


def overview(known: Judged, as_of: date) -> Facts:
    """tasks_on_time items_on_time follow_up_rate signed_projects red_items."""
    lit = texts(known["items"], "light")[flags(known["items"], "counted")]
    silent = int((lit == "no_report").sum())
    items_ok = _known(int(one_of(lit, lights.rule()["on_time"]).sum()), len(lit))
    duties = accountability.of_judged(known, as_of=as_of)
    return {
        "tasks_on_time": _tasks_on_time(known),
        "items_on_time": Measured(items_ok, {"whole": len(lit), "silent": silent}),
        "follow_up_rate": _follow_up(duties),
        "signed_projects": _signed(known, as_of),
        "red_items": _in_units(duties, texts(duties, "light") == "behind"),
    }


def work_areas(known: Judged, as_of: date) -> Facts:
    """tasks_on_time tasks_behind tasks_overdue milestones_reached tasks_silent."""
    del as_of
    tasks = known["work_targets"]
    counted, light = flags(tasks, "counted"), texts(tasks, "light")
    n = int(counted.sum())
    lit = lights.counts(light[counted])
    areas = rollup.by_area(tasks)
    milestones = areas[areas["basis"].eq("milestones")]
    due, reached, every = (int(milestones[c].sum()) for c in ("milestones_due", "milestones_reached", "milestones"))
    overdue, all_due = int((counted & flags(tasks, "overdue")).sum()), int((counted & flags(tasks, "due")).sum())
    return {
        "tasks_on_time": _tasks_on_time(known),
        "tasks_behind": Measured(_known(lit["behind"], n), {"warning": lit["warning"]}),
        "tasks_overdue": Measured(_known(overdue, n), {"due": all_due}),
        "milestones_reached": Measured(_known(reached, every), {"whole": every, "due": due}),
        "tasks_silent": Measured(_known(lit["no_report"], n), {"n": n}),
    }


def livelihood(known: Judged, as_of: date) -> Facts:
    """items_behind items_warning items_on_track items_done items_silent."""
    del as_of
    lit = texts(known["items"], "light")[flags(known["items"], "counted")]
    n, count = len(lit), lights.counts(lit)
    names = {"items_behind": "behind", "items_warning": "warning", "items_on_track": "on_track", "items_done": "done"}
    found = {name: Measured(_known(count[lamp], n), {"n": n}) for name, lamp in names.items()}
    return found | {"items_silent": Measured(_known(count["no_report"], n), {"idle": count["not_started"]})}


def investment(known: Judged, as_of: date) -> Facts:
    """live_projects signed_projects contract_signed paid_in projects_over_limit."""
    projects = known["investment_projects"]
    judged = staged(projects, known.get("investment_history", projects), as_of=as_of)
    live, n = flags(judged, "live"), len(projects)
    contract = amounts_of(projects, "contract_investment")[signed_within(projects, as_of)]
    paid = amounts_of(projects, "paid_in")[live]
    stopped = int((texts(projects, "stage") == "stopped").sum())
    return {
        "live_projects": Measured(_known(int(live.sum()), n), {"stopped": stopped}),
        "signed_projects": _signed(known, as_of),
        "contract_signed": _sum(contract),
        "paid_in": _sum(paid),
        "projects_over_limit": Measured(_known(int(flags(judged, "over_limit").sum()), n), {"live": int(live.sum())}),
    }


def investment_of_key_projects(known: Judged, as_of: date) -> Facts:
    """investment_done investment_rate above_plan above_calendar started."""
    projects = known["key_projects"]
    every = key_projects.total(projects)
    starts, n = key_projects.starts(projects, as_of=as_of), len(projects)
    planned = {"planned": starts["planned"], "early": starts["early"], "whole": starts["due"]}
    measurable = {"measurable": every["n_measurable"], "n": n}
    plan_gap = 100 * (every["planned_rate"] - every["planned_due"])
    calendar_gap = 100 * (every["rate"] - every["time_rate"])
    return {
        "investment_done": Measured(every["completed_ytd"], {"plan": numbers.money(every["annual_plan"])}),
        "investment_rate": Measured(every["rate"], measurable),
        "above_plan": Measured(plan_gap, {"planned": every["n_planned"]}),
        "above_calendar": Measured(calendar_gap, {"time": numbers.rate(clocks.time_rate(as_of))}),
        "started": Measured(_known(starts["started"] - starts["early"], n), planned),
    }


def campaigns(known: Judged, as_of: date) -> Facts:
    """issues_closed issues_overdue items_fixed items_closed review_score."""
    del as_of
    issues, fixes, reviews = (known[name] for name in ("enterprise_issues", "rectification", "public_reviews"))
    n, m, r = len(issues), len(fixes), len(reviews)
    state, scores = texts(fixes, "state"), amounts_of(reviews, "computed_score")
    content = int((texts(issues, "satisfied") == "yes").sum())
    closed, fixed, signed_off = (
        int(flags(f, c).sum()) for f, c in ((issues, "closed"), (fixes, "fixed"), (fixes, "closed"))
    )
    late, unanswered = (int(flags(issues, name).sum()) for name in ("overdue", "unanswered"))
    best = float(np.nanmax(scores)) if (~np.isnan(scores)).any() else None
    return {
        "issues_closed": Measured(_known(closed, n), {"whole": n, "content": content}),
        "issues_overdue": Measured(_known(late, n), {"unanswered": unanswered}),
        "items_fixed": Measured(_known(fixed, m), {"whole": m, "overdue": int(flags(fixes, "overdue").sum())}),
        "items_closed": Measured(_known(signed_off, m), {"whole": m, "fixed": int((state == "fixed").sum())}),
        "review_score": Measured(best, {"n": r}),
    }


def duties(known: Judged, as_of: date) -> Facts:
    """on_time_rate red_items amber_items overdue_items unanswered_items."""
    every = accountability.of_judged(known, as_of=as_of)
    light = texts(every, "light")
    on_scale, on_time = one_of(light, lights.rule()["scale"]), one_of(light, lights.rule()["on_time"])
    n = int(on_scale.sum())
    return {
        "on_time_rate": Measured(on_time.sum() / n if n else None, {"n": n}),
        "red_items": _in_units(every, light == "behind"),
        "amber_items": _in_units(every, light == "warning"),
        "overdue_items": _in_units(every, flags(every, "overdue")),
        "unanswered_items": _in_units(every, flags(every, "unanswered")),
    }


def places(known: Judged, as_of: date) -> Facts:
    """indicators_up best_rank worst_rank nearest_distance."""
    del as_of
    table = standing.table(known["standings"])
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return dict.fromkeys(("indicators_up", "best_rank", "worst_rank", "nearest_distance"), Measured(None))
    best, worst = ranked.iloc[int(ranked["rank"].argmin())], ranked.iloc[int(ranked["rank"].argmax())]
    up, down = (int((sign * table["rank_change"] > 0).sum()) for sign in (1, -1))
    return {
        "indicators_up": Measured(up, {"whole": len(table), "down": down}),
        "best_rank": Measured(best["rank"], {"indicator": best["indicator"]}),
        "worst_rank": Measured(worst["rank"], {"indicator": worst["indicator"]}),
        "nearest_distance": _nearest(table),
    }


PAGES: dict[str, Callable[[Judged, date], Facts]] = {
    "overview": overview,
    "work_areas": work_areas,
    "livelihood": livelihood,
    "investment": investment,
    "key_projects": investment_of_key_projects,
    "campaigns": campaigns,
    "accountability": duties,
    "standing": places,
}


def _known(count: int, n: int) -> int | None:
    """A count of nothing is not zero but unknown."""
    return count if n else None


def _tasks_on_time(known: Judged) -> Measured:
    tasks = known["work_targets"]
    lit = texts(tasks, "light")[flags(tasks, "counted")]
    judged = int(one_of(lit, lights.rule()["scale"]).sum())
    on_time = int(one_of(lit, lights.rule()["on_time"]).sum())
    return Measured(_known(on_time, judged), {"whole": judged, "n": len(lit)})


def _follow_up(duties: pd.DataFrame) -> Measured:
    mine = duties[duties["dataset"].isin(["enterprise_issues", "rectification"])]
    n, late = len(mine), int(flags(mine, "overdue").sum())
    return Measured(1 - late / n if n else None, {"n": n, "late": late})


def _signed(known: Judged, as_of: date) -> Measured:
    projects = known["investment_projects"]
    mine = signed_within(projects, as_of)
    started = int((mine & (days(projects, "start_date") <= np.datetime64(as_of))).sum())
    return Measured(_known(int(mine.sum()), len(projects)), {"started": started})


def _in_units(duties: pd.DataFrame, mine: np.ndarray) -> Measured:
    units = {u for u in texts(duties, "department")[mine] if u}
    return Measured(_known(int(mine.sum()), len(duties)), {"units": len(units)})


def _sum(values: np.ndarray) -> Measured:
    known = values[~np.isnan(values)]
    return Measured(float(known.sum()) if len(known) else None, {"n": len(known)})


def _nearest(table: pd.DataFrame) -> Measured:
    """The indicator whose next place is nearest, by the share of its own value that is missing."""
    known = table[table["distance"].notna() & table["value"].ne(0)]
    if known.empty:
        return Measured(None)
    row = known.iloc[int((known["distance"] / known["value"].abs()).argmin())]
    text = quantity(row["distance"]) + (row["unit"] if isinstance(row["unit"], str) else "")
    return Measured(row["distance"], {"text": text, "indicator": row["indicator"], "peer": row["next_peer"]})
