"""One page a unit or post: what it answers for, how it has gone, what it promised, what falls due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from catalog import dataset as described
from catalog import judged_by
from catalog.book import book
from catalog.lamps import how_far
from catalog.numbers import nothing_said
from catalog.numbers import rate as percent
from catalog.text import is_missing
from metrics import comparison, lights
from metrics.told import told
from ui import board, facts, parts, source
from ui.board.owners import post_href, unit_href
from ui.identity import identity, units_shown
from ui.leaders.accountability import ranked
from ui.leaders.items import day_words, whole, words
from ui.leaders.listing import NUMBER, count, fitting, lamp, listed, some_of
from ui.markup import Html
from ui.papers.demands import asked_at, demands
from ui.scope import View
from ui.trace_link import cell_href, group_href

SHOWN, PROMISED, SOON = 10, 5, 5
AHEAD_DAYS = 30
FORECAST = judged_by("progress", "key_projects")
ITEMS = (("事项", ""), ("状态", ""), ("完成率", NUMBER), ("存在问题", ""), ("下步打算", ""), ("时限", ""))
SOON_DUE = f"{AHEAD_DAYS}天内到期"
DUE = ((SOON_DUE, ""), ("时限", ""), ("完成率", NUMBER), ("预计年底", NUMBER))
MADE = (("上次会议点名", ""), ("落实情况", ""), ("答复和承诺", ""), ("连续点名", NUMBER))
NAMES = (("名称", ""), ("滞后", NUMBER), ("预警", NUMBER), ("承担", NUMBER), ("按期率", NUMBER))


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose page it is: ``column`` department | leader of the duties, and the name; "" for the list of all."""

    column: str
    name: str


def owner(view: View) -> Owner:
    """The unit of the view, the post the link names, else the reader's own; without any, nobody in particular."""
    if view.department:
        return Owner("department", view.department)
    posts = set(facts.duties(view)["leader"].dropna())
    asked = st.query_params.get("post", "")
    own = next((name for name in (asked, identity().name) if name in posts), "")
    return Owner("leader", own)


def finding(view: View, whose: Owner) -> str:
    """How much it answers for and how much of that is red and amber."""
    if not whose.name:
        duties = facts.duties(view)
        units, posts = (int(duties[column].nunique()) for column in ("department", "leader"))
        return f"{units}个单位、{posts}位牵头领导，每个一页"
    mine = _duties(view, whose)
    red, amber = (int((mine["light"] == light).sum()) for light in ("behind", "warning"))
    if mine.empty:
        return f"{whose.name}本期没有承担的事项"
    return nothing_said(f"{whose.name}：承担{len(mine)}项，滞后{red}项、预警{amber}项")


def _duties(view: View, whose: Owner) -> pd.DataFrame:
    duties = facts.duties(_sight(view, whose))
    return duties[duties[whose.column].eq(whose.name)]


def _sight(view: View, whose: Owner) -> View:
    """A post's duties lie with many units: all of them, where the reader is shown all."""
    return view if whose.column == "department" or units_shown() is not None else replace(view, department="")


def everybody(view: View) -> None:
    """All units and posts with what they answer for, each leading to its own page."""
    cells = parts.cells(2)
    for cell, who, title in zip(cells, ("department", "leader"), ("责任单位", "牵头领导"), strict=True):
        with cell:
            parts.section(title, "按滞后、预警件数排列；点名称看本单位、本人的一页")
            board.draw(_everybody(view, who), view.look, key=f"owner-{who}")


@facts.known
def _everybody(view: View, who: str) -> Html:
    table = ranked(view, who).sort_values(["n_behind", "n_warning", "n"], ascending=False, kind="stable")
    rows = []
    for row in table.to_dict("records"):
        rate = f"{percent(row['on_time_rate'], 0)}（{row['n_on_time']}/{row['n_judged']}）" if row["n_judged"] else "—"
        lit = [count(light, row[f"n_{light}"]) for light in ("behind", "warning")]
        rows.append([row["name"], *lit, row["n"], rate])
    href = {"department": unit_href, "leader": post_href}[who]
    names = [href(row["name"]) for row in table.to_dict("records")]
    linked = [[board.linked(row[0], to), *row[1:]] for row, to in zip(rows, names, strict=True)]
    return listed(view, NAMES, linked, caption="责任单位和牵头领导", dense=True)


