"""The log of every act: who did what, when, to what; each entry chained to the one before, checked on demand."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import streamlit as st

from access.serving.zone import minute, zone_name
from catalog import dataset, datasets
from catalog.numbers import period_words
from catalog.words.store import store_words
from store.journal.verification import verify
from ui import source
from ui.analysts.desk import attempt, desk
from ui.analysts.table import Cell, Head, table
from ui.escape import md

ROWS_A_PAGE = 50


def log() -> None:
    """The log, newest first, filtered by act and person; below it the check of the chain."""
    entries = attempt(lambda: desk().audit())
    if entries is None or entries.empty:
        return
    _check_chain()
    shown = _filtered(entries).iloc[::-1]
    pages = max(1, -(-len(shown) // ROWS_A_PAGE))
    page = st.pagination(pages, key="log-page") if pages > 1 else 1
    heads: list[Head | str] = [Head("序号", "number"), f"时间（{zone_name()}）", "人", "操作", "对象", "说明", "校验"]
    part = shown.iloc[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    table(heads, [_row(one) for one in part.to_dict("records")], key="log", tall="560px")


def _check_chain() -> None:
    if not st.button("校验日志链和原件", icon=":material/verified_user:", key="verify"):
        return
    found = verify(source.store().database)
    if found.sound:
        counted = f"{found.entries} 条日志首尾相连，{found.originals} 份原件、{found.submissions} 份报送与登记一致。"
        st.success(md(f"校验通过：{counted}链尾 {found.head[:16]}"), icon=":material/verified:")
        return
    st.error(md(f"发现 {len(found.wrong)} 处不符："), icon=":material/gpp_bad:")
    st.code("\n".join(found.wrong[:50]), language=None)


def _filtered(entries: pd.DataFrame) -> pd.DataFrame:
    words = _act_words()
    with st.container(horizontal=True):
        act = st.selectbox(
            "操作", sorted(set(entries["action"])), index=None, format_func=lambda a: words.get(a, a),
            placeholder="全部操作", key="log-act", width=200,
        )  # fmt: skip
        person = st.selectbox(
            "人", sorted(set(entries["actor"])), index=None, placeholder="所有人", key="log-actor", width=200
        )
    shown = entries[entries["action"] == act] if act else entries
    return shown[shown["actor"] == person] if person else shown


def _row(one: dict) -> list[Cell]:
    words = _act_words()
    about = [dataset(one["dataset"]).label] if one["dataset"] in datasets() else []
    about += [str(one["department"])] if isinstance(one["department"], str) else []
    about += [period_words(one["period"])] if isinstance(one["period"], str) else []
    return [
        Cell(str(one["seq"]), looks="number"), Cell(minute(str(one["at"])), looks="short soft"),
        Cell(one["actor"]), Cell(words.get(one["action"], one["action"]), looks="strong short"),
        Cell(str(one["subject"]), " · ".join(about)), Cell(_said(one["details"]), looks="long"),
        Cell(one["hash"][:10], says=one["hash"], looks="soft"),
    ]  # fmt: skip


def _said(details: str) -> str:
    """The parts of an entry a person wants to read: reason, cell and its old and new text, version and rows."""
    known = json.loads(details)
    parts = [f"理由：{known['reason']}"] if known.get("reason") else []
    parts += [f"{known['sheet']}!{known['cell']}：{known['original']} → {known['text']}"] if "cell" in known else []
    noted = sum(len(said) for said in known.get("figures", {}).values())
    parts += [f"留存口径 {len(known['declarations'])} 份、关键数字 {noted} 个"] if "declarations" in known else []
    parts += [f"收到日：{known['was'][:10]} → {known['received']}"] if "was" in known else []
    parts += _assigned(known.get("said", {}))
    parts += [f"第{known['version']}版"] if known.get("version") else []
    parts += [f"{known['rows']}行"] if known.get("rows") else []
    return "；".join(filter(None, parts))


def _assigned(told: dict[str, Any]) -> list[str]:
    """What somebody said a table of an upload is."""
    parts = [told["department"]] if told.get("department") else []
    parts += [period_words(told["period"])] if told.get("period") else []
    return [*parts, {True: "上报", False: "不上报", None: ""}[told.get("include")]]


def _act_words() -> dict[str, str]:
    return store_words().actions
