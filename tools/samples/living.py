"""The samples go on: the rest of the year, and a new one's first months with another list and other units."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from catalog import dataset
from catalog.book import Book, Item, Succession, judged_by, shipped
from catalog.book.entries import Unit
from catalog.book.lists import Name, Value, applied, assembled, changed, entries_of, plain
from catalog.book.new_year import opened
from catalog.book.renaming import Renaming, renamed
from catalog.living import living
from catalog.samples import Samples, samples
from tools.samples.books import Sent, bound, report, rows_of
from tools.samples.calendar import Row, lead_post, of_words
from tools.samples.forms import Form, Habit, form, habits
from tools.samples.items import ITEM, report_day
from tools.samples.ledgers import style_items
from tools.samples.truth import deliveries

YEARLY_MONTHS = 12
# How many rows of each table a unit sends first that sends the rest as a supplement.
FIRST = 2
STYLE = "style_items"
Act = dict[str, Any]


def reports() -> list[Sent]:
    """Every workbook after July: of the year's other months, then of the new year's first."""
    rest = [_rest(habit, month) for month in living().first_months for habit in habits().values()]
    with of_words(next_year()), judged_by(book_of_next_year()):
        months = [_report(habit, month) for month in living().months for habit in _habits()]
        return [*rest, *months, *_again()]


def _rest(habit: Habit, month: int) -> Sent:
    """A report of the year's other months: with the style campaign's items from August on."""
    if habit.name != samples().style_campaign.unit:
        return report(habit, month)
    tables = [(form(name), rows_of(habit.name, form(name), month)) for name in habit.forms]
    tables = [*((f, rows) for f, rows in tables if rows), (form(STYLE), style_items(month))]
    return bound(habit, month, report_day(month, habit.name), tables)


def deliveries_of(sent: list[Sent]) -> list[Act]:
    """Every arrival and every act in the order of their days; a supplement says that it adds."""
    supplement = living().supplement
    adds = {(supplement.unit, supplement.received.isoformat())}
    arrived: list[Act] = [
        {**one, "adds": True} if (one["department"], one["received"]) in adds else dict(one) for one in deliveries(sent)
    ]
    return sorted([*acts(), *arrived], key=lambda one: one["received"])


def acts() -> list[Act]:
    """What the office does meanwhile, each with its day, its reason and its paper."""
    said = living()
    before = entries_of(shipped())
    opening = changed(before, entries_of(book_of_next_year()))
    moved = next(i for i in book_of_next_year().items_of(said.year) if i.name == said.with_paper.item)
    target = msgspec.structs.replace(
        moved, target_value=float(said.with_paper.target), target_text=said.with_paper.text, paper=said.with_paper.paper
    )
    since = said.renamed_project.since
    project = Succession(
        dataset="key_projects", kind="renamed", before=(said.renamed_project.name,), after=(said.renamed_project.now,),
        since=f"{since:%Y-%m}",
    )  # fmt: skip
    return [
        _act(opening, dt.date(said.year, 1, 1), said.opened, said.opened_reason, said.opened_paper),
        _act({("items", target.key): plain(target)}, said.with_paper.since, said.with_paper.since,
             said.with_paper.reason, said.with_paper.paper),
        _act({("successions", project.key): plain(project)}, since, since, said.renamed_project.reason,
             said.renamed_project.paper),
    ]  # fmt: skip


def _act(changes: dict[Name, Value | None], since: dt.date, day: dt.date, reason: str, paper: str) -> Act:
    named = [[*name, value] for name, value in changes.items()]
    return {"received": day.isoformat(), "applies_from": since.isoformat(), "reason": reason, "paper": paper,
            "changes": named}  # fmt: skip


@cache
def next_year() -> Samples:
    """The samples' words of the new year: its own days, items and projects."""
    said = living()
    every = json.loads(_later(msgspec.json.encode(samples()).decode()))
    every["year"] = said.year
    every["livelihood"]["rows"] = [row for _, row in _items(every)]
    every["work"] = [_going_on(work) for work in every["work"]]
    every["key_projects"]["rows"] = list(_projects())
    every["standings"]["rows"] = [[r[0], r[1], r[4], r[5], *r[4:]] for r in every["standings"]["rows"]]
    every["standings"]["months"] = [1]
    return msgspec.convert(every, Samples, strict=False)


