"""Every matter of every notice with its state of today, what was promised, and what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from exports.notices import NoticePaper, notice, reply_sheet
from exports.notices.paper import words
from store import Desk, Receipt
from store.desk.permissions import may
from store.notices import Act as Done
from store.notices import Demand
from ui import source
from ui.analysts.demands import printed, returned
from ui.analysts.desk import actor, attempt, desk, now
from ui.analysts.table import Cell, Head, table
from ui.escape import md

LOOKS = {"closed": "good", "replied": "told", "overdue": "wrong", "reminded": "wrong", "redo": "check"}
HEADS: tuple[Head | str, ...] = ("编号", "事项", "责任单位", "答复时限", "状态", "承诺", "最近一次")
NOT_YET = ("issued", "sent", "received", "redo", "extended")
ROUND, SAID = "reply-round", "replies-said"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Act = Callable[[Desk], Receipt]


def receive() -> None:
    """The box for returned reply sheets: each is known by its number, nothing is asked."""
    files = st.file_uploader(
        "收回复单：把各单位报回的回复单拖到这里，按编号自动登记",
        accept_multiple_files=True,
        key=f"replies-{st.session_state.get(ROUND, 0)}",
    )
    for sentence in st.session_state.pop(SAID, ()):
        st.success(md(sentence), icon=":material/mark_email_read:")
    said = [_taken(file.name, file.getvalue()) for file in files or []]
    if said and all(said):
        # The box is emptied, and what the page says is worked out with the replies.
        st.session_state[ROUND], st.session_state[SAID] = st.session_state.get(ROUND, 0) + 1, said
        st.rerun()


def _taken(name: str, content: bytes) -> str | None:
    said = attempt(lambda: returned.take(name, content) or "")
    if said == "":
        st.error(md(f"{name}：不是督办事项回复单。各单位的报表请在“数据上报”上传。"), icon=":material/block:")
    return said


def listing(found: list[Demand]) -> Demand | None:
    """The matters, newest notice first; the one chosen by a click or in the box."""
    today = now().date()
    ordered = [one for matters in printed.by_notice(found).values() for one in matters]
    named = {f"{one.number} 第{one.position}项 {one.matter.item}": one for one in ordered}
    _asked_by_link(named)
    picked = table(HEADS, [_row(one, today) for one in ordered], key="demands", tall="420px")
    places = {_place(one): name for name, one in named.items()}
    if picked in places:
        st.session_state["demand"] = places[picked]
    chosen = st.selectbox("要办的事项", list(named), index=None, placeholder="点上表的编号，或在此选择", key="demand")
    return named.get(chosen) if chosen else None


def _asked_by_link(named: dict[str, Demand]) -> None:
    """A link may name one matter: it is the one chosen, until another is."""
    asked = st.query_params.pop("matter", "")
    for name, one in named.items():
        if asked == f"{one.number} {one.position}":
            st.session_state["demand"] = name


def _place(one: Demand) -> str:
    return f"{one.notice}-{one.position}"


def _row(one: Demand, today: date) -> list[Cell]:
    state, last = one.state(today), one.acts[-1] if one.acts else None
    line = one.reply.line if one.reply else None
    promise = (line.promised or line.promised_text) if line else ""
    acts = words().acts
    return [
        Cell(one.number, f"第{one.position}项", looks="strong", pick=_place(one)),
        Cell(one.matter.item, one.matter.gap),
        Cell(one.matter.department or "（未填报）", one.matter.leader),
        Cell(one.due_now, "" if one.due_now == one.due else f"原{one.due}"),
        Cell(words().states[state], looks=f"short {LOOKS.get(state, 'soft')}"),
        Cell(promise or "—", line.measure if line else ""),
        Cell(f"{acts[last.act]} {last.day}" if last else "—", last.reason if last else "", looks="soft"),
    ]


def papers(one: Demand, found: list[Demand]) -> None:
    """The notice of the chosen matter, its reply sheet, and the reminder of what nobody has answered."""
    today, demo = now().date(), source.is_demo(source.version())
    matters = [other for other in found if other.number == one.number]
    paper = printed.paper_of(matters, demo=demo)
    silent = [other for other in matters if other.state(today) in ("overdue", "reminded")]
    row = st.container(horizontal=True, gap="small")
    name = {"number": paper.number, "name": paper.addressee, "title": paper.title}
    _offer(row, "督办通知单 DOCX", notice, paper, words().file_notice.format(**name), DOCX)
    _offer(row, "回复单 XLSX", reply_sheet, paper, words().file_reply.format(**name), XLSX)
    if silent:
        again = printed.paper_of(silent, demo=demo, reminder=today)
        file = words().file_notice.format(**{**name, "title": again.title})
        _offer(row, "催办单 DOCX", notice, again, file, DOCX)


def _offer(
    row: st.delta_generator.DeltaGenerator,
    label: str,
    write: Callable[[NoticePaper], bytes],
    paper: NoticePaper,
    file: str,
    mime: str,
) -> None:
    row.download_button(
        label, partial(write, paper), file, mime, on_click="ignore", icon=":material/download:", key=f"get-{label}"
    )


def acts(one: Demand) -> None:
    """What may be done about the matter now, each with its day and reason; the store refuses what the chain forbids."""
    today, state = now().date(), one.state(now().date())
    if state == "closed":
        st.markdown(":gray[这一项已审结。]")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input("理由、意见", key=f"why-{_place(one)}", width=360)
        later = date.fromisoformat(one.due_now) + timedelta(days=7)
        until = st.date_input("新的时限", later, format="YYYY-MM-DD", key=f"until-{_place(one)}", width=160)
    said: dict[str, Any] = {"number": one.number, "position": one.position, "day": today.isoformat(), "at": now()}
    moved = {**said, "reason": reason, "until": until.isoformat()}
    decided = {**said, "reason": reason}
    offers: dict[str, tuple[str, str, bool, Act]] = {
        "催办": ("notifications", "remind", state == "overdue", lambda d: d.remind(**said)),
        "退回重办": ("undo", "redo", state == "replied", lambda d: d.redo(**moved)),
        "审结": ("task_alt", "close_demand", state == "replied", lambda d: d.close_demand(**decided)),
        "申请延期": ("schedule", "ask_extension", state in NOT_YET, lambda d: d.ask_extension(**moved)),
        "同意延期": (
            "check",
            "decide_extension",
            state == "extension_pending",
            lambda d: d.decide_extension(granted=True, **decided),
        ),
        "不同意延期": (
            "close",
            "decide_extension",
            state == "extension_pending",
            lambda d: d.decide_extension(granted=False, **decided),
        ),
    }
    row = st.container(horizontal=True, gap="small")
    units = [one.matter.department] if one.matter.department else []
    for label, (icon, action, fits, act) in offers.items():
        if (
            fits
            and may(actor(), action, units)
            and row.button(label, icon=f":material/{icon}:", key=f"{label}-{_place(one)}")
        ):
            _carry_out(act)


def _carry_out(act: Act) -> None:
    if attempt(lambda: act(desk())) is not None:
        st.rerun()


def history(one: Demand) -> None:
    """Everything done about the matter, oldest first."""
    rows = [
        [Cell(act.day), Cell(words().acts[act.act], looks="strong"), Cell(_said(act)), Cell(act.actor, act.file)]
        for act in one.acts
    ]
    if rows:
        table(["日期", "办理", "内容", "经办"], rows, key="demand-history", tall="240px")


def _said(act: Done) -> str:
    line = act.line
    if act.signed and line is None:
        return act.signed
    if line is not None:
        parts = (line.cause, line.measure, line.promised or line.promised_text, line.signed)
        return "；".join(part for part in parts if part)
    until = f"，时限{act.until}" if act.until else ""
    return f"{'同意，' if act.granted else ''}{act.reason}{until}"
