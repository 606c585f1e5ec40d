"""The day a workbook came in decides whether it was on time; who knows better than the upload says so, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from store import Receipt
from store.versions.uploads import Upload
from ui.analysts.desk import attempt, desk, now
from ui.escape import md


def of_upload(upload: Upload) -> None:
    """The day the file came in, for everything that is made of it; another one is noted with its reason."""
    _day(
        f"upload-{upload.id}", upload.received, upload.kept_at,
        lambda day, reason: desk().receive(upload.id, day, reason=reason, at=now()),
    )  # fmt: skip


def of_version(one: Mapping[str, Any]) -> None:
    """The day one version of a report came in."""
    number = int(one["submission_id"])
    _day(
        f"version-{number}", one["received"], one["saved_at"],
        lambda day, reason: desk().receive_version(number, day, reason=reason, at=now()),
    )  # fmt: skip


def _day(key: str, received: str, arrived: str, act: Callable[[str, str], Receipt]) -> None:
    shown, last = date.fromisoformat(received[:10]), date.fromisoformat(arrived[:10])
    with st.popover(md(f"收到日 {shown.month}月{shown.day}日"), icon=":material/calendar_today:"):
        st.text("按收到日判断按时还是迟报。如先经邮件、纸质收到，请改成实际收到的日子。", width=300)
        # The key names what is noted: after a change the box shows it, not the choice before.
        with st.form(f"received-{key}-{received}", border=False):
            chosen = st.date_input(
                "收到日", shown, max_value=max(shown, last), format="YYYY-MM-DD", key=f"received-day-{key}-{received}"
            )
            reason = st.text_input(
                "理由", key=f"received-reason-{key}-{received}", placeholder="如：8月4日邮件收到，连同本人记入日志"
            )
            sent = st.form_submit_button("更正收到日", type="primary")
        if sent and isinstance(chosen, date) and attempt(lambda: act(chosen.isoformat(), reason)) is not None:
            st.rerun()
