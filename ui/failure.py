"""What a reader sees when a page fails: a plain sentence. The traceback goes to the log, never to the screen."""

from __future__ import annotations

import logging

import streamlit as st

from access.serving.measures import PAGE_FAILURES


def say(error: Exception) -> bool:
    """Streamlit's hook for a script that raised; True: it was handled."""
    PAGE_FAILURES.inc()
    logging.getLogger(__name__).error("a page failed", exc_info=error)
    st.error("这个页面暂时显示不出来，已记入日志。请稍后刷新；如仍不行，请把网址发给管理员。", icon=":material/error:")
    return True
