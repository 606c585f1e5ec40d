"""What a department is sent with a returned file: the cells to look at as text, and its sheets with them marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_cell_to_rowcol

from catalog.colours import colours
from catalog.words.returned import ReturnedWords, returned_words
from exports.office_text import harmless

# Excel's own limits: a sheet's name, a cell's text, and what is marked of a long range.
NAME, TEXT, MARKED = 31, 32_000, 2_000
Place = tuple[int, int]


class Drawn(Protocol):
    """A sheet as it was sent: texts by (row, column), 1-based; merges (top, left, bottom, right), inclusive."""

    @property
    def name(self) -> str: ...
    @property
    def texts(self) -> Mapping[Place, str]: ...
    @property
    def merges(self) -> Sequence[tuple[int, int, int, int]]: ...


@dataclass(frozen=True, slots=True)
class Return:
    """A returned file: what it reports (in words), why it goes back, and its cells {sheet, cell, value, said}."""

    about: str
    reason: str
    cells: Sequence[Mapping[str, str]]


def text(sent: Return) -> str:
    """The list of cells as plain text, one line a cell, for a letter or a message."""
    words = returned_words()
    ask = words.ask.format(n=len(sent.cells)) if sent.cells else words.ask_none
    heads = [words.title.format(about=sent.about), words.reason.format(reason=sent.reason), ask]
    return harmless("\n".join([*heads, *(_line(i, cell, words) for i, cell in enumerate(sent.cells, 1))]))


def _line(i: int, cell: Mapping[str, str], words: ReturnedWords) -> str:
    said = {**cell, "value": cell["value"] or words.empty}
    return (words.line if cell["cell"] else words.line_whole).format(i=i, **said)


def workbook(sent: Return, sheets: Iterable[Drawn]) -> bytes:
    """The list on the first sheet, then every sheet as it was sent with those cells coloured and commented.

    Everything is written as text: nothing in it is a formula or a link.
    """
    out = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as book:
        names: set[str] = set()
        _listed(book.add_worksheet(_name(returned_words().list, names)), sent, book)
        for sheet in sheets:
            _drawn(book.add_worksheet(_name(sheet.name, names)), sheet, sent, book)
    return out.getvalue()


def _name(said: str, taken: set[str]) -> str:
    """A name Excel accepts, and no second time."""
    base = re.sub(r"[\[\]:*?/\\']", " ", harmless(said)).strip()[:NAME] or "Sheet"
    numbered = (f"{base[: NAME - 4]}({n})" for n in range(2, 200))
    name = base if base.casefold() not in taken else next(n for n in numbered if n.casefold() not in taken)
    taken.add(name.casefold())
    return name


def _listed(page: Any, sent: Return, book: Any) -> None:
    words = returned_words()
    bold, large = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.write_string(0, 0, harmless(words.title.format(about=sent.about)), large)
    page.write_string(1, 0, harmless(words.reason.format(reason=sent.reason))[:TEXT])
    page.write_row(3, 0, words.heads, bold)
    for row, cell in enumerate(sent.cells, 4):
        page.write_number(row, 0, row - 3)
        for column, name in enumerate(("sheet", "cell", "value", "said"), 1):
            page.write_string(row, column, harmless(cell[name])[:TEXT], wrapped)
    for column, width in enumerate((6, 20, 12, 24, 70)):
        page.set_column(column, column, width)
    page.freeze_panes(4, 0)


def _drawn(page: Any, sheet: Drawn, sent: Return, book: Any) -> None:
    tints = colours().printed
    looks = {"border": 1, "border_color": tints.edge, "text_wrap": True, "valign": "vcenter"}
    plain, marked = (
        book.add_format(looks),
        book.add_format({**looks, "bg_color": tints.sent_back, "border_color": tints.sent_back_edge}),
    )
    said = {
        place: cell["said"] for cell in sent.cells if cell["sheet"] == sheet.name for place in _places(cell["cell"])
    }
    for (row, column), value in sheet.texts.items():
        page.write_string(row - 1, column - 1, harmless(value)[:TEXT], marked if (row, column) in said else plain)
    for (row, column), sentence in said.items():
        if (row, column) not in sheet.texts:
            page.write_blank(row - 1, column - 1, None, marked)
        page.write_comment(row - 1, column - 1, harmless(sentence)[:TEXT], {"author": ""})
    for merge in sheet.merges:
        _merged(page, sheet, merge, marked if merge[:2] in said else plain)
    page.set_column(0, max((column for _, column in sheet.texts), default=1) - 1, 16)


def _merged(page: Any, sheet: Drawn, merge: tuple[int, int, int, int], looks: Any) -> None:
    top, left, bottom, right = merge
    try:
        page.merge_range(top - 1, left - 1, bottom - 1, right - 1, harmless(sheet.texts.get((top, left), "")), looks)
    except XlsxWriterException:
        return  # two merges over each other, as broken workbooks have them: the texts stand all the same


def _places(cells: str) -> list[Place]:
    """The places of an address such as "C7" or "C7:C39"; none where it is no address."""
    found = re.fullmatch(r"([A-Z]{1,3}[1-9]\d{0,6})(?::([A-Z]{1,3}[1-9]\d{0,6}))?", cells)
    if not found:
        return []
    top, left = xl_cell_to_rowcol(found[1])
    bottom, right = xl_cell_to_rowcol(found[2] or found[1])
    every = [(row + 1, column + 1) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return every[:MARKED]
