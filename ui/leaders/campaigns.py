"""五项活动与作风整治: problems on working-day clocks, the seven aspects, the public review, the activities."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from catalog.book import book
from catalog.lamps import how_far, lamp_text
from catalog.numbers import rate as percent
from catalog.words.book import in_words
from charts import bullets, funnel
from metrics import campaigns, evidence, lights
from ui import board, facts, parts, source
from ui.leaders.items import (
    day_words,
    measurable_words,
    own_clock,
    rate_words,
    short_post,
    short_unit,
    under_way,
    whole,
    words,
)
from ui.leaders.listing import NUMBER, count, fitting, lamp, listed, some, some_of
from ui.leaders.overview import flow_hrefs, passed, rated, task_rate_href
from ui.markup import Html, join, tag
from ui.scope import View
from ui.trace_link import cell_href, group_href

SHOWN = 10
# What the sheets let us say of each clock: they give no day of the answer, and deadlines of their own.
CLOCKS = {"answer": "按有无答复计", "solve": "另有时限的从其时限"}
MEASURES = ("n", "closed", "overdue")


def asked(view: View) -> pd.DataFrame:
    """Every enterprise problem against its clocks."""
    return _asked(view.plain())


@facts.known
def _asked(view: View) -> pd.DataFrame:
    return campaigns.issues(source.frame(view, "enterprise_issues"), as_of=view.day)


def found(view: View) -> pd.DataFrame:
    """Every rectification item, and where it stands."""
    return _found(view.plain())


@facts.known
def _found(view: View) -> pd.DataFrame:
    return campaigns.rectification(source.frame(view, "rectification"), as_of=view.day)


@parts.piece
def flow(view: View) -> None:
    """From collection to call-back."""
    line = parts.section("企业问题：收集→交办→办理→办结→回访", "深色为现处，斜纹（▲）为逾期，浅色为到过")
    table = campaigns.issue_flow(asked(view)).pipe(flow_hrefs, view, "issues", "step", "overdue")
    if not table["reached"].sum():
        parts.unreported(view, "企业问题", "enterprise_issues")
        return
    alt = "企业问题：" + "；".join(f"{r.step_word}{r.now}件，逾期{r.overdue}件" for r in table.itertuples())
    parts.chart(
        funnel.funnel(table, view.look, named="step_word", height=parts.picture_height(view, 240, 290), late="overdue"),
        alt=alt,
        name="企业问题流程",
        table=passed(table, "step_word", "逾期"),
        line=line,
    )


def clocks(view: View) -> None:
    """Both working-day clocks."""
    parts.section("答复和解决时限", "按工作日计，节假日顺延")
    board.draw(_clocks(view), view.look, key="campaigns-clocks")


@facts.known
def _clocks(view: View) -> Html:
    table = asked(view)
    kept = []
    for r in campaigns.clock_summary(table).to_dict("records"):
        due, good = (group_href(view, "issues", f"{r['clock']}_{end}") for end in ("due", "kept"))
        figures = (board.linked(r["n_kept"], good), board.linked(percent(r["kept_rate"]), good))
        limit = f"{r['limit_days']}个工作日，{CLOCKS[r['clock']]}"
        kept.append([r["clock_word"], limit, board.linked(r["n_due"], due), *figures])
    heads = (("时限", ""), ("规定", ""), ("到期", NUMBER), ("按时", NUMBER), ("按时率", NUMBER))
    return listed(view, heads, kept, caption="时限")


def classes(view: View) -> None:
    """What enterprises ask about."""
    note, markup = _classes(view)
    parts.section("问题类别", note)
    board.draw(markup, view.look, key="campaigns-classes")


@facts.known
def _classes(view: View) -> tuple[str, Html]:
    table, top = campaigns.by_class(asked(view)), fitting(view, 8, present=8, large=5)
    rows = []
    for r in table.head(top).to_dict("records"):
        every, closed, late = (group_href(view, "issues", m, class_name=r["issue_class"]) for m in MEASURES)
        figures = (board.linked(r["n"], every), percent(r["share"]))
        rows.append([r["issue_class"], *figures, some(r["n_closed"], closed), count("behind", r["n_overdue"], late)])
    heads = (("问题类别", ""), ("件数", NUMBER), ("占比", NUMBER), ("办结", NUMBER), ("逾期", NUMBER))
    return "按件数排列" + some_of(len(table), top, "类"), listed(view, heads, rows, caption="问题类别")


def late_issues(view: View) -> pd.DataFrame:
    """Problems past their deadline, the longest first."""
    return _late_issues(view.plain())


@facts.known
def _late_issues(view: View) -> pd.DataFrame:
    table = asked(view)
    return lights.by_urgency(table[table["overdue"]].assign(deviation=float("nan")))


def overdue(view: View) -> None:
    """Problems past their deadline and those without a word, the longest first, with who answers."""
    n = len(late_issues(view))
    parts.section("逾期未解决的问题", _of(n, SHOWN))
    if not n:
        parts.nothing("没有逾期未解决的问题。")
        return
    board.draw(_overdue(view), view.look, key="campaigns-overdue")


@facts.known
def _overdue(view: View) -> Html:
    late = late_issues(view).head(SHOWN)
    heads = (("问题", ""), ("企业", ""), ("类别", ""), ("逾期（工作日）", NUMBER), ("责任单位", ""), ("牵头领导", ""))
    rows = [
        [words(r["issue"]), words(r["company"]), words(r["issue_class"]), whole(r["days_over"]),
         short_unit(r["lead_department"]), short_post(r["lead_leader"])]
        for r in late.to_dict("records")
    ]  # fmt: skip
    hrefs = [cell_href(view, "enterprise_issues", row_id, "deadline") for row_id in late["row_id"]]
    return listed(view, heads, rows, caption="逾期问题", hrefs=hrefs, phone=(0, 3, 4))


def _aspects_counted() -> str:
    return f"{in_words(len(book().vocabulary.aspects))}个方面"


def aspects(view: View) -> None:
    """The seven aspects of the style campaign and the other campaigns: fixed is not signed off."""
    parts.section(f"{_aspects_counted()}整治", f"整改到位不等于销号，分列{_clock('；活动自{start}起，为期{months}')}")
    board.draw(_aspects(view), view.look, key="campaigns-aspects")


@facts.known
def _aspects(view: View) -> Html:
    style, others = counted(view)
    nothing = board.note(f"{_aspects_counted()}的问题清单还没有单位报送。")
    blocks = [counts_table(view, style, "aspect", "整治重点") if style["n"].sum() else nothing]
    blocks += [tag("h4", "各项整治行动"), counts_table(view, others, "campaign", "整治行动")]
    return board.stacked(*blocks)


def counted(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Where the problems of the seven aspects stand, each aspect named; and those of each campaign that has any."""
    known = book().vocabulary.aspects
    style, others = campaigns.by_aspect(found(view)), campaigns.by_campaign(found(view))
    return style[style["aspect"].isin(known)], others[others["n"] > 0]


