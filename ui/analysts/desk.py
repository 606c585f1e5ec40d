"""Who sits at the desk, and how an act on the store is carried out: done, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import streamlit as st

from store import Actor, Conflict, Desk, Refused
from ui import source
from ui.escape import md
from ui.identity import identity

Result = TypeVar("Result")


def actor() -> Actor:
    """Whoever reads this page, with the role and units of the sign-in."""
    return identity().actor


def desk() -> Desk:
    """The desk of this page's reader."""
    return Desk(source.store(), actor())


def now() -> datetime:
    """The moment an act is done at: written in the log, never used in a figure."""
    return datetime.now().astimezone()


def attempt(act: Callable[[], Result]) -> Result | None:
    """Carries out one act; a refusal is shown as its sentence and gives None. A conflict is the caller's to show."""
    try:
        return act()
    except Conflict:
        raise
    except Refused as refused:
        st.error(md(refused), icon=":material/block:")
        return None


def keep_why_not(key: str, *sentences: str) -> None:
    """Keep why a click did nothing, for the form of that name to show when the page is drawn."""
    st.session_state[f"{key}-why-not"] = sentences


def tell_why_not(key: str) -> None:
    """Show once why the last click on that form did nothing."""
    for sentence in st.session_state.pop(f"{key}-why-not", ()):
        st.warning(md(sentence))
