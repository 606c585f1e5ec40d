"""Links to the dashboard's own pages, wherever they stand, open within the running session."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "links_open_inside", html="", js=(Path(__file__).parent / "links.js").read_text(encoding="utf-8")
)


def open_inside() -> None:
    """Once a page: a link in a chart, board or text leads to the next page without loading the whole of it again."""
    _mount(width="content", height="content")
