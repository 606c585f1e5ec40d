"""Every version of a unit's report, with the acts that move figures: withdraw, return, restore, declare, lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from catalog import dataset
from store import Receipt
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.submissions.owed_reports import Ledger, Picked
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload import arrival
from ui.analysts.upload.publishing import state_cell
from ui.escape import md
from ui.scope import period_words

ACTS = {"withdraw": "撤回", "send_back": "退回重报", "restore": "恢复此版"}


def versions_of(period: str, picked: Picked) -> list[dict[str, Any]]:
    """Every submission ever saved of the unit's dataset and period, newest first."""
    return _versions_of(source.acts(), period, picked.department, picked.dataset)


@st.cache_resource(show_spinner=False, max_entries=64)
def _versions_of(acts: int, period: str, department: str, name: str) -> list[dict[str, Any]]:  # noqa: ARG001 - a key
    known = source.submissions()
    about = (known["period"] == period) & (known["department"] == department)
    mine = known[about & (known["dataset"] == name) & (known["state"] != "replaced")]
    return [{str(column): value for column, value in one.items()} for one in reversed(mine.to_dict("records"))]


def choose_report(found: Ledger, clicked: Picked | None) -> Picked | None:
    """Which unit's which dataset: two boxes, set by a click on the matrix."""
    if clicked:
        st.session_state["unit-shown"], st.session_state["dataset-shown"] = clicked.department, clicked.dataset
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.selectbox("单位", list(found.reports), key="unit-shown", width=240)
        names = found.reports[unit]
        if st.session_state.get("dataset-shown") not in names:
            st.session_state.pop("dataset-shown", None)
        name = st.selectbox("数据类别", names, key="dataset-shown", width=240, format_func=lambda n: dataset(n).label)
    return Picked(unit, name) if unit and name else None


def show_versions(period: str, picked: Picked) -> None:
    """The list of versions and, below it, what can be done about one of them, each with a reason."""
    found = versions_of(period, picked)
    if not found:
        st.markdown(":gray[这个单位还没有送过这一期的这类表。]")
    else:
        heads: list[Head | str] = ["版本", "状态", "文件", Head("行数", "number"), "收到", "发布", "内容哈希"]
        table(heads, [_row(one) for one in found], key="versions")
        _act_on_version(found)
    with st.container(horizontal=True):
        if found:
            arrival.of_version(found[0])
        _declare_no_progress(period, picked)


def lock_of(period: str) -> None:
    """Whether the period is locked, and the form that turns it: unlocking needs a reason."""
    locked = period in source.store().locked_periods()
    words, icon = ("已锁定", ":material/lock:") if locked else ("未锁定", ":material/lock_open:")
    with st.popover(f"{period_words(period)}{words}", icon=icon):
        with st.form("period-lock", border=False):
            reason = st.text_input("理由" if locked else "理由（可不填）", key="lock-reason")
            turned = st.form_submit_button("解锁" if locked else "锁定本期", type="primary")
        if not turned:
            return
        if locked:
            _done(lambda: desk().unlock_period(period, reason=reason, at=now()), "已解锁，解锁理由已记入日志。")
        else:
            _done(lambda: desk().lock_period(period, reason=reason, at=now()), "已锁定：本期不能再发布、撤回或恢复。")


def tell_what_was_done() -> None:
    """The sentence of an act that made the page run again."""
    if said := st.session_state.pop("done", None):
        st.success(md(said), icon=":material/task_alt:")


def _act_on_version(found: list[dict[str, Any]]) -> None:
    names = {one["submission_id"]: _version_words(one) for one in found}
    with st.form("version-act", border=True), st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox("版本", list(names), format_func=names.__getitem__, width=280, key="version-shown")
        act = st.selectbox("操作", list(ACTS), format_func=ACTS.__getitem__, width=140, key="version-act-kind")
        reason = st.text_input("理由", width=320, key="version-reason", placeholder="必填，记入日志")
        sent = st.form_submit_button("执行", type="primary")
    if not sent:
        return
    if not reason.strip():
        st.warning("请填写理由。")
        return
    said = f"已{ACTS[act]}：{names[number]}。"
    _done(lambda: getattr(desk(), act)(number, reason=reason, at=now()), said)


def _declare_no_progress(period: str, picked: Picked) -> None:
    with st.popover("登记“本期无进度”", icon=":material/edit_note:"):
        st.text(f"{picked.department} · {dataset(picked.dataset).label} · {period_words(period)}")
        with st.form("no-progress", border=False):
            reason = st.text_input("单位的说明", key="no-progress-reason")
            sent = st.form_submit_button("登记", type="primary")
        if sent:
            about = (picked.dataset, picked.department, period)
            _done(lambda: desk().declare_no_progress(*about, reason=reason, at=now()), "已登记为“无进度已说明”。")


def _done(act: Callable[[], Receipt], said: str) -> None:
    receipt = attempt(act)
    if receipt is not None:
        st.session_state["done"] = (
            f"{said}日志序号 {receipt.seq}。" if not receipt.repeated else "此前已经这样处理过，没有变化。"
        )
        st.rerun()


def _row(one: dict) -> list[Cell]:
    return [
        Cell(_version(one), looks="strong short"), state_cell(one["state"], one["current"]), Cell(one["file"]),
        Cell(str(one["rows"]), looks="number"), Cell(one["received"][:10], f"入库 {_time(one['saved_at'])}"),
        Cell(_time(one["published_at"]), _text(one["published_by"])),
        Cell(one["content_hash"][:12], says=one["content_hash"], looks="soft"),
    ]  # fmt: skip


def _version_words(one: dict) -> str:
    return f"{_version(one)}（报送号 {one['submission_id']}，{one['rows']} 行）"


def _version(one: dict) -> str:
    return f"第{one['version']}版" if pd.notna(one["version"]) else "草稿"


def _time(iso: object) -> str:
    return _text(iso)[:16].replace("T", " ")


def _text(value: object) -> str:
    return value if isinstance(value, str) else "—"
