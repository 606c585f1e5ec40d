"""Wholes and their parts: rows below another row whose amounts they sum up to, of which one side counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from catalog import Dataset
from catalog.book import book, derived
from loaders.cells import fold
from loaders.tables import rows as roles
from loaders.tables.columns import Mapped, name_field
from loaders.tables.rows import BodyRow
from loaders.tables.sheet import Sheet, holds
from loaders.tables.written import as_text

AMOUNTS = frozenset({"money", "number"})
# How deep a number stands: 1 or "one" is a whole, (1) and 2.1 a part, 2.1.1 and a circled number a part of that.
_LEVELS = (
    re.compile(r"[0-9]{1,3}(?:[.]0)?|[\u4e00-\u5341]{1,3}"),
    re.compile(r"[(][0-9]{1,2}[)]|[0-9]{1,3}[.-][0-9]{1,2}|[(][\u4e00-\u5341]{1,3}[)]"),
    re.compile(r"[0-9]{1,3}(?:[.-][0-9]{1,2}){2}|[\u2460-\u2473]|[a-zA-Z][.)]?"),
)
_FOUR_DIGITS = 1000
# Rows at which one group ends and another begins.
_EDGES = frozenset({roles.DOUBT, roles.TOTAL, roles.SECTION, roles.WHOLE})
_MAY_BE_PARTS = frozenset({roles.DOUBT, roles.TOTAL, roles.DATA})
_CLOSE = 1e-6


def settle_parts(sheet: Sheet, kind: Dataset, mapped: Mapped, body: Sequence[BodyRow]) -> list[BodyRow]:
    """The body with one side of every whole set apart, so that no amount counts twice.

    Parts with numbers of their own are the records and their whole is a checksum, unless the whole is what was promised
    by name; parts without a number (of which: ..., lot 2) belong to the row above them. Where the amounts do not prove
    who is part of whom, every row stays.
    """
    columns = [c for name, c in mapped.of_field.items() if kind.field(name).kind in AMOUNTS]
    number, name = mapped.of_field.get("number", 0), mapped.of_field.get(name_field(kind.name), 0)
    if not columns or not name:
        return list(body)
    settled = {b.row: b for b in body}
    for whole, parts in (*_numbered(sheet, number, body), *_unnumbered(sheet, number, body)):
        if not _sums_up(sheet, columns, whole.row, [p.row for p in parts]):
            continue
        text = sheet.text(whole.row, name)
        if whole.role == parts[0].role == roles.DATA and fold(text) not in _promised():
            settled[whole.row] = BodyRow(whole.row, roles.WHOLE, name, text)
        else:
            settled |= {p.row: BodyRow(p.row, roles.PART, name, sheet.text(p.row, name)) for p in parts}
    for row in _bare_sums(sheet, columns, name, list(settled.values())):
        settled[row] = BodyRow(row, roles.WHOLE, name, sheet.text(row, name))
    return list(settled.values())


@derived
def _promised() -> frozenset[str]:
    return frozenset(fold(item.name) for item in book().items)


def level(number: object) -> int | None:
    """How deep a row's number stands; None where it is no number of a kind known to nest."""
    if isinstance(number, float) and number.is_integer() and number >= 0:
        return 0 if number < _FOUR_DIGITS else None
    if isinstance(number, str) and number.isascii() and number.isdigit():
        return 0 if len(number) < len(str(_FOUR_DIGITS)) else None
    text = fold(as_text(number)) if number is not None else ""
    return next((depth for depth, form in enumerate(_LEVELS) if form.fullmatch(text)), None)


def none_nests(numbers: Sequence[object]) -> bool:
    """Whether all of a column's numbers are whole ones: 1, 2, 3 as they mostly are."""
    kinds = set(map(type, numbers))
    if kinds == {float}:
        return all(map(float.is_integer, cast("Sequence[float]", numbers)))
    texts = cast("Sequence[str]", numbers)
    return kinds == {str} and all(map(str.isascii, texts)) and all(map(str.isdigit, texts))


