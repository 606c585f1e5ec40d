"""重点项目与空间: investment done against plan to date and calendar, by group of sites, by site and by project."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.lamps import lamp_text
from catalog.numbers import in_yi, nothing_said
from catalog.numbers import points as signed
from catalog.numbers import rate as percent
from catalog.page import page
from charts import bullets
from metrics import clocks, evidence, key_projects, lights
from ui import board, facts, parts, source
from ui.leaders.items import item_of, short_post, short_unit, under_way, words
from ui.leaders.listing import NUMBER, fitting, in_one_unit, lamp, listed, some_of
from ui.leaders.overview import rated
from ui.markup import Html, tag
from ui.scope import View
from ui.trace_link import cell_href, group_href

DATASET = "key_projects"
MONEY = {"总投资": "total_investment", "年度计划": "annual_plan", "年度完成": "completed_ytd"}
# From the far rows: what, where, done, rate, lamp, how it looks, who answers.
FAR = (0, 1, 4, 5, 6, 8, 10, 11)
TABS = page("key_projects").tabs
TICK = "横条为完成率，竖线为应达进度：序时计划，无计划的按序时曲线或时间进度"
SPACE = (
    ("一核", "core"),
    ("三廊", "corridors"),
    ("六大片区", "districts"),
    ("专业园区", "parks"),
    ("街道园区", "street_parks"),
)


def assessed(view: View) -> pd.DataFrame:
    """Every key project judged on this year's investment."""
    return _assessed(view.plain())


@facts.known
def _assessed(view: View) -> pd.DataFrame:
    return key_projects.assess(source.frame(view, DATASET), as_of=view.day)


@parts.piece
def groups(view: View) -> None:
    """Investment done by group of sites, against the plan to date."""
    line = parts.section("年度投资完成率", f"{TICK}；灰字为完成/年度计划")
    _bullets(view, key_projects.by_group(assessed(view)), "site_group", "site_group_word", line, 150, 190)


@parts.piece
def sites(view: View) -> None:
    """Investment done by site, those that have projects."""
    line = parts.section("各片区、园区、平台年度投资完成率", TICK)
    table = key_projects.by_site(assessed(view))
    _bullets(view, table[table["n"] > 0], "site", "site", line, 700, 780)


def _bullets(view: View, table: pd.DataFrame, key: str, name: str, line: parts.Line, desk: int, present: int) -> None:
    table = table[table["n"] > 0].reset_index(drop=True)
    if table.empty:
        parts.unreported(view, "重点项目", DATASET)
        return
    rows = table.to_dict("records")
    shown = table.assign(
        **{name: table[name].fillna("未填地点")},
        shown=[percent(r["rate"]) for r in rows],
        note=[f"{in_yi(r['completed_ytd'])}/{in_yi(r['annual_plan'])}亿" for r in rows],
        href=[group_href(view, DATASET, "rate", **{key: r[key]}) for r in rows],
    )
    alt = "；".join(f"{r[name]}{percent(r['rate'])}，{lamp_text(r['light'], r['deviation'])}" for r in rows)
    parts.chart(
        bullets.bullets(shown, view.look, named=name, height=parts.picture_height(view, desk, present)),
        alt=alt,
        name="投资完成率",
        table=rated(shown, name),
        line=line,
    )


def both_clocks(view: View) -> None:
    """Starts and completions in all their counts, packages both ways, and the two deviations side by side."""
    if assessed(view).empty:  # said once, above
        return
    parts.section("两种偏差、三种开工率", "口径不同结果不同，全部列出")
    board.draw(_both_clocks(view), view.look, key="key_projects-both_clocks")


@facts.known
def _both_clocks(view: View) -> Html:
    frame = source.frame(view, DATASET)
    total = key_projects.total(assessed(view))
    begun, packed = key_projects.starts(frame, as_of=view.day), key_projects.packages(frame)
    ahead = signed(100 * (total["planned_rate"] - total["planned_due"]))
    behind, time = signed(100 * (total["rate"] - total["time_rate"])), percent(total["time_rate"])
    due = signed(100 * (total["rate"] - total["due_rate"]))
    in_time, finished = begun["started"] - begun["early"], begun["completed"]

    def to(measure: str, text: str) -> object:
        return board.linked(nothing_said(text), group_href(view, DATASET, measure))

    early = ["（", to("early", f"不计提前开工{begun['early']}个"), "）"] if begun["early"] else []
    planned = f"{ahead}个百分点（{total['n_planned']}个有序时计划的项目）" if total["n_planned"] else "没有序时计划"
    facts_: dict[str, list[object]] = {
        "对序时计划": [to("plan_gap", planned)],
        "对应达进度": [f"{due}个百分点（无计划按{clocks.without_a_plan(DATASET)}）"],
        "对时间进度": [to("calendar_gap", f"{behind}个百分点（时间进度{time}）")],
        "到期应开工": [to("started", f"{begun['started']}/{begun['due']}，开工率{percent(begun['rate_of_due'])}")],
        "按计划开工": [to("in_time", f"{in_time}/{begun['due']}，{percent(begun['rate_on_plan'])}"), *early],
        "全年计划": [to("of_year", f"{begun['started']}/{begun['planned']}，{percent(begun['rate_of_year'])}")],
        "到期未开工": [to("missed", f"{begun['missed']}个" if begun["missed"] else "无")],
        "竣工": [to("completions_planned", f"全年应竣工{begun['completions_planned']}个"), "，",
               to("completions_due", f"到期{begun['completions_due']}个"), "，",
               to("completed", f"已竣工{finished}个")],
        "项目个数": [f"打包计{packed['packed']}个，", to("n", f"拆分计{packed['split']}个"),
                 f"（{packed['packages']}个包）" if packed["packages"] else ""],
    }  # fmt: skip
    return board.dossier({name: tag("span", *said) for name, said in facts_.items()}, paired=True)


