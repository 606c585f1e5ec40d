"""Streamlit gives each of its loggers a handler of its own, also those to come; here they share the process's."""

from __future__ import annotations

from streamlit import logger as streamlit_loggers

from access.serving import lines


def write_one_log() -> None:
    """Let everything this process says pass through ``access.serving.lines``."""
    lines.write_lines()
    streamlit_loggers.setup_formatter = lines.hand_on
    streamlit_loggers.update_formatter()
