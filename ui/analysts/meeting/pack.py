"""The place on the meeting page where a frozen meeting's papers are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from store.versions.meetings import Meeting
from ui import parts
from ui.papers import panel


def papers(found: Sequence[Meeting], pages: Mapping[str, str]) -> None:
    """The papers of one of the frozen meetings (``found``, newest first); ``pages`` (title -> address) are those that
    are photographed."""
    parts.section("会议材料", "全部由定稿生成，数字与各页一致；图片需要本机的 Chromium")
    names = [meeting.name for meeting in found]
    name = st.selectbox("用哪次定稿", names, key="papers_of")
    chosen = next((meeting for meeting in found if meeting.name == name), None)
    if chosen is None:
        return
    view = panel.meeting_view(chosen)
    panel.office(view, chosen.name)
    panel.whole_pack(view, chosen.name, pages)
