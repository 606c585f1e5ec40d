"""The pages that draw slides of their own, a module a page: found by the file, called as the page is."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from catalog.page import page_title, pages
from exports.dossier import Dossier
from exports.slides.page import PageOfSlides


@cache
def drawn_pages() -> dict[str, PageOfSlides]:
    """Every page that has a module here by its name, in the menu's order."""
    found = {module.name: import_module(f"{__name__}.{module.name}").PAGE for module in iter_modules(__path__)}
    return {page.name: found[page.name] for page in pages() if page.slide and page.name in found}


def finding(dossier: Dossier, page: str) -> str:
    """The sentence the page's slides are titled with; its name where there is none to tell."""
    own = drawn_pages().get(page)
    said = own.finding(dossier) if own and own.finding else dossier.findings.get(page)
    return said or page_title(page)
