"""Every version of a unit's report, with the acts that move figures: withdraw, return, restore, declare, lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from access.serving.zone import minute, zone_name
from catalog import dataset
from catalog.numbers import period_words
from store import Receipt
from ui import source
from ui.analysts.desk import attempt, desk, keep_why_not, now, tell_why_not
from ui.analysts.locks import why_held, why_locked
from ui.analysts.submissions.owed_reports import Ledger, Picked
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload import arrival
from ui.analysts.upload.publishing import state_cell
from ui.escape import md

# act: its word, and what it does to what stands.
ACTS = {"withdraw": "撤回", "send_back": "退回重报", "restore": "恢复此版"}
EFFECTS = {
    "withdraw": "各页随即不再采用{what}（{rows} 行），{unit}按“已撤回待重报”列入缺报；可再恢复。",
    "send_back": "各页随即不再采用{what}（{rows} 行），{unit}按“已退回待重报”列入缺报和催报；可再恢复。",
    "restore": "{what}（{rows} 行）重新成为在册版本，各页随即采用；现在在册的一版让位。",
}
LOCKS = "锁定后，{period}不能再发布、更正、退回、撤回或恢复，各页数字不再变动；解锁要写明理由。"
UNLOCKS = "解锁后，{period}又可发布、更正、撤回，各页数字会随之变动；理由记入日志。"


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
        unit = st.selectbox("单位", list(found.reports), key="unit-shown", bind="query-params", width=240)
        names = found.reports[unit]
        if st.session_state.get("dataset-shown") not in names:
            st.session_state.pop("dataset-shown", None)
        name = st.selectbox(
            "数据类别", names, key="dataset-shown", bind="query-params", width=240,
            format_func=lambda n: dataset(n).label,
        )  # fmt: skip
    return Picked(unit, name) if unit and name else None


def show_versions(period: str, picked: Picked) -> None:
    """The list of versions and, below it, what can be done about one of them, each with a reason."""
    found = versions_of(period, picked)
    if not found:
        st.markdown(":gray[这个单位还没有送过这一期的这类表。]")
    else:
        heads: list[Head | str] = [
            "版本",
            "状态",
            "文件",
            Head("行数", "number"),
            f"收到（{zone_name()}）",
            "发布",
            "内容哈希",
        ]
        table(heads, [_row(one) for one in found], key="versions")
        _act_on_version(found, picked)
    with st.container(horizontal=True):
        if found:
            arrival.of_version(found[0])
        _declare_no_progress(period, picked)


def lock_of(period: str) -> None:
    """Whether the period is locked, and the form that turns it: unlocking needs a reason."""
    locked = bool(why_locked([period]))
    words, icon = ("已锁定", ":material/lock:") if locked else ("未锁定", ":material/lock_open:")
    said = UNLOCKS if locked else LOCKS
    with st.popover(f"{period_words(period)}{words}", icon=icon):
        st.text(said.format(period=period_words(period)), width=320)
        with st.form("period-lock", border=False):
            st.text_input("理由" if locked else "理由（可不填）", key="lock-reason")
            st.form_submit_button(
                "解锁" if locked else "锁定本期", type="primary", on_click=_turn_lock, args=(period, not locked)
            )


def _turn_lock(period: str, wanted: bool) -> None:
    reason = str(st.session_state["lock-reason"] or "")
    if wanted:
        _done(lambda: desk().lock_period(period, reason=reason, at=now()), "已锁定：本期不能再发布、撤回或恢复。")
    else:
        _done(lambda: desk().unlock_period(period, reason=reason, at=now()), "已解锁，解锁理由已记入日志。")


def tell_what_was_done() -> None:
    """The sentence of an act that made the page run again."""
    if said := st.session_state.pop("done", None):
        st.success(md(said), icon=":material/task_alt:")


def _act_on_version(found: list[dict[str, Any]], picked: Picked) -> None:
    """Which version, which act, why; what the act would do is said before it is done."""
    names = {one["submission_id"]: _version_words(one) for one in found}
    by_number = {one["submission_id"]: one for one in found}
    closed = why_held([found[0]["period"]])
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.selectbox("版本", list(names), format_func=names.__getitem__, width=280, key="version-shown")
            act = st.selectbox("操作", list(ACTS), format_func=ACTS.__getitem__, width=140, key="version-act-kind")
            st.text_input("理由", width=320, key="version-reason", placeholder="必填，记入日志")
            st.button(
                "执行", type="primary", key="version-act", disabled=bool(closed), help=closed or None, on_click=_act,
                args=(names,),
            )  # fmt: skip
        tell_why_not("version")
        one = by_number[number]
        said = EFFECTS[act].format(what=_version(one), rows=one["rows"], unit=picked.department)
        st.markdown(f":gray[{md(closed or f'{ACTS[act]}后，{said}')}]")


def _act(names: dict[int, str]) -> None:
    """Do what the boxes say at the click, which may be later than what the page was drawn with."""
    number, act = st.session_state["version-shown"], st.session_state["version-act-kind"]
    reason = str(st.session_state["version-reason"] or "")
    if not reason.strip():
        keep_why_not("version", "请填写理由。")
        return
    done = _done(lambda: getattr(desk(), act)(number, reason=reason, at=now()), f"已{ACTS[act]}：{names[number]}。")
    if done:
        st.session_state["version-reason"] = ""


def _declare_no_progress(period: str, picked: Picked) -> None:
    closed = why_held([period])
    with st.popover("登记“本期无进度”", icon=":material/edit_note:"):
        st.text(f"{picked.department} · {dataset(picked.dataset).label} · {period_words(period)}")
        with st.form("no-progress", border=False):
            st.text_input("单位的说明", key="no-progress-reason")
            st.form_submit_button(
                "登记", type="primary", disabled=bool(closed), help=closed or None, on_click=_declare,
                args=(picked.dataset, picked.department, period),
            )  # fmt: skip


def _declare(name: str, unit: str, period: str) -> None:
    reason = str(st.session_state["no-progress-reason"] or "")
    _done(lambda: desk().declare_no_progress(name, unit, period, reason=reason, at=now()), "已登记为“无进度已说明”。")


def _done(act: Callable[[], Receipt], said: str) -> bool:
    receipt = attempt(act)
    if receipt is not None:
        st.session_state["done"] = (
            f"{said}日志序号 {receipt.seq}。" if not receipt.repeated else "此前已经这样处理过，没有变化。"
        )
    return receipt is not None


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
    return minute(_text(iso))


def _text(value: object) -> str:
    return value if isinstance(value, str) else "—"
