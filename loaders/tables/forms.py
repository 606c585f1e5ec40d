"""Forms about one thing: labels at the left, the value to the right of each, read as a table of one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from catalog import Issue, dataset, issue
from catalog.layout import layout
from loaders.cells import Context, fold
from loaders.grid import Place
from loaders.mappings import Mappings
from loaders.tables.columns import Mapped, map_columns, name_field
from loaders.tables.draft import Draft
from loaders.tables.headers import Head, find_heads
from loaders.tables.lines import is_meta, is_note
from loaders.tables.match import known_path
from loaders.tables.notes import worded
from loaders.tables.preamble import Lead, lead_of_texts
from loaders.tables.relaid import Relaid
from loaders.tables.sheet import Band, Sheet, area, holds, letter
from loaders.tables.table import signature_of
from loaders.tables.values import ColumnReader
from loaders.tables.which_dataset import decide, when_of

MAX_ROWS = 80


@dataclass(slots=True)
class Form:
    """One form read: its table of one row, the role of each of its cells, and what was found."""

    draft: Draft
    roles: dict[Place, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def labels_of(sheet: Sheet) -> dict[Place, Place]:
    """Each label of a form and the place of its value; empty where the sheet is no form.

    A form has four or more known labels below each other, hardly any label has another label to its right, and no row
    of labels heads a table.
    """
    values = _labelled(sheet)
    if _several_things(sheet, values):
        return {}
    return {label: value for label, value in values.items() if value not in values}


def turned(sheet: Sheet) -> Relaid | None:
    """A table lying on its side, its fields below each other and a thing a column, stood upright; None for others."""
    values = _labelled(sheet)
    if not _several_things(sheet, values) or find_heads(Band(sheet, 1, sheet.n_columns)):
        return None
    rows = [row for row, _column in values]
    top, bottom = min(rows), max(rows)
    filled = {c for row in rows for c in sheet.filled(row)}
    columns = range(min(filled), max(filled) + 1)
    while top > 1 and _goes_along(sheet, top - 1, columns):
        top -= 1
    while bottom < sheet.n_rows and _goes_along(sheet, bottom + 1, columns):
        bottom += 1
    return Relaid(sheet, range(1, top), [[(row, column) for row in range(top, bottom + 1)] for column in columns])


def _goes_along(sheet: Sheet, row: int, columns: range) -> bool:
    """Whether a row beside the known labels is one more field of the table, and no title, unit line or note."""
    filled = [c for c in sheet.filled(row) if c in columns]
    return len(filled) * 2 > len(columns) and not any(is_meta(sheet.text(row, c)) for c in filled)


def _several_things(sheet: Sheet, values: dict[Place, Place]) -> bool:
    """Whether a second value stands beside most of the first ones: several things side by side, no form about one."""
    known = set(values)
    return sum(1 for value in values.values() if _goes_on(sheet, value, known)) * 2 > len(values)


def _labelled(sheet: Sheet) -> dict[Place, Place]:
    """Each label and the place to its right, where labels stand below each other as in a form; else nothing."""
    if "labels" not in sheet.memo:
        sheet.memo["labels"] = _find_labels(sheet)
    found: dict[Place, Place] = sheet.memo["labels"]
    return found


def _find_labels(sheet: Sheet) -> dict[Place, Place]:
    if sheet.n_rows > MAX_ROWS or not sheet.n_columns:
        return {}
    longest = layout().header.max_length
    short = {v for cells in sheet.rows for v in cells if isinstance(v, str) and len(v) <= longest}
    words = {v for v in short if _is_label(v)}
    if len(words) < 2:  # no form has one label
        return {}
    rows = enumerate(sheet.rows, start=1)
    told = ((row, cells) for row, cells in rows if not words.isdisjoint(cells))
    known = {(row, column) for row, cells in told for column, v in enumerate(cells, start=1) if v in words}
    values = {place: _right_of(sheet, place) for place in known}
    neighbours = sum(1 for value in values.values() if value in known)
    below: dict[int, set[str]] = {}
    for row, column in known:
        below.setdefault(column, set()).add(sheet.folded(row, column))
    tallest = max((len(texts) for texts in below.values()), default=0)
    by_row = Counter(row for row, _column in known)
    rows_of_pairs = sum(1 for n in by_row.values() if n > 1)
    enough = tallest >= layout().forms.min_labels or (tallest > 1 and rows_of_pairs > 1)
    if not enough or len(known) < layout().forms.min_labels or neighbours * 5 > len(known):
        return {}
    return values


@lru_cache(maxsize=16384)
def _is_label(text: str) -> bool:
    return known_path((fold(text),))


def _goes_on(sheet: Sheet, value: Place, known: set[Place]) -> bool:
    """Whether a second value stands beside the first: several things side by side, no form about one."""
    second = _right_of(sheet, value)
    return holds(sheet.value(*value)) and second not in known and holds(sheet.value(*second))


def _right_of(sheet: Sheet, place: Place) -> Place:
    merge = sheet.merge_at.get(place)
    return (place[0], (merge.right if merge else place[1]) + 1)


def read_form(sheet: Sheet, labels: dict[Place, Place], mappings: Mappings, file: str) -> Form:
    """The form as a table of one row, with a warning over all of it: a form is a guess about where values stand."""
    places = dict(sorted(labels.items()))
    box = _box(places)
    texts = {p: sheet.text(*p) for row in range(1, sheet.n_rows + 1) for c in sheet.filled(row) if (p := (row, c))}
    lead = lead_of_texts({p: t for p, t in texts.items() if p not in places and p[0] < box[0]}, sheet.name, file)
    numbered = dict(enumerate(places, start=1))
    paths: dict[int, tuple[str, ...]] = {i: (fold(sheet.text(*label)),) for i, label in numbered.items()}
    head = Head(box[0], box[0], 1, len(paths), paths)
    month = int(lead.period[5:7]) if lead.period else None
    when = when_of(paths, lead.year, month)
    signature, keys = signature_of(head)
    answer = mappings.recall(signature, keys)
    name = answer.dataset if answer else decide(paths, when, lead.titles, (sheet.name, file))
    kind = dataset(name) if name else None
    mapped = map_columns(sheet, head, kind, when, answer)
    if kind and answer and name_field(kind.name) not in mapped.of_field:
        mapped = map_columns(sheet, head, kind, when, None)
    for i, label in numbered.items():
        mapped.columns[i].letter = letter(places[label][1])
    draft = Draft(
        sheet.name,
        area(*box),
        signature,
        name,
        list(mapped.columns.values()),
        department=lead.department,
        period=lead.period,
    )
    form = Form(draft)
    form.issues.append(issue("form_read" if kind else "form_unknown", sheet=sheet.name, cells=area(*box)))
    _claim(form, sheet, places, mapped, numbered, set(texts))
    if kind:
        form.issues.extend(_unread(sheet, places, mapped, numbered))
        places_of = {f: places[numbered[i]] for f, i in mapped.of_field.items()}
        _read_values(form, sheet, kind.name, places_of, mapped, lead)
    return form


def _unread(sheet: Sheet, places: dict[Place, Place], mapped: Mapped, numbered: dict[int, Place]) -> Iterator[Issue]:
    """Every label no field was found for, over the label and its value."""
    for i, label in numbered.items():
        header = mapped.columns[i].header
        if mapped.columns[i].asked:
            suggested = layout().output.nothing
            cells = area(*label, *places[label])
            yield issue(
                "label_unknown", sheet=sheet.name, cells=cells, value=header, header=header, suggested=suggested
            )


def _box(places: dict[Place, Place]) -> tuple[int, int, int, int]:
    rows = [r for r, _c in places]
    columns = [c for pair in places.items() for _r, c in pair]
    return min(rows), min(columns), max(rows), max(columns)


def _claim(
    form: Form, sheet: Sheet, places: dict[Place, Place], mapped: Mapped, numbered: dict[int, Place], filled: set[Place]
) -> None:
    for i, label in numbered.items():
        form.roles[label] = "header"
        if holds(sheet.value(*places[label])):
            form.roles[places[label]] = "value" if mapped.columns[i].field else "ignored"
    for place in filled - set(form.roles):
        text = sheet.text(*place)
        above = place[0] < min(r for r, _c in places)
        form.roles[place] = "title" if above else "note" if is_note(text) else "ignored"
        if not above:
            code = "row_note" if form.roles[place] == "note" else "cell_beside"
            form.issues.append(issue(code, sheet=sheet.name, cells=area(*place, *place), value=text[:60]))


def _read_values(form: Form, sheet: Sheet, name: str, places: dict[str, Place], mapped: Mapped, lead: Lead) -> None:
    kind, draft = dataset(name), form.draft
    draft.rows = [places.get(name_field(name), next(iter(places.values()), (1, 1)))[0]]
    base = Context(year=lead.year, period=lead.period)
    for field_name, place in places.items():
        a_field = kind.field(field_name)
        unit = mapped.columns[mapped.of_field[field_name]].unit or (lead.unit if a_field.kind == "money" else None)
        scale = "percent" if unit == "%" else None
        context = base._replace(unit=unit, field_unit=a_field.unit, percent_scale=scale)
        cells = ColumnReader(sheet, [place[0]], {}).read(a_field, place[1], context)
        draft.values[field_name], draft.cells[field_name], draft.raw[field_name] = cells.values, cells.places, cells.raw
        form.issues.extend(worded(sheet, cells.found))
