"""What each row below a header is: data, total, section, note, repeated header, or one that cannot be told."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from catalog.book import book, derived
from catalog.layout import layout
from loaders.cells import fold
from loaders.grid import Value
from loaders.tables.blocks import Block
from loaders.tables.lines import ends_like_total, is_note, is_page_mark, is_section, is_total, says_nothing
from loaders.tables.sheet import holds
from loaders.tables.words import pattern

DATA, TOTAL, SECTION, NOTE, HEADER, TITLE, EMPTY, DOUBT, NAMELESS, PAIR, WHOLE, PART, NOTHING = (
    "data", "total", "section", "note", "header", "title", "empty", "doubt", "nameless", "pair",
    "whole", "part", "nothing",
)  # fmt: skip
_DIGITS = re.compile(r"[(]?[0-9]{1,4}[)]?(?:[-.][0-9]{1,3})*[.]?")
# So many numbered rows make a row without a number stand out.
_MIN_NUMBERED = 2
_LONGEST_KEY = 3
_COLONS = (":", "\uff1a")
_ORDINAL = re.compile(r"^[^0-9A-Za-z\s]{1,4}$")


class BodyRow(NamedTuple):
    """A row's number, its role, and the column and text that decided it."""

    row: int
    role: str
    column: int = 0
    text: str = ""


def data_rows(body: list[BodyRow]) -> list[int]:
    """The numbers of the rows that hold records, in order."""
    return [b.row for b in body if b.role == DATA]


