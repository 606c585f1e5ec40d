"""What is wrong with a book that has the right shape: names nobody knows, overlaps, circles, bands with holes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from catalog.book.book import Book, spelled
from catalog.book.entries import Curve, Named, Promise
from catalog.book.lists import LISTS, doubles
from catalog.dataset import datasets
from catalog.words.book import book_words

PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of an entry: ``said`` is the sentence that ``code`` names, filled.

    Of a field that holds several values ``field`` may say which: "shares.2", "bands.0.from".
    """

    list: str
    key: str
    field: str
    code: str
    said: str


def faults(book: Book) -> list[Fault]:
    """Everything that is wrong, in the order of the lists; none for a sound book."""
    checks = (_named_twice, _validity, _units, _owes, _promises, _successions, _areas, _curves, _nodes, _bands, _days)
    return [fault for check in checks for fault in check(book)]


def fault(name: str, key: str, field: str, code: str, **blanks: Any) -> Fault:
    """A fault worded by ``catalog/wording/book.toml``."""
    said = book_words().faults[code].format(key=key, **blanks)
    return Fault(name, key, field, code, said)


def _named_twice(book: Book) -> Iterator[Fault]:
    for name, key in doubles(book):
        yield fault(name, key, "name", "named_twice")
    for name in ("units", "areas", "categories", "sites", "industries"):
        yield from _wordings_twice(name, getattr(book, name))
    for year in {one.year for one in book.items}:
        yield from _wordings_twice("items", book.items_of(year))
    for year in {one.year for one in book.tasks}:
        yield from _wordings_twice("tasks", book.tasks_of(year))


def _wordings_twice(name: str, entries: Iterable[Named]) -> Iterator[Fault]:
    called: dict[str, str] = {}
    every = list(entries)
    said = [(one.key, "name", one.name) for one in every]
    said += [(one.key, "aliases", word) for one in every for word in one.aliases]
    for key, field, word in said:
        if called.setdefault(spelled(word), key) != key:
            yield fault(name, key, field, "wording_twice", word=word, other=called[spelled(word)])


def _validity(book: Book) -> Iterator[Fault]:
    for name in LISTS:
        for one in getattr(book, name):
            first, last = getattr(one, "valid_from", None), getattr(one, "valid_to", None)
            if first and last and last < first:
                yield fault(name, one.key, "valid_to", "ends_before_it_begins", first=first, last=last)


def _units(book: Book) -> Iterator[Fault]:
    after = {u.name: u.successor for u in book.units if u.successor}
    for name in after:
        if _returns(name, after):
            yield fault("units", name, "successor", "successor_circle")
    known = set(book.unit_names())
    for unit in book.units:
        yield from _unknown_units("units", unit.name, "successor", (unit.successor,), known)
        ends = unit.valid_to is not None
        if unit.successor and not ends:
            yield fault("units", unit.name, "successor", "successor_without_end", other=unit.successor)


def _returns(name: str, after: dict[str, str]) -> bool:
    seen, at = set(), after.get(name)
    while at in after and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = after[at]
    return at == name


def _owes(book: Book) -> Iterator[Fault]:
    known, kinds = set(book.unit_names()), datasets()
    for one in book.owes:
        if one.dataset not in kinds:
            yield fault("owes", one.key, "dataset", "no_such_dataset", what=one.dataset)
        yield from _unknown_units("owes", one.key, "departments", one.departments, known)
        for month in one.months:
            if not 1 <= month <= 12:
                yield fault("owes", one.key, "months", "no_such_month", month=month)


def _unknown_units(name: str, key: str, field: str, units: Iterable[str], known: set[str]) -> Iterator[Fault]:
    for unit in units:
        if unit and unit not in known:
            yield fault(name, key, field, "no_such_unit", what=unit)


def _promises(book: Book) -> Iterator[Fault]:
    known = set(book.unit_names())
    both: tuple[tuple[str, tuple[Promise, ...]], ...] = (("items", book.items), ("tasks", book.tasks))
    for name, promises in both:
        for one in promises:
            yield from _unknown_units(name, one.key, "department", (one.department,), known)
            if one.weight is not None and one.weight < 0:
                yield fault(name, one.key, "weight", "below_zero", value=f"{one.weight:g}")
            if one.curve and book.curve(one.curve) is None:
                yield fault(name, one.key, "curve", "no_such_curve", what=one.curve)
    categories, areas = {c.name for c in book.categories}, {a.name for a in book.areas}
    for item in book.items:
        if item.category not in categories:
            yield fault("items", item.key, "category", "no_such_category", what=item.category)
    for task in book.tasks:
        if task.area not in areas:
            yield fault("tasks", task.key, "area", "no_such_area", what=task.area)


