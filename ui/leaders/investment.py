"""招商引资: where projects stand, what moved, what has stayed too long, which industry goes where."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pandas as pd
import streamlit as st

from catalog.book import book
from catalog.numbers import money
from catalog.page import page
from catalog.text import is_missing
from charts import heat, moves
from metrics import pipeline
from ui import board, facts, parts, source
from ui.leaders.items import short_post, short_unit, whole, words
from ui.leaders.listing import fitting, in_one_unit, listed, some_of
from ui.leaders.overview import staged
from ui.markup import Html, join
from ui.scope import View
from ui.trace_link import cell_href, group_href

TABS = page("investment").tabs
DATASET = "investment_projects"
STAGES = ("lead", "negotiating", "agreement", "signed", "registered", "started", "producing", "full_capacity")
SITES_SHOWN = 6
OTHER_SITES = "其他载体"
FOLLOW = {
    "new": "待对接",
    "contacted": "跟进中",
    "visited_us": "来访考察",
    "negotiating": "洽谈中",
    "converted": "已转项目",
    "returned": "已退回",
    "dropped": "终止",
}
CLOSED = ("converted", "returned", "dropped")
SHOWN = 26
MONEY = {"contract": "合同", "total": "总投资", "intended": "拟投", "none": ""}


def block_height(view: View) -> int:
    """The height in px of each of the four pictures that fill the first tab."""
    return parts.picture_height(view, 326, 400, phone=330)


@parts.piece
def stage_moves(view: View) -> None:
    """What moved between stages since the period before."""
    line = parts.section("本期阶段变动", "左为上期，右为本期；绿前进、红后退、灰未动")
    earlier = facts.before(view, rolling=True)
    if earlier is None:
        parts.nothing(facts.why_first(view, "没有上期可比"))
        return
    flows = pipeline.moves(staged(view), staged(earlier))
    if flows.empty:
        parts.nothing("两期都没有招商项目。")
        return
    told = _told(flows)
    if view.look.phone:
        parts.nothing(told)
        return
    order = ["new", *STAGES, "stopped", "vanished"]
    height = block_height(view)
    ends = {title: [_place(s) for s in flows[name]] for title, name in (("上期", "source"), ("本期", "target"))}
    hrefs = {"hrefs": _ends(view, earlier, flows), "flow_hrefs": _flows(view, flows)}
    figure = moves.moves(flows, view.look, order=order, **hrefs, height=height)
    parts.chart(figure, alt=told, name="本期阶段变动", table={**ends, "个数": flows["n"]}, line=line)


def _ends(view: View, earlier: View, flows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Where the counts on both sides lead: the projects of that stage then and now. One whose stage is missing in one
    of the two periods is in no flow: then the counts differ, and the side's does not lead to another number."""
    found: dict[tuple[str, str], str] = {}
    for side, when in (("source", earlier), ("target", view)):
        counts, drawn = staged(when)["stage"].value_counts(), flows.groupby(side)["n"].sum()
        same = [stage for stage, n in drawn.items() if counts.get(stage) == n]
        found |= {(side, stage): group_href(when, "projects", "n", stage=stage) for stage in same}
    return found


