"""责任通报: every unit and every lead leader's post with what they answer for, ranked within class, basis beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from catalog.book import book
from catalog.numbers import rate as percent
from catalog.text import is_missing
from metrics import accountability
from ui import board, facts, parts, released
from ui.leaders.items import short_post, whole
from ui.leaders.listing import NUMBER, Row, climbed, count, listed, some
from ui.markup import Html
from ui.papers.demands import published_on
from ui.scope import View
from ui.trace_link import group_href, ledger_href

CLASSES = {"department": "部门", "street": "街道", "post": "牵头领导"}
COUNTED = {"department": accountability.by_department, "leader": accountability.by_leader}
HEADS = (
    ("名称", ""),
    ("位次", NUMBER),
    ("变化", NUMBER),
    ("滞后", NUMBER),
    ("预警", NUMBER),
    ("逾期", NUMBER),
    ("未答复", NUMBER),
    ("迟报缺报", NUMBER),
    ("承担", NUMBER),
    ("按期率", NUMBER),
)
ON_PHONE = (0, 1, 3, 4, 9)


def ranked(view: View, who: str) -> pd.DataFrame:
    """Units (``who`` "department") or posts ("leader") ranked within their class, with the change of rank.

    Always among all: where the view is of one unit, its row and those of its leaders, each with its place among all.
    """
    table = _ranked(_of_all(view).plain(), who)
    if not view.department:
        return table
    asked = {view.department} if who == "department" else set(facts.duties(view)["leader"].dropna())
    return table[table["name"].isin(asked)]


def _of_all(view: View) -> View:
    """The same view of every unit: a place is a place only among all."""
    return replace(view, department="")


@facts.known
def _ranked(view: View, who: str) -> pd.DataFrame:
    earlier = facts.before(view)
    then = None if earlier is None else _counted(earlier, who)
    table = accountability.ranking(_counted(view, who), then)
    if released.collecting(view):  # a place among those who happen to have reported first is none
        return table.assign(rank=float("nan"), rank_change=float("nan"), rank_unlike="", front=False, last=False)
    return table


def _counted(view: View, who: str) -> pd.DataFrame:
    return COUNTED[who](facts.duties(view), facts.late(view))


def units(view: View) -> None:
    """Departments and streets, each class by itself."""
    note, markup = _units(view)
    basis = "全区同类内按按期率排名，并列同名次；括号内为按期数/参评数，缺报按未按期计"
    parts.section("按责任单位", basis + note)
    board.draw(markup, view.look, key="accountability-units")


@facts.known
def _units(view: View) -> tuple[str, Html]:
    table, note = _pressing(view, ranked(view, "department"), "个单位")
    rows: list[Row] = []
    for name, part in table.groupby("unit_class", sort=False):
        rows += [CLASSES.get(str(name), str(name)), *_rows(view, part, "department")]
    return note, _listed(view, rows)


def leaders(view: View) -> None:
    """Every lead leader's post."""
    note, markup = _leaders(view)
    parts.section("按牵头领导", "一项事项计在表中所填的牵头领导名下；迟报缺报计在分管该单位的职务名下" + note)
    board.draw(markup, view.look, key="accountability-leaders")


@facts.known
def _leaders(view: View) -> tuple[str, Html]:
    table, note = _pressing(view, ranked(view, "leader"), "位")
    return note, _listed(view, _rows(view, table, "leader"))


def _pressing(view: View, table: pd.DataFrame, what: str) -> tuple[pd.DataFrame, str]:
    """From the far rows only those with something to answer for, and the words that say so."""
    asked = table[["n_behind", "n_warning", "n_overdue", "n_unanswered", "n_late"]].sum(axis=1)
    if not view.look.large or (asked > 0).all():
        return table, ""
    return table[
        asked > 0
    ], f"；只列有滞后、预警、逾期、未答复或迟报缺报的，{int((asked > 0).sum())}/{len(table)}{what}"


def _listed(view: View, rows: Sequence[Row]) -> Html:
    return listed(view, HEADS, rows, caption="责任通报", phone=ON_PHONE, dense=True)


def _rows(view: View, table: pd.DataFrame, key: str) -> list[Row]:
    href = partial(group_href, _of_all(view), "duties")
    reports = ledger_href(view)
    return [_row(row, partial(href, **{key: row["name"]}), reports) for row in table.to_dict("records")]


def _row(row: dict, href: Callable[[str], str], reports: str) -> list[object]:
    least = book().rules.ranking.minimum_n
    unranked = f"不足{least}项" if row["n_judged"] < least else "未排"
    place = unranked if is_missing(row["rank"]) else whole(row["rank"])
    rate = f"{percent(row['on_time_rate'], 0)}（{row['n_on_time']}/{row['n_judged']}）" if row["n_judged"] else "—"
    red, amber = (count(light, row[f"n_{light}"], href(light)) for light in ("behind", "warning"))
    over = [some(row[f"n_{name}"], href(name)) for name in ("overdue", "unanswered")]
    late = some(row["n_late"], reports)
    ranked, whole_ = board.linked(place, href("on_time")), board.linked(row["n"], href("n"))
    on_time = board.linked(rate, href("on_time")) if row["n_judged"] else rate
    return [
        short_post(row["name"]),
        ranked,
        climbed(row["rank_change"], href("on_time"), row["rank_unlike"]),
        red,
        amber,
        *over,
        late,
        whole_,
        on_time,
    ]


PRAISED = "前{front}、后{last}和公示期"


def front_and_last(view: View) -> None:
    """The first and last three of each class with their ties, and until when they may object."""
    if released.collecting(view):
        parts.section(book().said(PRAISED))
        parts.nothing("本月还在收集，发布后再排位次、定公示期。")
        return
    parts.section(book().said(PRAISED), accountability.objection_sentence(published_on(view)))
    board.draw(_front_and_last(view), view.look, key="accountability-front_and_last")


@facts.known
def _front_and_last(view: View) -> Html:
    heads = (("类别", ""), (book().said("前{front}"), ""), (book().said("后{last}"), ""))
    return listed(view, heads, praised(view), caption=book().said("前{front}后{last}"), dense=True)


def praised(view: View) -> list[list[str]]:
    """Of each class its name, the first three and the last three with their places."""
    every = _of_all(view)
    tables = [(ranked(every, "department"), ("department", "street")), (ranked(every, "leader"), ("post",))]
    rows = []
    for table, classes in tables:
        for name in classes:
            part = table[table["unit_class"] == name]
            rows.append([CLASSES[name], *(_named(part, flag, name) for flag in ("front", "last"))])
    return rows


def _named(part: pd.DataFrame, flag: str, unit_class: str) -> str:
    shown = part[part[flag]]
    if shown.empty:
        return "不足，不排"
    names = shown["name"].map(short_post) if unit_class == "post" else shown["name"]
    return "、".join(f"{name}（{int(place)}）" for name, place in zip(names, shown["rank"], strict=True))
