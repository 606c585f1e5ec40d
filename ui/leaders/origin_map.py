"""产业招商地图: where capital comes from (labelled tiles, not a map) × which industry × which carrier."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics import pipeline
from ui import board, facts, parts
from ui.leaders.items import words
from ui.leaders.listing import fitting, in_one_unit, some_of
from ui.leaders.overview import staged
from ui.markup import Html, join
from ui.scope import View
from ui.trace_link import group_href

ANY = "全部"
SHOWN = 16


def choice(view: View) -> tuple[str, str]:
    """The industry and the carrier looked at; "" for all. Both live in the URL."""
    projects = staged(view)
    with st.container(horizontal=True):
        picked = [
            parts.pick(view, label, [ANY, *sorted(projects[name].dropna().unique())], name)
            for label, name in (("目标产业", "industry"), ("承接载体", "site"))
        ]
    industry, site = ("" if value == ANY else value for value in picked)
    return industry, site


def tiles(view: View, industry: str, site: str) -> None:
    """Provinces and countries as tiles at their rough places, shaded by the number of projects."""
    live = _live(view, industry, site)
    named = pipeline.origins(live)
    n = int(named.loc[named["place_kind"] != "other", "n"].sum())
    parts.section("资金来源地", f"示意，非地图；在手项目{len(live)}个，{n}个写明来源地；色深为项目个数，右侧为国家")
    board.draw(_tiles(view, industry, site), view.look, key="origin_map-tiles")


@facts.known
def _tiles(view: View, industry: str, site: str) -> Html:
    table = pipeline.origins(_chosen(view, industry, site))
    href = _to(view, industry, site)
    placed = table[table["column"].notna() & (table["place_kind"] != "other")]
    shown = [
        board.Tile(
            r.place,
            words(r.label) or r.place,
            int(r.column) + 1,
            int(r.row) + 1,
            int(r.n),
            r.contract,
            href(place=r.place),
        )
        for r in placed.itertuples()
    ]
    others = table[~table["place"].isin(placed["place"]) & (table["n"] > 0)]
    named = [board.linked(f"{r.place}{r.n}个", href(place=r.place)) for r in others.itertuples()]
    rest = [part for link in named for part in ("、", link)][1:]
    note = board.note(join(["其他：", *rest])) if rest else join([])
    return board.stacked(board.origin_tiles(shown, view.look), note)


def _to(view: View, industry: str, site: str) -> Callable[..., str]:
    """Where a count of the chosen industry and carrier leads."""
    chosen = {key: value for key, value in (("industry", industry), ("site", site)) if value}
    return lambda measure="live", **keys: group_href(view, "projects", measure, **(chosen | keys))


def _chosen(view: View, industry: str, site: str) -> pd.DataFrame:
    projects = staged(view)
    if industry:
        projects = projects[projects["industry"] == industry]
    return projects[projects["site"] == site] if site else projects


def _live(view: View, industry: str, site: str) -> pd.DataFrame:
    """The chosen projects that are in hand."""
    projects = _chosen(view, industry, site)
    return projects[projects["live"]]


def flows(view: View, industry: str, site: str) -> None:
    """Origin, industry and carrier of the same projects, one row a combination, the most frequent first."""
    note, markup = _flows(view, industry, site)
    parts.section("来源地 → 产业 → 载体", note)
    board.draw(markup, view.look, key="origin_map-flows")


@facts.known
def _flows(view: View, industry: str, site: str) -> tuple[str, Html]:
    live = _live(view, industry, site)
    groups = live.groupby(["origin", "industry", "site"], dropna=False)
    sums = groups.agg(n=("row_id", "size"), contract=("contract_investment", lambda v: v.sum(min_count=1)))
    table = sums.reset_index().sort_values(["n", "contract"], ascending=False, kind="stable")
    shown = table.head(_shown(view))
    note = f"在手项目{len(live)}个，按个数排列" + some_of(len(table), len(shown), "组")
    head, amounts = in_one_unit("合同投资额", shown["contract"])
    heads, href = [*board.heads("来源地 产业 载体 个数>"), head], _to(view, industry, site)
    rows = [
        _flow(r, said, partial(href, origin=r.origin, industry=r.industry, site=r.site))
        for r, said in zip(shown.itertuples(), amounts, strict=True)
    ]
    return note, board.rows_table(heads, rows, caption="来源地、产业、载体")


def _shown(view: View) -> int:
    return fitting(view, SHOWN, present=SHOWN, large=11)


def _flow(r: Any, said: str, href: Callable[..., str]) -> list[object]:
    amount = board.linked(said, href(measure="live_contract"))
    place = (words(r.origin) or "未写明", words(r.industry) or "未写明", words(r.site) or "未落位")
    return [*place, board.linked(f"{r.n}个", href()), amount]
