"""How a notice went out and who signed for it: sent which way on which day, received by whom."""

from __future__ import annotations

from datetime import date

import streamlit as st

from catalog.numbers import day as day_words
from store.desk.permissions import may
from store.notices import Act, Demand
from ui.analysts.desk import actor, attempt, desk, now
from ui.escape import md

WAYS = ("公文系统", "纸质送达", "传真", "工作群")


def course(one: Demand) -> None:
    """Made, sent, received, in one line, and what of it is still to be noted."""
    steps = [f"{day_words(date.fromisoformat(one.issued))}印发"]
    sent, received = one.last("send_notice"), one.last("receive_notice")
    steps += [f"{_when(sent)}由{sent.actor}经{sent.reason}送达"] if sent else ["尚未登记送达"]
    steps += [f"{_when(received)}由{received.signed}签收"] if received else ["尚未登记签收"] if sent else []
    st.markdown(f":gray[{md('，'.join(steps))}]")
    units = [one.matter.department] if one.matter.department else []
    if sent is None and may(actor(), "send_notice", units):
        _send(one)
    elif sent is not None and received is None and may(actor(), "receive_notice", units):
        _receive(one)


def _when(act: Act) -> str:
    return day_words(date.fromisoformat(act.day))


def _send(one: Demand) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = st.selectbox("送达方式", WAYS, key=f"way-{one.notice}", accept_new_options=True, width=220)
        day = st.date_input("送达日期", now().date(), format="YYYY-MM-DD", key=f"sent-{one.notice}", width=160)
        clicked = st.button("登记送达", icon=":material/outgoing_mail:", key=f"send-{one.notice}")
    if clicked:
        sent_on = day.isoformat()
        _kept(attempt(lambda: desk().send_notice(one.number, way=way or "", day=sent_on, at=now())))


def _receive(one: Demand) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        signed = st.text_input("签收人（职务）", key=f"signed-{one.notice}", width=220)
        day = st.date_input("签收日期", now().date(), format="YYYY-MM-DD", key=f"received-{one.notice}", width=160)
        clicked = st.button("登记签收", icon=":material/mark_email_read:", key=f"receive-{one.notice}")
    if clicked:
        signed_on = day.isoformat()
        _kept(attempt(lambda: desk().receive_notice(one.number, signed=signed, day=signed_on, at=now())))


def _kept(receipt: object) -> None:
    if receipt is not None:
        st.rerun()
