"""Works out what the first reader will ask for before the first reader comes."""

from __future__ import annotations

from ui import facts, source
from ui.scope import View

PAGES = ("overview", "work_areas", "livelihood", "investment")


def warm() -> None:
    """Fills the cache with the newest period's figures for all units; nothing where nothing was published."""
    version = source.version()
    periods = source.periods(version)
    if not periods:
        return
    view = View(version, periods[-1], demo=source.is_demo(version))
    facts.figure_history(view, "overview")
    facts.area_history(view)
    facts.duties(view)
    for page in PAGES:
        facts.finding(view, page)
