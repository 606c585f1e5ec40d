"""A dataset's rows as a table over slides: the columns its declaration names, each column in its one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from catalog.dataset import Dataset, dataset
from catalog.numbers import day, plain, rate
from catalog.stages import stage_word
from exports.dossier import Dossier, judged, named, words
from exports.office_text import harmless
from exports.palette import text_of
from exports.slides.canvas import MARGIN, TOP, Draw, put_section
from exports.slides.tables import Cell, head_row, headed, table_over_slides

Form = Callable[[Mapping[Any, Any]], Cell]
# Shares of a slide's width; a column that is not named takes one of the common width.
WIDTHS = {
    "project": 3.3,
    "place": 2.2,
    "rate": 1.0,
    "deviation": 2.1,
    "stage": 1.0,
    "days": 0.9,
    "days_over": 0.9,
    "lead_leader": 2.2,
}
COMMON = 1.7
NUMBERS = ("rate", "days", "days_over", "amount")
COUNTED = ("number", "money", "rate")


def _tone(row: Mapping[Any, Any]) -> str:
    return text_of(row.get("light", ""))


def _days(row: Mapping[Any, Any], column: str) -> str:
    return words().slides.days.format(n=plain(row[column]))


# What a column of the papers' own frames looks like; a field of a dataset is written as its kind is.
FORMS: dict[str, Form] = {
    "project": lambda row: Cell(row["name"] if "name" in row else row["project"], _tone(row), bold=True),
    "place": lambda row: Cell(named(row["category"])),
    "rate": lambda row: Cell(rate(row["rate"]), align="right"),
    "deviation": lambda row: Cell(judged(row), _tone(row), bold=True),
    "lead_department": lambda row: Cell(named(row["short_department"])),
    "lead_leader": lambda row: Cell(named(row["short_leader"])),
    "stage": lambda row: Cell(stage_word(row["stage"])),
    "days": lambda row: Cell(_days(row, "days"), align="right"),
    "days_over": lambda row: Cell(_days(row, "days_over"), text_of("behind"), align="right"),
}


def listed(
    known: Dataset,
    rows: Sequence[Mapping[Any, Any]],
    section: tuple[str, str],
    *,
    own: dict[str, Form] | None = None,
    heads: dict[str, str] | None = None,
) -> list[Draw]:
    """``rows`` under a ``section`` (heading and note) on as many slides as they need; ``own``: forms of columns that
    only these slides write so, ``heads``: what they call them."""
    asked = known.slide_columns
    forms, titles = form_of(known) | (own or {}), heads_of(known) | (heads or {})
    head = head_row([titles[c] for c in asked], right=[i for i, c in enumerate(asked) if _is_number(known, c)])
    cells = [[forms[c](row) for c in asked] for row in rows]
    tables = table_over_slides(head, cells, [WIDTHS.get(c, COMMON) for c in asked], top=TOP + 0.4)

    return headed(lambda slide: put_section(slide, *section, MARGIN, TOP), tables)


def as_reported(dossier: Dossier, names: Sequence[str]) -> list[Draw]:
    """The rows of each dataset as they were reported; nothing of one that is left out or has none."""
    every = [(dataset(name), dossier.rows.get(name)) for name in names]
    return [
        draw
        for known, rows in every
        if rows is not None and len(rows) and known.slide_columns
        for draw in listed(known, rows.to_dict("records"), (known.label, words().slides.all_of.format(n=len(rows))))
    ]


def form_of(known: Dataset) -> dict[str, Form]:
    """How each column of the dataset's table is written: its fields by their kind, unless its rows are the papers'."""
    fields: dict[str, Form] = {one.name: _field(one.name, one.kind) for one in known.fields}
    return fields | FORMS if known.papers.frame else fields


def heads_of(known: Dataset) -> dict[str, str]:
    """What each column is called: the papers' word for a column of their frames, else the field's label."""
    labels = {one.name: one.label for one in known.fields}
    return labels | words().heads if known.papers.frame else labels


def _field(name: str, kind: str) -> Form:
    align = "right" if kind in COUNTED else "left"
    return lambda row: Cell(_written(row.get(name), kind), align=align)


def _written(value: Any, kind: str) -> str:
    if kind == "rate":
        return rate(value)
    if kind in COUNTED:
        return plain(value, 0 if value != value or value is None or value == int(value) else 1)
    return day(value) if hasattr(value, "year") and value == value else harmless(value)


def _is_number(known: Dataset, column: str) -> bool:
    kinds = {one.name: one.kind for one in known.fields}
    return column in NUMBERS if known.papers.frame else kinds.get(column) in COUNTED
