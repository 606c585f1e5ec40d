"""Works out what the first reader will ask for before the first reader comes."""

from __future__ import annotations

from catalog.page import pages
from metrics import headline
from ui import facts, source
from ui.scope import View


def warm() -> None:
    """Fills the cache with the newest period's figures for all units; nothing where nothing was published."""
    version = source.version()
    periods = source.periods(version)
    if not periods:
        return
    view = View(version, periods[-1], demo=source.is_demo(version))
    facts.figure_history(view, pages()[0].name)
    facts.area_history(view)
    facts.duties(view)
    for page in headline.PAGES:
        facts.finding(view, page)
