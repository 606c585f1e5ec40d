"""The menu over the pages: flat for what leaders read, folded for the rest, none on the meeting screen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from copy import copy
from functools import cache
from pathlib import Path
from typing import Protocol

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from catalog.access import access
from ui import written
from ui.identity import identity
from ui.look import look

HERE = Path(__file__).parent


def _inside(file: str, kind: str) -> str:
    """A picture as an address that holds it: Streamlit would read, look at and keep the file again in every run."""
    return f"data:image/{kind};base64,{b64encode((HERE / file).read_bytes()).decode()}"


ICON = _inside("icon.png", "png")
LOGOS = {False: _inside("logo.svg", "svg+xml"), True: _inside("logo_dark.svg", "svg+xml")}

# How the groups of pages are headed; what leaders read needs no heading and stands in the menu itself.
SECTIONS = {"leaders": "", "analysts": "数据工作"}


class Entry(Protocol):
    """A row of ``pages.PAGES``."""

    @property
    def script(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def hidden(self) -> bool: ...


def menu(entries: Iterable[Entry]) -> StreamlitPage:
    """Declare every page this reader may open and return the one asked for; the first is the home page."""
    role = identity().role
    sections: dict[str, list[StreamlitPage]] = {}
    for i, entry in enumerate(entry for entry in entries if access().opens(role, entry.name)):
        # Streamlit notes on a page that it may be run: each run has its own.
        page = copy(_page(entry.script, entry.title, first=i == 0, hidden=entry.hidden))
        sections.setdefault(SECTIONS.get(entry.section, entry.section), []).append(page)
    seen = look()
    if not seen.present:
        written.again(("logo", seen.dark), lambda: st.logo(LOGOS[seen.dark], size="large"))
    return st.navigation(sections, position="hidden" if seen.present else "top")


@cache
def _page(script: str, title: str, *, first: bool, hidden: bool) -> StreamlitPage:
    """The page of a script, looked for in the folder once a process."""
    return st.Page(script, title=title, default=first, visibility="hidden" if hidden else "visible")


def name_tab(title: str) -> None:
    """What the browser's tab is called, and that pages are as wide as the window."""
    written.again(("tab", title), lambda: st.set_page_config(page_title=title, page_icon=ICON, layout="wide"))


def section(entries: Iterable[Entry], page: StreamlitPage) -> str:
    """The section the page stands in: what leaders read, or the analysts' desk."""
    return next(entry.section for entry in entries if entry.title == page.title)
