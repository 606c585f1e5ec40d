"""What is counted for the key figures and the titles of each page: one function a page, so that both say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from catalog import numbers
from metrics import accountability, clocks, evidence, key_projects, lights, rollup, standing
from metrics.columns import Flags, days, flags, one_of, texts
from metrics.columns import numbers as amounts_of
from metrics.judged import Judged
from metrics.pipeline import staged
from metrics.pipeline.cohorts import signed_within
from metrics.printed import quantity


@dataclass(frozen=True, slots=True)
class Measured:
    """A number, the words its sentence needs beside it, and the rows it was counted from."""

    value: float | None
    blanks: dict[str, Any] = field(default_factory=dict)
    rests: tuple[evidence.Rows, ...] = field(default=(), compare=False, repr=False)


Facts = dict[str, Measured]
TASKS, ITEMS, PROJECTS, KEY_PROJECTS = "work_targets", "livelihood_projects", "investment_projects", "key_projects"
ISSUES, FIXES, REVIEWS, STANDINGS = "enterprise_issues", "rectification", "public_reviews", "standings"


def month_before(as_of: date) -> date:
    """The last day of the month before."""
    return as_of.replace(day=1) - timedelta(days=1)


def overview(known: Judged, as_of: date) -> Facts:
    """tasks_on_time items_on_time follow_up_rate signed_projects red_items."""
    items = known["items"]
    counted, light = flags(items, "counted"), texts(items, "light")
    on_time = one_of(light, lights.rule().on_time) & counted
    judged = counted & accountability.judged_and_on_time(items)[0]
    sizes = {"whole": judged, "silent": judged & (light == "no_report"), "n": counted}
    duties = accountability.of_judged(known, as_of=as_of)
    return {
        "tasks_on_time": _tasks_on_time(known),
        "items_on_time": _counted(
            items, on_time, judged, ITEMS, {name: int(which.sum()) for name, which in sizes.items()}
        ),
        "follow_up_rate": _follow_up(duties),
        "signed_projects": _signed(known, as_of),
        "red_items": _in_units(duties, texts(duties, "light") == "behind"),
    }


def work_areas(known: Judged, as_of: date) -> Facts:
    """tasks_on_time tasks_behind tasks_overdue milestones_reached tasks_silent."""
    del as_of
    tasks = known["work_targets"]
    counted, light = flags(tasks, "counted"), texts(tasks, "light")
    n, warned = int(counted.sum()), int((counted & (light == "warning")).sum())
    unheard = (light == "no_report") | (texts(tasks, "light_basis") == "report")
    behind, silent = counted & (light == "behind"), counted & unheard
    all_due = int((counted & flags(tasks, "due")).sum())
    overdue = _counted(tasks, counted & flags(tasks, "overdue"), None, TASKS, {"due": all_due}, by="deadline", n=n)
    return {
        "tasks_on_time": _tasks_on_time(known),
        "tasks_behind": _counted(tasks, behind, None, TASKS, {"warning": warned}, n=n),
        "tasks_overdue": overdue,
        "milestones_reached": _milestones(tasks),
        "tasks_silent": _counted(tasks, silent, None, TASKS, {"n": n}, n=n),
    }


def livelihood(known: Judged, as_of: date) -> Facts:
    """items_behind items_warning items_on_track items_done items_silent."""
    del as_of
    items = known["items"]
    counted, light = flags(items, "counted"), texts(items, "light")
    n, idle = int(counted.sum()), int((counted & (light == "not_started")).sum())
    names = {"items_behind": "behind", "items_warning": "warning", "items_on_track": "on_track", "items_done": "done"}
    lit = {name: counted & (light == lamp) for name, lamp in names.items()}
    lit["items_silent"] = counted & ((light == "no_report") | (texts(items, "light_basis") == "report"))
    return {name: _counted(items, mine, None, ITEMS, {"n": n, "idle": idle}, n=n) for name, mine in lit.items()}


def investment(known: Judged, as_of: date) -> Facts:
    """live_projects signed_projects contract_signed paid_in projects_over_limit."""
    projects = known["investment_projects"]
    judged = staged(projects, known.get("investment_history", projects), as_of=as_of)
    live, over, n = flags(judged, "live"), flags(judged, "over_limit"), len(projects)
    stopped = int((texts(projects, "stage") == "stopped").sum())
    return {
        "live_projects": _counted(judged, live, None, PROJECTS, {"stopped": stopped}, n=n),
        "signed_projects": _signed(known, as_of),
        "contract_signed": _sum(judged, "contract_investment", signed_within(projects, as_of)),
        "paid_in": _sum(judged, "paid_in", live),
        "projects_over_limit": _counted(judged, over, None, PROJECTS, {"live": int(live.sum())}, n=n),
    }


def investment_of_key_projects(known: Judged, as_of: date) -> Facts:
    """investment_done investment_rate above_plan above_calendar started."""
    projects = known["key_projects"]
    every, everything = key_projects.total(projects), np.ones(len(projects), dtype=bool)
    starts, begun = key_projects.starts(projects, as_of=as_of), key_projects.start_flags(projects, as_of=as_of)
    planned = {"planned": starts["planned"], "early": starts["early"], "whole": starts["due"]}
    measurable = {"measurable": every["n_measurable"], "n": len(projects)}
    plan_gap = 100 * (every["planned_rate"] - every["planned_due"])
    calendar_gap = 100 * (every["rate"] - every["time_rate"])
    done = _sum(projects, "completed_ytd", everything, KEY_PROJECTS, {"plan": numbers.money(every["annual_plan"])})
    time = {"time": numbers.rate(clocks.time_rate(as_of))}
    return {
        "investment_done": done,
        "investment_rate": Measured(every["rate"], measurable, key_projects.rests(projects)),
        "above_plan": Measured(plan_gap, {"planned": every["n_planned"]}, key_projects.rests(projects, "plan")),
        "above_calendar": Measured(calendar_gap, time, key_projects.rests(projects, "calendar")),
        "started": _counted(projects, begun["in_time"], begun["due"], KEY_PROJECTS, planned, by="start_date",
                            n=len(projects)),
    }  # fmt: skip


def campaigns(known: Judged, as_of: date) -> Facts:
    """issues_closed issues_overdue items_fixed items_closed review_score."""
    del as_of
    issues, fixes, reviews = (known[name] for name in ("enterprise_issues", "rectification", "public_reviews"))
    n, m = len(issues), len(fixes)
    content = int((texts(issues, "satisfied") == "yes").sum())
    unanswered, late = int(flags(issues, "unanswered").sum()), int(flags(fixes, "overdue").sum())
    pending = int((texts(fixes, "state") == "fixed").sum())
    asked, found = np.ones(n, dtype=bool), np.ones(m, dtype=bool)
    closed, fixed, signed_off = flags(issues, "closed"), flags(fixes, "fixed"), flags(fixes, "closed")
    overdue = _counted(issues, flags(issues, "overdue"), None, ISSUES, {"unanswered": unanswered}, by="deadline")
    return {
        "issues_closed": _counted(issues, closed, asked, ISSUES, {"whole": n, "content": content}),
        "issues_overdue": overdue,
        "items_fixed": _counted(fixes, fixed, found, FIXES, {"whole": m, "overdue": late}),
        "items_closed": _counted(fixes, signed_off, found, FIXES, {"whole": m, "fixed": pending}, by="closed_date"),
        "review_score": _best_review(reviews),
    }


def duties(known: Judged, as_of: date) -> Facts:
    """on_time_rate red_items amber_items overdue_items unanswered_items."""
    every = accountability.of_judged(known, as_of=as_of)
    light = texts(every, "light")
    on_scale, on_time = accountability.judged_and_on_time(every)
    return {
        "on_time_rate": _share(every, on_time, on_scale, {"n": int(on_scale.sum())}),
        "red_items": _in_units(every, light == "behind"),
        "amber_items": _in_units(every, light == "warning"),
        "overdue_items": _in_units(every, flags(every, "overdue"), by="deadline"),
        "unanswered_items": _in_units(every, flags(every, "unanswered"), by="status"),
    }


def places(known: Judged, as_of: date) -> Facts:
    """indicators_up best_rank worst_rank nearest_distance."""
    del as_of
    table = standing.table(known["standings"])
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return dict.fromkeys(("indicators_up", "best_rank", "worst_rank", "nearest_distance"), Measured(None))
    up, down = ((sign * table["rank_change"] > 0).to_numpy() for sign in (1, -1))
    every, blanks = np.ones(len(table), dtype=bool), {"whole": len(table), "down": int(down.sum())}
    return {
        "indicators_up": _counted(table, up, every, STANDINGS, blanks, by="rank"),
        "best_rank": _ranked(table, ranked.index[int(standing.depth(ranked).argmin())]),
        "worst_rank": _ranked(table, ranked.index[int(standing.depth(ranked).argmax())]),
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


def _counted(
    frame: pd.DataFrame, mine: Flags, among: Flags | None, dataset: str, blanks: dict[str, Any], *,
    by: str = "", n: int | None = None,
) -> Measured:  # fmt: skip
    """How many rows are ``mine``; unknown where there are none of which they could be one (``n``, else ``among``)."""
    rows = evidence.counted(frame, mine, among, dataset=dataset, by=by)
    if n is None:
        n = len(frame) if among is None else int(among.sum())
    return Measured(_known(rows.n, n), blanks, (rows,))


def _share(frame: pd.DataFrame, mine: Flags, among: Flags, blanks: dict[str, Any], by: str = "") -> Measured:
    """How much of ``among`` is ``mine``; unknown where that is a share of nothing."""
    rests = (evidence.counted(frame, mine, among, by=by),)
    return Measured(evidence.share(rests), blanks, rests)


def _sum(
    frame: pd.DataFrame, name: str, mine: Flags, dataset: str = PROJECTS, blanks: dict[str, Any] | None = None
) -> Measured:
    rows = evidence.added(frame, amounts_of(frame, name), mine, dataset=dataset, by=name)
    return Measured(evidence.totals((rows,))[0], {"n": rows.n} | (blanks or {}), (rows,))


def _tasks_on_time(known: Judged) -> Measured:
    tasks = known["work_targets"]
    counted = flags(tasks, "counted")
    judged, on_time = (counted & which for which in accountability.judged_and_on_time(tasks))
    return _counted(tasks, on_time, judged, TASKS, {"whole": int(judged.sum()), "n": int(counted.sum())})


def _milestones(tasks: pd.DataFrame) -> Measured:
    """Milestones of all works that are measured by them."""
    areas = rollup.by_area(tasks)
    mine = areas[areas["basis"].eq("milestones")]
    due, reached, every = (int(mine[c].sum()) for c in ("milestones_due", "milestones_reached", "milestones"))
    parts = [rollup.rests(tasks[texts(tasks, "area") == name], "milestones") for name in mine["area"]]
    blanks = {"whole": every, "due": due}
    return Measured(_known(reached, every), blanks, tuple(rows for rests in parts for rows in rests))


def _follow_up(duties: pd.DataFrame) -> Measured:
    mine = duties[duties["dataset"].isin([ISSUES, FIXES])]
    light = texts(mine, "light")
    judged, on_time = accountability.judged_and_on_time(mine)
    counts = {word: int((light == lamp).sum()) for word, lamp in (("late", "behind"), ("warned", "warning"))}
    counts["after"] = int((flags(mine, "closed_late") & judged).sum())
    return _share(mine, on_time, judged, {"n": int(judged.sum()), **counts})


def _signed(known: Judged, as_of: date) -> Measured:
    projects = known["investment_projects"]
    mine = signed_within(projects, as_of)
    started = int((mine & (days(projects, "start_date") <= np.datetime64(as_of))).sum())
    return _counted(projects, mine, None, PROJECTS, {"started": started}, by="sign_date")


def _in_units(duties: pd.DataFrame, mine: Flags, by: str = "") -> Measured:
    units = {u for u in texts(duties, "department")[mine] if u}
    return _counted(duties, mine, None, "", {"units": len(units), "n": len(duties)}, by=by)


def _best_review(reviews: pd.DataFrame) -> Measured:
    scores = amounts_of(reviews, "computed_score")
    known = ~np.isnan(scores)
    best = float(np.nanmax(scores)) if known.any() else None
    rows = evidence.added(reviews, scores, known & (scores == best), dataset=REVIEWS, by="score")
    return Measured(best, {"n": len(reviews)}, (rows,))


def _ranked(table: pd.DataFrame, at: Any) -> Measured:
    """One indicator's place."""
    row = table.loc[at]
    rows = evidence.added(table, amounts_of(table, "rank"), table.index == at, dataset=STANDINGS, by="rank")
    among = "" if np.isnan(row["rank_total"]) else numbers.plain(row["rank_total"])
    return Measured(row["rank"], {"indicator": row["indicator"], "among": among}, (rows,))


def _nearest(table: pd.DataFrame) -> Measured:
    """The indicator whose next place is nearest, by the share of its own value that is missing."""
    known = table[table["distance"].notna() & table["value"].ne(0)]
    if known.empty:
        return Measured(None)
    at = known.index[int((known["distance"] / known["value"].abs()).argmin())]
    row = known.loc[at]
    text = quantity(row["distance"]) + row["distance_unit"]
    rows = evidence.added(table, amounts_of(table, "distance"), table.index == at, dataset=STANDINGS, by="value")
    blanks = {"text": text, "indicator": row["indicator"], "peer": row["next_peer"]}
    return Measured(row["distance"], blanks, (rows,))
