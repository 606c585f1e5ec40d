"""逐项查看: one task with its history, plan curve, forecast with its range, problem, next step, and its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from catalog.book import book
from catalog.lamps import how_far
from catalog.numbers import period_words
from catalog.numbers import rate as percent
from catalog.text import is_missing
from catalog.words.pending import pending_words
from charts import history
from metrics import evidence, findings, forecast, lights, printed, succession
from metrics.turns import turns
from ui import board, facts, parts, source
from ui.leaders.items import day_words, short_post, short_unit, under_way, words
from ui.leaders.listing import fitting, lamp, listed, some_of
from ui.leaders.work_areas import part_name
from ui.markup import Html, tag
from ui.scope import View
from ui.trace_link import cell_href

DATASET = "work_targets"
TIME_RULES = {"plan": "序时计划", "quarters": "季度节点", "curve": "序时曲线", "months": "按自身时限逐月推算"}
# Other tasks of the same work on the meeting screen.
BESIDE = 10
# What stands in place of the rate where nothing is completed.
MEASURES = {"level": "水平", "ceiling": "控制"}
VALUES_SAY = "实线为各期报数，虚线为目标或限额；按现值比较，没有完成率"
BASES = {"computed": "完成值÷目标值", "reported": "单位自报", "none": "不可量化"}


def chosen(view: View) -> str | None:
    """The task picked here or named by the link (``part`` the sub-item, ``task`` the task): its row_id."""
    tasks = facts.assessed(view, DATASET)
    if tasks.empty:
        parts.unreported(view, book().said("{areas}工作任务"), DATASET)
        return None
    labels = [part_name(a, s) for a, s in zip(tasks["area"].fillna("未归类"), tasks["sub_area"], strict=True)]
    tasks = tasks.assign(part=labels)
    with st.container(horizontal=True):
        part = parts.pick(view, "分项", list(dict.fromkeys(labels)), "part")
        mine = tasks[tasks["part"] == part]
        names = dict(zip(_names(mine), mine["row_id"], strict=True))
        task = parts.pick(view, "任务", list(names), "task")
    return names.get(task)


def _names(tasks: pd.DataFrame) -> list[str]:
    """The tasks' names, told apart by number where two have the same."""
    seen: dict[str, int] = {}
    names = []
    for name in tasks["task"].map(words):
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return names


def finding(view: View, row_id: str) -> str:
    """The sentence the task's screen is titled with."""
    tasks = facts.assessed(view, DATASET)
    return findings.of_task(tasks[tasks["row_id"] == row_id].iloc[0].to_dict())


@parts.piece
def course(view: View, row_id: str) -> None:
    """What was reported month by month, what was due, and where it will stand at year's end."""
    row = _row(view, row_id)
    how = "实线为实际，虚线为应达；右侧为年末推算的区间，◇为单位自报"
    line = parts.section("推进情况", how if is_missing(row["stands"]) else VALUES_SAY)
    past = succession.with_the_whole(source.history(view, DATASET), DATASET, row_id, view.as_of)
    if not is_missing(row["stands"]):
        _course_of_values(view, row, past, line)
        return
    points = _points(forecast.paths(past, row_id, as_of=view.day))
    if points["rate"].notna().sum() == 0:
        parts.nothing("这项任务没有可以连成曲线的完成率。")
        return
    ahead = _ahead(view, row_id)
    last = points["rate"].dropna().iloc[-1]
    alt = f"实际完成{percent(last)}" + (f"，年末推算{percent(ahead['low'])}至{percent(ahead['high'])}" if ahead else "")
    height = parts.picture_height(view, 620, 820, phone=330)
    rates = {title: map(percent, points[name]) for title, name in (("实际", "rate"), ("应达", "due_rate"))}
    points = points.assign(href=[_href_then(view, month, row_id) for month in points["period"]])
    figure = history.history(points, view.look, forecast=ahead, height=height)
    parts.chart(figure, alt=alt, name="任务推进情况", table={"报告期": points["period"], **rates}, line=line)
    if ahead is None:
        parts.nothing(f"报送不足{book().rules.forecast.minimum_points}期，不作推算。")


def _href_then(view: View, month: str, row_id: str) -> str:
    """Where the task's rate of that month leads; "" for a month that is still to come."""
    if month not in facts.months(view):
        return ""
    then = replace(view, as_of=month)
    tasks = facts.assessed(then, DATASET)
    mine = tasks[tasks["row_id"] == row_id].to_dict("records")
    return _rate_href(then, mine[0]) if mine else ""


