"""What was found in a table, cell by cell, with room to type what a cell should say. The original stays as sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from catalog import SEVERITIES, Issue
from ui.analysts.desk import keep_why_not, tell_why_not
from ui.analysts.sheet import places
from ui.escape import md
from ui.look import look

SEVERITY_WORDS = {"error": "有误", "warning": "请核对", "note": "说明"}
SEVERITY_ICONS = {"error": ":material/error:", "warning": ":material/warning:", "note": ":material/info:"}
REASONS = ("电话核实", "单位书面更正", "明显笔误", "依据附件")
ROWS_A_PAGE = 10
WIDTHS = (1.5, 2, 4, 3, 2.4)
HEADS = ("单元格", "原文", "问题", "建议", "采用")


@dataclass(frozen=True, slots=True)
class Fix:
    """What a person typed in place of a cell, and why."""

    sheet: str
    cell: str
    text: str
    reason: str


# What is done with corrections that are sent off.
Act = Callable[[Sequence[Fix]], None]


def problem_table(issues: Sequence[Issue], *, key: str, act: Act, closed: str = "") -> None:
    """The issues by severity, a page at a time; ``act`` is done with the corrections typed beside them, once they are
    sent off with a reason.

    ``closed``: why none can be sent off.
    """
    wanted = _chosen_severities(issues, key)
    found = sorted((i for i in issues if i.severity in wanted), key=lambda i: SEVERITIES.index(i.severity))
    if not found:
        st.markdown(":gray[没有这一类问题。]")
        return
    pages = -(-len(found) // ROWS_A_PAGE)
    page = st.pagination(pages, key=f"{key}-pages") if pages > 1 else 1
    shown = found[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    with st.form(f"{key}-form-{page}", border=False, enter_to_submit=False):
        boxes = _rows(shown, key)
        _reason(f"{key}-reason")
        st.form_submit_button(
            "采用所填更正，重新识别", type="primary", icon=":material/edit:", disabled=bool(closed),
            help=closed or None, on_click=_send_typed, args=(boxes, key, act),
        )  # fmt: skip
    tell_why_not(f"{key}-reason")


def _send_typed(boxes: Mapping[tuple[str, str], str], key: str, act: Act) -> None:
    """Send off what the boxes that were on the screen say at the click."""
    typed = [(sheet, cell, str(st.session_state.get(box) or "")) for (sheet, cell), box in boxes.items()]
    _send(typed, f"{key}-reason", act)


def free_correction(sheet: str, *, key: str, act: Act, closed: str = "") -> None:
    """A form for any one cell: its address (filled in by a click on the sheet), the new text and the reason."""
    with st.form(f"{key}-free", border=True, enter_to_submit=False):
        st.markdown("**更正任一单元格** :gray[:small[点左侧原表的格子即填入地址；原文照存，更正另记]]")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("单元格", key=f"{key}-cell", placeholder="如 F17", width=110)
            st.text_input("更正为", key=f"{key}-text", width=240)
            _reason(f"{key}-free-reason")
            st.form_submit_button(
                "采用", icon=":material/edit:", disabled=bool(closed), help=closed or None, on_click=_send_free,
                args=(sheet, key, act),
            )  # fmt: skip
    tell_why_not(f"{key}-free-reason")


def _send_free(sheet: str, key: str, act: Act) -> None:
    address = str(st.session_state[f"{key}-cell"] or "").strip().upper()
    if len(list(places(address))) != 1:
        keep_why_not(f"{key}-free-reason", "请填一个单元格地址，如 F17。")
        return
    _send([(sheet, address, str(st.session_state[f"{key}-text"] or ""))], f"{key}-free-reason", act)


def _chosen_severities(issues: Sequence[Issue], key: str) -> list[str]:
    counts = {s: sum(i.severity == s for i in issues) for s in SEVERITIES}
    first = [s for s in ("error", "warning") if counts[s]] or [s for s in SEVERITIES if counts[s]]
    return st.pills(
        "问题类别",
        [s for s in SEVERITIES if counts[s]],
        selection_mode="multi",
        default=first,
        format_func=lambda s: f"{SEVERITY_WORDS[s]} {counts[s]}",
        key=f"{key}-severities",
        label_visibility="collapsed",
    )


def _rows(issues: Sequence[Issue], key: str) -> dict[tuple[str, str], str]:
    """Draws the rows; by sheet and cell the box of each that can be corrected."""
    if not look().phone:
        for column, head in zip(st.columns(WIDTHS), HEADS, strict=True):
            column.markdown(f":gray[:small[{head}]]")
    boxes: dict[tuple[str, str], str] = {}
    for issue in issues:
        columns = st.columns(WIDTHS, vertical_alignment="center")
        columns[0].markdown(f"{SEVERITY_ICONS[issue.severity]} **{md(issue.cells or '整表')}**")
        columns[1].text(issue.value or "—")
        columns[2].text(issue.message)
        columns[3].text(issue.suggestion or "—")
        place = (issue.sheet, issue.cells)
        if issue.sheet and len(list(places(issue.cells, 2))) == 1 and place not in boxes:
            # The key holds what the cell says by now: once corrected, the box is empty again.
            boxes[place] = f"{key}-fix-{issue.sheet}-{issue.cells}-{issue.value}"
            columns[4].text_input(
                f"{issue.cells} 更正为",
                key=boxes[place],
                placeholder="更正为…",
                label_visibility="collapsed",
            )
    return boxes


def _reason(key: str) -> None:
    st.selectbox(
        "更正理由", REASONS, index=None, accept_new_options=True, key=key, placeholder="选或填更正理由", width=240
    )


def _send(typed: Sequence[tuple[str, str, str]], reason_in: str, act: Act) -> None:
    fixes = [(sheet, cell, text.strip()) for sheet, cell, text in typed if text.strip()]
    if not fixes:
        keep_why_not(reason_in, "还没有填写更正内容。")
        return
    reason = str(st.session_state[reason_in] or "").strip()
    if not reason:
        keep_why_not(reason_in, "请选或填更正理由，更正会连同理由记入日志。")
        return
    act([Fix(sheet, cell, text, reason) for sheet, cell, text in fixes])
