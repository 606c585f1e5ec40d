"""The table of contents: which script is which page, as declared in ``catalog/pages.toml``."""

from __future__ import annotations

from catalog.page import Page, pages

PAGES: tuple[Page, ...] = pages()

__all__ = ["PAGES", "Page"]
