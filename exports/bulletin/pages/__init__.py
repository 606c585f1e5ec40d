"""The pages of which the bulletin says more than their finding, a module a page: found by the file, called as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from catalog.words.papers import Bulletin
from exports.dossier import Dossier

Told = Callable[[Dossier, Bulletin], list[str]]


@cache
def telling_pages() -> dict[str, Told]:
    """By page, what makes the sentences under its finding."""
    return {module.name: import_module(f"{__name__}.{module.name}").told for module in iter_modules(__path__)}
