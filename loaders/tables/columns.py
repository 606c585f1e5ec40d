"""The columns of one table: what an analyst sees of each, which field it feeds, and what is to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog import Dataset, dataset
from catalog.layout import layout
from loaders.cells import department, unit_of
from loaders.mappings import Answer, exact_key
from loaders.tables.draft import Column
from loaders.tables.headers import Head
from loaders.tables.heading import header_key, heading
from loaders.tables.match import Path, When, field_of, is_unused, unit_fits, unit_of_path
from loaders.tables.periods import months_of, other_periods
from loaders.tables.sheet import Sheet
from loaders.tables.which_dataset import claims
from loaders.tables.words import words

ASKED, CONTESTED, UNUSED, IGNORED, MONTHS, READ, PICTURES, OTHER_PERIOD, PAIRED = (
    "asked", "contested", "unused", "ignored", "months", "read", "pictures", "other period", "paired",
)  # fmt: skip
# So many columns headed by nothing but a month are a series over the year, not open questions.
_SERIES = 3


@dataclass(slots=True)
class Mapped:
    """The columns of a table by number, the column of each field, and why a column feeds none."""

    columns: dict[int, Column] = field(default_factory=dict)
    of_field: dict[str, int] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)
    scales: dict[str, str] = field(default_factory=dict)
    ticked: dict[str, list[int]] = field(default_factory=dict)


def displayed(head: Head) -> dict[int, str]:
    """The header path of each column as an analyst sees it, told apart where several read the same."""
    seen: dict[str, int] = {}
    shown: dict[int, str] = {}
    for column, path in sorted(head.paths.items()):
        text = "/".join(path).replace("#", "")
        seen[text] = seen.get(text, 0) + 1
        shown[column] = text if seen[text] == 1 else f"{text}#{seen[text]}"
    return shown


def map_columns(sheet: Sheet, head: Head, kind: Dataset | None, when: When, answer: Answer | None) -> Mapped:
    """Give every column its field: what was answered for its header, else what it names exactly and alone."""
    mapped = Mapped()
    shown = displayed(head)
    claimed = claims(kind, head.paths, when) if kind else {}
    for column, text in shown.items():
        mapped.columns[column] = Column(sheet.letter(column), text, unit=unit_of_path(head.paths[column]))
    others = other_periods(kind, head.paths, when, claimed) if kind else set()
    others |= {c for c, path in head.paths.items() if kind and c not in claimed and field_of(kind, path, when)}
    answered = _answered(mapped, shown, answer, kind, head, when)
    taken = {f for f in answered.values() if f}
    open_claims = {c: f for c, f in claimed.items() if c not in answered and f not in taken}
    rivals = _rivals(open_claims)
    months = month_columns(head)
    for column in shown:
        if column in answered:
            name, why = answered[column], IGNORED
        else:
            name, why = _judged(column, open_claims, rivals, head.paths, kind)
        if name is None and why == ASKED:
            why = MONTHS if column in months else OTHER_PERIOD if column in others else why
        mapped.columns[column].field = name
        mapped.columns[column].asked = why in (ASKED, CONTESTED) and name is None
        mapped.why[column] = READ if name else why
        if name:
            mapped.of_field[name] = column
            _drop_foreign_unit(mapped.columns[column], kind, name)
    if answer:
        keys = {name: header_key(shown[column]) for name, column in mapped.of_field.items()}
        mapped.scales = {name: answer.scales[key] for name, key in keys.items() if key in answer.scales}
    return mapped


def _drop_foreign_unit(column: Column, kind: Dataset | None, name: str) -> None:
    """A unit inherited from the group above that this field cannot have (money over a rate) is its neighbours'."""
    if kind and column.unit and not unit_fits(kind, name, column.unit):
        column.unit = None


def settle_unit_column(mapped: Mapped, kind: Dataset, texts: Mapping[int, Sequence[str]]) -> None:
    """A header that says only "unit" is the unit of measure or the department: cells all of one sort decide."""
    for column, typed in texts.items():
        said = [t for t in typed if t.strip()]
        if not said or mapped.columns[column].field:
            continue
        names: tuple[str, ...] = ("unit",) if all(unit_of(t) for t in said) else ()
        if all(department(t)[2] for t in said):
            names = ("lead_department", "department")
        name = next((n for n in names if n in kind.field_names and n not in mapped.of_field), None)
        if name:
            mapped.columns[column].field, mapped.columns[column].asked = name, False
            mapped.of_field[name], mapped.why[column] = column, READ


