"""Workbooks as departments send them, made from a seed, with the truth about every cell."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
import xlwt
from openpyxl.utils import get_column_letter
from red_cells import Typed, cell
from red_words import COLUMNS, LOOKALIKES, NOTES, TITLES, TOTALS

Columns = list[tuple[str | None, str, str]]
SECTIONS = {"livelihood_projects": ("category", ["教育提升", "医疗卫生"]), "work_targets": ("area", ["党建", "作风"])}


class Rich(str):
    """A text with a raised footnote mark after it."""


@dataclass
class Record:
    """One row of the truth: its values and the address each stands at."""

    dataset: str
    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


@dataclass
class Page:
    """One sheet: what is typed where, merges (top, left, bottom, right), hidden rows, and the truth."""

    name: str
    typed: dict[tuple[int, int], Typed] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    records: list[Record] = field(default_factory=list)

    def put(self, row: int, column: int, value: Any, right: int = 0) -> None:
        """Type a value; with ``right``, merged over the columns up to there."""
        self.typed[row, column] = value if isinstance(value, Typed) else Typed(value, None)
        if right > column:
            self.merges.append((row, column, row, right))


class Table:
    """One random table, written onto a page from a row and column on."""

    def __init__(self, page: Page, rng: random.Random, dataset: str, top: int, left: int) -> None:
        self.page, self.rng, self.dataset = page, rng, dataset
        self.row, self.left = top, left
        self.unit = rng.choice(["万元", "亿元"])
        self.unit_in_header = rng.random() < 0.5
        self.scale = rng.choice(["format", "literal", "text"])
        self.section = SECTIONS.get(dataset) if rng.random() < 0.4 else None
        self.columns = self._choose()
        self.right = left + len(self.columns) - 1

    def _choose(self) -> Columns:
        section = self.section[0] if self.section else None
        every = [(f, k, self.rng.choice(words.split())) for f, k, words in COLUMNS[self.dataset] if f != section]
        chosen: Columns = [c for i, c in enumerate(every) if i < 3 or self.rng.random() < 0.85]
        alike = LOOKALIKES.get(self.dataset, [])
        for header, value in self.rng.sample(alike, min(len(alike), self.rng.randrange(2))):
            chosen.insert(self.rng.randrange(3, len(chosen) + 1), (None, str(value), header))
        return chosen

    def write(self, rows: int) -> int:
        """The whole table; the first free row below it."""
        rng = self.rng
        self._lines_above()
        self._header()
        if rng.random() < 0.25:
            self._row([["甲", "乙"][i] if i < 2 else i - 1 for i in range(len(self.columns))])
        group = rng.randrange(2, 4)
        for number in range(1, rows + 1):
            if self.section and number % group == 1:
                self._open_section(number // group)
            if number == rows // 2 + 1 and rng.random() < 0.3:
                self._page_break()
            self._data_row(number)
        self._total(rows)
        for note in NOTES[: rng.randrange(3)]:
            self._line(note)
        return self.row

    def _line(self, text: str) -> None:
        self.page.put(self.row, self.left, text, self.right)
        self.row += 1

    def _row(self, values: list[Any]) -> None:
        for column, value in enumerate(values, start=self.left):
            self.page.put(self.row, column, value)
        self.row += 1

    def _lines_above(self) -> None:
        self._line(TITLES[self.dataset])
        if self.rng.random() < 0.4:
            self._line("填报单位：建设局　　填报时间：2017年7月31日")
        if not self.unit_in_header:
            self.page.put(self.row, self.right, f"单位：{self.unit}")
            self.row += 1
        self.parent = self.rng.choice([None, "推进情况", "有关情况"]) if len(self.columns) > 5 else None
        self.merged = self.rng.random() < 0.5
        self.headers = [self._worded(f, k, text) for f, k, text in self.columns]

    def _worded(self, name: str | None, kind: str, text: str) -> str:
        if kind == "money" and name and self.unit_in_header:
            return text + self.rng.choice(["（%s）", "/%s", "\n（%s）", "[%s]", "（单位：%s）"]) % self.unit
        if kind == "rate" and self.scale == "literal":
            return text + "（%）"
        return text if self.rng.random() < 0.7 or not name else text[:1] + self.rng.choice(["\n", "　"]) + text[1:]

    def _header(self) -> None:
        """One row, or two with a group over the fourth and fifth column, merged or typed into its first cell only."""
        top, below = self.row, self.row + (1 if self.parent else 0)
        for at, text in enumerate(self.headers):
            grouped = self.parent and at in (3, 4)
            self.page.put(below if grouped else top, self.left + at, text)
            if self.parent and self.merged and not grouped:
                self.page.merges.append((top, self.left + at, below, self.left + at))
        if self.parent:
            self.page.put(top, self.left + 3, self.parent, self.left + 4 if self.merged else 0)
        self.row = below + 1

    def _open_section(self, at: int) -> None:
        name = self.section[1][at % 2] if self.section else ""
        self.opened = (name, f"{get_column_letter(self.left)}{self.row}")
        self._line(f"{'一二三四五六'[at]}、{name}")

    def _page_break(self) -> None:
        if self.rng.random() < 0.5:
            self._line("续表")
        self._header()

    def _data_row(self, number: int) -> None:
        record = Record(self.dataset, self.page.name, self.row)
        for column, (name, kind, _text) in enumerate(self.columns, start=self.left):
            typed = cell(self.rng, kind, number, self.unit, self.scale) if name else Typed(kind, None)
            self.page.put(self.row, column, typed)
            if name:
                record.values[name] = typed.truth
                record.cells[name] = f"{get_column_letter(column)}{self.row}"
        if self.section:
            record.values[self.section[0]], record.cells[self.section[0]] = self.opened
        if self.rng.random() < 0.1:
            self.page.hidden.add(self.row)
        self.page.records.append(record)
        self.row += 1

    def _total(self, rows: int) -> None:
        sums = [c for c, (name, kind, _t) in enumerate(self.columns, start=self.left) if name and kind == "money"]
        if not sums or self.rng.random() < 0.4:
            return
        word = self.rng.choice(TOTALS).format(n=rows)
        self.page.put(self.row, self.left, word, self.left + self.rng.randrange(2))
        for column in sums:
            self.page.put(self.row, column, 12345)
        self.row += 1


def red_book(seed: int, kind: type[Table] = Table) -> list[Page]:
    """A workbook's pages: one table, two stacked, or two side by side, of any dataset."""
    rng = random.Random(seed)
    names = sorted(COLUMNS)
    first, second = names[seed % len(names)], rng.choice([n for n in names if n != names[seed % len(names)]])
    page = Page("7月")
    table = kind(page, rng, first, 1, rng.choice([1, 1, 3]))
    below = table.write(rng.randrange(4, 10))
    layout = rng.choice(["alone", "stacked", "beside"])
    if layout == "stacked":
        kind(page, rng, second, below + 1, table.left).write(4)
    if layout == "beside":
        kind(page, rng, second, 1, table.right + 2).write(4)
    return [page]


def as_xlsx(pages: list[Page]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for top, left, bottom, right in page.merges:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
        for (row, column), typed in page.typed.items():
            looks = book.add_format({"num_format": typed.number_format})
            if isinstance(typed.value, Rich):
                raised = book.add_format({"font_script": 1})
                sheet.write_rich_string(row - 1, column - 1, looks, str(typed.value), raised, "1")
            elif typed.value == "#REF!":
                sheet.write_formula(row - 1, column - 1, "=#REF!", looks, "#REF!")
            elif isinstance(typed.value, str):
                sheet.write_string(row - 1, column - 1, typed.value, looks)
            else:
                sheet.write(row - 1, column - 1, typed.value, looks)
        for row in page.hidden:
            sheet.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def as_xls(pages: list[Page]) -> bytes:
    book = xlwt.Workbook()
    for page in pages:
        sheet = book.add_sheet(page.name, cell_overwrite_ok=True)
        for (row, column), typed in page.typed.items():
            sheet.write(row - 1, column - 1, typed.value, xlwt.easyxf(num_format_str=typed.number_format))
        for top, left, bottom, right in page.merges:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
        for row in page.hidden:
            sheet.row(row - 1).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