# How many names each kind of succession has before and after; None: several, or for a start one.
SIZES = {
    "renamed": ((1, 1), (1, 1)),
    "split": ((1, 1), (1, None)),
    "merged": ((1, None), (1, 1)),
    "added": ((0, 0), (1, 1)),
}


def _successions(book: Book) -> Iterator[Fault]:
    gone: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in book.successions:
        if one.dataset not in datasets():
            yield fault("successions", one.key, "dataset", "no_such_dataset", what=one.dataset)
        if one.since and not PERIOD.fullmatch(one.since):
            yield fault("successions", one.key, "since", "no_such_period", value=one.since)
        sides = zip((one.before, one.after), SIZES[one.kind], strict=True)
        if not all(least <= len(names) <= (most or len(names)) for names, (least, most) in sides):
            yield fault("successions", one.key, "before", "wrong_succession")
        for name in one.before:
            if gone.setdefault((one.dataset, spelled(name)), one.after) is not one.after:
                yield fault("successions", one.key, "before", "succeeded_twice", word=name)
    for dataset, name in gone:
        if _comes_back(dataset, name, gone):
            yield fault("successions", f"{dataset}/{name}", "before", "succession_circle", word=name)


def _comes_back(dataset: str, name: str, gone: dict[tuple[str, str], tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    ahead = [spelled(word) for word in gone[dataset, name]]
    while ahead:
        at = ahead.pop()
        if at == name:
            return True
        if at not in seen:
            seen.add(at)
            ahead += [spelled(word) for word in gone.get((dataset, at), ())]
    return False


def _areas(book: Book) -> Iterator[Fault]:
    for area in book.areas:
        if area.clock_start and area.clock_end and area.clock_end < area.clock_start:
            yield fault(
                "areas", area.name, "clock_end", "ends_before_it_begins", first=area.clock_start, last=area.clock_end
            )


def _curves(book: Book) -> Iterator[Fault]:
    known = {"datasets": set(datasets()), "areas": {a.name for a in book.areas}}
    codes = {"datasets": "no_such_dataset", "areas": "no_such_area"}
    for curve in book.curves:
        yield from _two_curves(curve, book, known)
        for field, names in known.items():
            for what in (w for w in getattr(curve, field) if w not in names):
                yield fault("curves", curve.name, field, codes[field], what=what)
        falls = [i for i, (earlier, later) in enumerate(pairwise((0.0, *curve.shares))) if later < earlier]
        short, last = abs(curve.shares[-1] - 1.0) > 1e-9, len(curve.shares) - 1
        for month in falls[:1]:
            if not (short and month == last):  # a short December falls because it is short
                yield fault("curves", curve.name, f"shares.{month}", "curve_falls")
        if short:
            yield fault("curves", curve.name, f"shares.{last}", "curve_ends_short", last=f"{curve.shares[-1]:g}")


def _two_curves(curve: Curve, book: Book, known: Mapping[str, Container[str]]) -> Iterator[Fault]:
    """What an earlier curve is already for: the first would hold and the second be silent. Not what is no ``known``
    name, which is said by itself."""
    before = book.curves[: book.curves.index(curve)]
    for field in ("datasets", "areas", "classes"):
        for what in (w for w in getattr(curve, field) if w in known.get(field, getattr(curve, field))):
            other = next((one.name for one in before if what in getattr(one, field)), None)
            if other is not None:
                yield fault("curves", curve.name, field, "two_curves", what=what, other=other)


def _nodes(book: Book) -> Iterator[Fault]:
    parts = {name for area in book.areas for name in (area.name, *area.sub_areas)}
    for name, shares in book.rules.time_progress.quarter_nodes.items():
        if name not in parts:
            yield fault("rules", "time_progress", "quarter_nodes", "no_such_area", what=name)
        if len(shares) != 4 or any(later < earlier for earlier, later in pairwise((0.0, *shares))):
            yield fault("rules", "time_progress", "quarter_nodes", "nodes_fall", what=name)


def _bands(book: Book) -> Iterator[Fault]:
    ends = [band.ends for band in book.rules.lights.bands]
    if not ends:
        yield fault("rules", "lights", "bands", "bands_do_not_tile")
    before = (-float("inf"), *(upper for _, upper in ends))
    for i, (lower, upper) in enumerate(ends):
        if lower != before[i]:
            yield fault("rules", "lights", f"bands.{i}.from", "bands_do_not_tile")
        if not lower < upper or (i == len(ends) - 1 and upper != float("inf")):
            yield fault("rules", "lights", f"bands.{i}.below", "bands_do_not_tile")


def _days(book: Book) -> Iterator[Fault]:
    for year in book.holidays:
        told = [(field, day) for field in ("holidays", "workdays") for day in getattr(year, field)]
        for field, day in told:
            if day.year != year.year:
                yield fault("holidays", year.key, field, "day_of_another_year", day=day)