def unit_headers(mapped: Mapped, head: Head) -> list[int]:
    """The open columns headed by nothing but "unit"."""
    asked = (c for c, column in mapped.columns.items() if column.asked)
    return [c for c in asked if heading(head.paths[c][-1]).base in words(layout().header.unit_or_department)]


def month_columns(head: Head) -> frozenset[int]:
    """The columns whose last header line is nothing but a month, where a table has a series of them."""
    leaves = {c: heading(path[-1]) for c, path in head.paths.items() if path}
    found = frozenset(c for c, leaf in leaves.items() if not leaf.base and leaf.slots == {"month"} and leaf.months)
    return found if len(found) >= _SERIES else frozenset()


def _answered(
    mapped: Mapped, shown: dict[int, str], answer: Answer | None, kind: Dataset | None, head: Head, when: When
) -> dict[int, str | None]:
    """What the analyst said about these headers; a field named for two columns is given to neither.

    An answer about one of several headers that differ by their month only holds for the column of the table's month.
    """
    if answer is None or kind is None:
        return {}
    found: dict[int, str | None] = {}
    keys = {column: header_key(text) for column, text in shown.items()}
    for column, text in shown.items():
        key = keys[column]
        months = months_of(head.paths[column])
        if months and when.month and months != {when.month} and list(keys.values()).count(key) > 1:
            continue
        key = exact_key(text) if months and exact_key(text) in answer.fields else key
        if key in answer.fields:
            name = answer.fields[key]
            found[column] = name if name in kind.field_names else None
        mapped.columns[column].unit = answer.units.get(key, mapped.columns[column].unit)
    twice = _rivals({c: f for c, f in found.items() if f})
    return {c: (None if c in twice else f) for c, f in found.items()}


def _rivals(claimed: Mapping[int, str]) -> set[int]:
    """The columns that claim a field another column claims as well."""
    by_field: dict[str, list[int]] = {}
    for column, name in claimed.items():
        by_field.setdefault(name, []).append(column)
    return {c for columns in by_field.values() if len(columns) > 1 for c in columns}


def _judged(
    column: int, claimed: Mapping[int, str], rivals: set[int], paths: Mapping[int, Path], kind: Dataset | None
) -> tuple[str | None, str]:
    if column in rivals:
        return None, CONTESTED
    if column in claimed:
        return claimed[column], READ
    if kind and is_unused(kind, paths[column]):
        return None, UNUSED
    return None, ASKED


def suggest(mapped: Mapped, head: Head, kind: Dataset | None, values: Callable[[int], Iterable[Any]]) -> None:
    """Name, for every open question, the fields whose wording comes nearest, and the one that the column's ``values``
    bear out; never more than a suggestion."""
    asked = [c for c, column in mapped.columns.items() if column.asked]
    if not asked or kind is None:
        return
    from loaders.tables.suggestions import likely, nearest

    for column in asked:
        found = nearest(kind.name, head.paths[column], tuple(mapped.of_field))
        if mapped.why[column] == CONTESTED:
            found += tuple(second for name in found if (second := _second(kind, name)) and second not in found)
        mapped.columns[column].suggestions = found
        mapped.columns[column].likely = likely(kind.name, found, values(column)) if found else None
    rivals = _rivals({c: name for c in asked if (name := mapped.columns[c].likely)})
    for column, name in zip(sorted(rivals), _shared_out(mapped, kind, rivals), strict=True):
        mapped.columns[column].likely = name


def _second(kind: Dataset, name: str) -> str | None:
    """The field for what the second of two columns of one name says: who supports beside who leads."""
    second = layout().header.second_fields.get(name)
    return second if second in kind.field_names else None


def _shared_out(mapped: Mapped, kind: Dataset, rivals: set[int]) -> list[str | None]:
    """Which field each of those columns may be, from left to right: of two alike the first and its second."""
    names = [mapped.columns[column].likely for column in sorted(rivals)]
    second = _second(kind, names[0]) if len(names) == 2 and names[0] else None
    if second is None or second in mapped.of_field:
        return [None] * len(names)
    return [names[0], second]


def name_field(kind: str) -> str:
    """The field that says what a row is about: the first the dataset requires."""
    return next(f.name for f in dataset(kind).fields if f.required)
