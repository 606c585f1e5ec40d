"""三库: target clients, projects and carriers as searchable tables, with how fresh each row is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from catalog import dataset
from catalog.book import book
from catalog.numbers import money
from catalog.numbers import rate as percent
from catalog.text import is_missing
from metrics import pipeline
from ui import board, facts, parts, source
from ui.leaders.investment import amount_words, named_amount
from ui.leaders.items import whole, words
from ui.leaders.listing import fitting, in_one_unit
from ui.leaders.overview import staged
from ui.markup import Html, tag
from ui.masks import masked
from ui.scope import View
from ui.trace_link import cell_href, group_href

SHOWN = 22
PROJECTS, CLIENTS, CARRIERS = "investment_projects", "target_clients", "partner_carriers"
NAMES: dict[str, str] = dict(zip((CLIENTS, PROJECTS, CARRIERS), book().vocabulary.libraries, strict=True))

Column = tuple[str, str, Callable[[dict[str, Any]], object]]


def browse(view: View) -> None:
    """Pick a library, type a word, read on. Choice and word live in the URL."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        segments = partial(st.segmented_control, default=NAMES[CLIENTS], required=True)
        name = parts.pick(view, "库", list(NAMES.values()), "library", control=segments)
        word = st.query_params.get("find", "") if view.look.present else _word()
    kind = next(key for key, label in NAMES.items() if label == name)
    board.draw(_table(view, kind, (word or "").strip()), view.look, key="libraries-browse")


def _word() -> str | None:
    return st.text_input(
        "查找", key="find", bind="query-params", placeholder="企业、产业、来源地、责任单位…", live=True
    )


@facts.known
def _table(view: View, kind: str, word: str) -> Html:
    rows = _rows(view, kind)
    found = rows[_matches(rows, kind, word)] if word else rows
    columns = [COLUMNS[kind][i] for i in ON_PHONE[kind]] if view.look.phone else COLUMNS[kind]
    top = 12 if view.look.phone else fitting(view, SHOWN, present=24, large=17)
    records = found.head(top).to_dict("records")
    sums = {title: in_one_unit(title, found.head(top)[name]) for title, name in SUMS.items() if name in found}
    heads = [sums[title][0] if title in sums else (title, align) for title, align, _ in columns]
    cells = [
        [_cell(view, kind, title, _told(sums, title, i, row) or value(row), row) for title, _, value in columns]
        for i, row in enumerate(records)
    ]
    hrefs = [cell_href(view, kind, row["row_id"], dataset(kind).key[0]) for row in records]
    more = f"，列前{top}条" if len(found) > top else ""
    whole_ = board.linked(f"共{len(rows)}条", group_href(view, GROUPS[kind], "n"))
    looked_for = f"，含“{word}”的{len(found)}条" if word else ""
    note = board.note(tag("span", NAMES[kind], whole_, looked_for, more))
    return board.stacked(note, board.rows_table(heads, cells, caption=NAMES[kind], hrefs=hrefs))


def _told(sums: Mapping[str, tuple[Any, list[str]]], title: str, i: int, row: dict[str, Any]) -> str:
    """The figure of a column of amounts, with its kind where the column holds several; "" of any other column."""
    if title not in sums:
        return ""
    said = sums[title][1][i]
    return named_amount(said, row["amount_kind"]) if SUMS[title] == "amount" else said


def _cell(view: View, kind: str, title: str, value: object, row: dict[str, Any]) -> object:
    """A figure or a day as the link to the field it was read from."""
    field = TRACED[kind].get(title, "")
    field = AMOUNTS.get(words(row["amount_kind"]), "") if field == "amount" else field
    return board.linked(value, cell_href(view, kind, row["row_id"], field)) if field else value


def _rows(view: View, kind: str) -> pd.DataFrame:
    if kind == CLIENTS:
        return pipeline.freshness(source.frame(view, CLIENTS), as_of=view.day)
    return staged(view) if kind == PROJECTS else pipeline.carriers(source.frame(view, CARRIERS))


