"""The pages that draw slides of their own, a module a page: found by the file, called as the page is."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd

from catalog import dataset
from catalog.page import page, page_title, pages
from exports.dossier import Dossier
from exports.slides.canvas import Draw, put_figures
from exports.slides.listing import as_reported
from exports.slides.page import PageOfSlides


@cache
def drawn_pages() -> dict[str, PageOfSlides]:
    """Every page that has a module here by its name, in the menu's order."""
    found = {module.name: import_module(f"{__name__}.{module.name}").PAGE for module in iter_modules(__path__)}
    return {one.name: found[one.name] for one in pages() if one.slide and one.name in found}


def slides_of(dossier: Dossier, name: str) -> list[Draw]:
    """What is drawn of the page; of one that has no slides of its own its key figures, and its datasets' rows."""
    if own := drawn_pages().get(name):
        return own.slides(dossier)
    return [lambda slide: put_figures(slide, dossier.figures.get(name, ())), *as_reported(dossier, page(name).datasets)]


def listed_of(dossier: Dossier, name: str) -> pd.DataFrame:
    """The rows that the page's slides list."""
    if own := drawn_pages().get(name):
        return own.listed(dossier)
    rows = [dossier.rows[kept] for kept in page(name).datasets if kept in dossier.rows and dataset(kept).slide_columns]
    return pd.concat(rows, ignore_index=True) if rows else dossier.behind.iloc[:0]


def finding(dossier: Dossier, name: str) -> str:
    """The sentence the page's slides are titled with; its name where there is none to tell."""
    own = drawn_pages().get(name)
    said = own.finding(dossier) if own and own.finding else dossier.findings.get(name)
    return said or page_title(name)
