"""总览: where we are, who answers, what feeds growth, whether it is getting better."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from catalog import dataset as described
from catalog.book import book
from catalog.lamps import lamp_text
from catalog.numbers import points as signed
from catalog.numbers import rate as percent
from charts import bullets, funnel, gaps
from metrics import headline, lights, pipeline
from metrics.told import told, unweighted
from ui import board, facts, parts, source
from ui.leaders.items import item_of, rate_words, words
from ui.leaders.listing import fitting
from ui.markup import Html, join, tag
from ui.scope import View
from ui.trace_link import figure_href, group_href

SHOWN_RED = 8
ALL_OF_IT = object()
MONEY = {"intended": "拟投", "contract": "合同", "paid_in": "到位"}
SHOWN_MOVES = 5


def key_figures(view: View, page: str = "overview", shown: int = 5, *, courses: bool = True) -> None:
    """A row of equal cards: the figure, what it is compared with, and (``courses``) its course over the year."""
    board.draw(_figures(view, page, shown, courses), view.look, key=f"{page}-key_figures")


@facts.known
def _figures(view: View, page: str, shown: int, courses: bool) -> Html:
    drawn = facts.figure_history(view, page) if courses and not (view.look.phone or view.look.large) else {}
    figures = facts.figures(view, page)[:shown]
    return board.key_figures(
        [_card(view, page, figure, drawn.get(figure.name, [])) for figure in figures], phone=view.look.phone
    )


def _card(view: View, page: str, figure: headline.Figure, course: list[float]) -> board.KeyFigure:
    """On a phone and without a change since last period the note stands in its place."""
    change = figure.change
    note = "" if view.look.phone and change else figure.note
    href = figure_href(view, page, figure.name)
    # A better place is a smaller number: its line rises all the same. What is told in words has no course.
    course = [-value for value in course] if figure.kind == "rank" else [] if figure.kind == "text" else course
    return board.KeyFigure(figure.label, figure.text, change, figure.better, note, tuple(course), href)


def _by_milestones() -> str:
    named = [area.name for area in book().areas if area.measured_by == "milestones"]
    return f"；{'、'.join(named)}按节点计数" if named else ""


@parts.piece
def work_bars(view: View) -> None:
    """The six works as bullets, each against its own time tick."""
    table = facts.areas(view)
    note = f"横条为完成率，竖线为各项自身时序{_by_milestones()}"
    line = parts.section(f"{book().works}完成率", "；".join(filter(None, (note, unweighted(table)))))
    if view.department:  # one unit has only its own works
        table = table[table["n"] > 0].reset_index(drop=True)
    if not table["n"].sum():
        parts.unreported(view, book().said("{areas}工作任务"), "work_targets")
        return
    rows = table.to_dict("records")
    shown = table.assign(
        shown=[rate_words(r, view) for r in rows],
        note=[_basis(r) for r in rows],
        href=[task_rate_href(view, r["area"]) if r["n"] else "" for r in rows],
    )
    worst = min(rows, key=lambda r: r["deviation"] if r["deviation"] == r["deviation"] else 0)
    alt = book().said("{areas}工作完成率：") + "；".join(
        f"{r['area']}{rate_words(r, view)}，{lamp_text(r['light'], r['deviation'])}" for r in rows
    )
    height = parts.picture_height(view, 252, 282, phone=280)
    name = book().said(f"{{areas}}工作完成率_{worst['area']}")
    parts.chart(
        bullets.bullets(shown, view.look, named="area", height=height),
        alt=alt,
        name=name,
        table=rated(shown, "area"),
        line=line,
    )


def task_rate_href(view: View, area: str, sub_area: object = ALL_OF_IT) -> str:
    """Where the rate, lamp and count of an area or sub-area of the six works lead."""
    part = {} if sub_area is ALL_OF_IT else {"sub_area": sub_area}
    return group_href(view, "tasks", "rate", area=area, **part)


def rated(shown: pd.DataFrame, named: str) -> parts.Table:
    """The figures of bullets: what, how far, when, which lamp, on what basis."""
    lamps = [lamp_text(light, gap) for light, gap in zip(shown["light"], shown["deviation"], strict=True)]
    due = [percent(rate) for rate in shown["due_rate"]]
    return {"名称": shown[named], "完成率": shown["shown"], "时序": due, "对时序": lamps, "依据": shown["note"]}


def _basis(row: dict) -> str:
    if not row["n"]:
        return ""
    if row["basis"] == "milestones":
        return f"应达{row['milestones_due']}"
    return f"{row['n_measurable']}/{row['n']}可量化"


def red_list(view: View) -> None:
    """Everything red, the furthest behind first, with who answers for it."""
    note, markup = _red_markup(view)
    parts.section("红灯清单", note)
    board.draw(markup, view.look, key="overview-red_list")


@facts.known
def _red_markup(view: View) -> tuple[str, Html]:
    duties = facts.duties(view)
    red = lights.by_urgency(duties[duties["light"] == "behind"])
    top = fitting(view, SHOWN_RED, present=SHOWN_RED, large=6)
    shown = told(red.head(top), source.frames(view))
    items = [
        item_of(view, row, name="item", group=_group(row), dataset=row["dataset"]) for row in shown.to_dict("records")
    ]
    note = f"共{len(red)}项，逾期的在前，再按落后幅度排列" + (f"，列前{top}项" if len(red) > top else "")
    return note, board.red_list(items, phone=view.look.phone)


def _group(row: dict) -> str:
    kind = described(row["dataset"])
    said = {"short": kind.short, "area": words(row["area"])}
    return "·".join(said[part] for part in (kind.duty.group if kind.duty else ()) if said[part])


@parts.piece
def project_funnel(view: View, height: int = 0) -> None:
    """Projects by stage: reached, here now, overdue. ``height`` in px where it is not the overview's."""
    line = parts.section("招商项目各阶段", "深色现处，斜纹（※）停留超期，浅色到过；↓转化率，括号内填报数")
    table = funnel_rows(view)
    if not table["reached"].sum():
        parts.unreported(view, "招商项目", "investment_projects", lacking="所处阶段")
        return
    alt = "招商项目各阶段：" + "；".join(f"{r.stage_word}{r.now}个，超期{r.overdue}个" for r in table.itertuples())
    parts.chart(
        funnel.funnel(table, view.look, named="stage_word", height=height or parts.picture_height(view, 250, 282)),
        alt=alt,
        name="招商项目各阶段",
        table=passed(table),
        line=line,
    )


