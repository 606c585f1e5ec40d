"""Every page prints on A4 landscape as it stands."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import written

_mount = st.components.v2.component(
    "prints_on_a4", html="", js=(Path(__file__).parent / "printing.js").read_text(encoding="utf-8")
)


def on_a4() -> None:
    """Once a page: what the browser prints is the page as wide as its window, on one sheet's width."""
    written.again("printing", lambda: _mount(key="printing", width="content", height="content"))
