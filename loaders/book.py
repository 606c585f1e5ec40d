"""The office's book read back from its workbook: its entries, and every fault by sheet and cell."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import msgspec
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from catalog.book.faults import faults
from catalog.book.lists import LISTS, RULES, SINGLE, Entries, Name, Value, assembled
from catalog.book.renaming import Renaming, candidates, renamed
from catalog.book.sheets import Column, Sheet, Wrong, leaf_read, read, sheets
from catalog.words.book import book_words
from loaders.containers.sniff import kind_of_file
from loaders.unreadable import Unreadable

LONGEST = 5000


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong, and where: ``cell`` "" for a whole sheet."""

    sheet: str
    cell: str
    said: str


@dataclass(slots=True)
class BookRead:
    """The entries of a workbook and what is wrong with it; entries are worth something only where nothing is."""

    entries: dict[Name, Value] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    places: dict[Name, tuple[str, int]] = field(default_factory=dict)
    # Where rules are written line by line: by list, key and path, or how the path begins, its (first) row.
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    renamings: list[Renaming] = field(default_factory=list)

    def wrong(self, sheet: str, cell: str, code: str, **blanks: Any) -> None:
        """Note a fault worded by ``catalog/wording/book.toml``."""
        said = book_words().faults[code].format(**blanks)
        self.faults.append(CellFault(sheet, cell, said))


def read_book(content: bytes, base: Entries) -> BookRead:
    """Read a book's workbook; ``base`` is the book it was downloaded from, whose rules it changes line by line."""
    found = BookRead()
    opened = _opened(content)
    if opened is None:
        found.wrong("", "", "unreadable")
        return found
    values, formulas = opened
    for sheet in sheets().values():
        if sheet.title in values.sheetnames:
            _list(found, sheet, values[sheet.title], formulas[sheet.title])
        else:
            found.wrong(sheet.title, "", "sheet_missing", what=sheet.title)
    flat = book_words().workbook.flat
    if flat in values.sheetnames:
        _flat(found, base, values[flat], formulas[flat])
    else:
        found.wrong(flat, "", "sheet_missing", what=flat)
    if not found.faults:
        found.renamings = candidates(base, found.entries)
    _judge(found, base)
    return found


def unreadable_book(said: str = "") -> BookRead:
    """What a workbook gives that cannot be read at all."""
    found = BookRead()
    found.wrong("", "", "unreadable")
    return found if not said else BookRead(faults=[CellFault("", "", said)])


def plain_entries(entries: Entries) -> list[list[Any]]:
    """Entries as JSON holds them."""
    return [[*name, value] for name, value in entries.items()]


def book_as_json(content: bytes, base: list[list[Any]]) -> bytes:
    """Read a book as :func:`read_book` does, both ways through JSON: between a worker and the server."""
    found = read_book(content, {(group, key): value for group, key, value in base})
    said = [[fault.sheet, fault.cell, fault.said] for fault in found.faults]
    return msgspec.json.encode(
        {"entries": plain_entries(found.entries), "faults": said, "renamings": list(found.renamings)}
    )