def space(view: View) -> None:
    """The zone's structure as tiles, shaded by the year's plan: not a map."""
    parts.section("空间结构", "一核三廊六大片区、一区多园；色深为年度计划投资，非地图")
    board.draw(_space(view), view.look, key="key_projects-space")


@facts.known
def _space(view: View) -> Html:
    by_site = key_projects.by_site(assessed(view)).set_index("site")
    seed = source.places()
    return board.space_tiles(
        [(title, [_tile(view, by_site, site) for site in seed[part]]) for title, part in SPACE], view.look
    )


def _tile(view: View, by_site: pd.DataFrame, site: str) -> board.Tile:
    row: Any = by_site.loc[site]
    href, late = (group_href(view, DATASET, measure, site=site) for measure in ("plan", "behind"))
    return board.Tile(
        site, site, 1, 1, int(row["n"]), row["annual_plan"], href if row["n"] else "", int(row["n_behind"]), late
    )


def pressing(view: View) -> pd.DataFrame:
    """The red projects, then the amber ones, in each the overdue ones first, then the furthest behind."""
    table = assessed(view)
    return lights.by_urgency(table[table["light"].isin(["behind", "warning"])])


def red(view: View) -> None:
    """Projects behind, the furthest first."""
    note, markup = _red(view)
    parts.section("滞后和预警项目", note)
    board.draw(markup, view.look, key="key_projects-red")


@facts.known
def _red(view: View) -> tuple[str, Html]:
    urgent, top = pressing(view), fitting(view, 7, present=6, large=2)
    items = [
        item_of(view, row, name="project", group=words(row["site"]), dataset=DATASET)
        for row in urgent.head(top).to_dict("records")
    ]
    note = f"对序时计划；没有序时计划的对{clocks.without_a_plan(DATASET)}" + some_of(len(urgent), top, "个")
    return note, board.red_list(items, phone=view.look.phone, caption="滞后和预警项目")


def projects(view: View) -> None:
    """Every project with its money, its two rates and its problem."""
    note, markup = _projects(view)
    parts.section("项目清单", note)
    board.draw(markup, view.look, key="key_projects-projects")


@facts.known
def _projects(view: View) -> tuple[str, Html]:
    whole = lights.by_urgency(assessed(view))
    top = fitting(view, len(whole), present=26, large=20)
    table = whole.head(top)
    money = [in_one_unit(title, table[name]) for title, name in MONEY.items()]
    heads = (
        ("项目", ""), ("地点", ""), *(head for head, _ in money), ("完成率", NUMBER), ("灯", ""),
        ("对时间进度", NUMBER), ("形象进度", ""), ("问题", ""), ("责任单位", ""), ("包保领导", ""),
    )  # fmt: skip
    amounts = zip(*(said for _, said in money), strict=True)
    rows = [_project(view, row, said) for row, said in zip(table.to_dict("records"), amounts, strict=True)]
    hrefs = [cell_href(view, DATASET, row_id, "completed_ytd") for row_id in table["row_id"]]
    note = "滞后、预警在前，逾期的最前，再按对时序从低到高" + some_of(len(whole), top, "个")
    shown = listed(view, heads, rows, caption="项目清单", hrefs=hrefs, phone=(0, 5, 6, 10), far=FAR, dense=True)
    return note, shown


def _project(view: View, row: dict[str, Any], sums: tuple[str, ...]) -> list[object]:
    pairs = zip(sums, MONEY.values(), strict=True)
    amounts = [
        board.linked(text, cell_href(view, DATASET, row["row_id"], name)) if text else "—" for text, name in pairs
    ]
    said = [under_way(row), words(row["problem"])]
    owners = [short_unit(row["lead_department"]), short_post(row["lead_leader"])]
    rate = cell_href(view, DATASET, row["row_id"], evidence.field(DATASET, row["rate_basis"]))
    lit = lamp(row["light"], row["deviation"], row["days_over"], href=rate, cause=row["cause"])
    judged = [percent(row["rate"]), lit, signed(row["deviation_calendar"])]
    return [words(row["project"]), words(row["site"]), *amounts, *judged, *said, *owners]