def key_figures(view: View, whose: Owner) -> None:
    """Its counts of the month with their course over the year, its rate and place, what it promised."""
    board.draw(_figures(view, whose.column, whose.name, asked_at(view)), view.look, key="owner-figures")


@facts.known
def _figures(view: View, column: str, name: str, since: str) -> Html:  # noqa: ARG001 - promises key the cache
    whose = Owner(column, name)
    months = [m for m in facts.months(view) if m[:4] == view.as_of[:4]]
    course = [_duties(replace(view, as_of=month), whose) for month in months]
    reds, ambers = ([float((d["light"] == light).sum()) for d in course] for light in ("behind", "warning"))
    totals = [float(len(d)) for d in course]
    href, why = _href(view, whose), _unlike(course)
    cards = [
        _card("承担事项", totals, href("n"), good=0),
        _card("滞后", reds, href("behind"), good=-1, unlike=why),
        _card("预警", ambers, href("warning"), good=-1, unlike=why),
        _rate_card(view, whose, href("on_time")),
        _promise_card(view, whose),
    ]
    return board.key_figures(cards, phone=view.look.phone)


def _href(view: View, whose: Owner) -> Any:
    return lambda measure: group_href(_sight(view, whose), "duties", measure, **{whose.column: whose.name})


def _unlike(course: list[pd.DataFrame]) -> str:
    """Why its counts of this month cannot be held against those of the month before; "" where they can."""
    if len(course) <= 1:
        return ""
    return comparison.unlike(comparison.over(course[-1]), comparison.over(course[-2]))


def _card(label: str, course: list[float], href: str, *, good: int, unlike: str = "") -> board.KeyFigure:
    if unlike:
        return board.KeyFigure(label, _many(course[-1]), unlike, None, "", (), href)
    change = course[-1] - course[-2] if len(course) > 1 else 0.0
    better = None if not change or not good else change * good > 0
    said = f"比上期 {'+' if change > 0 else '−'}{abs(change):.0f}" if change else ""
    return board.KeyFigure(label, _many(course[-1]), said, better, "", tuple(course), href)


def _many(n: float) -> str:
    return f"{n:.0f}项" if n else "无"


def _rate_card(view: View, whose: Owner, href: str) -> board.KeyFigure:
    table = ranked(replace(view, department="") if whose.column == "leader" else view, whose.column)
    row = next(iter(table[table["name"].eq(whose.name)].to_dict("records")), None)
    if row is None or not row["n_judged"]:
        return board.KeyFigure("按期率", "—", "", None, "没有可判定的事项", (), href)
    place = "未排名" if is_missing(row["rank"]) else f"第{whole(row['rank'])}位，共{whole(row['rank_total'])}个"
    return board.KeyFigure("按期率", percent(row["on_time_rate"], 0), "", None, place, (), href)


def _promise_card(view: View, whose: Owner) -> board.KeyFigure:
    mine = _named(view, whose)
    made, broken = int(mine["kept"].ne("").sum()), int(mine["kept"].eq("broken").sum())
    note = (f"点名{len(mine)}项" if len(mine) else "") + (f"，未兑现{broken}项" if broken else "")
    return board.KeyFigure(
        "承诺", f"{made}项" if made else "无", "", None if not broken else False, note, (), "follow_up"
    )


def _named(view: View, whose: Owner) -> pd.DataFrame:
    table = demands(_sight(view, whose))
    return table[table[whose.column].eq(whose.name)]


def items(view: View, whose: Owner) -> None:
    """Its items, red and amber first, with what is in the way and what comes next in the sheets' own words."""
    mine = _duties(view, whose)
    top = fitting(view, SHOWN, present=SHOWN, large=7)
    parts.section("承担事项", f"滞后、预警在前，逾期的最前{some_of(len(mine), top, '项')}")
    board.draw(_items(view, whose.column, whose.name, top), view.look, key="owner-items")