def _later(text: str) -> str:
    then, later, said = samples().year, living().year, living().year_in_words
    return text.replace(f"{then}-", f"{later}-").replace(said.format(year=then), said.format(year=later))


def _going_on(work: dict[str, Any]) -> dict[str, Any]:
    """A campaign's tasks go on over the whole of the new year."""
    if "start" not in work:
        return work
    tasks = [[*t[:6], f"{living().year}-12-31", round(t[3] * 0.6), "even", ""] for t in work["tasks"]]
    return {key: value for key, value in work.items() if key not in ("start", "from_month")} | {"tasks": tasks}


def _projects() -> Iterator[list[Any]]:
    """Key projects that are not finished: another year's plan, the same beginning."""
    for row in samples().key_projects.rows:
        unit, package, name, content, site, total, annual, share, start, end, owner = row
        if total > 1.6 * annual:
            later = end if end >= f"{living().year}-07" else f"{living().year}-12-31"
            yield [unit, package, name, content, site, total, round(annual * 0.9, -2), share, start, later, owner]


def _items(every: dict[str, Any]) -> list[tuple[str, list[Any]]]:
    """The rows of the new list, numbered anew, each with its item's name."""
    said, kept = living(), {i.number: i for i in shipped().items}
    going = [n for n in kept if n not in said.dropped]
    numbers = {old: new for new, old in enumerate(going, 1)}
    rows = [(kept[r[0]].name, [numbers[r[0]], *r[1:]]) for r in every["livelihood"]["rows"] if r[0] in numbers]
    first = len(going) + 1
    new = [(one.values[1], [n, one.values[0], *one.values[2:]]) for n, one in enumerate(said.new_items, first)]
    return [*rows, *new]


@cache
def book_of_next_year() -> Book:
    """The book from the new year's first day on."""
    said, before = living(), entries_of(shipped())
    entries = applied(before, opened(shipped(), said.year, []))
    entries = {**entries, ("categories", said.category): {"name": said.category}} | _list()
    unit = next(u for u in shipped().units if u.name == said.renamed_unit.name)
    named = {**plain(unit), "name": said.renamed_unit.now}
    old, new = ("units", unit.name), ("units", said.renamed_unit.now)
    entries = {new if name == old else name: named if name == old else value for name, value in entries.items()}
    entries = renamed(entries, [Renaming("units", unit.name, said.renamed_unit.now)], before)
    ended = msgspec.convert(entries["units", said.merged_unit.name], Unit, strict=False)
    last = dt.date(said.year - 1, 12, 31)
    merged = msgspec.structs.replace(ended, valid_to=last, successor=said.merged_unit.into)
    return assembled({**entries, ("units", merged.name): plain(merged)})


def _list() -> dict[Name, Value]:
    """The new year's items, each with the target of its one sub-target; those of several have none of their own."""
    said, kept = living(), {i.name: i for i in shipped().items}
    every = json.loads(_later(msgspec.json.encode(samples()).decode()))
    rows: dict[str, list[dict[str, Any]]] = {}
    for name, row in _items(every):
        rows.setdefault(name, []).append(dict(zip(ITEM, row, strict=True)))
    found: dict[Name, Value] = {}
    for name, told in rows.items():
        one = told[0]
        category = kept[name].category if name in kept else said.category
        target = {"target_value": float(one["target"]), "target_text": one["target_text"], "unit": one["measure"]}
        item = Item(
            year=said.year, number=one["number"], name=name, category=category, department=_now(one["unit"]),
            paper=said.opened_paper, **(target if len(told) == 1 else {}),
        )  # fmt: skip
        found["items", item.key] = plain(item)
    return found


