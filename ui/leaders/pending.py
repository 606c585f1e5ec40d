"""待决事项: what needs a decision, who proposes what, for how long it has been red, and what was said of it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from access.identity import Identity
from catalog.access import access
from catalog.text import is_missing
from exports.notices import notice
from exports.notices.paper import words as notice_words
from store.desk.permissions import may
from ui import board, parts, raised, source
from ui.analysts.demands import printed
from ui.analysts.demands.ledger import DOCX
from ui.analysts.desk import attempt, desk, now
from ui.board.owners import post_href, unit_href
from ui.escape import md
from ui.identity import identity
from ui.leaders.listing import NUMBER, fitting, listed
from ui.markup import Html
from ui.papers import pending
from ui.scope import View
from ui.trace_link import cell_href

SHOWN, SAID = 14, "pending-said"
HEADS = (
    ("事项", ""),
    ("提出", ""),
    ("请示内容", ""),
    ("责任单位", ""),
    ("牵头领导", ""),
    ("连续滞后", NUMBER),
    ("批示和办理", ""),
)


def listing(view: View) -> None:
    """What waits, the open ones first, each leading to its cell or paper."""
    table = pending.waiting(view)
    top = fitting(view, SHOWN, present=SHOWN, large=8)
    n = len(table)
    cut = f"；共{n}项，列前{top}项" if n > top else ""
    parts.section("待决事项", f"由报表、回复单、延期申请提出，待决在前，连续滞后久的在前{cut}")
    if table.empty:
        parts.nothing("报表、回复单和延期申请里没有需要决定的事项。")
        return
    board.draw(_table(view, table.head(top).to_dict("records")), view.look, key="pending-listing")


def _table(view: View, rows: list[dict[Any, Any]]) -> Html:
    reader = identity()
    shown = [
        [
            row["item"],
            f"{row['source_word']}，{row['since']}",
            row["ask"],
            board.linked(_said(row["short_department"]), unit_href(row["department"]) if row["department"] else ""),
            board.linked(_said(row["short_leader"]), post_href(row["leader"]) if row["leader"] else ""),
            f"{row['red_months']}个月" if row["red_months"] else "",
            ("已签批；" if row["settled"] else "待决；") + row["opinion"] if row["opinion"] else "待决",
        ]
        for row in rows
    ]
    hrefs = [_href(view, row, reader) for row in rows]
    return listed(view, HEADS, shown, caption="待决事项", hrefs=hrefs, phone=(0, 2, 6))


def _href(view: View, row: dict[Any, Any], reader: Identity) -> str:
    """The cell that asks; of what a notice brought up its place in the ledger, for those who may open that."""
    if row["source"] == "sheet":
        return cell_href(view, row["dataset"], row["row_id"], row["field"])
    return printed.ledger_href(row["number"], row["position"]) if access().opens(reader.role, "demands") else ""


def deciding(view: View) -> None:
    """The form for a note or a sign-off on one item, and the papers it came with; for those who may say something."""
    if said := st.session_state.pop(SAID, ""):
        st.success(md(said), icon=":material/task_alt:")
    if view.look.present or view.meeting:
        return
    rows = {f"{r['item']}（{r['source_word']}，{_said(r['department'])}）": r for r in _mine(view)}
    if not rows:
        return
    chosen = st.selectbox("要批示的事项", list(rows), index=None, placeholder="选择一项", key="pending-item")
    if chosen is None:
        return
    row = rows[chosen]
    st.markdown(md(row["ask"]))
    opinion = st.text_input("意见", key="pending-opinion")
    line = st.container(horizontal=True, gap="small")
    act = None
    if line.button("签批", type="primary", icon=":material/approval:", key="pending-sign"):
        act = desk().sign_off
    if line.button("批注", icon=":material/edit_note:", key="pending-note"):
        act = desk().note_item
    _paper(line, row)
    if act is not None:
        today = now().date().isoformat()
        kept = attempt(lambda: act(pending.asked_of(row), said=opinion, as_of=view.as_of, day=today, at=now()))
        if kept is not None:
            st.session_state[SAID] = f"已记入日志：{row['item']}"
            st.rerun()


def _mine(view: View) -> list[dict[Any, Any]]:
    """The items of which this reader may say something."""
    actor = identity().actor
    return [
        row
        for row in pending.waiting(view).to_dict("records")
        if may(actor, "sign_off", [row["department"]] if row["department"] else [], leader=row["leader"])
    ]


def _paper(place: Any, row: dict[Any, Any]) -> None:
    """The notice that a reply or an application answers."""
    matters = [one for one in raised.demands() if row["number"] and one.number == row["number"]]
    if matters:
        paper = printed.paper_of(matters, demo=source.is_demo(source.version()))
        file = notice_words().file_notice.format(number=paper.number, name=paper.addressee, title=paper.title)
        place.download_button(
            "督办通知单 DOCX", notice(paper), file, DOCX, on_click="ignore", icon=":material/download:"
        )


def _said(value: object) -> str:
    return "（未填报）" if is_missing(value) or value == "" else str(value)
