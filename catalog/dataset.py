"""The ten datasets: what a row is, which fields it has, and how departments head those fields."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from catalog.declaration import HERE
from catalog.honesty import Honesty
from catalog.typed import Declared, made


class Field(Declared, frozen=True):
    """One column of a dataset, declared once in ``catalog/datasets/<dataset>.toml``.

    ``kind`` decides the grammar that reads a cell, the column's type in a frame and its format on screen;
    ``unit`` is the canonical unit values are stored in (money in 10,000 yuan, rates as fractions).
    """

    name: str
    kind: str
    label: str
    synonyms: tuple[str, ...] = ()
    unit: str | None = None
    required: bool = False
    private: bool = False


class Duty(Declared, frozen=True):
    """How a row of a dataset is a duty somebody answers for.

    ``place``: where its rows stand among the duties of all datasets; ``judged``: the judged frame the duties are made
    from where it is not the dataset's own; ``called``, ``area``, ``unit``: the columns that name it, what it is filed
    under and who answers; ``progress``, ``problem``, ``next_step``: which fields say how it stands, "" for none;
    ``planned``: the amount that is its target where no target is typed; ``group``: what stands before it in lists, the
    dataset's short name, what the row is filed under, or both.
    """

    place: int
    called: str
    judged: str = ""
    area: str = ""
    unit: str = "lead_department"
    progress: str = ""
    problem: str = ""
    next_step: str = ""
    planned: str = ""
    group: tuple[Literal["short", "area"], ...] = ("short",)


class Papers(Declared, frozen=True):
    """What the meeting's papers list of a dataset, by its columns: ``sheet`` in the workbook of lists, ``slide`` in its
    table on slides; where either is not declared its own fields, but the private ones; none where it is empty.

    ``frame``: the frame of the dossier that is listed, with the columns exports/columns.py names, without one the rows
    as reported; ``title``: what its sheet is called where not as the dataset is.
    """

    sheet: tuple[str, ...] | None = None
    slide: tuple[str, ...] | None = None
    frame: str = ""
    wording: str = msgspec.field(name="title", default="")


# What a row is judged by: its progress against its target and its clock, or the rule of its own kind.
Judging = Literal["", "progress", "key_projects", "issues", "rectification", "reviews"]

# Columns that a table on a slide has room for.
ON_A_SLIDE = 6


class Dataset(Declared, frozen=True):
    """One kind of table. ``key`` names the fields that tell two rows apart across submissions.

    ``characteristic`` names the fields one of which a table without a title of its own must have to be taken for it.
    What a dataset may leave out: ``short``, its name before an area in lists; ``called``, the fields a row is called by
    where its key begins with what it is filed under; ``traced_by``, the field a row's figure is traced to where there
    is no rate; ``computed_from``, the field a computed rate is traced to; ``asks``, the fields in
    which a unit says what it cannot settle by itself; ``yearly``, whether its rows are set for
    a year and end with it (else they roll on); ``stays``, whether a row that its unit leaves out later stays, as
    unreported, until somebody says why it left: leaving it out would else be the way out of a red lamp.

    What its rows are checked for when they are read, each a pair of fields: ``not_above``, part and whole;
    ``off_scale``, done and planned (so many times above it, it was typed in another unit); ``in_order``, an earlier and
    a later date; ``rates``, by rate field the amounts (done, planned) it is the quotient of. ``section_field``: what a
    section row fills where the table has no column for it; ``money_column``: what was done as a count and as money.
    ``told_by``: the column by which a frame is known to be of this dataset, where curves are asked for; ``listed_by``:
    the field that is the name on the year's list, where the book holds one, and ``year_list`` that list of the book;
    ``judging``: by which rule its rows are judged, "" for none; ``ranked``: whether it ranks rows among each other, so
    that a unit's are not cut from those of all; ``curve_parts``: by which field rows form parts with a curve of their
    own, "" where all are one, left out where there are no curves; ``renamed``: whether a row may come back under
    another name, which votes and places do not; ``duty``, ``papers``, ``honesty``: see
    there.
    """

    name: str
    wording: str = msgspec.field(name="label")
    row_wording: str = msgspec.field(name="row")
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    title_hints: tuple[str, ...] = ()
    unused_headers: tuple[str, ...] = ()
    characteristic: tuple[str, ...] = ()
    short_wording: str = msgspec.field(name="short", default="")
    called: tuple[str, ...] = ()
    traced_by: str = "progress_text"
    computed_from: str = "actual_value"
    asks: tuple[str, ...] = ("problem", "next_step")
    told_apart: tuple[str, ...] = ()
    yearly: bool = False
    stays: bool = False
    not_above: tuple[tuple[str, str], ...] = ()
    off_scale: tuple[tuple[str, str], ...] = ()
    in_order: tuple[tuple[str, str], ...] = ()
    rates: dict[str, tuple[tuple[str, str], ...]] = msgspec.field(default_factory=dict)
    section_field: str = ""
    money_column: tuple[str, str] | None = None
    told_by: str = ""
    listed_by: str = ""
    year_list: Literal["", "tasks", "items"] = ""
    judging: Judging = ""
    ranked: bool = False
    curve_parts: str | None = None
    renamed: bool = True
    duty: Duty | None = None
    papers: Papers = Papers()
    honesty: Honesty = Honesty()

    @property
    def label(self) -> str:
        """What the table is called, its numbers filled from the book in force."""
        return _said(self.wording)

    @property
    def row(self) -> str:
        """What a row of it is, filled likewise."""
        return _said(self.row_wording)

    @property
    def short(self) -> str:
        """Its name before an area in lists, filled likewise; "" for none."""
        return _said(self.short_wording)

    @property
    def named_by(self) -> str:
        """The field that is a row's own name: the key's last that must be there, after what it is filed under."""
        must = {field.name for field in self.fields if field.required}
        return next((name for name in reversed(self.key) if name in must), self.key[-1])

    @property
    def sheet_title(self) -> str:
        """What its sheet in the workbook of lists is called."""
        return _said(self.papers.wording) or self.label

    @property
    def sheet_columns(self) -> tuple[str, ...]:
        """The columns of that sheet; none where it has none."""
        own = tuple(field.name for field in self.fields if not field.private)
        return own if self.papers.sheet is None else self.papers.sheet

    @property
    def slide_columns(self) -> tuple[str, ...]:
        """The columns of its table on slides, its name first; none where it has none."""
        if self.papers.slide is not None:
            return self.papers.slide
        others = (f.name for f in self.fields if not f.private and f.name not in (self.named_by, "number"))
        return (self.named_by, *others)[:ON_A_SLIDE]

    def field(self, name: str) -> Field:
        """The field of that name; ``KeyError`` where the dataset has none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)

    @property
    def field_names(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)


