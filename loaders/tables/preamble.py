"""What the lines above a table say: its title, the reporting department, the period, and the unit of money."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog import Issue, issue
from catalog.book import book, derived
from catalog.layout import layout
from loaders.cells import department, fold, period_in, unit_of
from loaders.cells.period import year_in
from loaders.cells.unit import dimension_of, units_of
from loaders.tables.blocks import UPRIGHT, Block
from loaders.tables.lines import is_meta, is_page_mark, keyed, unkeyed
from loaders.tables.words import pattern, words

_MAX_TITLES = 2
_STAMP = re.compile(r"\([^()]*\)$")


@dataclass(slots=True)
class Said:
    """One thing said somewhere: the value, in which words, and at which cell ("" for a sheet's or file's name)."""

    value: str
    text: str
    cell: str = ""


@dataclass(slots=True)
class Lead:
    """The lines above one table, and what they and the sheet's and file's names say about it."""

    titles: list[str] = field(default_factory=list)
    roles: dict[tuple[int, int], str] = field(default_factory=dict)
    departments: list[Said] = field(default_factory=list)
    periods: list[Said] = field(default_factory=list)
    reported: list[Said] = field(default_factory=list)
    unit: str | None = None
    unit_cell: str = ""
    unit_in_line: bool = False  # a line of its own names it, not a bracket of the title
    several_units: bool = False
    year: int | None = None

    @property
    def department(self) -> str | None:
        return self.departments[0].value if self.departments else None

    @property
    def period(self) -> str | None:
        """The title's month, else the sheet's or file's, else the month the table was reported in."""
        return next((s.value for s in (*self.periods, *self.reported)), None)

    def borrow_unit(self, above: Lead) -> bool:
        """Take the unit of the table above where that stands in a line of its own and this table has none."""
        if self.unit or self.several_units or above.several_units or not above.unit_in_line:
            return False
        self.unit, self.unit_cell, self.unit_in_line = above.unit, above.unit_cell, True
        return True

    def go_on_from(self, above: Lead, years: set[int]) -> None:
        """Take department and period of the table above where this one has no title of its own; the period not where
        its headers name other ``years``."""
        if not all(map(is_page_mark, self.titles)):
            return
        self.departments = self.departments or above.departments[:1]
        if years and above.year and above.year not in years:
            return
        self.year = self.year or above.year
        if not self.period:
            self.periods, self.reported = above.periods[:1], above.reported[:1]


def read_lead(block: Block, file: str) -> Lead:
    """Read the lines above a block. A line's unit counts for the columns it stands over only."""
    lead = Lead()
    sheet = block.band.sheet
    for row in range(block.lead_top, block.head.top):
        filled = block.band.filled(row)
        for column in filled:
            merge = sheet.merge_at.get((row, column))
            over = (merge.right if merge else column) >= block.left and column <= block.right
            near = over or block.lies != UPRIGHT
            text = sheet.text(row, column)
            meta = is_meta(text) or bool(keyed(text))
            lead.roles[row, column] = "meta" if meta else "title"
            _take(lead, text, sheet.address(row, column), near, crowded=len(filled) > _MAX_TITLES)
    return _with_names(lead, sheet.name, file)


def _with_names(lead: Lead, sheet_name: str, file: str) -> Lead:
    """Complete the lines with what the sheet and the file are called."""
    stem = file.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    _take_periods(lead, (sheet_name, stem))
    for name in (sheet_name, stem):
        known = _department_in(name)
        if known:
            lead.departments.append(Said(known, name))
    return lead


def _take(lead: Lead, text: str, cell: str, near: bool, crowded: bool = False) -> None:
    """One text above the table. In a crowded row, a little table of its own, a bracketed unit is that table's."""
    pairs = keyed(text)
    for key, value in pairs:
        _take_pair(lead, key, value.strip(" ()"), cell, near)
    title = text if not pairs or not is_meta(text) else unkeyed(text)
    if title:
        lead.titles.append(title)
        lead.periods.append(Said("", title, cell))
    if not crowded and not any(key in words(layout().titles.unit) and unit_of(value) for key, value in pairs):
        _take_title_unit(lead, text, cell, near)


def _take_pair(lead: Lead, key: str, value: str, cell: str, near: bool) -> None:
    units = units_of(value) if key in words(layout().titles.unit) else ()
    if units:
        # Where one line names several ("ten thousand yuan, square metres"), the money's is what amounts stand in.
        money = [unit for unit in units if dimension_of(unit) == "money"]
        if near and (len(units) == 1 or len(money) == 1):
            _set_unit(lead, (money or list(units))[0], cell)
            lead.unit_in_line = True
    elif _STAMP.sub("", key) in words(layout().titles.department) and value:
        lead.departments.append(Said(department(value)[0], value, cell))
    elif key in words(layout().titles.date):
        lead.reported.append(Said("", value, cell))


def _take_periods(lead: Lead, names: tuple[str, ...]) -> None:
    """Months from the title lines, else from the date reported; a year said anywhere completes a bare month."""
    texts = [*lead.periods, *(Said("", name) for name in names)]
    years = [y for said in (*texts, *lead.reported) if (y := year_in(said.text))]
    lead.year = years[0] if years else None
    lead.periods = [Said(m, s.text, s.cell) for s in texts if (m := period_in(s.text, lead.year))]
    lead.reported = [Said(m, s.text, s.cell) for s in lead.reported if (m := period_in(s.text, lead.year))]
    if lead.year is None and lead.period:
        lead.year = int(lead.period[:4])


def _take_title_unit(lead: Lead, text: str, cell: str, near: bool) -> None:
    found = pattern(layout().titles.unit_in_title).search(fold(text))
    named = unit_of(next(g for g in found.groups() if g)) if found else unit_of(text)
    if named and near and dimension_of(named) == "money":
        _set_unit(lead, named, cell)


def _set_unit(lead: Lead, unit: str, cell: str) -> None:
    if lead.unit and unit != lead.unit:
        lead.several_units = True
    lead.unit, lead.unit_cell = unit, cell


def _department_in(name: str) -> str | None:
    """The department a sheet's or file's name is, or begins with, by any of its longer names."""
    whole, _others, known = department(name)
    if known:
        return whole
    found = _department_names().search(fold(name))
    return department(found.group())[0] if found else None


@derived
def _department_names() -> re.Pattern[str]:
    entries = book().units
    names = {fold(n) for e in entries for n in (e.name, *e.aliases) if len(n) > 2}
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))


def conflicts(lead: Lead, sheet: str) -> Iterable[Issue]:
    """Title, sheet and file that name different departments or periods."""
    for code, said in (("department_conflict", lead.departments), ("period_conflict", lead.periods)):
        first = said[0] if said else None
        for other in said[1:]:
            if first and other.value != first.value:
                yield issue(
                    code,
                    sheet=sheet,
                    cells=first.cell,
                    value=first.text,
                    first=first.value,
                    second=other.value,
                    where=other.text,
                )
                break
