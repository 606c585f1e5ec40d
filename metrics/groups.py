"""Any number of a chart or table as rows of a judged frame where columns hold given values: the book's ``groups``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog import dataset as described
from catalog.book import book
from catalog.book.groups import Group as Counted
from catalog.book.groups import GroupMeasure
from catalog.numbers import points, rate
from catalog.words.metrics import metric_words
from metrics import accountability, evidence, key_projects, lights, rollup
from metrics.campaigns.issues import STEPS, class_names, clock_flags
from metrics.columns import Flags, Floats, days, flags, looked_up, one_of, texts
from metrics.columns import numbers as amounts_of
from metrics.judged import Judged
from metrics.numbers import points_apart
from metrics.pipeline.cohorts import labelled as by_cohort
from metrics.pipeline.funnel import reasons
from metrics.pipeline.places import labelled as by_place
from metrics.pipeline.stages import bands, came_from, names, staged
from metrics.progress import with_columns

Asked = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Group:
    """A number of a chart or table: what it is called, as printed, and what it rests on; ``rule`` it is judged by;
    ``note`` how far a rate is from what was due, "" for other numbers."""

    label: str
    kind: str
    text: str
    rests: tuple[evidence.Rows, ...]
    rule: str
    note: str = ""


def group(name: str, measure: str, asked: Asked, known: Judged, as_of: date) -> Group | None:
    """The number ``measure`` of the rows of ``name`` where each column of ``asked`` holds one of its values.

    None for a group, measure, column or value that does not exist: what a link says is only ever looked up.
    """
    spec = book().groups.get(name)
    if spec is None or measure not in spec.measures or not set(asked) <= set(spec.keys):
        return None
    frame, rule = SOURCES[name](known, as_of), spec.measures[measure]
    chosen = frame[_where(frame, asked, name)]
    if asked and chosen.empty:
        return None
    kind, rests = rule.kind, _rests(chosen, rule, spec.dataset, asked, name)
    total = _total(name, rule, chosen, asked)
    kind = {"milestones": "of", "none": "none"}.get(total.get("basis", ""), kind)
    label = "·".join([*_said(spec, asked), rule.label])
    return Group(label, kind, evidence.printed(kind, rests), rests, spec.rule, _gap(total))


def _total(name: str, rule: GroupMeasure, chosen: pd.DataFrame, asked: Asked) -> dict[str, Any]:
    """All chosen rows as one, for rates that have a due rate; nothing for other numbers."""
    if rule.rests != "rate":
        return {}
    return rollup.total(chosen, _measured_by(asked)) if name == "tasks" else key_projects.total(chosen)


def _gap(total: dict[str, Any]) -> str:
    """What was due beside a rate, and how far apart they are."""
    if not total or total["rate"] != total["rate"]:
        return ""
    apart = points(float(points_apart(total["rate"], total["due_rate"])))
    return metric_words().evidence.gap.format(due=rate(total["due_rate"]), gap=apart)


def _said(spec: Counted, asked: Asked) -> list[str]:
    """The values asked for, in words."""
    words = metric_words().evidence
    return [
        words.joined.join(_word(spec, key, value) or words.missing for value in values) for key, values in asked.items()
    ]


def _word(spec: Counted, key: str, value: str) -> str:
    if key == "came_from" and value == "new":  # in the period before there was none of it
        return metric_words().evidence.new_now
    words = {"light": lights.rule().words, "dataset": {}, "site_group": _group_words()}
    words |= {"stage": _steps(), "reached": _steps(), "step": _steps(), "came_from": _steps()}
    found = words.get(key, {}).get(value, described(value).label if key == "dataset" else value)
    return f"{spec.keys[key]}{found}"


def _steps() -> dict[str, str]:
    rules = book().rules
    stages = {stage.name: stage.word for stage in rules.pipeline.stages}
    return stages | rules.pipeline.other_stages | rules.issues.steps


def _group_words() -> dict[str, str]:
    rule = key_projects.rule()
    return {g.name: g.word for g in rule.groups} | {"other": rule.other}


def _where(frame: pd.DataFrame, asked: Asked, name: str) -> Flags:
    """The rows where every column asked for holds one of its values; "" stands for nothing."""
    mine = np.ones(len(frame), dtype=bool)
    for key, values in asked.items():
        if key == "reached":
            mine &= frame["reached_order"].to_numpy(dtype="float64") >= _order(name, values)
        else:
            mine &= one_of(np.array([v or "" for v in texts(frame, key)], dtype=object), list(values))
    return mine


def _order(name: str, values: Sequence[str]) -> float:
    """The place of a stage or step among its kind; beyond all of them where there is none of that name."""
    order = list(STEPS) if name == "issues" else names()
    return float(order.index(values[0])) if values[0] in order else np.inf


def _rests(frame: pd.DataFrame, rule: GroupMeasure, dataset: str, asked: Asked, name: str) -> tuple[evidence.Rows, ...]:
    if rule.rests:
        if name == "tasks":
            return rollup.rests(frame, _measured_by(asked))
        return key_projects.rests(frame, "" if rule.rests == "rate" else rule.rests)
    mine, by = _holds(frame, rule.where), rule.by
    if rule.beyond:
        mine &= frame["reached_order"].to_numpy(dtype="float64") > _order(name, asked.get("reached", ("",)))
    if rule.amount:
        above = evidence.added(frame, amounts_of(frame, rule.amount), mine, dataset=dataset, by=by or rule.amount)
        over = rule.over
        under = evidence.below(frame, amounts_of(frame, over), mine, dataset=dataset, by=over)
        return (above, under) if over else (above,)
    among = None if rule.among is None else _holds(frame, rule.among)
    return (evidence.counted(frame, mine, among, dataset=dataset, by=by),)


def _holds(frame: pd.DataFrame, where: dict[str, bool | str]) -> Flags:
    mine = np.ones(len(frame), dtype=bool)
    for column, value in where.items():
        mine &= flags(frame, column) if value is True else texts(frame, column) == value
    return mine


def _measured_by(asked: Asked) -> str:
    areas = {area.name: area.measured_by for area in book().areas}
    return areas.get(next(iter(asked.get("area", ())), ""), "points")


# Where the rows come from, with the columns that charts group by: named as the charts name them.


def _tasks(known: Judged, as_of: date) -> pd.DataFrame:
    del as_of
    return known["work_targets"]


def _subtargets(known: Judged, as_of: date) -> pd.DataFrame:
    del as_of
    return known["livelihood_projects"]


def _items(known: Judged, as_of: date) -> pd.DataFrame:
    del as_of
    return _timed(known["items"])


def _duties(known: Judged, as_of: date) -> pd.DataFrame:
    return _timed(accountability.of_judged(known, as_of=as_of))


def _timed(frame: pd.DataFrame) -> pd.DataFrame:
    judged, on_time = accountability.judged_and_on_time(frame)
    return _with(frame, {"on_time": on_time, "judged": judged})


def _projects(known: Judged, as_of: date) -> pd.DataFrame:
    projects = known["investment_projects"]
    history = known.get("investment_history", projects)
    judged = staged(projects, history, as_of=as_of)
    labels = by_place(judged) | by_cohort(judged, as_of) | {"band": bands(judged), "reason": reasons(judged)}
    labels["came_from"] = came_from(projects, history, as_of=as_of)
    spent = (days(judged, "start_date") - days(judged, "sign_date")).astype("float64")
    nothing = np.isnat(days(judged, "start_date")) | np.isnat(days(judged, "sign_date")) | (spent < 0)
    paying = ~np.isnan(amounts_of(judged, "paid_in")) & (amounts_of(judged, "contract_investment") > 0)
    labels |= {"days_to_start": np.where(nothing, np.nan, spent), "pays": paying}
    # Of a stage without a limit nobody asks how long a project has been in it.
    return _with(judged, labels)


def _key_projects(known: Judged, as_of: date) -> pd.DataFrame:
    projects = known["key_projects"]
    return _with(projects, dict(key_projects.start_flags(projects, as_of=as_of)))


def _issues(known: Judged, as_of: date) -> pd.DataFrame:
    del as_of
    issues = known["enterprise_issues"]
    order: Floats = looked_up(texts(issues, "step"), {step: float(i) for i, step in enumerate(STEPS)}, np.nan)
    return _with(issues, {"class_name": class_names(issues), "reached_order": order, **clock_flags(issues)})


def _plain(name: str) -> Callable[[Judged, date], pd.DataFrame]:
    return lambda known, as_of: known[name]  # noqa: ARG005 - the signature is that of every source


def _with(frame: pd.DataFrame, columns: dict[str, Any]) -> pd.DataFrame:
    return with_columns(frame.drop(columns=[name for name in columns if name in frame]), columns, list(columns))


SOURCES: dict[str, Callable[[Judged, date], pd.DataFrame]] = {
    "tasks": _tasks,
    "subtargets": _subtargets,
    "items": _items,
    "duties": _duties,
    "projects": _projects,
    "key_projects": _key_projects,
    "issues": _issues,
    "fixes": _plain("rectification"),
    "clients": _plain("target_clients"),
    "carriers": _plain("partner_carriers"),
}