def _flows(view: View, flows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Where the flows lead: the projects of this stage now that came from that one; what is gone has no cell now."""
    now = staged(view)
    stages = zip(pipeline.came_from(now, source.history(view, DATASET), as_of=view.day), now["stage"], strict=True)
    counts = Counter(stages)
    drawn = zip(flows["source"], flows["target"], flows["n"], strict=True)
    return {(a, b): group_href(view, "projects", "n", came_from=a, stage=b) for a, b, n in drawn if counts[a, b] == n}


def _place(stage: object) -> str:
    return {"new": "新增", "stopped": "终止", "vanished": "未再报"}.get(str(stage)) or board.stage_name(stage)


def _told(flows: pd.DataFrame) -> str:
    """The moves in one sentence: what a phone shows and a screen reader reads."""
    names = {"forward": "前进", "back": "后退", "new": "新增", "stopped": "终止", "same": "未动", "vanished": "未再报"}
    counts = flows.groupby("kind")["n"].sum()
    return "、".join(f"{word}{int(counts[kind])}个" for kind, word in names.items() if kind in counts) + "。"


@parts.piece
def days_in_stage(view: View) -> None:
    """How long projects have been where they are; the cells beyond a stage's limit are outlined."""
    line = parts.section("停留天数", "单位：个；橙框为有项目停留超期（※）；超期最久的项目列在“批次和资金”")
    table = pipeline.ageing(staged(view))
    bands = table.sort_values("band_order")["band"].drop_duplicates().tolist()
    counts = table.pivot(index="stage", columns="band", values="n").reindex(index=_present(table), columns=bands)
    over = table.pivot(index="stage", columns="band", values="n_over").reindex(index=counts.index, columns=bands)
    if counts.empty:
        parts.unreported(view, "招商项目", DATASET, lacking="能计算停留天数的日期")
        return
    hrefs = {
        (stage, band): group_href(view, "projects", "n", stage=stage, band=band)
        for stage in counts.index
        for band in bands
    }
    figure = heat.ageing(counts, view.look, over=over, hrefs=hrefs, height=block_height(view))
    data = {"阶段": map(board.stage_name, counts.index)} | {str(band): counts[band] for band in counts}
    parts.chart(
        figure,
        alt=f"停留天数：{int(over.sum().sum())}个项目超过所在阶段的规定时限",
        name="停留天数",
        table=data,
        line=line,
    )


def _present(table: pd.DataFrame) -> list[str]:
    have = set(table["stage"])
    return [stage for stage in STAGES if stage in have]


@parts.piece
def industry_by_site(view: View) -> None:
    """Where each key industry's projects go."""
    line = parts.section("产业 × 载体", "合同投资额，亿元；下为项目个数")
    crossed = industry_and_site(view)
    if crossed is None:
        parts.unreported(view, "招商项目", DATASET, lacking="产业和载体")
        return
    amounts, counts = crossed
    figure = heat.crosstab(amounts, counts, view.look, hrefs=_cells(view, counts), height=block_height(view))
    alt = f"产业与载体：{len(counts)}个产业、{len(counts.columns)}个载体，共{int(counts.sum().sum())}个项目"
    parts.chart(figure, alt=alt, name="产业和载体", table=_crossed(amounts, counts), line=line)


def _cells(view: View, counts: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str]]:
    """Where amount and count of a cell lead; the gathered carriers are those that have no column of their own."""
    sites = pipeline.industry_by_site(staged(view))["site"].unique()
    others = [site for site in sites if site not in counts.columns]
    found = {}
    for industry in counts.index:
        for site in counts.columns:
            keys = {"industry_name": industry, "site_name": others if site == OTHER_SITES else site}
            amount, count = (group_href(view, "projects", measure, **keys) for measure in ("live_contract", "live"))
            found[industry, site] = amount, count
    return found


def _crossed(amounts: pd.DataFrame, counts: pd.DataFrame) -> parts.Table:
    pairs = {
        str(site): [
            f"{whole(n)}个" + ("" if is_missing(amount) else f"，{money(amount)}") if n and not is_missing(n) else ""
            for n, amount in zip(counts[site], amounts[site], strict=True)
        ]
        for site in counts
    }
    return {"产业": counts.index} | pairs


def industry_and_site(view: View) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Contract amounts (10,000 yuan) and counts of live projects, industry × site; None where none names both."""
    table = pipeline.industry_by_site(staged(view))
    if table.empty or not table["n"].sum():
        return None
    table = table.assign(site=_gathered(table))
    sums = table.groupby(["industry", "site"], sort=False)[["contract", "n"]].sum(min_count=1).reset_index()
    sites, industries = list(dict.fromkeys(table["site"])), list(dict.fromkeys(table["industry"]))
    sites = [s for s in sites if s != OTHER_SITES] + [s for s in sites if s == OTHER_SITES]
    amounts, counts = (
        sums.pivot(index="industry", columns="site", values=value).reindex(index=industries, columns=sites)
        for value in ("contract", "n")
    )
    return amounts, counts


def _gathered(table: pd.DataFrame) -> pd.Series:
    """The busiest sites by themselves, the rest together, so names keep their room."""
    busiest = table.groupby("site")["n"].sum().nlargest(SITES_SHOWN - 1).index
    return table["site"].where(table["site"].isin(busiest), OTHER_SITES)


def longest(view: View) -> None:
    """The projects longest beyond their stage's limit, with who answers."""
    note, markup = _longest(view)
    parts.section("超期最久的项目", note)
    board.draw(markup, view.look, key="investment-longest")


