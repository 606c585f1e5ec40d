"""Tasks, livelihood items and key projects: how each stands against its target and its clock."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.golden.recomputed import office, rows
from tests.golden.recomputed.rows import Row

FINISHED = ("已竣工", "竣工投用", "已建成", "已投用", "已完工", "建成投用", "交付使用")
IDLE = ("未开工", "前期", "招投标", "准备开工", "计划开工", "待开工")
BEGUN = ("开工", "施工", "建设中", "在建", "封顶", "安装", "装修", "主体", "竣工", "投产", "投用", "建成")


def judged(row: Row, dataset: str, today: date) -> Row:
    """The row with its rate, what was due, and its lamp."""
    kind, lower = office.measure(row)
    still = kind in ("level", "ceiling")
    target, actual, status = row.get("target_value"), row.get("actual_value"), row.get("status")
    time = _time(row, dataset, today)
    rate = (
        None if still else _share(actual, target) if _share(actual, target) is not None else row.get("completion_rate")
    )
    plan = None if still else _share(row.get("period_target"), target)
    shares = office.curve(row, dataset)
    by_curve = None if shares is None else _between(shares, 12 * time)
    planned = plan if plan is not None else by_curve
    due_rate = time if planned is None else planned
    gap = (
        round((target - actual if lower else actual - target), 9)
        if kind == "level" and None not in (actual, target)
        else None
    )
    used = _used(actual, target) if kind == "ceiling" else None
    counted, deadline = status not in office.OUT, row.get("deadline")
    due = counted and deadline is not None and deadline <= today
    silent = row["period"] < f"{today:%Y-%m}"
    holds = due and ((gap is not None and gap >= 0) or (used is not None and used <= 1))
    done = holds and not silent if still else status == "done" or (rate is not None and rate >= 1)
    excused = (holds and row["period"] >= f"{deadline:%Y-%m}") or used is not None
    overdue = due and not done and not excused
    known = row | {
        "rate": rate,
        "due_rate": due_rate,
        "time": time,
        "plan": plan,
        "planned": planned,
        "counted": counted,
    }
    known |= {"due": due, "overdue": overdue, "silent": silent, "gap": gap, "used": used}
    lamp, unheard = _lamp(known, kind, done, today)
    done_date = row.get("done_date")
    late = done and done_date is not None and deadline is not None and done_date > deadline
    return known | {"light": lamp, "unheard": unheard, "closed_late": late}


def _time(row: Row, dataset: str, today: date) -> float:
    return today.month / 12 if dataset == "key_projects" else office.passed(*office.clock(row), today)


def _lamp(row: Row, kind: str, done: bool, today: date) -> tuple[str, bool]:
    """The lamp, and whether it is lit because this month's report says nothing of the row."""
    by_value = _by_value(row, kind)
    begun = row["rate"] if row["rate"] is not None else row.get("actual_value")
    ahead = row["time"] <= 0 or (row.get("start_date") or date.min) > today
    waits = not (begun or 0) > 0 and ((ahead and not (row["planned"] or 0) > 0) or row["planned"] == 0)
    if not row["counted"]:
        return "not_measurable", False
    if done:
        return "done", False
    if row["overdue"]:
        return "behind", False
    if row["silent"]:
        return (by_value if by_value in ("behind", "warning") else "no_report"), True
    if waits and not (row["used"] or 0) > 1:
        return "not_started", False
    if by_value:
        return by_value, False
    if row.get("status") == "behind":
        return "behind", False
    if row.get("status") == "not_started":
        return by_gap(-100 * row["due_rate"]), False
    return ("no_report" if row.get("target_value") is not None else "not_measurable"), False


def _by_value(row: Row, kind: str) -> str | None:
    if row["used"] is not None:
        return "behind" if row["used"] > 1 else "warning" if round(row["used"] - row["due_rate"], 9) > 0 else "on_track"
    if row["gap"] is not None:
        missing = -row["gap"] / abs(row["target_value"]) if row["target_value"] else float("inf")
        return "on_track" if row["gap"] >= 0 else "behind" if round(missing, 9) > 0.05 else "warning"
    return None if row["rate"] is None else by_gap(100 * (row["rate"] - row["due_rate"]))


def by_gap(points: float) -> str:
    shown = Decimal(repr(round(points, 9))).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return "behind" if shown < -10 else "warning" if shown < -5 else "on_track"


def _share(part: Any, whole: Any) -> float | None:
    return part / whole if part is not None and whole is not None and whole > 0 else None


def _used(actual: float | None, limit: float | None) -> float | None:
    if limit == 0 and actual is not None:
        return float("inf") if actual > 0 else 0.0
    return _share(actual, limit)


def _between(shares: list[float], at: float) -> float:
    month = min(int(at), 11)
    return shares[month] + (shares[month + 1] - shares[month]) * (at - month)


def items(livelihood: list[Row]) -> list[Row]:
    """The livelihood items: each stands where its worst part stands."""
    parts: dict[tuple[Any, Any], list[Row]] = {}
    for row in livelihood:
        parts.setdefault((row.get("category"), row.get("project")), []).append(row)
    found = []
    for mine in parts.values():
        live = [row for row in mine if row["counted"]] or mine
        worst = max(live, key=lambda row: (office.PRESSING.index(row["light"]), row["overdue"], _behind(row)))
        overdue = any(row["overdue"] for row in live)
        found.append(worst | {"counted": live[0]["counted"], "overdue": overdue, "closed_late": False})
    return found


def _behind(row: Row) -> float:
    return float("-inf") if row["rate"] is None else row["due_rate"] - row["rate"]


def projects(month: str, today: date) -> list[Row]:
    """The key projects, judged on what was invested this year."""
    found = []
    for row in rows.shown("key_projects", month):
        spent, total = row.get("completed_since_start"), row.get("total_investment")
        over = spent is not None and total is not None and spent >= total
        status = "done" if over or any(word in (row.get("progress_text") or "") for word in FINISHED) else None
        money = {"target_value": row.get("annual_plan"), "actual_value": row.get("completed_ytd")}
        found.append(
            judged(row | money | {"period_target": row.get("period_plan"), "status": status}, "key_projects", today)
        )
    return found


def started(row: Row) -> bool:
    said = row.get("progress_text") or ""
    spent = (row.get("completed_ytd") or 0) > 0 or (row.get("completed_since_start") or 0) > 0
    return not any(word in said for word in IDLE) and (spent or any(word in said for word in BEGUN))