def _said(text: str) -> str:
    if "{" not in text:
        return text
    from catalog.book.current import book  # the book's faults ask which datasets there are

    return book().said(text)


@cache
def datasets() -> dict[str, Dataset]:
    """Every dataset by name, in the order of their files' names."""
    found = (_load(path.stem) for path in sorted((HERE / "datasets").glob("*.toml")))
    return {d.name: d for d in found}


def dataset(name: str) -> Dataset:
    """The dataset of that name; ``KeyError`` where the catalog has none."""
    return datasets()[name]


@cache
def duties() -> dict[str, tuple[Dataset, Duty]]:
    """The datasets whose rows are duties, by the judged frame they are made from, in the order duties are listed."""
    found = [(d, d.duty) for d in datasets().values() if d.duty]
    return {duty.judged or d.name: (d, duty) for d, duty in sorted(found, key=lambda pair: pair[1].place)}


def judged_by(*rules: Judging) -> tuple[str, ...]:
    """The names of the datasets judged by one of these rules, in the order duties are listed."""
    return tuple(d.name for d, _ in duties().values() if d.judging in rules)


def _load(stem: str) -> Dataset:
    return made((HERE / "datasets" / f"{stem}.toml").read_text("utf-8"), Dataset, file=f"datasets/{stem}.toml")
