"""A locked month says so before the click: the reason beside whatever the lock would refuse, and the way to unlock."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from ui import source
from ui.escape import md
from ui.scope import period_words


def why_locked(periods: Iterable[str | None]) -> str:
    """Why nothing of these months can be moved, in a sentence; "" where none of them is locked."""
    locked = sorted(_locked(source.acts()) & {period for period in periods if period})
    words = "、".join(period_words(period) for period in locked)
    return f"{words}已锁定，不能再发布、更正、退回或撤回；确要改动，先在报送台账解锁并写明理由。" if locked else ""


def tell_locked(periods: Iterable[str | None]) -> None:
    """That sentence as one message, with the way to the ledger of the first of them."""
    known = [period for period in periods if period]
    said = why_locked(known)
    if said:
        first = min(_locked(source.acts()) & set(known))
        link = f"submissions?{urlencode({'ledger': period_words(first)})}"
        st.warning(f"{md(said)} [打开报送台账]({link})", icon=":material/lock:")


@st.cache_resource(show_spinner=False, max_entries=8)
def _locked(acts: int) -> frozenset[str]:  # noqa: ARG001 - keys the cache
    return frozenset(source.store().locked_periods())