def _course_of_values(view: View, row: dict[str, Any], past: pd.DataFrame, line: Any) -> None:
    """What a level or a limit came to month by month, and its target or limit: it completes nothing."""
    points = values_of(row, past)
    figure = history.values(
        points.assign(href=[_href_then(view, month, row["row_id"]) for month in points["period"]]), view.look,
        against=row["target_value"], named=row["against"], from_nought=row["measure"] == "ceiling",
        height=parts.picture_height(view, 620, 820, phone=330),
    )  # fmt: skip
    told = "、".join(f"{period_words(one.period)}{one.said}" for one in points.itertuples())
    table = {"报告期": points["period"], "报数": points["said"]}
    parts.chart(figure, alt=f"{row['against']}；历次报数：{told}", name="任务推进情况", table=table, line=line)


def values_of(row: dict[str, Any], past: pd.DataFrame) -> pd.DataFrame:
    """``period value said`` of every report of a level or a limit in its own unit, in time."""
    mine = past[(past["row_id"] == row["row_id"]) & past["actual_value"].notna()].sort_values("period", kind="stable")
    said = [f"{printed.quantity(value)}{words(row['unit'])}" for value in mine["actual_value"]]
    return pd.DataFrame({"period": mine["period"].array, "value": mine["actual_value"].array, "said": said})


def _points(table: pd.DataFrame) -> pd.DataFrame:
    """The reported and the due rate side by side, one row a period."""
    actual = table[table["kind"] == "actual"].drop_duplicates("period", keep="last").set_index("period")
    due = table[table["kind"] == "plan"].drop_duplicates("period", keep="last").set_index("period")
    periods = sorted(set(actual.index) | set(due.index))
    filled = actual["due_rate"].reindex(periods).fillna(due["due_rate"].reindex(periods))
    return pd.DataFrame(
        {"period": periods, "rate": actual["rate"].reindex(periods).to_numpy(), "due_rate": filled.to_numpy()}
    )


def _ahead(view: View, row_id: str) -> dict[str, Any] | None:
    table = facts.forecasts(view, DATASET)
    mine = table[table["row_id"] == row_id]
    if mine.empty or is_missing(mine["forecast"].iloc[0]):
        return None
    row = mine.iloc[0]
    return {"low": row["low"], "mid": row["forecast"], "high": row["high"], "own": row["own_forecast"]}


def dossier(view: View, row_id: str) -> None:
    """What the unit reported, each figure one click from its cell."""
    parts.section("报送内容" if not view.look.present else _called(view, row_id), "点数字查看原单元格")
    board.draw(_dossier(view, row_id), view.look, key="tasks-dossier")
    if turned := _turned(view, row_id):
        parts.section("走势说明", "转折的月份，和当月报表所说")
        board.draw(board.dossier(turned), view.look, key="tasks-turns")
    if view.look.present:
        note, beside = _beside(view, row_id)
        parts.section("同一工作的任务", note)
        board.draw(beside, view.look, key="tasks-beside")


