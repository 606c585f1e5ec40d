"""The wall: pages and tabs one after the other without anybody at the keys, by a link alone (``mode=wall``)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from catalog.page import Page, pages
from ui import address
from ui.papers.screens import screens

MODE = "wall"
USUAL, LEAST, MOST = 30, 5, 3600
_mount = st.components.v2.component(
    "wall_turns", html="", js=(Path(__file__).parent / "wall.js").read_text(encoding="utf-8")
)


def on() -> bool:
    """Tell whether the link asks for the wall."""
    return st.query_params.get("mode") == MODE


def every() -> int:
    """How many seconds a screen stays; the usual where the link says none, or no number."""
    said = address.number("every")
    return USUAL if said is None else min(MOST, max(LEAST, said))


def shown() -> tuple[list[Page], list[str]]:
    """The pages that turn, and what the link asks for that is none of the leaders' pages."""
    known = {page.name: page for page in pages() if page.section == "leaders" and not page.hidden}
    asked = [name.strip() for name in st.query_params.get("pages", "").split(",") if name.strip()]
    found = [known[name] for name in asked if name in known]
    return found or list(known.values()), [name for name in asked if name not in known]


def turn(path: str) -> None:
    """Set the wall going from the page at ``path`` and the tab that is open."""
    targets = list(screens(shown()[0]).values())
    _mount(key="wall", data={"targets": targets, "at": place(targets, path), "every": every()})


def place(targets: Iterable[str], path: str) -> int:
    """Which of the screens this one is: its page and tab, else its page's first; -1 where it is none of them."""
    tab = st.query_params.get("tab", "")
    listed = list(targets)
    of_page = [i for i, target in enumerate(listed) if target.split("?")[0] == path]
    with_tab = [i for i in of_page if tab and listed[i] == _screen(path, tab)]
    return next(iter(with_tab or of_page), -1)


def _screen(path: str, tab: str) -> str:
    return f"{path}?tab={quote(tab)}"


def unknown_words() -> str:
    """The sentence for pages the link asks for and there are not; "" where all are known."""
    missing = shown()[1]
    named = "、".join(filter(None, map(address.quoted, missing)))
    return f"链接所指的页面有{len(missing)}个不存在{named}，没有轮播" if missing else ""
