"""The office's book: everything the office decides, as one frozen value with small look-ups."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

import msgspec

from catalog.book.entries import (
    Area,
    Curve,
    Entry,
    Holidays,
    Item,
    MeasureWords,
    Named,
    Owes,
    Province,
    Reporting,
    Site,
    Succession,
    Task,
    Unit,
    Vocabulary,
    Zone,
)  # fmt: skip
from catalog.book.groups import Group
from catalog.book.rules import Rules
from catalog.typed import Declared
from catalog.words.book import book_words, in_words

Listed = TypeVar("Listed", bound=Entry)


class Book(Declared, frozen=True, kw_only=True, eq=False):
    """What is judged by: the zone, its lists, the rules. Two books are the same only where they are one value."""

    zone: Zone
    units: tuple[Unit, ...]
    areas: tuple[Area, ...]
    categories: tuple[Named, ...]
    items: tuple[Item, ...] = ()
    tasks: tuple[Task, ...] = ()
    successions: tuple[Succession, ...] = ()
    sites: tuple[Site, ...] = ()
    industries: tuple[Named, ...] = ()
    owes: tuple[Owes, ...] = ()
    reporting: Reporting = Reporting()
    curves: tuple[Curve, ...] = ()
    measures: tuple[MeasureWords, ...] = ()
    holidays: tuple[Holidays, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    provinces: tuple[Province, ...] = ()
    countries: tuple[Named, ...] = ()
    rules: Rules
    groups: dict[str, Group] = msgspec.field(default_factory=dict)

    def said(self, text: str) -> str:
        """``text`` with what depends on the book filled in: ``{product}``, ``{zone}``, and its :meth:`counts`."""
        return text.format(product=self.zone.product, zone=self.zone.name, **self.counts())

    def counts(self) -> dict[str, str]:
        """How many works there are (``areas``), items the year has, activities are named, and how many units are named
        as first and last (``front``, ``last``), each in words; "" for no items or activities."""
        words = book_words().counted
        n = len(self.items_of(self.zone.year))
        items = words.items.format(n=n) if n else ""
        areas = words.areas.format(n=in_words(len(self.areas)))
        named = len(self.vocabulary.activities)
        activities = words.activities.format(n=in_words(named)) if named else ""
        return {"areas": areas, "items": items, "activities": activities, **self.rules.ranking.praised()}

    @property
    def works(self) -> str:
        """How the year's works are called together, with their number."""
        return self.said(book_words().workbook.works)

    def unit(self, name: str | None) -> Unit | None:
        """The unit of that name; None where the book has none."""
        return next((u for u in self.units if u.name == name), None)

    def unit_names(self) -> list[str]:
        """Every unit's name, in the book's order."""
        return [u.name for u in self.units]

    def units_on(self, day: dt.date) -> list[Unit]:
        """The units that exist on ``day``."""
        return [u for u in self.units if u.valid_on(day)]

    def answering(self, name: str, day: dt.date) -> str:
        """The unit that stands for ``name`` on ``day``: itself, what it is called now, or who took its duties over.

        ``name`` where the book knows none such, or nobody took over.
        """
        seen: set[str] = set()
        at = self.unit(name) or called(self.units, name)
        while at is not None and at.name not in seen and at.successor and at.valid_to and at.valid_to < day:
            seen.add(at.name)
            at = self.unit(at.successor)
        return at.name if at is not None else name

    def lead_posts(self) -> dict[str, str]:
        """The post that answers for each unit."""
        return {u.name: u.lead_post for u in self.units}

    def area(self, name: str | None) -> Area | None:
        """The area of that name; None where the book has none."""
        return next((a for a in self.areas if a.name == name), None)

    def areas_of_activities(self) -> list[str]:
        """The works that the year's activities are parts of, whether or not they run by a clock of their own."""
        return [a.name for a in self.areas if not set(self.vocabulary.activities).isdisjoint(a.sub_areas)]

    def present(self, listed: str, name: str) -> str:
        """What the entry of a list that goes by ``name`` is called; ``name`` where the book has none such."""
        found = called(getattr(self, listed), name)
        return found.name if found is not None else name

    def sites_in(self, group: str) -> list[str]:
        """The sites of a group of places, in the book's order."""
        return [s.name for s in self.sites if s.group == group]

    def site_groups(self) -> dict[str, list[str]]:
        """Every group of places with its sites."""
        return {group: self.sites_in(group) for group in dict.fromkeys(s.group for s in self.sites)}

    def items_of(self, year: int) -> list[Item]:
        """The livelihood items promised for ``year``."""
        return [i for i in self.items if i.year == year]

    def item(self, year: int, name: str | None) -> Item | None:
        """The item of ``year`` that goes by ``name``; None where the book has none."""
        return called(self.items_of(year), name)

    def tasks_of(self, year: int) -> list[Task]:
        """The tasks of the works set for ``year``."""
        return [t for t in self.tasks if t.year == year]

    def task(self, year: int, name: str | None) -> Task | None:
        """The task of ``year`` that goes by ``name``; None where the book has none."""
        return called(self.tasks_of(year), name)

    def curve(self, name: str) -> Curve | None:
        """The curve of that name; None where the book has none."""
        return next((c for c in self.curves if c.name == name), None)

    def curve_of(self, *, dataset: str = "", area: str = "", class_: str = "") -> Curve | None:
        """The curve of a class, else of an area, else of a dataset; None where the book names none for any of them."""
        for asked, field in ((class_, "classes"), (area, "areas"), (dataset, "datasets")):
            for curve in self.curves:
                if asked and asked in getattr(curve, field):
                    return curve
        return None


NamedEntry = TypeVar("NamedEntry", bound=Named)


def called(entries: Iterable[NamedEntry], name: str | None) -> NamedEntry | None:
    """The entry that goes by ``name``, its own or an alias, however it is spaced; None where none does."""
    asked = spelled(name or "")
    return next((e for e in entries if any(asked == spelled(word) for word in (e.name, *e.aliases))), None)


@lru_cache(maxsize=16384)
def spelled(name: str) -> str:
    """A name without what people type differently each month: spaces, full-width letters, capitals."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
