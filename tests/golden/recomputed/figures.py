"""The figures themselves, page by page: counts, sums and shares over the rows of a month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from tests.golden.recomputed import matters, office, rows, targets
from tests.golden.recomputed.rows import Row

UNITS = ("", "建设局", "经济发展局", "招商局", "科技局", "洸河街道")
JUDGED, IN_TIME = ("behind", "warning", "no_report", "on_track", "done"), ("on_track", "done")
Figures = dict[tuple[str, str], float | None]


def figures(period: str, unit: str) -> Figures:
    """By page and name every figure of ``period``, of one leading unit or of all (""); None for one that is not known."""
    today = matters.ending(period)
    office.judge_at(today)
    known = {name: _of(unit, name, found) for name, found in _every(period).items()}
    known["items"] = targets.items(known["livelihood_projects"])
    known["investment_projects"] = _of(unit, "investment_projects", matters.pipeline(period, today, unit))
    pages = {"work_areas": works, "livelihood": livelihood, "investment": investment, "campaigns": campaigns}
    pages |= {"accountability": duties, "standing": places}
    found: Figures = {(page, n): v for page, each in pages.items() for n, v in each(known).items()}
    found |= {("key_projects", name): value for name, value in construction(known["key_projects"], today).items()}
    return found | {("overview", name): value for name, value in overview(known).items()}


@cache
def _every(period: str) -> dict[str, list[Row]]:
    """The rows of all units, judged."""
    today = matters.ending(period)
    each: dict[str, Callable[[Row], Row]] = {
        "work_targets": lambda row: targets.judged(row, "work_targets", today),
        "livelihood_projects": lambda row: targets.judged(row, "livelihood_projects", today),
        "enterprise_issues": lambda row: matters.issue(row, today),
        "rectification": lambda row: matters.fix(row, today),
        "public_reviews": dict,
        "standings": dict,
    }
    found = {name: [judge(row) for row in rows.shown(name, period)] for name, judge in each.items()}
    return found | {"key_projects": targets.projects(period, today)}


def _of(unit: str, dataset: str, every: list[Row]) -> list[Row]:
    by = {"rectification": "department", "public_reviews": "department", "standings": "reported_by"}
    return [row for row in every if unit in ("", row.get(by.get(dataset, "lead_department")))]


def overview(known: dict[str, list[Row]]) -> dict[str, float | None]:
    matters_ = [*known["enterprise_issues"], *known["rectification"]]
    judged = [row for row in matters_ if _judged(row)]
    every, counted = _duties(known), [row for row in known["items"] if row["counted"]]
    return {
        "tasks_on_time": _tasks_in_time(known),
        "items_on_time": _n(counted, lambda row: row["light"] in IN_TIME, [row for row in counted if _judged(row)]),
        "follow_up_rate": sum(map(_in_time, judged)) / len(judged) if judged else None,
        "signed_projects": _n(known["investment_projects"], lambda row: row["signed"]),
        "red_items": _n(every, lambda row: row["light"] == "behind"),
    }


def works(known: dict[str, list[Row]]) -> dict[str, float | None]:
    tasks = [row for row in known["work_targets"] if row["counted"]]
    return {
        "tasks_on_time": _tasks_in_time(known),
        "tasks_behind": _n(tasks, lambda row: row["light"] == "behind"),
        "tasks_overdue": _n(tasks, lambda row: row["overdue"]),
        "tasks_silent": _n(tasks, lambda row: row["light"] == "no_report" or row["unheard"]),
        "milestones_reached": _milestones(tasks),
    }


def livelihood(known: dict[str, list[Row]]) -> dict[str, float | None]:
    counted = [row for row in known["items"] if row["counted"]]
    lamps = ("behind", "warning", "on_track", "done")
    lit = {f"items_{lamp}": _n(counted, lambda row, lamp=lamp: row["light"] == lamp) for lamp in lamps}
    return lit | {"items_silent": _n(counted, lambda row: row["light"] == "no_report" or row["unheard"])}


def investment(known: dict[str, list[Row]]) -> dict[str, float | None]:
    projects = known["investment_projects"]
    return {
        "live_projects": _n(projects, lambda row: row["live"]),
        "signed_projects": _n(projects, lambda row: row["signed"]),
        "contract_signed": _sum(row.get("contract_investment") for row in projects if row["signed"]),
        "paid_in": _sum(row.get("paid_in") for row in projects if row["live"]),
        "projects_over_limit": _n(projects, lambda row: row["over"]),
    }


def construction(projects: list[Row], today: date) -> dict[str, float | None]:
    known = [
        r for r in projects if r["rate"] is not None and r["light"] != "no_report" and (r.get("annual_plan") or 0) > 0
    ]
    planned = [row for row in known if row["plan"] is not None]
    rate = _weighted(known, "rate")
    time = _weighted(known, "time")
    gap = None if not planned else 100 * ((_weighted(planned, "rate") or 0) - (_weighted(planned, "plan") or 0))
    year = [
        r for r in projects if r.get("start_date") and r["start_date"].year == today.year and r["start_date"] <= today
    ]
    return {
        "investment_done": _sum(row.get("completed_ytd") for row in projects),
        "investment_rate": rate,
        "above_plan": gap,
        "above_calendar": None if rate is None or time is None else 100 * (rate - time),
        "started": _n(projects, lambda row: row in year and targets.started(row)),
    }


def campaigns(known: dict[str, list[Row]]) -> dict[str, float | None]:
    issues, fixes = known["enterprise_issues"], known["rectification"]
    scores = [score for score in map(matters.review, known["public_reviews"]) if score is not None]
    return {
        "issues_closed": _n(issues, lambda row: row["closed"]),
        "issues_overdue": _n(issues, lambda row: row["overdue"]),
        "items_fixed": _n(fixes, lambda row: row["fixed"]),
        "items_closed": _n(fixes, lambda row: row["closed"]),
        "review_score": max(scores, default=None),
    }


def duties(known: dict[str, list[Row]]) -> dict[str, float | None]:
    every = _duties(known)
    judged = [row for row in every if _judged(row)]
    return {
        "on_time_rate": sum(map(_in_time, judged)) / len(judged) if judged else None,
        "red_items": _n(every, lambda row: row["light"] == "behind"),
        "amber_items": _n(every, lambda row: row["light"] == "warning"),
        "overdue_items": _n(every, lambda row: row["overdue"]),
        "unanswered_items": _n(every, lambda row: row.get("unanswered", False)),
    }


def places(known: dict[str, list[Row]]) -> dict[str, float | None]:
    by_name: dict[str, list[Row]] = {}
    for row in known["standings"]:
        by_name.setdefault(row["indicator"], []).append(row)
    table = [matters.indicator(mine) for mine in by_name.values()]
    ranked = [one for one in table if one["rank"] is not None]
    if not ranked:
        return dict.fromkeys(("indicators_up", "best_rank", "worst_rank", "nearest_distance"))
    among = all(one["rank_total"] is not None for one in ranked)
    depth = [one["rank"] / one["rank_total"] if among else one["rank"] for one in ranked]
    near = [one for one in table if one["distance"] is not None and one["value"]]
    return {
        "indicators_up": float(sum((one["climbed"] or 0) > 0 for one in table)),
        "best_rank": ranked[depth.index(min(depth))]["rank"],
        "worst_rank": ranked[depth.index(max(depth))]["rank"],
        "nearest_distance": min(near, key=lambda one: one["distance"] / abs(one["value"]))["distance"]
        if near
        else None,
    }


def _duties(known: dict[str, list[Row]]) -> list[Row]:
    every = [*known["work_targets"], *known["items"], *known["key_projects"]]
    return [row for row in every if row["counted"]] + known["enterprise_issues"] + known["rectification"]


def _tasks_in_time(known: dict[str, list[Row]]) -> float | None:
    tasks = [row for row in known["work_targets"] if row["counted"]]
    return _n(tasks, _in_time, [row for row in tasks if _judged(row)])


def _judged(row: Row) -> bool:
    return row["light"] in JUDGED and row.get("in_period", True)


def _in_time(row: Row) -> bool:
    return _judged(row) and row["light"] in IN_TIME and not row["closed_late"]


def _milestones(tasks: list[Row]) -> float | None:
    """Reached milestones of the works that are measured by them."""
    whole, reached = 0.0, 0.0
    for area in office.listed("areas")["areas"]:
        mine = [row for row in tasks if row.get("area") == area["name"]]
        if not mine or not _by_milestones(mine, area["measured_by"]):
            continue
        for row in mine:
            several = row.get("unit") in ("个节点", "节点", "个阶段") and (row.get("target_value") or 0) > 0
            target = row.get("target_value") if several else 1.0
            got = target if row.get("status") == "done" else min(row.get("actual_value") or 0.0, target or 0.0)
            whole, reached = whole + (target or 0.0), reached + (got if several else float(row["light"] == "done"))
    return float(int(reached)) if whole else None


def _by_milestones(mine: list[Row], measured_by: str) -> bool:
    """Whether the works of an area are counted: it is declared so, or neither points nor one kind of money help."""
    told = [row for row in mine if row["rate"] is not None]
    if measured_by == "milestones":
        several = any(row.get("unit") in ("个节点", "节点", "个阶段") for row in mine)
        return several or len(told) < len(mine)
    return not any((row.get("weight") or 0) > 0 for row in told) and len(told) > 1


def _weighted(mine: list[Row], name: str) -> float | None:
    plan = sum(row["annual_plan"] for row in mine)
    return sum(row[name] * row["annual_plan"] for row in mine) / plan if plan else None


def _n(among: list[Row], mine: Callable[[Row], bool], of: list[Row] | None = None) -> float | None:
    """How many are so; unknown where there are none that could be."""
    return float(sum(map(mine, among))) if (among if of is None else of) else None


def _sum(amounts: object) -> float | None:
    known = [amount for amount in amounts if amount is not None]  # type: ignore[attr-defined]
    return float(sum(known)) if known else None
