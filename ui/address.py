"""The view in the address: period, unit and meeting stand in every page's link, and nowhere else.

``links.js`` hands them on to whatever link is followed, the menu's too, so that F5, a copied link and the way back show
the same. What is a page's own default is left out.
"""

from __future__ import annotations

import re

import streamlit as st

# What a view is of. The rest of an address (tab, search word) belongs to the page.
KEPT = ("period", "unit", "meeting")
NUMBER = re.compile(r"[0-9]{1,15}")
# What a name of ours could look like: longer words, of whoever made the link, are not read to who follows it.
NAME = re.compile(r"[\w-]{1,12}")


def asked(name: str) -> str:
    """What the link says of the view; "" where it says nothing."""
    return st.query_params.get(name, "")


def number(name: str) -> int | None:
    """The number the link says; None where it says none: other scripts' digits, signs, or more than any number has."""
    said = asked(name)
    return int(said) if NUMBER.fullmatch(said) else None


def quoted(value: str) -> str:
    """The value of a link in quotation marks, to say what there is not; "" where it is no name at all."""
    return f"“{value}”" if NAME.fullmatch(value) else ""


def choose(name: str, value: str) -> None:
    """Put a choice made on the page into the address."""
    st.query_params[name] = value


def settle(name: str, value: str, default: str) -> None:
    """Write the value a page shows into the address; its default leaves it."""
    if value == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def forget(name: str) -> None:
    """Leave out of the view what it was of."""
    settle(name, "", "")
