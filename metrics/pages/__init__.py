"""The pages that count figures of their own, a module a page: found by the file, called as the page is."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from catalog.page import pages
from metrics.measured import PageOfFigures


@cache
def counting_pages() -> dict[str, PageOfFigures]:
    """Every page that has a module here by its name, in the menu's order."""
    found = {module.name: import_module(f"{__name__}.{module.name}").PAGE for module in iter_modules(__path__)}
    return {page.name: found[page.name] for page in pages() if page.name in found}