@facts.known
def _longest(view: View) -> tuple[str, Html]:
    n, top = (
        int((staged(view)["live"] & staged(view)["days_in_stage"].notna()).sum()),
        fitting(view, 10, present=8, large=5),
    )
    table = pipeline.longest(staged(view), top)
    note = "超期天数＝停留天数－该阶段规定时限；先按超期天数，再按停留天数" + some_of(n, top, "个")
    head, sums = in_one_unit("投资额", table["amount"])
    heads = (
        ("项目", ""),
        ("阶段", ""),
        ("停留天数", "num"),
        ("超期天数", "num"),
        head,
        ("责任单位", ""),
        ("包保领导", ""),
    )
    rows = [
        [r.project, r.stage_word, whole(r.days_in_stage), whole(r.days_over), named_amount(said, r.amount_kind),
         short_unit(r.lead_department), short_post(r.lead_leader)]
        for r, said in zip(table.itertuples(), sums, strict=True)
    ]  # fmt: skip
    hrefs = [cell_href(view, DATASET, r, "stage") for r in table["row_id"]]
    return note, listed(view, heads, rows, caption="超期最久的项目", hrefs=hrefs, phone=(0, 1, 3))


def amount_words(amount: object, kind: object) -> str:
    """An amount with the kind of money it is: kinds are never mixed silently."""
    return "" if is_missing(amount) else f"{MONEY.get(words(kind), '')}{money(amount)}"


def named_amount(said: str, kind: object) -> str:
    """A figure of a column of amounts with the kind of money it is."""
    return f"{MONEY.get(words(kind), '')} {said}".strip() if said else ""


def key_targets(view: View) -> None:
    """世界500强、央企、行业龙头: one class at a time, each followed by itself; what is closed comes last."""
    classes = book().vocabulary.investor_classes[:3]
    segments = partial(st.segmented_control, default=classes[0], required=True, label_visibility="collapsed")
    board.draw(
        _targets(view, parts.pick(view, "类别", classes, "class", control=segments)),
        view.look,
        key="investment-key_targets",
    )


@facts.known
def _targets(view: View, investor_class: str) -> Html:
    table = pipeline.key_targets(staged(view), pipeline.freshness(source.frame(view, "target_clients"), as_of=view.day))
    mine = table[table["investor_class"] == investor_class]
    closed = mine["stage"].eq("stopped") | mine["follow_status"].isin(CLOSED)
    mine = mine.assign(closed=closed).sort_values("closed", kind="stable")
    kinds = mine["kind"].value_counts()
    every, top = len(mine), fitting(view, SHOWN, present=SHOWN, large=16)
    mine = mine.head(top)
    head, sums = in_one_unit("投资额", mine["amount"])
    heads = [*board.heads("名称 项目 阶段或跟进 停留天数>"), head, *board.heads("进展 问题 下步 责任单位 包保领导")]
    rows = [_target(row, said) for row, said in zip(mine.to_dict("records"), sums, strict=True)]
    datasets = {"project": DATASET, "client": "target_clients"}
    hrefs = [
        cell_href(view, datasets[kind], row_id, "progress_text")
        for kind, row_id in zip(mine["kind"], mine["row_id"], strict=True)
    ]
    said = {"projects": f"项目{kinds.get('project', 0)}个", "clients": f"在库客户{kinds.get('client', 0)}家"}
    links = [board.linked(t, group_href(view, g, "n", investor_class=investor_class)) for g, t in said.items()]
    cut = f"；共{every}条，办结和终止的在后，列前{top}条" if every > top else ""
    count = board.note(join([f"{investor_class}：", links[0], "、", links[1], cut]))
    shown = listed(view, heads, rows, caption=f"{investor_class}专案", hrefs=hrefs, phone=(0, 2, 4), sparse=True)
    return board.stacked(count, shown)


def _target(row: dict, said_amount: str) -> list[object]:
    stage = words(row["stage_word"]) or FOLLOW.get(words(row["follow_status"]), words(row["follow_status"]))
    late = "※超期" if row["over_limit"] is True else ""
    said = [words(row[name]) for name in ("progress_text", "problem", "next_step")]
    said += [short_unit(row["lead_department"]), short_post(row["lead_leader"])]
    amount = named_amount(said_amount, row["amount_kind"])
    return [words(row["name"]), words(row["project"]), f"{stage}{late}", whole(row["days"]), amount, *said]
