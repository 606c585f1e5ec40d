"""The columns of a table, one line each: which field a column is, in which unit, on which scale of percentages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from catalog import Dataset, Issue, dataset
from loaders import Column, Mappings, Table

UNITS = {"money": ("万元", "亿元", "元"), "area_size": ("平方米", "万平方米", "亩")}
SCALES = {"percent": "85 就是 85%", "fraction": "0.85 就是 85%"}
# The answer that a column is not taken; a field's name is never empty.
NOT_TAKEN = ""
_WITHHELD = {"unit_missing": "unit", "rate_scale_unknown": "scale"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said about a form's headers: field (None: not taken), unit, scale of percentages."""

    fields: Mapping[str, str | None] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One column: its first texts, what is ``wanted`` of it ("field", "unit", "scale"), whether its field was ``told``
    by somebody, and the unit and scale that count."""

    column: Column
    texts: tuple[str, ...] = ()
    wanted: frozenset[str] = frozenset()
    told: bool = False
    unit: str | None = None
    scale: str | None = None

    @property
    def letter(self) -> str:
        return self.column.letter


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in a line's boxes: a field's name, ``NOT_TAKEN``, or None where nothing is chosen."""

    field: str | None
    unit: str | None = None
    scale: str | None = None


def named(letter: str) -> str:
    """A column as a clerk calls it; of a table that lies on its side it is a row, of a form a cell."""
    return f"{letter} 列" if letter.isalpha() else f"第 {letter} 行" if letter.isdigit() else f"{letter} 格"


def _named(cells: str) -> tuple[str, ...]:
    """What the column of those cells may be called: its letter, its row's number, or its only cell."""
    first = cells.partition(":")[0]
    return first.rstrip("0123456789"), first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), first


def lines(table: Table, mappings: Mappings, issues: Iterable[Issue], texts: Mapping[str, Sequence[str]]) -> list[Line]:
    """The table's columns as lines, with what was answered before and what is still to be."""
    told = mappings.remembered(table.signature, [column.header for column in table.columns])
    held = [(issue.cells, _WITHHELD[issue.code]) for issue in issues if issue.code in _WITHHELD]
    withheld = {(name, what) for cells, what in held for name in _named(cells)}
    return [
        Line(
            column, tuple(texts.get(column.letter, ())),
            frozenset(
                (["field"] if column.asked else [])
                + [what for what in _WITHHELD.values() if column.field and (column.letter, what) in withheld]
            ),
            told=column.header in told and told[column.header].field, unit=column.unit,
            scale=told[column.header].scale if column.header in told else None,
        )
        for column in table.columns
    ]  # fmt: skip


def choices(line: Line, meant: Dataset) -> list[str]:
    """The fields a column may be, the suggested ones first; not to be taken is one of the answers."""
    suggested = [name for name in line.column.suggestions if name in meant.field_names]
    return [*suggested, NOT_TAKEN, *(name for name in meant.field_names if name not in suggested)]


def proposed(line: Line) -> str | None:
    """What a line's box says before anybody chose: what counts, or a suggestion that the values bear out."""
    if line.column.asked:
        return line.column.likely
    return line.column.field or NOT_TAKEN


def units_of(meant: Dataset, name: str | None) -> tuple[str, ...]:
    """The units a field's column can be in; none where it has no unit to choose."""
    return UNITS.get(meant.field(name).kind, ()) if name else ()


def has_scale(meant: Dataset, name: str | None) -> bool:
    """Whether a field's numbers are percentages, which are written as 85 or as 0.85."""
    return bool(name) and meant.field(str(name)).kind == "rate"


def answers_of(lines: Sequence[Line], chosen: Mapping[str, Choice]) -> Answers:
    """What the boxes (by column letter) say that does not count already."""
    fields: dict[str, str | None] = {}
    units: dict[str, str] = {}
    scales: dict[str, str] = {}
    for line in (line for line in lines if line.letter in chosen):
        said, header = chosen[line.letter], line.column.header
        if said.field is not None and (line.column.asked or said.field != (line.column.field or NOT_TAKEN)):
            fields[header] = said.field or None
        if said.field and said.unit and said.unit != line.unit:
            units[header] = said.unit
        if said.field and said.scale and said.scale != line.scale:
            scales[header] = said.scale
    return Answers(fields, units, scales)


def clashes(lines: Sequence[Line], chosen: Mapping[str, Choice], name: str) -> list[str]:
    """A sentence for every field that two columns would be: then neither would be read."""
    of_column = {line.letter: line.column.field for line in lines}
    of_column |= {letter: said.field for letter, said in chosen.items() if said.field is not None}
    holders: dict[str, list[str]] = {}
    for letter, field_name in of_column.items():
        if field_name:
            holders.setdefault(field_name, []).append(letter)
    meant = dataset(name)
    return [
        f"{'、'.join(letters)} 列都是“{meant.field(one).label}”：只能有一列，请改其中一列。"
        for one, letters in holders.items()
        if len(letters) > 1
    ]


def field_words(meant: Dataset, name: str | None) -> str:
    """A field with its unit, as the boxes and the list call it."""
    if not name:
        return "不采用此列"
    one = meant.field(name)
    return f"{one.label}（{one.unit}）" if one.unit else one.label
