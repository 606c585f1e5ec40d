"""A click on a drawn component, kept until the page has acted on it.

A component's trigger holds for one run; where that run is overtaken by another before it reaches the component, the
click would be gone. Its callback runs before the page does, so it lays the answer by, and the next run that draws the
component finds it.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

EVENT = "picked"


def keeper(key: str) -> Callable[[], None]:
    """Build the callback that lays by what was picked in the component ``key``."""

    def keep() -> None:
        st.session_state[_kept(key)] = st.session_state[key].get(EVENT)

    return keep


def taken(key: str) -> str | None:
    """Take what was picked in the component ``key`` since it was last asked; None where nothing was."""
    return st.session_state.pop(_kept(key), None)


def _kept(key: str) -> str:
    return f"{key}-{EVENT}"
