"""How this reader sees the page: dark or light, on the meeting screen or a phone, from the far rows."""

from __future__ import annotations

import streamlit as st

from charts import Look
from ui.run import once

# How the link says that the page stands on a meeting's screen: by somebody's hand, or turning by itself.
PRESENT = ("present", "wall")


@once
def look() -> Look:
    """From the link (``mode=present`` or ``wall``, ``size=l``), the browser's theme and its User-Agent."""
    return Look(
        dark=st.context.theme.type == "dark",
        present=st.query_params.get("mode") in PRESENT,
        large=st.query_params.get("size") == "l",
        phone="Mobile" in (st.context.headers.get("User-Agent") or ""),
    )