def counts_table(view: View, table: pd.DataFrame, field: str, title: str) -> Html:
    """Rectification counted by ``field``: found, where each stands, and the two rates that are never one."""
    heads = (
        (title, ""), ("问题", NUMBER), ("未整改", NUMBER), ("部分", NUMBER), ("到位未销号", NUMBER), ("已销号", NUMBER),
        ("退回", NUMBER), ("逾期", NUMBER), ("到位率", NUMBER), ("销号率", NUMBER),
    )  # fmt: skip
    names = ("open", "partial", "fixed", "closed", "returned")
    rows = []
    for r in table.to_dict("records"):
        href: Callable[[str], str] = partial(group_href, view, "fixes", **{field: r[field]})
        counted = [some(r["n"], href("n")), *(some(r[f"n_{name}"], href(name)) for name in names)]
        rates = [board.linked(percent(r[name]), href(name) if r["n"] else "") for name in ("fixed_rate", "closed_rate")]
        rows.append([words(r[field]) or "未填", *counted, count("behind", r["n_overdue"], href("overdue")), *rates])
    return listed(view, heads, rows, caption=title, phone=(0, 1, 5, 7), sparse=True)


def urgent_items(view: View) -> pd.DataFrame:
    """Rectification items that are overdue, sent back or due soon, the longest overdue first, with their states."""
    table = found(view)
    urgent = table[table["light"].isin(["behind", "warning"])].sort_values("deadline", kind="stable")
    urgent = lights.by_urgency(urgent.assign(deviation=float("nan")))
    return urgent.assign(state_word=urgent["state"].map(book().rules.rectification.states))


