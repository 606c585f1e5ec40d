"""The entries of the office's lists: units, areas, items, tasks, curves, sites, duties to report, holidays."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from catalog.typed import Declared

# What kind of figure a target is; "" where nobody has said it yet.
Measure = Literal["", "cumulative", "level", "ceiling", "milestone"]
Direction = Literal["", "higher", "lower"]
Share = msgspec.Meta(ge=0)


class Entry(Declared, frozen=True, kw_only=True):
    """What every entry of a list may say: from which day to which day (both included) it is valid."""

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def valid_on(self, day: dt.date) -> bool:
        """Whether the entry is valid on ``day``; a missing end is open."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Named(Entry, frozen=True, kw_only=True):
    """A name with the other wordings it goes by: a category, an industry, a country."""

    name: str
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.name


class Unit(Named, frozen=True, kw_only=True):
    """A department or street, the post that answers for it, and who takes its duties over when it ends."""

    kind: str
    lead_post: str = ""
    successor: str = ""


class Area(Named, frozen=True, kw_only=True):
    """One of the year's works, how its tasks are brought together, and its own clock where it has one."""

    role: str
    measured_by: Literal["milestones", "points"]
    sub_areas: tuple[str, ...] = ()
    clock_start: dt.date | None = None
    clock_end: dt.date | None = None

    def runs_in(self, year: int) -> bool:
        """Whether the area has a clock of its own that runs in ``year``."""
        first, last = self.clock_start or self.clock_end, self.clock_end or self.clock_start
        return first is not None and last is not None and first.year <= year <= last.year


class Promise(Named, frozen=True, kw_only=True):
    """What an item and a task share: who answers, the approved target with its paper, and how it is judged.

    ``weight`` None: no points were set. ``curve`` "": the one of its dataset, area or class. ``paper`` is the number of
    the document the target rests on.
    """

    year: int
    number: int
    department: str = ""
    target_value: float | None = None
    target_text: str = ""
    unit: str = ""
    measure: Measure = ""
    direction: Direction = ""
    weight: float | None = None
    curve: str = ""
    deadline: dt.date | None = None
    paper: str = ""

    @property
    def key(self) -> str:
        return f"{self.year}-{self.number}"


class Item(Promise, frozen=True, kw_only=True):
    """A livelihood item of a year."""

    category: str


class Task(Promise, frozen=True, kw_only=True):
    """A task of one of the works of a year."""

    area: str
    sub_area: str = ""


class Succession(Declared, frozen=True, kw_only=True):
    """What became of rows that went by other names: asked once, of any dataset, and answered by the office.

    ``renamed``: one is the other. ``split``: one ended and several follow. ``merged``: several ended and one follows.
    ``added``: a new one, whatever it resembles. It holds from the period ``since`` on ("": always).
    """

    dataset: str
    kind: Literal["renamed", "split", "merged", "added"]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    since: str = ""

    @property
    def key(self) -> str:
        return "/".join((self.dataset, *(self.before[:1] or self.after[:1])))


class Curve(Entry, frozen=True, kw_only=True):
    """The share of a year's work that is due by the end of each month: twelve cumulative shares, and who says so.

    ``datasets``, ``areas`` and ``classes`` name what it holds for; an item or task names its curve itself.
    """

    name: str
    shares: tuple[float, float, float, float, float, float, float, float, float, float, float, float]
    source: str
    datasets: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.name


class MeasureWords(Declared, frozen=True, kw_only=True):
    """By which words in a target, or by which units of measure, a measure is taken where the book names none."""

    name: str
    measure: Measure
    direction: Direction = ""
    words: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.name


class Site(Named, frozen=True, kw_only=True):
    """A place of the zone and the group of places it belongs to."""

    group: str


class Province(Named, frozen=True, kw_only=True):
    """An origin of capital as a tile of the scheme; ``column`` and ``row`` count from the upper left."""

    label: str
    column: int
    row: int


class Owes(Entry, frozen=True, kw_only=True):
    """Which units owe a dataset: from period ``since`` on, in ``months`` (none: in all), by a day of its own or not.

    ``due_day`` is a day of the month itself (31: its last), ``due_working_day`` a working day after it.
    """

    dataset: str
    departments: tuple[str, ...]
    since: str = ""
    months: tuple[int, ...] = ()
    due_day: int | None = None
    due_working_day: int | None = None

    @property
    def key(self) -> str:
        return "/".join((self.dataset, *self.departments[:1]))


class Reporting(Declared, frozen=True, kw_only=True):
    """When a month's report is due where the duty names no day of its own."""

    due_day: int = 31
    due_working_day: int | None = None


class Holidays(Declared, frozen=True, kw_only=True):
    """The days off of a year that are no weekends, the weekend days that are worked, and the notice that says so."""

    year: int
    source: str
    holidays: tuple[dt.date, ...] = ()
    workdays: tuple[dt.date, ...] = ()

    @property
    def key(self) -> str:
        return str(self.year)


class Vocabulary(Declared, frozen=True, kw_only=True):
    """Fixed names of the year's work that are no lists of their own."""

    activities: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    investor_classes: tuple[str, ...] = ()


class Zone(Declared, frozen=True, kw_only=True):
    """Whose book this is, of which year, and how the product is called there."""

    name: str
    product: str
    year: int
    period_first: str
    version: str = ""
    event_date: dt.date | None = None