def _now(unit: Any) -> Any:
    """A unit as it is called in the new year, or who took it over; anything else as it is."""
    said = living()
    return {said.renamed_unit.name: said.renamed_unit.now, said.merged_unit.name: said.merged_unit.into}.get(unit, unit)


def _habits() -> list[Habit]:
    """The units that report in the new year, with their forms and those they took over."""
    said, every = living(), habits()
    into, gone = every[said.merged_unit.into], every[said.merged_unit.name]
    known = {form(name).dataset for name in into.forms}
    more = tuple(name for name in gone.forms if form(name).dataset not in known)
    every[into.name] = _other(into, forms=(*into.forms, *more))
    return [_other(h, extras=tuple(e for e in h.extras if e != "hidden")) for h in every.values() if h is not gone]


def _other(habit: Habit, **changes: Any) -> Habit:
    fields = {name: getattr(habit, name) for name in Habit.__slots__} | changes
    return Habit(**fields)


def _report(habit: Habit, month: int) -> Sent:
    tables = [(form(name), _rows(habit.name, form(name), month)) for name in habit.forms]
    if habit.name == samples().style_campaign.unit:
        with of_words(samples()):
            tables.append((form(STYLE), style_items(YEARLY_MONTHS + month)))
    if (habit.name, month) == (living().supplement.unit, living().supplement.month):
        tables = [(f, rows[:FIRST]) for f, rows in tables]
    return _bound(habit, month, report_day(month, habit.name), [(f, rows) for f, rows in tables if rows])


def _bound(habit: Habit, month: int, when: dt.date, tables: list[tuple[Form, list[Row]]], mark: str = "") -> Sent:
    now = _now(habit.name)
    named = habit if now == habit.name else _other(habit, name=now, alias="")
    return bound(named, month, when, tables, mark=mark)


def _rows(unit: str, form_: Form, month: int) -> list[Row]:
    """What a unit and the one it took over have to say: of what rolls on, the same rows further on."""
    whose = [unit, *([living().merged_unit.name] if unit == living().merged_unit.into else [])]
    return [_as_now(row, month) for name in whose for row in _of(name, form_, month)]


def _of(unit: str, form_: Form, month: int) -> list[Row]:
    if dataset(form_.dataset).yearly:
        return rows_of(unit, form_, month)
    known = unit in samples().issues.counts or form_.dataset != "enterprise_issues"
    with of_words(samples()):
        return rows_of(unit, form_, YEARLY_MONTHS + month) if known else []


def _as_now(row: Row, month: int) -> Row:
    """The row with its units as they are called now, and with what became of it in the new year."""
    said = living()
    found = {name: [_now(v) for v in value] if isinstance(value, list) else _now(value) for name, value in row.items()}
    if found.get("lead_department") != row.get("lead_department") and "lead_leader" in row:
        found["lead_leader"] = lead_post(found["lead_department"])
    day = dt.date(said.year, month, 1)
    if row.get("project") == said.renamed_project.name and day >= said.renamed_project.since:
        found["project"] = said.renamed_project.now
    for told in (said.with_paper, said.without_paper):
        if row.get("project") == told.item and "category" in row and day >= told.since:
            found |= {"target_value": told.target, "target_text": told.text}
            found["completion_rate"] = found["actual_value"] / told.target
    if row.get("project") == said.cancelled.item and day >= said.cancelled.since:
        found["status"] = "terminated"
    return found


def _again() -> Iterator[Sent]:
    """The second sheets: the rows a first one had left out, and a late correction."""
    known = {habit.name: habit for habit in _habits()}
    for said, first in ((living().supplement, FIRST), (living().late_correction, 0)):
        habit = known[said.unit]
        tables = [(form(name), _rows(habit.name, form(name), said.month)) for name in habit.forms]
        rest = [(f, rows[first:]) for f, rows in tables if rows[first:]]
        yield _bound(habit, said.month, said.received, rest, said.mark)
