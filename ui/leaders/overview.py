"""总览: where we are, who answers, what feeds growth, whether it is getting better."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from catalog import declared
from charts import bullets, funnel, gaps
from charts.wording import lamp_text, percent, shorten, signed
from metrics import headline, pipeline
from ui import board, facts, parts, source
from ui.leaders.items import item_of, rate_words, words
from ui.leaders.listing import fitting
from ui.markup import Html, join, tag
from ui.scope import View

SHOWN_RED = 8
MONEY = {"intended": "拟投", "contract": "合同", "paid_in": "到位"}
SHOWN_MOVES = 5
DATASETS = {"work_targets": "六项", "livelihood_projects": "民生", "key_projects": "重点项目",
            "enterprise_issues": "企业问题", "rectification": "整治"}  # fmt: skip


def key_figures(view: View, page: str = "overview", shown: int = 5, *, courses: bool = True) -> None:
    """A row of equal cards: the figure, what it is compared with, and (``courses``) its course over the year."""
    figures = facts.figures(view, page)[:shown]
    drawn = facts.figure_history(view, page) if courses and not (view.look.phone or view.look.large) else {}
    grid = st.grid(2 if view.look.phone else len(figures), min_column_width=150, gap="small")
    for figure in figures:
        _card(
            grid.cell(),
            figure,
            drawn.get(figure.name, []),
            plain=view.look.phone or view.look.present,
            narrow=view.look.phone,
        )


def _card(
    place: st.delta_generator.DeltaGenerator, figure: headline.Figure, course: list[float], *, plain: bool, narrow: bool
) -> None:
    colour: Any = {True: "green", False: "red", None: "gray"}[figure.better]
    delta = f"比上期 {figure.delta}" if figure.delta else shorten(figure.note, 9) if narrow else figure.note
    place.metric(
        figure.label,
        figure.text,
        delta or None,
        delta_color=colour,
        delta_arrow="off",
        border=True,
        height="stretch",
        help=None if plain else figure.note or None,
        chart_data=course if len(course) > 1 else None,
    )


@parts.piece
def work_bars(view: View) -> None:
    """The six works as bullets, each against its own time tick."""
    line = parts.section("六项工作完成率", "横条为完成率，竖线为各项自身时序；党建、改革、廉政按节点计数")
    table = facts.areas(view)
    rows = table.to_dict("records")
    shown = table.assign(
        label=table["area"], shown=[rate_words(r, view.day) for r in rows], note=[_basis(r) for r in rows]
    )
    worst = min(rows, key=lambda r: r["deviation"] if r["deviation"] == r["deviation"] else 0)
    alt = "六项工作完成率：" + "；".join(
        f"{r['area']}{rate_words(r, view.day)}，{lamp_text(r['light'], r['deviation'])}" for r in rows
    )
    height = parts.picture_height(view, 252, 282, phone=280)
    name = f"六项工作完成率_{worst['area']}"
    parts.chart(bullets.bullets(shown, view.look, height=height), alt=alt, name=name, table=rated(shown), line=line)


def rated(shown: pd.DataFrame) -> parts.Table:
    """The figures of bullets: what, how far, when, which lamp, on what basis."""
    lamps = [lamp_text(light, gap) for light, gap in zip(shown["light"], shown["deviation"], strict=True)]
    due = [percent(rate) for rate in shown["due_rate"]]
    return {"名称": shown["label"], "完成率": shown["shown"], "时序": due, "对时序": lamps, "依据": shown["note"]}


def _basis(row: dict) -> str:
    if row["basis"] == "milestones":
        return f"应达{row['milestones_due']}"
    return f"{row['n_measurable']}/{row['n']}可量化"


def red_list(view: View) -> None:
    """Everything red, the furthest behind first, with who answers for it."""
    note, markup = _red_markup(view)
    parts.section("红灯清单", note)
    board.draw(markup, view.look)


@facts.known
def _red_markup(view: View) -> tuple[str, Html]:
    duties = facts.duties(view)
    red = duties[duties["light"] == "behind"].sort_values("deviation", kind="stable", na_position="last")
    top = fitting(view, SHOWN_RED, present=SHOWN_RED, large=6)
    items = [
        item_of(row, name="item", group=_group(row), dataset=row["dataset"], as_of=view.as_of)
        for row in red.head(top).to_dict("records")
    ]
    note = f"共{len(red)}件，按落后幅度排序" + (f"，列前{top}件" if len(red) > top else "")
    return note, board.red_list(items, phone=view.look.phone)


def _group(row: dict) -> str:
    kind, area = DATASETS.get(row["dataset"], ""), words(row["area"])
    if row["dataset"] == "work_targets":
        return area
    if row["dataset"] == "livelihood_projects":
        return f"{kind}·{area}" if area else kind
    return kind


@parts.piece
def project_funnel(view: View, height: int = 0) -> None:
    """Projects by stage: reached, here now, overdue. ``height`` in px where it is not the overview's."""
    line = parts.section("招商项目各阶段", "深色现处、斜纹超期、浅色到过；↓为转化率")
    table = funnel_rows(view)
    if not table["reached"].sum():
        parts.nothing("还没有单位报送招商项目。")
        return
    alt = "招商项目各阶段：" + "；".join(f"{r.stage_word}{r.now}个，超期{r.overdue}个" for r in table.itertuples())
    room = (2.2 if view.look.phone else 1.5 if height else 2.0) + (1.2 if view.look.large else 0)
    parts.chart(
        funnel.funnel(table, view.look, height=height or parts.picture_height(view, 250, 282), room=room),
        alt=alt,
        name="招商项目各阶段",
        table=passed(table),
        line=line,
    )