def _numbered(sheet: Sheet, number: int, body: Sequence[BodyRow]) -> Iterator[tuple[BodyRow, list[BodyRow]]]:
    """Each row with two or more rows directly below it that are numbered one level deeper."""
    if not number:
        return
    data = [b for b in body if b.role == roles.DATA]
    if none_nests(sheet.of_column(number, [b.row for b in data])):
        return
    depths = [level(sheet.value(b.row, number)) for b in data]
    for i, depth in enumerate(depths):
        parts: list[BodyRow] = []
        for at in range(i + 1, len(data)):
            deeper = depths[at]
            if depth is None or deeper is None or deeper <= depth:
                break
            if deeper == depth + 1:
                parts.append(data[at])
        if len(parts) > 1:
            yield data[i], parts


def _unnumbered(sheet: Sheet, number: int, body: Sequence[BodyRow]) -> Iterator[tuple[BodyRow, list[BodyRow]]]:
    """Each numbered row with rows directly below it that have no number, whatever they were taken for."""
    if not number or (
        all(b.role == roles.DATA for b in body) and None not in sheet.of_column(number, [b.row for b in body])
    ):
        return
    parts: list[BodyRow] = []
    whole: BodyRow | None = None
    for b in (*body, BodyRow(0, roles.NOTE)):
        bare = b.role in _MAY_BE_PARTS and _lacks_number(sheet, number, b)
        if whole and bare:
            parts.append(b)
            continue
        if whole and len(parts) > 1:
            yield whole, parts
        whole, parts = (b if b.role == roles.DATA and not bare else None), []


def _lacks_number(sheet: Sheet, number: int, body: BodyRow) -> bool:
    """Whether a row has no number; one that was not taken for data may have a word in its place."""
    value = sheet.value(body.row, number)
    return not holds(value) if body.role == roles.DATA else level(value) is None


def _bare_sums(sheet: Sheet, columns: Sequence[int], name: int, body: Sequence[BodyRow]) -> Iterator[int]:
    """Each row that names something and counts, but says nothing in words, whose amounts are the sum of the rows next
    to it up to the next such row, or of all that say something: a group's line or a total nobody called so."""
    rows = [b.row for b in body if b.role == roles.DATA]
    bare = [r for r in rows if _is_bare(sheet, columns, name, r)]
    if not bare or len(bare) * 2 > len(rows):
        return
    worded = [r for r in rows if r not in set(bare)]
    edges = [*bare, *(b.row for b in body if b.role in _EDGES)]
    for row in bare:
        below = min((r for r in edges if r > row), default=rows[-1] + 1)
        above = max((r for r in edges if r < row), default=0)
        near = [r for r in worded if row < r < below], [r for r in worded if above < r < row], worded
        if any(_proved(sheet, columns, row, parts) for parts in near):
            yield row


def _is_bare(sheet: Sheet, columns: Sequence[int], name: int, row: int) -> bool:
    """Whether a row holds no words but its name, not even merged ones, and at least one amount."""
    for column, value in enumerate(sheet.rows[row - 1], start=1):
        if value is not None and value.__class__ is not float and column != name and _speaks(value):
            return False
    if sheet.grid.merges and any(_speaks(sheet.value(row, c)) for c in range(1, sheet.n_columns + 1) if c != name):
        return False
    return any(isinstance(sheet.grid.value(row, c), (int, float)) for c in columns)


def _speaks(value: object) -> bool:
    """Whether a cell holds words or a day: neither an amount nor a share."""
    if value is None or isinstance(value, (int, float)):
        return False
    text = fold(str(value))
    return bool(text) and not text.endswith("%")


def _proved(sheet: Sheet, columns: Sequence[int], whole: int, parts: Sequence[int]) -> bool:
    """Whether the parts make up the whole; a single one is held against two amounts, for two things may cost alike."""
    alike = [c for c in columns if sheet.grid.value(whole, c)]
    return (len(parts) > 1 or (len(parts) == 1 and len(alike) > 1)) and _sums_up(sheet, columns, whole, parts)


def _sums_up(sheet: Sheet, columns: Sequence[int], whole: int, parts: Sequence[int]) -> bool:
    """Whether some amount of the whole is the sum of its parts', and none contradicts that."""
    proved = False
    for column in columns:
        total = sheet.grid.value(whole, column)
        amounts = [v for row in parts if isinstance(v := sheet.grid.value(row, column), (int, float))]
        if not isinstance(total, (int, float)) or not total or len(amounts) < len(parts):
            continue
        if abs(sum(amounts) - total) > _CLOSE * abs(total):
            return False
        proved = True
    return proved