@facts.known
def _items(view: View, column: str, name: str, top: int) -> Html:
    whose = Owner(column, name)
    mine = _duties(view, whose)
    shown = told(lights.by_urgency(mine).head(top), source.frames(_sight(view, whose)))
    rows = [_item(row) for row in shown.to_dict("records")]
    hrefs = [cell_href(view, row["dataset"], row["row_id"], "progress_text") for row in shown.to_dict("records")]
    return listed(view, ITEMS, rows, caption="承担事项", hrefs=hrefs, phone=(0, 1, 2), dense=True)


def _item(row: dict[Any, Any]) -> list[object]:
    area = words(row["area"])
    kind = described(row["dataset"]).short
    return [
        f"{row['item']}（{kind}{f'·{area}' if area else ''}）",
        lamp(row["light"], row["deviation"], row["days_over"], cause=row["cause"]),
        how_far(row),
        words(row["problem"]) or "—",
        words(row["next_step"]) or "—",
        day_words(row["deadline"]),
    ]


def due_soon(view: View, whose: Owner) -> None:
    """What falls due in the next thirty days and is not done, with the forecast where there is one."""
    parts.section(SOON_DUE, f"{view.day_words}起{AHEAD_DAYS}天内到时限、尚未办结；预计为推算值，括号内为范围")
    board.draw(_due_soon(view, whose.column, whose.name), view.look, key="owner-due")


@facts.known
def _due_soon(view: View, column: str, name: str) -> Html:
    mine = _duties(view, Owner(column, name))
    start = pd.Timestamp(view.day)
    near = mine["deadline"].between(start + timedelta(days=1), start + timedelta(days=AHEAD_DAYS))
    every = mine[near & mine["light"].ne("done")].sort_values("deadline", kind="stable")
    due = every.head(SOON)
    if due.empty:
        return board.note(f"{AHEAD_DAYS}天内没有到期的事项。")
    expected = _forecasts(_sight(view, Owner(column, name)))
    rows = [
        [row["item"], day_words(row["deadline"]), how_far(row), expected.get(row["row_id"], "—")]
        for row in due.to_dict("records")
    ]
    cut = some_of(len(every), len(due), "项").lstrip("；")
    return board.stacked(listed(view, DUE, rows, caption=SOON_DUE, dense=True), board.note(cut))


def _forecasts(view: View) -> dict[str, str]:
    found = {}
    for dataset in FORECAST:
        for row in facts.forecasts(view, dataset).to_dict("records"):
            reach = f"{percent(row['low'], 0)}～{percent(row['high'], 0)}"
            found[row["row_id"]] = f"{percent(row['forecast'], 0)}（{reach}）"
    return found


def promises(view: View, whose: Owner) -> None:
    """What the last meeting named of it, what it answered and promised, how often it was named running."""
    parts.section("点名和承诺")
    board.draw(_promises(view, whose.column, whose.name, asked_at(view)), view.look, key="owner-promises")


@facts.known
def _promises(view: View, column: str, name: str, since: str) -> Html:  # noqa: ARG001 - promises key the cache
    mine = _named(view, Owner(column, name))
    if mine.empty:
        return board.note("上次会议没有点名的事项。")
    rows = [
        [
            row["item"],
            row["state_word"],
            "；".join(p for p in (row["reply"], row["promise"]) if p) or "未发通知",
            f"{row['times']}次" if row["times"] > 1 else "",
        ]
        for row in mine.head(PROMISED).to_dict("records")
    ]
    table = listed(view, MADE, rows, caption="点名和承诺", dense=True)
    more = len(mine) - PROMISED
    return board.stacked(table, board.note(f"另有{more}项见“会后跟踪”。" if more > 0 else ""))


def units_of(whose: Owner) -> str:
    """The units a post leads, or the post that leads a unit, in words."""
    if whose.column == "department":
        post = book().lead_posts().get(whose.name, "")
        return f"牵头领导：{post}" if post else ""
    names = [unit for unit, post in book().lead_posts().items() if post == whose.name]
    return f"分管单位：{'、'.join(names)}" if names else ""
