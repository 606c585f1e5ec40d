"""Who reads this page: told by the gate in one header, or the local office where nobody has to sign in."""

from __future__ import annotations

import streamlit as st

from access.identity import HEADER, Identity, nobody_needed
from access.settings import is_loopback, mode
from access.values import name_in
from catalog.access import access
from ui.run import once


@once
def identity() -> Identity:
    """The reader of this run. Where a sign-in is required and none is told, the page ends in a sentence."""
    found = _local() if mode() == "local" else Identity.read(st.context.headers.get(HEADER.decode()) or "")
    if found is None:
        st.error("请先登录，再打开看板。", icon=":material/lock:")
        st.stop()
    return found


def _local() -> Identity | None:
    """The local office, for a browser that named this very machine: also where no gate has looked at that."""
    host = st.context.headers.get("Host")
    return nobody_needed() if host is None or is_loopback(name_in(host)) else None


def sees_contacts() -> bool:
    """Tell whether this reader is shown contacts and phone numbers."""
    return identity().role in access().sees_contacts


def units_shown() -> frozenset[str] | None:
    """The units this reader is shown, where that is not all of them; None: all."""
    reader = identity()
    return reader.units if reader.role in access().own_units_only else None
