"""The tasks of the six works, month by month: one row a task, in canonical values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tools.samples import projects
from tools.samples.calendar import Row, at_most, day, dice, hurry, lead_post, pick, share, words

TASK = ("unit", "task", "target_text", "target", "measure", "points", "deadline", "july", "curve", "plan")
NEVER = "none"


def of_unit(unit: str, month: int) -> list[Row]:
    """What ``unit`` reports of its tasks at the end of ``month``."""
    return [_reported(task, month) for task in _all() if task["unit"] == unit and task["from_month"] <= month]


def _all() -> Iterator[Row]:
    for work in words().work:
        common = {"area": work["area"], "sub_area": work["sub_area"], "from_month": work.get("from_month", 1)}
        for listed in work["tasks"]:
            yield {**common, "start": work.get("start", ""), **dict(zip(TASK, listed, strict=True))}
    for work in words().street_work:
        yield from _of_streets(work)


def _of_streets(work: Row) -> Iterator[Row]:
    for street, target, july in zip(words().streets.names, work["targets"], work["july"], strict=True):
        names = {"task": work["task"].format(street=street), "target_text": work["target_text"].format(target=target)}
        same = {k: work[k] for k in ("area", "sub_area", "points", "deadline", "plan")}
        own = {"unit": street, "target": target, "july": july, "measure": work["unit"], "curve": "even"}
        yield {**same, **own, **names, "start": "", "from_month": 1}


def reached(task: Row, month: int) -> float:
    """What is done at the end of ``month``: its curve, scaled to July's figure, a little uneven, never going down."""
    if task["curve"] == NEVER:
        begun = min(1.0, words().exercises.begun * max(0, month + 1 - words().exercises.month))
        return round(task["target"] * begun)
    if task["task"] in words().follows:
        return projects.signed_this_year(task["unit"], month, **words().follows[task["task"]])
    at = share(task["curve"], month) / share(task["curve"], 7)
    wobble = dice("task", task["task"], month).uniform(0.93, 1.03) if month not in (7, 8) else 1.0
    value = task["july"] * at * wobble * hurry(month)
    value = min(value, task["july"]) if month < 7 else at_most(value, task)
    return round(value) if isinstance(task["july"], int) else round(value, 1)


def _so_far(task: Row, month: int) -> float:
    return max(reached(task, m) for m in range(1, month + 1))


def _reported(task: Row, month: int) -> Row:
    counted = bool(task["target"])
    actual = _so_far(task, month) if counted else None
    row = {key: task[key] for key in ("area", "sub_area", "task", "target_text")}
    row |= {"content": task["target_text"], "weight": task["points"], "lead_department": task["unit"]}
    row |= {"lead_leader": lead_post(task["unit"]), "support_departments": words().support.get(task["unit"], [])}
    row |= {"target_value": task["target"] or None, "unit": task["measure"] or None, "actual_value": actual}
    row |= {"completion_rate": actual / task["target"] if counted else None, "deadline": day(task["deadline"])}
    row |= {"period_target": _due(task, month), "start_date": day(task["start"]) if task["start"] else _begun(task)}
    status = _status(task, actual, month)
    return row | {"status": status, "done_date": _done_on(task, month, status)} | _told(task, month, status)


def _begun(task: Row) -> date:
    return date(words().year, 1, 3 + dice("begun", task["task"]).randrange(4))


def _due(task: Row, month: int) -> float | None:
    """The plan to date: the curve squeezed into the months the task has."""
    if not task["plan"] or not task["target"]:
        return None
    months = day(task["deadline"]).month
    due = task["target"] * min(1.0, share(task["plan"], min(12, round(month * 12 / months))))
    return round(due) if isinstance(task["july"], int) else round(due, 1)


def _status(task: Row, actual: float | None, month: int) -> str:
    """The word the unit uses itself, one that agrees with its figures."""
    if task["curve"] == NEVER:
        return "on_track" if actual else "not_started"
    if actual is None:
        return "on_track"
    rate, due = actual / task["target"], _due(task, month)
    gap = rate - (due / task["target"] if due is not None else month / day(task["deadline"]).month)
    if rate >= 1:
        return "done"
    return "ahead" if gap > 0.05 else "behind" if gap < -0.1 else "on_track"


def _done_on(task: Row, month: int, status: str) -> date | None:
    if status != "done":
        return None
    first = next(m for m in range(1, month + 1) if _so_far(task, m) >= task["target"])
    return date(words().year, first, 12 + dice("done", task["task"]).randrange(15))


def _told(task: Row, month: int, status: str) -> Row:
    """Progress, problem and next step in words."""
    telling, behind = words().telling, status == "behind"
    told: Row = {"progress_text": _progress(task, month, status)}
    told["problem"] = pick(telling.problems, task["task"]) if behind else None
    steps = telling.next_steps
    told["next_step"] = steps[-1] if status == "done" else pick(steps[:-1], "next", task["task"])
    return told


def _progress(task: Row, month: int, status: str) -> str:
    telling = words().telling
    if status == "not_started":
        return telling.waiting
    if not task["target"]:
        return pick(telling.unmeasured, task["task"])
    actual = _so_far(task, month)
    if status == "done":
        return telling.over if actual > task["target"] else telling.done
    if not actual:
        return pick(telling.nothing, task["task"])
    if task["task"] in _node_tasks():
        nodes = telling.nodes[task["area"]]
        return nodes[min(len(nodes) - 1, int(actual / task["target"] * len(nodes)))]
    step = round(actual - _so_far(task, month - 1), 1) if month > 1 else actual
    sentence = telling.number if month > 1 else telling.first
    return sentence.format(month=month, actual=actual, step=step, unit=task["measure"])


def _node_tasks() -> set[str]:
    """Tasks counted in steps of their own rather than in things."""
    steps = words().telling.steps_counted_in
    return {task["task"] for task in _all() if task["measure"] == steps}
