"""Who sits at the desk, and how an act on the store is carried out: done, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import streamlit as st

from store import Actor, Conflict, Desk, Refused, local_actor
from ui import source
from ui.escape import md

Result = TypeVar("Result")


def actor() -> Actor:
    """Whoever signed in, with the role and departments of the sign-in; without sign-in the local office."""
    user = st.user.to_dict()
    if not user.get("is_logged_in"):
        return local_actor()
    claimed = user.get("departments")
    departments = [claimed] if isinstance(claimed, str) else list(claimed) if isinstance(claimed, (list, tuple)) else []
    name, role = str(user.get("name") or user.get("email")), str(user.get("role") or "viewer")
    return Actor(name, role, frozenset(map(str, departments)))


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
