"""Every screen a page has, for what shows them one after the other: the pack's pictures and the wall."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from catalog.page import Page


def screens(pages: Iterable[Page]) -> dict[str, str]:
    """Title -> address of every page, and of every tab of those that have tabs."""
    found: dict[str, str] = {}
    for page in (one for one in pages if not one.hidden):
        tabs = page.tabs
        found |= {f"{page.title}-{tab}": f"{page.address}?tab={quote(tab)}" for tab in tabs}
        found |= {} if tabs else {page.title: page.address}
    return found
