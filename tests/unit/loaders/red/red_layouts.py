"""Layouts that were once misread, drawn at random over the red books: ticked stages, columns of two months, wholes with
their parts, footnote marks on amounts, rows of nothing, page breaks that repeat one line, summaries beside details."""

from __future__ import annotations

import random
from typing import Any

from openpyxl.utils import get_column_letter
from red_books import Columns, Page, Record, Rich, Table, red_book
from red_cells import WITHHELD, Typed
from red_words import TITLES

STAGES = [("洽谈", "negotiating"), ("签约", "signed"), ("开工", "started"), ("投产", "producing")]
BY_MONTH = {("work_targets", "completion_rate"): "完成率", ("work_targets", "progress_text"): "进展情况"}
NOTHING = {"enterprise_issues": "issue", "rectification": "problem"}
SUMMED = {"key_projects": "total_investment", "investment_projects": "total_investment"}
TICK = "tick"


class WildTable(Table):
    """A red table in one or more of these layouts."""

    def _choose(self) -> Columns:
        made: Columns = []
        self.mark = self.rng.choice(["√", "●", "✓"])
        ticked = self.dataset == "investment_projects" and self.rng.random() < 0.5
        for name, kind, text in super()._choose():
            if ticked and name == "stage":
                made.extend((None, TICK, word) for word, _stage in STAGES)
                continue
            base = BY_MONTH.get((self.dataset, name or "")) if self.rng.random() < 0.4 else None
            if base:
                made.append((None, "50%" if kind == "rate" else "上月情况", f"6月底{base}"))
            made.append((name, kind, f"7月底{base}" if base else text))
        return made

    def _page_break(self) -> None:
        if not self.parent or self.rng.random() < 0.5:
            super()._page_break()
            return
        for at, text in enumerate(self.headers):
            if at not in (3, 4):
                self.page.put(self.row, self.left + at, text)
        self.page.put(self.row, self.left + 3, self.parent)
        self.row += 1

    def _data_row(self, number: int) -> None:
        draw = self.rng.random()
        if draw < 0.1 and self._amounts() and not self.section:
            self._whole_and_parts(number)
            return
        super()._data_row(number)
        record = self.page.records[-1]
        self._tick(record)
        if draw > 0.93:
            self._footnote(record)
        if draw > 0.85 and self.dataset in NOTHING:
            self._nothing(record)

    def _column(self, name: str) -> int:
        return next((c for c, (n, _k, _t) in enumerate(self.columns, start=self.left) if n == name), 0)

    def _amounts(self) -> list[int]:
        return [c for c, (n, k, _t) in enumerate(self.columns, start=self.left) if n and k == "money"]

    def _tick(self, record: Record) -> None:
        ticks = [c for c, (_n, kind, _t) in enumerate(self.columns, start=self.left) if kind == TICK]
        reached = self.rng.randrange(len(STAGES))
        for at, column in enumerate(ticks):
            self.page.put(record.row, column, self.mark if at <= reached else None)
        if ticks:
            record.values["stage"] = STAGES[reached][1]
            record.cells["stage"] = f"{get_column_letter(ticks[reached])}{record.row}"

    def _footnote(self, record: Record) -> None:
        """A raised mark typed after an amount: the digits run together in the bare text."""
        for column in self._amounts()[:1]:
            name = self.columns[column - self.left][0] or ""
            self.page.put(record.row, column, Typed(Rich("5"), WITHHELD))
            record.values[name] = WITHHELD

    def _nothing(self, record: Record) -> None:
        column = self._column(NOTHING[self.dataset])
        self.page.put(record.row, column, self.rng.choice(["无", "暂无问题", "没有"]))
        self.page.records.remove(record)

    def _whole_and_parts(self, number: int) -> None:
        """A row, and below it two parts of it with numbers of their own, typed as plain numbers that sum up to it."""
        whole = self.row
        self.row += 1
        parts = []
        for part in (1, 2):
            super()._data_row(number)
            record = self.page.records[-1]
            self._tick(record)
            self.page.put(record.row, self._column("number"), f"（{part}）")
            record.values["number"] = f"（{part}）"
            parts.append(record)
        for column in self._amounts():
            shares = [float(self.rng.randrange(1000, 9000)) for _part in parts]
            for record, amount in zip(parts, shares, strict=True):
                record.values[self.columns[column - self.left][0] or ""] = amount
                self.page.put(record.row, column, self._typed(amount))
            self.page.put(whole, column, self._typed(sum(shares)))
        self.page.put(whole, self._column("number"), number)
        self.page.put(whole, self._name(), f"{number}号总项工程")

    def _name(self) -> int:
        return self.left + 1

    def _typed(self, amount: float) -> float:
        return amount if self.unit == "万元" else round(amount / 1e4, 8)


def wild_book(seed: int, kind: type[Table] = WildTable) -> list[Page]:
    """A red book in these layouts; one in five has a summary sheet of what its first table lists."""
    pages = red_book(seed, kind)
    rng = random.Random(f"summary {seed}")
    first = pages[0].records[0].dataset if pages[0].records else ""
    rows = [r for r in pages[0].records if r.dataset == first and _summed(r)]
    if rng.random() < 0.4 and first in SUMMED and len(rows) > 1:
        pages.insert(0, _summary(first, rows))
    return pages


def _summed(record: Record) -> bool:
    amount: Any = record.values.get(SUMMED.get(record.dataset, ""))
    return isinstance(amount, float) and "project" in record.values


def _summary(dataset: str, rows: list[Record]) -> Page:
    page = Page("汇总")
    page.put(1, 1, TITLES[dataset])
    for column, text in enumerate(["序号", "项目名称", "总投资（万元）", "责任单位"], start=1):
        page.put(2, column, text)
    for n, record in enumerate(rows, start=1):
        for column, value in enumerate([n, record.values["project"], record.values[SUMMED[dataset]]], start=1):
            page.put(2 + n, column, value)
    return page
