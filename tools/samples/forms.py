"""The forms the units fill in and the habits they fill them in with, as declared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from catalog import Field, dataset
from tools.samples.calendar import words

CONTACT, PHONE = "#contact", "#phone"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form: the words above it and the field it gives, None where nobody asks for it."""

    header: str
    group: str
    field: Field | None
    filler: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One table a unit sends. ``section``: the field that heads blocks of rows instead of having a column."""

    name: str
    dataset: str
    sheet: str
    title: str
    columns: tuple[Column, ...]
    section: str = ""
    merged: tuple[str, ...] = ()
    subtotals: bool = False
    total: str = ""
    notes: tuple[str, ...] = ()

    @property
    def grouped(self) -> bool:
        return any(column.group for column in self.columns)

    @property
    def has_money(self) -> bool:
        return any(column.field and column.field.kind == "money" for column in self.columns)


@dataclass(frozen=True, slots=True)
class Habit:
    """How one unit writes; the same in every month."""

    name: str
    forms: tuple[str, ...]
    dates: str = "cell"
    rates: str = "cell"
    numbers: str = "plain"
    money: str = ""
    missing: str = ""
    alias: str = ""
    headers: str = ""
    renamed: dict[str, str] = field(default_factory=dict)
    stage_words: int = 0
    extras: tuple[str, ...] = ()
    blank_sheets: bool = False
    blank_rows: bool = False

    @property
    def money_unit(self) -> str:
        """The unit amounts are written in; the canonical one where the unit has no habit of its own."""
        return self.money.partition("/")[0] or words().money_units[0]

    @property
    def money_in_line(self) -> bool:
        return self.money.endswith("/line")


def habits() -> dict[str, Habit]:
    """Every reporting unit with its habit, in the order of the list."""
    listed = ({**u, "forms": tuple(u["forms"]), "extras": tuple(u.get("extras", ()))} for u in words().units)
    return {u["name"]: Habit(**u) for u in listed}


def form(name: str) -> Form:
    """The form of that name; ``KeyError`` where none is declared."""
    raw = words().forms[name]
    known = {f.name: f for f in dataset(raw["dataset"]).fields}
    columns = tuple(_column(text, known) for text in raw["columns"])
    given: dict[str, Any] = {k: raw[k] for k in ("section", "subtotals", "total") if k in raw}
    given |= {k: tuple(raw[k]) for k in ("merged", "notes") if k in raw}
    return Form(name, raw["dataset"], raw["sheet"], raw["title"], columns, **given)


def _column(text: str, known: dict[str, Field]) -> Column:
    path, _, name = text.rpartition("=")
    group, _, header = path.rpartition("/")
    if name.startswith("#"):
        return Column(header=header, group=group, field=None, filler=name)
    return Column(header=header, group=group, field=known[name])