def passed(table: pd.DataFrame) -> parts.Table:
    """The figures of a funnel: reached, here now, overdue, how many of the stage before."""
    counts = {title: table[name] for title, name in (("到过", "reached"), ("现处", "now"), ("逾期", "overdue"))}
    return {"阶段": table["stage_word"], **counts, "转化率": [percent(rate) for rate in table["conversion"]]}


def funnel_rows(view: View) -> pd.DataFrame:
    """The funnel with the one kind of money that counts in each stage (rules.toml); kinds are never added together."""
    table = pipeline.funnel(staged(view))
    kinds = {stage["name"]: stage["money"] for stage in declared("rules")["pipeline"]["stages"]}
    picked = [_amount(row, kinds[row["stage"]]) for row in table.to_dict("records")]
    return table.assign(amount=[amount for amount, _ in picked], amount_word=[word for _, word in picked])


def _amount(row: dict, kind: str) -> tuple[float, str]:
    return (row[kind] if row[f"n_{kind}"] else float("nan")), MONEY[kind]


def staged(view: View) -> pd.DataFrame:
    """Investment projects with the time each has spent in its stage."""
    return _staged(view.plain())


@facts.known
def _staged(view: View) -> pd.DataFrame:
    name = "investment_projects"
    return pipeline.staged(source.frame(view, name), source.history(view, name), as_of=view.day)


@parts.piece
def gap_trend(view: View) -> None:
    """The gap to schedule of each work, month by month."""
    line = parts.section("对时序差距走势", "百分点；零线以上为超前，以下为落后")
    table = facts.area_history(view)
    last = table[table["period"] == view.as_of]
    alt = "对时序差距：" + "；".join(f"{r.label}{signed(r.deviation)}" for r in last.itertuples())
    height = parts.picture_height(view, 250, 282)
    columns = 2 if view.look.phone else 3
    parts.chart(
        gaps.gaps(table, view.look, columns=columns, height=height),
        alt=alt,
        name="对时序差距走势",
        line=line,
        table={"工作": table["label"], "期数": table["period"], "对时序（百分点）": map(signed, table["deviation"])},
    )


def changes(view: View) -> None:
    """What got better and what got worse since the period before."""
    parts.section("比上期的变化", "亮灯好转、亮灯变差的事项")
    if facts.before(view) is None:
        parts.nothing("这是第一期，没有上期可比。")
        return
    board.draw(_changes_markup(view), view.look)


@facts.known
def _changes_markup(view: View) -> Html:
    lists, top = [], fitting(view, SHOWN_MOVES, present=SHOWN_MOVES, large=3)
    for title, moved in (("变差", "worse"), ("好转", "better")):
        rows = _moved(view, moved)
        more = f"（{len(rows)}件，列前{top}件）" if len(rows) > top else f"（{len(rows)}件）"
        lists.append(board.change_list(title + more, rows[:top]))
    return tag("div", join(lists), class_="moves")


def _moved(view: View, moved: str) -> list[board.Change]:
    works, lives = facts.assessed(view, "work_targets"), facts.items(view)
    found = []
    for table, name, dataset in ((works, "task", "work_targets"), (lives, "item", "livelihood_projects")):
        for row in table[table["moved"] == moved].sort_values("deviation", kind="stable").to_dict("records"):
            item = item_of(row, name=name, group="", dataset=dataset, as_of=view.as_of)
            found.append(
                board.Change(item.name, row["previous_light"], item.light, item.deviation, item.href, item.days_over)
            )
    return found