def _matches(rows: pd.DataFrame, kind: str, word: str) -> pd.Series:
    """Rows with the word in any field that is not private: what is masked cannot be found by guessing either."""
    texts = [f.name for f in dataset(kind).fields if not f.private and f.kind not in ("money", "number", "date")]
    whole = rows[texts].fillna("").astype("str").agg(" ".join, axis=1)
    return whole.str.contains(word, case=False, regex=False)


def _field(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda row: words(row[name])


def _day(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda row: "" if is_missing(row[name]) else f"{row[name]:%Y-%m-%d}"


def _money(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda row: "" if is_missing(row[name]) else money(row[name])


def _private(kind: str, name: str) -> Callable[[dict[str, Any]], object]:
    return lambda row: masked(dataset(kind).field(name), row[name], may_see=False)


def _since(row: dict[str, Any]) -> str:
    return words(row["freshness_word"]) + ("" if is_missing(row["days_since"]) else f"（{whole(row['days_since'])}天）")


# Which field a column's figure was read from; an amount from that of its kind.
AMOUNTS = {"contract": "contract_investment", "total": "total_investment", "intended": "intended_investment"}
TRACED = {
    CLIENTS: {"拟投资额": "intended_investment", "最近联系": "last_contact", "新鲜度": "last_contact"},
    PROJECTS: {"停留天数": "stage", "投资额": "amount", "到位": "paid_in"},
    CARRIERS: {"建筑面积": "floor_area", "可用面积": "available_area", "空置率": "available_area", "入驻": "tenants"},
}
# The columns of amounts, each in one unit.
SUMS = {"拟投资额": "intended_investment", "投资额": "amount", "到位": "paid_in"}
GROUPS = {CLIENTS: "clients", PROJECTS: "projects", CARRIERS: "carriers"}
# What stays on a phone: the name, how far or how fresh, who answers.
ON_PHONE = {CLIENTS: (0, 7, 8), PROJECTS: (0, 5, 7), CARRIERS: (0, 5, 6)}
COLUMNS: dict[str, tuple[Column, ...]] = {
    CLIENTS: (
        ("企业", "", _field("company")),
        ("总部", "", _field("headquarters")),
        ("产业", "", _field("industry")),
        ("类型", "", _field("investor_class")),
        ("拟投资额", "num", _money("intended_investment")),
        ("意向", "", _field("intention")),
        ("最近联系", "", _day("last_contact")),
        ("新鲜度", "", _since),
        ("责任单位", "", _field("lead_department")),
        ("责任人", "", _private(CLIENTS, "responsible_person")),
    ),
    PROJECTS: (
        ("项目", "", _field("project")),
        ("投资方", "", _field("investor")),
        ("来源地", "", _field("origin")),
        ("产业", "", _field("industry")),
        ("载体", "", _field("site")),
        ("阶段", "", lambda r: board.stage_name(r["stage"])),
        ("停留天数", "num", lambda r: whole(r["days_in_stage"])),
        ("投资额", "num", lambda r: amount_words(r["amount"], r["amount_kind"])),
        ("到位", "num", _money("paid_in")),
        ("责任单位", "", _field("lead_department")),
        ("联系人", "", _private(PROJECTS, "contact")),
    ),
    CARRIERS: (
        ("载体", "", _field("carrier")),
        ("类型", "", _field("carrier_type")),
        ("园区", "", _field("area_name")),
        ("产业", "", _field("industry")),
        ("建筑面积", "num", lambda r: board.area_words(r["floor_area"])),
        ("可用面积", "num", lambda r: board.area_words(r["available_area"])),
        ("空置率", "num", lambda r: "" if is_missing(r["vacancy"]) else percent(r["vacancy"], 0)),
        ("入驻", "num", lambda r: whole(r["tenants"])),
        ("运营方", "", _field("operator")),
        ("联系人", "", _private(CARRIERS, "contact")),
    ),
}
