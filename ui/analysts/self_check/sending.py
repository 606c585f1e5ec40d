"""A department's clerk sends a checked file to the office and sees what has become of every one it sent."""

from __future__ import annotations

import streamlit as st

from catalog import dataset
from catalog.numbers import period_words
from store.reading.files import File
from ui.analysts.desk import actor, attempt, desk, now
from ui.analysts.files.states import STATES, every_file, moment
from ui.analysts.self_check.checking import HELD, SAID, Held, answered, reported
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload.rereading import reread, table_name
from ui.analysts.upload.returning import papers_of
from ui.identity import identity


def sends() -> bool:
    """Whether this reader sends reports of own units; the office takes files in on its own page."""
    return identity().role == "reporter"


def offer(held: Held) -> None:
    """The button that sends the file, once it can be read and is of one's own units."""
    if held.reading is None or not reported(held.reading):
        return
    whose = {str(one.department) for one in reported(held.reading) if one.department}
    foreign = sorted(unit for unit in whose if not actor().owns(unit))
    if foreign:
        st.warning(
            f"这份表写明的单位是{'、'.join(foreign)}，不属于本账号负责的单位，不能报送。", icon=":material/block:"
        )
        return
    own = sorted(actor().departments)
    unit = own[0] if len(own) == 1 else st.selectbox("报送单位", own, key="send-unit", width=240)
    empty = [t.sheet for t in reported(held.reading) if t.frame.empty]
    st.button(
        "送出", type="primary", icon=":material/send:", key="send", on_click=_send, args=(held, unit),
        disabled=bool(empty), help="送到办公室核对；送出后在下方看办理情况",
    )  # fmt: skip


def mine() -> None:
    """Every file of one's own units and what has become of it; a returned one with its cells, to take along."""
    files = every_file()
    st.markdown("#### 已送文件", anchors=False)
    if not files:
        st.markdown(":gray[还没有送过文件。]")
        return
    heads: list[Head | str] = ["文件", "状态", "期数", "数据类别", "送出", "送出人"]
    table(heads, [_row(file) for file in files], key="sent", tall="420px")
    for file in (one for one in files if one.state == "returned" and one.upload is not None):
        with st.expander(f"退回待更正：{file.file}", expanded=True, icon=":material/undo:"):
            upload = desk().upload(int(file.upload or 0))
            papers_of(upload, reread(upload, patience=None))


def _row(file: File) -> list[Cell]:
    word, looks = STATES[file.state]
    months = "、".join(period_words(period) for period in file.periods if period)
    kinds = "、".join(dataset(name).label for name in file.datasets if name)
    return [
        Cell(file.file, looks="strong"), Cell(word, file.returned.reason if file.returned else "", f"short {looks}"),
        Cell(months), Cell(kinds),
        Cell(moment(file.kept_at), looks="short soft"), Cell(file.kept_by, looks="soft"),
    ]  # fmt: skip


def _send(held: Held, unit: str) -> None:
    if attempt(lambda: _sent(held, unit)) is not None:
        for name in (HELD, SAID):
            st.session_state.pop(name, None)
        st.session_state["check-round"] = st.session_state.get("check-round", 0) + 1
        st.toast("已送出，办公室收到后会核对。", icon=":material/check:")


def _sent(held: Held, unit: str) -> int:
    sits, at = desk(), now()
    number = sits.keep(held.content, held.file, at=at)
    tables = reported(held.reading) if held.reading else []
    for one in tables:
        if not one.department:
            sits.assign(number, table_name(one), department=unit, at=at)
    for said in answered():
        given = said.answers
        sits.answer(
            said.signature, said.dataset, given.fields, units=given.units, scales=given.scales, at=at, department=unit,
            upload=number,
        )  # fmt: skip
    about = [(one.dataset, one.department or unit, one.period, len(one.frame)) for one in tables]
    told = [dict(zip(("dataset", "department", "period", "rows"), one, strict=True)) for one in about]
    sits.recognise(number, told, at=at)
    return number