@facts.known
def _beside(view: View, row_id: str) -> tuple[str, Html]:
    """The other tasks of the same work, the most pressing on top: on the meeting screen there is room for them."""
    mine, tasks = _row(view, row_id), facts.assessed(view, DATASET)
    others = lights.by_urgency(tasks[tasks["area"].eq(mine["area"]) & tasks["row_id"].ne(row_id)])
    top = fitting(view, BESIDE, present=BESIDE, large=BESIDE // 2)
    records = others.head(top).to_dict("records")
    rows = [
        [words(r["task"]), how_far(r), lamp(r["light"], r["deviation"], r["days_over"], cause=r["cause"]),
         short_unit(r["lead_department"]), short_post(r["lead_leader"])]
        for r in records
    ]  # fmt: skip
    hrefs = [_rate_href(view, r) for r in records]
    heads = board.heads("任务 完成率> 对时序 责任单位 牵头领导")
    note = f"“{words(mine['area'])}”其余任务，滞后、预警的在前" + some_of(len(others), top, "项")
    return note, listed(view, heads, rows, caption="同一工作的任务", hrefs=hrefs)


@facts.known
def _turned(view: View, row_id: str) -> dict[str, str]:
    """The months in which the course turned: how, and what is in the way or how far it was by that month's sheet."""
    history = source.history(view, DATASET)
    mine = history[history["row_id"] == row_id].to_dict("records")
    told = {row["period"]: words(row["problem"]) or words(row["progress_text"]) for row in mine}
    how = pending_words().turns
    points = _points(forecast.paths(history, row_id, as_of=view.day))
    return {
        period_words(period): "：".join(part for part in (how[kind], said) if part)
        for period, kind, said in turns(points, told)
    }


def _called(view: View, row_id: str) -> str:
    """The task's name, which on the meeting screen stands nowhere else."""
    return words(_row(view, row_id)["task"])


def _row(view: View, row_id: str) -> dict[str, Any]:
    tasks = facts.assessed(view, DATASET)
    return tasks[tasks["row_id"] == row_id].iloc[0].to_dict()


@facts.known
def _dossier(view: View, row_id: str) -> Html:
    row = _row(view, row_id)
    unit = words(row["unit"])
    figures = {
        "目标": _target(view, row, unit),
        "完成": _linked(view, row, "actual_value", unit),
        **_judged(view, row),
        "亮灯": lamp(row["light"], row["deviation"], row["days_over"], href=_rate_href(view, row), cause=row["cause"]),
    }
    came = succession.told(DATASET, words(row["task"]), view.as_of)
    who = {"沿革": came} if came else {}
    who |= {"牵头领导": row["lead_leader"], "责任单位": row["lead_department"], "配合单位": row["support_departments"]}
    said = {
        "进展": under_way(row),
        "问题": row["problem"],
        "下步": row["next_step"],
        "时限": board.linked(day_words(row["deadline"]), cell_href(view, DATASET, row["row_id"], "deadline")),
    }
    return board.dossier({**figures, **who, **said})


def _target(view: View, row: dict[str, Any], unit: str) -> Html | str:
    """The target that counts; where the sheet says another than the approved one, that too, with its cell."""
    typed = row["typed_target"]
    if is_missing(typed):
        paper = f"（依据{row['paper']}）" if row["paper"] else ""
        shown = _linked(view, row, "target_value", unit)
        return tag("span", shown, paper) if shown else words(row["target_text"])
    was = board.linked(
        f"{typed:,.10g}{row['typed_unit'] or unit}", cell_href(view, DATASET, row["row_id"], "target_value")
    )
    paper = f"，依据{row['paper']}" if row["paper"] else ""
    return tag("span", f"{row['target_value']:,.10g}{unit}（核定{paper}；报送为", was, "，不予采用）")


def _judged(view: View, row: dict[str, Any]) -> dict[str, Html | str]:
    """What the task is judged by: a rate against what is due, or, of a level or a limit, how it stands."""
    if not is_missing(row["said"]):
        return {MEASURES[row["measure"]]: tag("span", board.linked(row["said"], _rate_href(view, row)))}
    found: dict[str, Html | str] = {"完成率": _rate(view, row), "应达": _due(view, row)}
    return found | {"口径": "待定口径，暂按累计"} if row["undecided"] else found


def _rate(view: View, row: dict[str, Any]) -> Html:
    return tag("span", board.linked(percent(row["rate"]), _rate_href(view, row)), f"（{BASES[row['rate_basis']]}）")


def _rate_href(view: View, row: dict[str, Any]) -> str:
    return cell_href(view, DATASET, row["row_id"], evidence.field(DATASET, row["rate_basis"]))


def _due(view: View, row: dict[str, Any]) -> Html:
    """What is due, by the plan's own cell where there is one, else by the calendar up to the deadline's."""
    field = "period_target" if row["time_rule"] == "plan" else "deadline"
    href = "" if is_missing(row[field]) else cell_href(view, DATASET, row["row_id"], field)
    shown = board.linked(percent(row["due_rate"]), href)
    rule = TIME_RULES.get(row["time_rule"], row["time_rule"])
    return tag("span", shown, f"（{rule}“{row['curve']}”）" if row["curve"] else f"（{rule}）")


def _linked(view: View, row: dict[str, Any], field: str, unit: str) -> Html | str:
    if is_missing(row[field]):
        return ""
    text = f"{row[field]:,.10g}{unit}"
    return tag("span", board.linked(text, cell_href(view, DATASET, row["row_id"], field)))