def book_from_json(said: bytes) -> BookRead:
    """What :func:`book_as_json` wrote; ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    plain = msgspec.json.decode(said)
    entries = {(group, key): value for group, key, value in plain["entries"]}
    renamings = [Renaming(*one) for one in plain["renamings"]]
    return BookRead(entries, [CellFault(*fault) for fault in plain["faults"]], renamings=renamings)


def _opened(content: bytes) -> tuple[Any, Any] | None:
    try:
        if kind_of_file(content) != "xlsx":
            return None
        return load_workbook(BytesIO(content), data_only=True), load_workbook(BytesIO(content))
    except (Unreadable, BadZipFile, KeyError, ValueError, TypeError, OSError):
        return None


def _list(found: BookRead, sheet: Sheet, page: Worksheet, formulas: Worksheet) -> None:
    heads = {str(cell.value).strip(): cell.column for cell in page[1] if cell.value is not None}
    missing = [column.head for column in sheet.columns if column.head not in heads]
    for head in missing:
        found.wrong(sheet.title, "", "column_missing", what=head)
    if missing:
        return
    for row in range(2, min(page.max_row, LONGEST) + 1):
        typed = [page.cell(row, heads[column.head]).value for column in sheet.columns]
        asked = [formulas.cell(row, heads[column.head]).value for column in sheet.columns]
        if any(value is not None for value in (*typed, *asked)):
            _entry(found, sheet, row, typed, asked, [heads[column.head] for column in sheet.columns])


def _entry(found: BookRead, sheet: Sheet, row: int, typed: list[Any], asked: list[Any], at: list[int]) -> None:
    value: Value = {}
    before = len(found.faults)
    for column, cell, formula, number in zip(sheet.columns, typed, asked, at, strict=True):
        _cell(found, sheet.title, f"{get_column_letter(number)}{row}", value, (column, cell, formula))
    if len(found.faults) > before:
        return
    try:
        one: Any = msgspec.convert(value, LISTS[sheet.list], strict=False)
    except msgspec.ValidationError as wrong:
        found.wrong(sheet.title, f"A{row}", "wrong_shape", what=str(wrong))
        return
    name = (sheet.list, one.key)
    if name in found.entries:
        found.wrong(sheet.title, f"A{row}", "named_twice", key=one.key)
    found.entries[name] = value
    found.places[name] = (sheet.title, row)


def _cell(found: BookRead, sheet: str, cell: str, value: Value, said: tuple[Column, Any, Any]) -> None:
    column, typed, formula = said
    try:
        got = read(column, _result(typed, formula))
    except Wrong as wrong:
        found.wrong(sheet, cell, wrong.code, **wrong.blanks)
        return
    if column.kind == "share":
        value.setdefault(column.field, []).append(got)
    elif got is not None and got != []:
        value[column.field] = got


def _result(typed: Any, formula: Any) -> Any:
    """What the cell shows; ``Wrong`` for a formula that nobody has worked out."""
    if typed is None and isinstance(formula, str) and formula.startswith("="):
        raise Wrong("no_result")
    return typed


def _flat(found: BookRead, base: Entries, page: Worksheet, formulas: Worksheet) -> None:
    held = {name: copy.deepcopy(value) for name, value in base.items() if name[0] == RULES or name[0] in SINGLE}
    for row in range(2, min(page.max_row, LONGEST) + 1):
        whose, path, typed = (page.cell(row, at).value for at in (1, 2, 3))
        if whose is None and path is None:
            continue
        group, _, key = str(whose).partition("/")
        name = (group, key or group)
        try:
            _set(held, name, str(path), _result(typed, formulas.cell(row, 3).value))
        except Wrong as wrong:
            found.wrong(page.title, f"C{row}", wrong.code, **wrong.blanks)
        found.places.setdefault(name, (page.title, row))
        steps = str(path).split(".")
        for i in range(len(steps)):
            found.lines.setdefault((*name, ".".join(steps[: i + 1])), row)
    found.entries.update(held)


def _set(held: dict[Name, Value], name: Name, path: str, typed: Any) -> None:
    at: Any = held.get(name)
    steps = path.split(".")
    try:
        for step in steps[:-1]:
            at = at[int(step)] if isinstance(at, list) else at[step]
        last: Any = int(steps[-1]) if isinstance(at, list) else steps[-1]
        leaf = at[last]
    except (KeyError, IndexError, ValueError, TypeError):
        raise Wrong("no_such_path", what=f"{name[0]}/{path}") from None
    at[last] = leaf_read(leaf, typed)


def _judge(found: BookRead, base: Entries) -> None:
    """What is wrong with the book as a whole, at the cell it comes from; what may be a renaming is taken for one.

    Where cells could not be read the lines of before stand in for theirs, so that only what was typed is named.
    """
    unread = bool(found.faults)
    entries = {**base, **found.entries} if unread else renamed(found.entries, found.renamings, base)
    try:
        book = assembled(entries)
    except msgspec.ValidationError as wrong:
        found.wrong("", "", "wrong_shape", what=str(wrong))
        return
    for fault in faults(book):
        sheet, row = found.places.get((fault.list, fault.key), ("", 0))
        row = found.lines.get((fault.list, fault.key, fault.field), row)
        if row or not unread:
            found.faults.append(CellFault(sheet, f"{_letter(fault.list, fault.field)}{row}" if row else "", fault.said))


def _letter(name: str, wanted: str) -> str:
    if name not in sheets():
        return "C"
    fields = [column.field for column in sheets()[name].columns]
    field, _, which = wanted.partition(".")
    return get_column_letter(fields.index(field) + 1 + int(which or 0) if field in fields else 1)
