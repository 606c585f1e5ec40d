"""The day a workbook came in decides whether it was on time; who knows better than the upload says so, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from store import Receipt
from store.versions.uploads import Upload
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.locks import why_locked
from ui.analysts.upload.standing import Standing
from ui.escape import md


def of_upload(upload: Upload) -> None:
    """The day the file came in, for everything that is made of it; another one is noted with its reason."""
    made = (line.period for line in source.lines() if line.submission_id in upload.submissions)
    _day(
        f"upload-{upload.id}", upload.received, upload.kept_at,
        lambda day, reason: desk().receive(upload.id, day, reason=reason, at=now()), why_locked(made),
    )  # fmt: skip


def of_many(read: Sequence[tuple[Upload, Standing]]) -> None:
    """One day for every file that waits, or for each the day it says itself; both with a reason in the log."""
    if len(read) < 2:
        return
    dated = [upload for upload, stands in read if _believable(upload, stands.dated)]
    with st.popover("整批收到日", icon=":material/event:"):
        st.text(f"给 {len(read)} 份待办一并登记实际收到的日子。", width=300)
        with st.form("received-many", border=False):
            st.date_input("收到日", now().date(), max_value=now().date(), format="YYYY-MM-DD", key="received-many-day")
            st.text_input("理由", key="received-many-reason", placeholder="如：8月4日随文一并收到")
            st.form_submit_button("一并登记", type="primary", on_click=_receive_many, args=([u.id for u, _ in read],))
        if dated:
            days = {upload.id: stands.dated for upload, stands in read if upload in dated}
            st.button(
                f"按表上日期登记 {len(dated)} 份", key="received-dated", on_click=_receive_dated, args=(days,),
                help="表上写明填报或报送日期、且不晚于入库日的各份",
            )  # fmt: skip


def _believable(upload: Upload, day: str) -> bool:
    """Whether the day a sheet says can be when it came: not after it was here, and news."""
    return bool(day) and day <= upload.kept_at[:10] and day != upload.received[:10]


def _receive_many(numbers: Sequence[int]) -> None:
    day, reason = st.session_state["received-many-day"], str(st.session_state["received-many-reason"] or "")
    for number in numbers:
        if attempt(partial(desk().receive, number, day.isoformat(), reason=reason, at=now())) is None:
            return


def _receive_dated(days: Mapping[int, str]) -> None:
    for number, day in days.items():
        attempt(partial(desk().receive, number, day, reason="按表上写明的日期", at=now()))


def of_version(one: Mapping[str, Any]) -> None:
    """The day one version of a report came in."""
    number = int(one["submission_id"])
    _day(
        f"version-{number}", one["received"], one["saved_at"],
        lambda day, reason: desk().receive_version(number, day, reason=reason, at=now()), why_locked([one["period"]]),
    )  # fmt: skip


def _day(key: str, received: str, arrived: str, act: Callable[[str, str], Receipt], closed: str) -> None:
    shown, last = date.fromisoformat(received[:10]), date.fromisoformat(arrived[:10])
    with st.popover(md(f"收到日 {shown.month}月{shown.day}日"), icon=":material/calendar_today:"):
        st.text("按收到日判断按时还是迟报。如先经邮件、纸质收到，请改成实际收到的日子。", width=300)
        # The key names what is noted: after a change the box shows it, not the choice before.
        with st.form(f"received-{key}-{received}", border=False):
            st.date_input(
                "收到日", shown, max_value=max(shown, last), format="YYYY-MM-DD", key=f"received-day-{key}-{received}"
            )
            st.text_input(
                "理由", key=f"received-reason-{key}-{received}", placeholder="如：8月4日邮件收到，连同本人记入日志"
            )
            st.form_submit_button(
                "更正收到日", type="primary", disabled=bool(closed), help=closed or None, on_click=_receive,
                args=(f"{key}-{received}", act),
            )  # fmt: skip


def _receive(key: str, act: Callable[[str, str], Receipt]) -> None:
    day, reason = st.session_state[f"received-day-{key}"], str(st.session_state[f"received-reason-{key}"] or "")
    if isinstance(day, date):
        attempt(lambda: act(day.isoformat(), reason))
