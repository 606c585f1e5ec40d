"""The pages: what each is called, where it stands, by which rules it is judged. Declared in pages.toml."""

from __future__ import annotations

from functools import cache

import msgspec

from catalog.book import book, derived
from catalog.dataset import Dataset, dataset, datasets
from catalog.declaration import HERE
from catalog.typed import Declared, made


class Page(Declared, frozen=True):
    """A screen. ``section`` "leaders" stands in the menu itself, "analysts" folds into a group.

    Who may open it stands in access.toml. ``rules``: the names of the rules its figures are judged by.
    ``tabs``: what its tabs are called. ``slide``: whether the meeting has one of it; ``hidden``: only links lead to it.
    ``bulletin``: whether the bulletin has a paragraph of it. ``datasets``: of which datasets it tells, without
    any of all; of a page that has no key figures of its own their rows are counted.
    """

    script: str
    wording: str = msgspec.field(name="title")
    icon: str
    section: str = "leaders"
    rules: tuple[str, ...] = ()
    tab_wordings: tuple[str, ...] = msgspec.field(name="tabs", default=())
    slide: bool = False
    bulletin: bool = False
    hidden: bool = False
    datasets: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the page is called, its numbers filled from the book in force."""
        return _said(self.wording)

    @property
    def tabs(self) -> tuple[str, ...]:
        """What its tabs are called, filled likewise."""
        return tuple(map(_said, self.tab_wordings))

    @property
    def name(self) -> str:
        """The script's stem."""
        return self.script.rsplit("/", 1)[-1].removesuffix(".py")

    @property
    def address(self) -> str:
        """The page's path on the server: its name, but for the first page, which is the root."""
        return "" if self is pages()[0] else self.name


@derived
def _said(wording: str) -> str:
    """Asked for every page of the menu in every run."""
    return book().said(wording)


class Pages(Declared, frozen=True):
    """The whole of ``pages.toml``."""

    pages: tuple[Page, ...]


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in the menu's order."""
    return made((HERE / "pages.toml").read_text("utf-8"), Pages, file="pages.toml").pages


def page(name: str) -> Page:
    """The page of that name; ``KeyError`` where there is none."""
    return {known.name: known for known in pages()}[name]


def told_datasets() -> tuple[Dataset, ...]:
    """Every dataset, in the order the pages tell of them; last those that no page names."""
    named = (name for known in pages() for name in known.datasets)
    return tuple(dataset(name) for name in dict.fromkeys([*named, *datasets()]))


def page_title(name: str) -> str:
    """A page as the menu calls it; its own name where it is no longer declared, as in a meeting of old."""
    return next((known.title for known in pages() if known.name == name), name)
