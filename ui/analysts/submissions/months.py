"""A month is released when the office says so: what is missing is shown first, and asked about once."""

from __future__ import annotations

import streamlit as st

from catalog.numbers import period_words
from ui import released, source
from ui.analysts.desk import attempt, desk, keep_why_not, now, tell_why_not
from ui.analysts.locks import why_locked
from ui.escape import md


def release_of(period: str) -> None:
    """Whether leaders open on the month, and the form that releases it or opens it again."""
    version = source.version()
    if period not in source.periods(version):
        return
    collecting = period in released.open_months(version)
    words, icon = ("收集中", ":material/hourglass_top:") if collecting else ("已发布", ":material/campaign:")
    with st.popover(f"{period_words(period)}{words}", icon=icon):
        if collecting:
            _release(period)
        else:
            _reopen(period)


def _release(period: str) -> None:
    closed = why_locked([period])
    counts = released.counted(source.version(), period)
    missing = counts["missing_departments"]
    forms = f"{counts['forms_reported']}/{counts['forms_due']} 份"
    st.markdown(md(f"已报 {counts['reported']}/{counts['due']} 家，{forms}。"))
    if missing:
        st.markdown(md(f"还缺 {len(missing)} 家：{'、'.join(missing)}。发布后这些单位按缺报显示。"))
    st.markdown(":gray[发布后，领导打开看板看到的就是这一期，显示位次、与上期的变化和公示期。]")
    with st.form("month-release", border=False):
        if missing:
            st.checkbox(f"缺 {len(missing)} 家也发布", key="month-sure")
        st.form_submit_button(
            "发布本月", type="primary", icon=":material/campaign:", disabled=bool(closed), help=closed or None,
            on_click=_release_now, args=(period, bool(missing)),
        )  # fmt: skip
    tell_why_not("month")


def _release_now(period: str, gaps: bool) -> None:
    if gaps and not st.session_state["month-sure"]:
        keep_why_not("month", "还有单位没有报齐：请勾选后再发布，或先催报。")
        return
    said = f"{period_words(period)}已发布，领导打开看板即是这一期。"
    _done(attempt(lambda: desk().release(period, at=now())), said)


def _reopen(period: str) -> None:
    closed = why_locked([period])
    st.text(f"重新收集后，领导打开看板看到的是前一个已发布的月份，{period_words(period)}不显示位次和变化。", width=320)
    with st.form("month-reopen", border=False):
        st.text_input("重新收集的理由", key="month-reason", placeholder="必填，记入日志")
        st.form_submit_button(
            "重新收集", disabled=bool(closed), help=closed or None, on_click=_reopen_now, args=(period,)
        )


def _reopen_now(period: str) -> None:
    reason = str(st.session_state["month-reason"] or "")
    done = attempt(lambda: desk().reopen(period, reason=reason, at=now()))
    _done(done, f"{period_words(period)}重新收集，领导打开看板看到的是前一个已发布的月份。")


def _done(receipt: object, said: str) -> None:
    if receipt is not None:
        st.session_state["done"] = said
