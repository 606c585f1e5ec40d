"""Every screen a page has, for what shows them one after the other: the pack's pictures and the wall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from catalog.page import Page
from ui.leaders import campaigns, investment, key_projects, livelihood, work_areas

TABS: Mapping[str, tuple[str, ...]] = {
    "work_areas": work_areas.TABS,
    "livelihood": livelihood.TABS,
    "investment": investment.TABS,
    "key_projects": key_projects.TABS,
    "campaigns": campaigns.TABS,
}


def screens(pages: Iterable[Page]) -> dict[str, str]:
    """Title -> address of every page, and of every tab of those that have tabs."""
    found: dict[str, str] = {}
    for page in (one for one in pages if not one.hidden):
        tabs = TABS.get(page.name, ())
        found |= {f"{page.title}-{tab}": f"{page.address}?tab={quote(tab)}" for tab in tabs}
        found |= {} if tabs else {page.title: page.address}
    return found