def passed(table: pd.DataFrame, named: str = "stage_word", late: str = "超期") -> parts.Table:
    """The figures of a funnel: stage (``named``), reached, here now, ``late``, how many of the one before."""
    counts = {title: table[name] for title, name in (("到过", "reached"), ("现处", "now"), (late, "overdue"))}
    return {"阶段": table[named], **counts, "转化率": [percent(rate) for rate in table["conversion"]]}


def funnel_rows(view: View) -> pd.DataFrame:
    """The funnel with the one kind of money that counts in each stage (by the rule); kinds are never added together."""
    table = pipeline.funnel(staged(view)).pipe(flow_hrefs, view, "projects", "stage", "over")
    pairs = list(zip(table["amount_kind"], table["stage"], strict=True))
    hrefs = [group_href(view, "projects", kind, stage=stage) for kind, stage in pairs]
    return table.assign(amount_word=table["amount_kind"].map(MONEY), href_amount=hrefs)


def flow_hrefs(table: pd.DataFrame, view: View, group: str, name: str, late: str) -> pd.DataFrame:
    """A funnel's rows (``name``: the column of stages) with where their figures lead; none leads nowhere."""
    stages = table[name].tolist()
    return table.assign(
        href_now=[
            group_href(view, group, "n", **{name: s}) if n else "" for s, n in zip(stages, table["now"], strict=True)
        ],
        href_overdue=[group_href(view, group, late, **{name: stage}) for stage in stages],
        href_reached=[group_href(view, group, "n", reached=stage) for stage in stages],
        href_conversion=["", *(group_href(view, group, "passed", reached=stage) for stage in stages[:-1])],
    )


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
    mine = set(table.loc[table["n"] > 0, "area"])
    if not mine:
        parts.unreported(view, book().said("{areas}工作任务"), "work_targets")
        return
    if table["period"].nunique() < 2:
        parts.nothing(facts.why_first(view, "还没有走势"))
        return
    table = table[table["area"].isin(mine)].reset_index(drop=True) if view.department else table
    months = zip(table["area"], table["period"], strict=True)
    table = table.assign(href=[task_rate_href(replace(view, as_of=month), area) for area, month in months])
    last = table[table["period"] == view.as_of]
    alt = "对时序差距：" + "；".join(f"{r.area}{signed(r.deviation)}" for r in last.itertuples())
    height = parts.picture_height(view, 250, 282)
    columns = 2 if view.look.phone else 3
    parts.chart(
        gaps.gaps(table, view.look, named="area", columns=columns, height=height),
        alt=alt,
        name="对时序差距走势",
        line=line,
        table={"工作": table["area"], "报告期": table["period"], "对时序（百分点）": map(signed, table["deviation"])},
    )


def changes(view: View) -> None:
    """What got better and what got worse since the period before."""
    parts.section("比上期的变化", "亮灯好转、亮灯变差的事项")
    if facts.before(view) is None:
        parts.nothing(facts.why_first(view, "没有上期可比"))
        return
    board.draw(_changes_markup(view), view.look, key="overview-changes")


@facts.known
def _changes_markup(view: View) -> Html:
    lists, top = [], fitting(view, SHOWN_MOVES, present=SHOWN_MOVES, large=3)
    for title, moved in (("变差", "worse"), ("好转", "better")):
        rows = _moved(view, moved)
        more = f"（{len(rows)}项，列前{top}项）" if len(rows) > top else f"（{len(rows)}项）" if rows else ""
        lists.append(board.change_list(title + more, rows[:top]))
    return tag("div", join(lists), class_="moves")


def _moved(view: View, moved: str) -> list[board.Change]:
    """The tasks and items that moved in one list: what got worse by the lists' one order, what got better with the
    furthest ahead on top."""
    works = facts.assessed(view, "work_targets").assign(dataset="work_targets").rename(columns={"task": "called"})
    lives = facts.items(view).assign(dataset="livelihood_projects").rename(columns={"item": "called"})
    names = ["called", "dataset", "row_id", "previous_light", "light", "light_basis", "rate", "due_rate", "deviation"]
    names += ["lead_department", "lead_leader", "days_over", "overdue", "cause", "rate_basis"]
    both = [table[table["moved"] == moved].reindex(columns=names) for table in (works, lives)]
    rows = pd.concat([part for part in both if len(part)] or both[:1], ignore_index=True)
    better = moved == "better"
    rows = rows.sort_values("deviation", ascending=False, kind="stable") if better else lights.by_urgency(rows)
    return [_change(view, row) for row in rows.to_dict("records")]


def _change(view: View, row: dict) -> board.Change:
    item = item_of(view, row, name="called", group="", dataset=row["dataset"])
    told = (row["previous_light"], item.light, item.deviation, item.href, item.days_over)
    return board.Change(item.name, *told, cause=item.cause)