def open_items(view: View) -> None:
    """Rectification items that are overdue, sent back or due soon."""
    n, top = len(urgent_items(view)), _open_shown(view)
    parts.section("逾期、退回和临期的整改问题", _of(n, top))
    if not n:
        parts.nothing("没有逾期、退回和临期的整改问题。")
        return
    board.draw(_open_items(view), view.look, key="campaigns-open_items")


def _of(n: int, top: int) -> str:
    """How many there are and how many of them are listed; nothing of none."""
    return f"共{n}件" + (f"，列前{top}件" if n > top else "") if n else ""


def _open_shown(view: View) -> int:
    return fitting(view, SHOWN + 6, present=SHOWN + 6, large=SHOWN)


@facts.known
def _open_items(view: View) -> Html:
    urgent = urgent_items(view).head(_open_shown(view))
    heads = (("问题", ""), ("状态", ""), ("时限", ""), ("责任单位", ""), ("牵头领导", ""))
    hrefs = [cell_href(view, "rectification", row_id, "deadline") for row_id in urgent["row_id"]]
    rows = [
        [words(r["problem"]), join([lamp(r["light"], None, r["days_over"], cause=r["cause"]), f" {r['state_word']}"]),
         board.linked(day_words(r["deadline"]), href), short_unit(r["department"]), short_post(r["lead_leader"])]
        for r, href in zip(urgent.to_dict("records"), hrefs, strict=True)
    ]  # fmt: skip
    return listed(view, heads, rows, caption="整改问题", hrefs=hrefs, phone=(0, 1, 3))


def _called() -> str:
    """The year's activities, with their number."""
    return book().said("{activities}活动")


def _of_activities(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the works that the year's activities are parts of."""
    return table[table["area"].isin(book().areas_of_activities())]


def _clock(sentence: str) -> str:
    """``sentence`` with the clock of what the activities are parts of; "" without one clock of them all."""
    areas = book().areas_of_activities()
    return own_clock(areas[0], sentence) if len(areas) == 1 else ""


@parts.piece
def activities(view: View) -> None:
    """The campaigns and activities of the style work, each on its own three-month clock."""
    line = parts.section(f"{_called()}和专项整治", f"横条为完成率，竖线为各项自身时序{_clock('（{start}起{months}）')}")
    table = facts.sub_areas(view)
    mine = _of_activities(table).reset_index(drop=True)
    if view.department:  # one unit has only its own activities
        mine = mine[mine["n"] > 0].reset_index(drop=True)
    if not mine["n"].sum():
        parts.unreported(view, f"{_called()}任务", "work_targets", areas=book().areas_of_activities())
        return
    rows = mine.to_dict("records")
    shown = mine.assign(
        shown=[rate_words(r, view) for r in rows],
        note=[measurable_words(r) for r in rows],
        href=[task_rate_href(view, r["area"], r["sub_area"]) if r["n"] else "" for r in rows],
    )
    alt = f"{_called()}：" + "；".join(f"{r['sub_area']}{lamp_text(r['light'], r['deviation'])}" for r in rows)
    parts.chart(
        bullets.bullets(shown, view.look, named="sub_area", height=parts.picture_height(view, 330, 400)),
        alt=alt,
        name=_called(),
        table=rated(shown, "sub_area"),
        line=line,
    )


def tasks(view: View) -> None:
    """What each activity consists of: lectures, inspections, visits, with progress and who answers."""
    table = facts.assessed(view, "work_targets")
    if _of_activities(table).empty:
        return
    parts.section("各项任务", "")
    board.draw(_tasks(view), view.look, key="campaigns-tasks")


@facts.known
def _tasks(view: View) -> Html:
    table = facts.assessed(view, "work_targets")
    mine = _of_activities(table)
    heads = board.heads("任务 活动 完成率> 灯 进展 责任单位 牵头领导")
    records = mine.to_dict("records")
    fields = [evidence.field("work_targets", r["rate_basis"]) for r in records]
    hrefs = [cell_href(view, "work_targets", r["row_id"], field) for r, field in zip(records, fields, strict=True)]
    rows = [
        [words(r["task"]), words(r["sub_area"]), how_far(r),
         lamp(r["light"], r["deviation"], r["days_over"], href=href, cause=r["cause"]), under_way(r),
         short_unit(r["lead_department"]), short_post(r["lead_leader"])]
        for r, href in zip(records, hrefs, strict=True)
    ]  # fmt: skip
    return listed(view, heads, rows, caption="各项任务", hrefs=hrefs, phone=(0, 2, 3))