class RowReader:
    """Judges the rows of one block. ``number`` and ``name`` are the columns of those fields, 0 where unknown."""

    def __init__(self, block: Block, number: int, name: int) -> None:
        self.block = block
        self.sheet = block.band.sheet
        self.left, self.right = block.left, block.right
        self.number = number
        self.name = name
        self.width = self.right - self.left + 1
        self.has_merges = any(m.bottom >= block.body_top and m.top <= block.body_bottom for m in self.sheet.merges)
        above = range(block.lead_top, block.head.top)
        self.lead_texts = {v for r in above for v in block.band.cells(r) if isinstance(v, str)}
        self.totals: set[int] = set()

    def read(self) -> list[BodyRow]:
        """Every row of the body that holds anything, in order."""
        repeated = {r: TITLE for h in self.block.repeats for r in range(max(h.top - 4, self.block.body_top), h.top)}
        repeated |= {r: HEADER for h in self.block.repeats for r in range(h.top, h.bottom + 1)}
        found: list[BodyRow] = []
        plain: set[int] = set()
        rows, left, right = self.sheet.rows, self.left - 1, self.right
        for row in range(self.block.body_top, self.block.body_bottom + 1):
            cells = rows[row - 1][left:right]
            if self._plainly_data(cells):
                found.append(BodyRow(row, DATA))
                plain.add(row)
            elif any(holds(v) for v in cells):
                found.append(self._judge(row, repeated.get(row, "")))
                if found[-1].role == TOTAL:
                    self.totals.add(row)
        return self._as_numbered(found, set() if self.has_merges else plain)

    def _as_numbered(self, found: list[BodyRow], numbered: set[int]) -> list[BodyRow]:
        """Where rows are numbered, one that opens with words instead, or has a name and sums only, is left in doubt."""
        if not self.number or self.number == self.name:
            return found
        data = [b.row for b in found if b.role == DATA]
        bare = {row for row in data if row not in numbered and not self._numbered(row)}
        if not bare or len(data) - len(bare) < _MIN_NUMBERED:
            return found
        return [self._in_doubt(b) if b.row in bare else b for b in found]

    def _in_doubt(self, body: BodyRow) -> BodyRow:
        filled = self.sheet.filled(body.row, self.left, self.right)
        texts = [(c, self.sheet.text(body.row, c)) for c in filled]
        if holds(self.sheet.value(body.row, self.number)):
            return BodyRow(body.row, DOUBT, *texts[0])
        said = [(c, t) for c, t in texts if not _is_number(t)]
        sums = len(texts) > 1 and [c for c, _t in said] == [self.name]
        return BodyRow(body.row, DOUBT, *said[0]) if sums else body

    def _plainly_data(self, cells: list[Value]) -> bool:
        """A number or digits in the number column and a name: most rows of most sheets."""
        if not self.number or not self.name:
            return False
        first, name = cells[self.number - self.left], cells[self.name - self.left]
        if first is None or not isinstance(name, str) or len(name) < 3 or len(cells) - cells.count(None) < 3:
            return False
        if isinstance(first, str):
            return _DIGITS.fullmatch(first.strip()) is not None and len(name) > 3 and not is_total(name)
        return isinstance(first, (int, float)) and not is_total(name)

    def _judge(self, row: int, repeated: str) -> BodyRow:
        filled = self.sheet.filled(row, self.left, self.right)
        texts = [(c, self.sheet.text(row, c)) for c in filled]
        again = repeated == TITLE and self._is_title_again(row, texts)
        if repeated == HEADER or again or (len(texts) == 1 and is_page_mark(texts[0][1])):
            return BodyRow(row, repeated or TITLE, filled[0], texts[0][1])
        for judge in (self._as_column_numbers, self._as_total, self._as_section, self._as_note, self._as_empty):
            role = judge(row, texts)
            if role:
                return role
        return self._as_data(row, texts)

    def _is_title_again(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """Whether a line above a repeated header is a title, and not the section that goes on over the page."""
        if not self._is_single(row, [c for c, _t in texts]):
            return False
        text = texts[0][1]
        if text in self.lead_texts:
            return True
        return not is_section(text) and fold(text) not in group_names()

    def _is_single(self, row: int, filled: list[int]) -> bool:
        """Whether a row says one thing only: a lone cell, or one merged over most of the table."""
        if len(filled) == 1:
            return not self._under_merge(row, filled[0])
        merge = self.sheet.merge_at.get((row, filled[0])) if self.has_merges else None
        return merge is not None and merge.right - merge.left + 1 > 0.6 * self.width

    def _under_merge(self, row: int, filled: int) -> bool:
        """Whether the row lies in a tall merge that names it, so that a lone cell is one more measure of a project."""
        if not self.has_merges:
            return False
        for column in filter(None, (self.name, self.number)):
            merge = self.sheet.merge_at.get((row, column))
            if merge is not None and merge.bottom > merge.top and column != filled:
                return True
        return False

    def _as_column_numbers(self, row: int, texts: list[tuple[int, str]]) -> BodyRow | None:
        """The line of column numbers under a header: letters, numerals or 1, 2, 3=2/1, one per column."""
        near = row <= self.block.body_top + 1 or any(row <= h.bottom + 2 and row > h.bottom for h in self.block.repeats)
        if not near or len(texts) < 2 or len(texts) * 2 < self.width:
            return None
        if not all(pattern(layout().rows.column_numbers).match(fold(_as_typed(t))) for _c, t in texts):
            return None
        numbers = [int(float(t)) for _c, t in texts if _is_number(t) and "%" not in t]
        steady = all(b - a == 1 for a, b in itertools.pairwise(numbers))
        return BodyRow(row, HEADER, *texts[0]) if steady else None

    def _as_total(self, row: int, texts: list[tuple[int, str]]) -> BodyRow | None:
        """A row whose name, number or first words are a total word; with a number of its own it stays data."""
        for column, text in self._heading_cells(texts):
            if not (is_total(text) or ends_like_total(text) or _opens_of_which(text)):
                continue
            if self._numbered(row) and column != self.number:
                return BodyRow(row, DATA, column, text) if is_total(text) else None
            if is_total(text) or self._few_words(texts) or self._is_single(row, [c for c, _t in texts]):
                return BodyRow(row, TOTAL, column, text)
        return None

    def _heading_cells(self, texts: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """The cells a total word may stand in: the first two filled ones up to the name, the number and the name."""
        first = [(c, t) for c, t in texts[:2] if not self.name or c <= self.name]
        return first + [(c, t) for c, t in texts if c in (self.name, self.number) and (c, t) not in first]

    def _few_words(self, texts: list[tuple[int, str]]) -> bool:
        return sum(1 for _c, t in texts if not _is_number(t)) <= 2

    def _numbered(self, row: int) -> bool:
        value = self.sheet.value(row, self.number) if self.number else None
        return isinstance(value, (int, float)) or (
            isinstance(value, str) and _DIGITS.fullmatch(fold(value)) is not None
        )

    def _as_section(self, row: int, texts: list[tuple[int, str]]) -> BodyRow | None:
        column, text = texts[0]
        if (
            column == self.number
            and _ORDINAL.match(fold(text))
            and pattern(layout().rows.ordinal).fullmatch(fold(text))
        ):
            if len(texts) == 1 or (len(texts) >= 2 and all(_is_number(t) for _c, t in texts[2:])):
                return BodyRow(row, SECTION, *(texts[1] if len(texts) > 1 else texts[0]))
            return None
        if is_note(text) and not is_section(text):
            return None
        alone = self._is_single(row, [c for c, _t in texts])
        if alone and (is_section(text) or pattern(layout().rows.section_count).sub("", fold(text)) in group_names()):
            return BodyRow(row, SECTION, column, text)
        sums = len(texts) > 1 and all(_is_number(t) for _c, t in texts[1:])
        return BodyRow(row, SECTION, column, text) if sums and is_section(text) else None

    def _as_note(self, row: int, texts: list[tuple[int, str]]) -> BodyRow | None:
        column, text = texts[0]
        single = self._is_single(row, [c for c, _t in texts])
        keyed = self._opens_note(text, beside=len(texts) > 1)
        if (single and is_note(text)) or (keyed and not self._numbered(row) and len(texts) * 2 <= max(self.width, 4)):
            return BodyRow(row, NOTE, column, text)
        return None

    @staticmethod
    def _opens_note(text: str, *, beside: bool) -> bool:
        """Whether a text is what a note or a signature begins with; before what stands ``beside`` it in a cell of its
        own it needs no colon, where it is that word whole or a short one."""
        said = fold(text)
        found = pattern(layout().rows.notes).match(f"{said}:")
        if found is None or text.rstrip().endswith(_COLONS):
            return found is not None
        whole = found["word"] == said or len(said) <= _LONGEST_KEY
        return (beside and whole) or pattern(layout().rows.notes).match(said) is not None

    def _as_empty(self, row: int, texts: list[tuple[int, str]]) -> BodyRow | None:
        """A prepared row with nothing but its number."""
        alone = len(texts) == 1 and texts[0][0] == self.number and self._numbered(row) and self.number != self.name
        return BodyRow(row, EMPTY, *texts[0]) if alone and not self._under_merge(row, self.number) else None

    def _as_data(self, row: int, texts: list[tuple[int, str]]) -> BodyRow:
        column, text = texts[0]
        if self._is_single(row, [c for c, _t in texts]):
            return BodyRow(row, NOTHING if says_nothing(text) else DOUBT, column, text)
        if self.name and not holds(self.sheet.value(row, self.name)):
            role = TOTAL if all(_is_number(t) for _c, t in texts) and self._sums_up(row, texts) else NAMELESS
            return BodyRow(row, role, column, text)
        named = [t for t in texts if not _is_number(t[1])]
        numbers = [t for t in texts if _is_number(t[1])]
        if len(numbers) > 1 and [c for c, _t in named] == [self.name] and self._sums_up(row, numbers):
            return BodyRow(row, DOUBT, *named[0])
        return BodyRow(row, DATA)

    def _sums_up(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """Whether every amount of a row without words is the sum of those above it: a total nobody named."""
        amounts = [column for column, text in texts if not self._is_share(row, column, text)]
        return not self._numbered(row) and bool(amounts) and all(self._is_sum(row, column) for column in amounts)

    def _is_share(self, row: int, column: int, text: str) -> bool:
        """Whether a cell holds a percentage, which sums up to nothing."""
        return fold(text).endswith("%") or "%" in self.sheet.grid.formats.get((row, column), "")

    def _is_sum(self, row: int, column: int) -> bool:
        above = [self.sheet.grid.value(r, column) for r in range(self.block.body_top, row) if r not in self.totals]
        numbers = [v for v in above if isinstance(v, (int, float))]
        value = self.sheet.grid.value(row, column)
        return len(numbers) > 1 and isinstance(value, (int, float)) and abs(sum(numbers) - value) <= 1e-6 * abs(value)


def _as_typed(text: str) -> str:
    return text.removesuffix(".0")


def _is_number(text: str) -> bool:
    """Whether a cell's text is an amount or a percentage, in digits of either width."""
    try:
        float(fold(text).replace(",", "").removesuffix("%"))
    except ValueError:
        return False
    return True


def _opens_of_which(text: str) -> bool:
    return pattern(layout().rows.opens_of_which).match(fold(text)) is not None


@derived
def group_names() -> frozenset[str]:
    """The names of categories and work areas, which head a section without being numbered."""
    entries = [*book().categories, *book().areas]
    return frozenset(fold(n) for e in entries for n in (e.name, *e.aliases))
