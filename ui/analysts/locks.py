"""A locked month says so before the click: the reason beside whatever the lock would refuse, and the way to unlock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from catalog.numbers import period_words
from ui import source
from ui.escape import md


def why_locked(periods: Iterable[str | None]) -> str:
    """Why nothing of these months can be moved, in a sentence; "" where none of them is locked."""
    locked = sorted(_locked(source.acts()) & {period for period in periods if period})
    words = "、".join(period_words(period) for period in locked)
    return f"{words}已锁定，其中的数字不能改动；确要改动，先在报送台账解锁并写明理由。" if locked else ""


def why_held(periods: Iterable[str | None]) -> str:
    """The same of what a month's figures are made of: nothing moves either where a later month is locked, which carries
    them over and compares with them."""
    known = [period for period in periods if period]
    later = sorted(period for period in _locked(source.acts()) if known and period > min(known))
    if (said := why_locked(known)) or not later:
        return said
    return f"{period_words(later[0])}已锁定，其中的数字以更早月份的为依据；确要改动，先在报送台账解锁该月并写明理由。"


def tell_locked(periods: Iterable[str | None]) -> None:
    """That sentence as one message, with the way to the ledger of the first of them."""
    known = [period for period in periods if period]
    said = why_locked(known)
    if said:
        first = min(_locked(source.acts()) & set(known))
        link = f"submissions?{urlencode({'ledger': period_words(first)})}"
        st.warning(f"{md(said)} [打开报送台账]({link})", icon=":material/lock:")


def first_open_day(day: date) -> date:
    """The first day from ``day`` on from which nothing reaches a locked month."""
    locked = [period for period in _locked(source.acts()) if period >= day.isoformat()[:7]]
    if not locked:
        return day
    year, month = map(int, max(locked).split("-"))
    return date(year + month // 12, month % 12 + 1, 1)


@st.cache_resource(show_spinner=False, max_entries=8)
def _locked(acts: int) -> frozenset[str]:  # noqa: ARG001 - keys the cache
    return frozenset(source.store().locked_periods())
