"""What a street's clerk makes of a sheet over the months, drawn over the wild books: pages that go on in other words, a
group's sums between the rows, cells with arrows, shares and rough figures, a unit named twice, lines of nothing."""

from __future__ import annotations

from red_books import Columns, Page, Record, Table
from red_cells import FULL_WIDTH, WITHHELD, Typed
from red_layouts import TICK, WildTable, wild_book
from red_words import COLUMNS

PAGE_MARKS = ["续表", "（续）", "第2页", "第 2 页 共 3 页", "—2—", "接上表", "上接第1页", "续表二"]
GROUPS = ["道路类（2项）", "房建类（2个）", "市级（2个）", "街道自建"]
LAST_LINES = [
    "本月无新增项目",
    "单位负责人：",
    "本期暂无其他事项",
    "2、以上数据截至7月31日，未经审计",
    "附件：现场图片",
]
DEPARTMENT = "lead_department"


class ClerkTable(WildTable):
    """A wild table with one or more of these habits."""

    def _choose(self) -> Columns:
        made = super()._choose()
        if self.rng.random() < 0.3 and not any(kind == TICK for _name, kind, _text in made):
            rest = made[3:]
            self.rng.shuffle(rest)
            made = [*made[:3], *rest]
        at = next((i for i, (name, _kind, _text) in enumerate(made) if name == DEPARTMENT), 0)
        if at and self.rng.random() < 0.1:
            made.insert(at + 1, (None, "财政局", made[at][2]))
        return made

    def _page_break(self) -> None:
        if self.parent or self.rng.random() < 0.4:
            super()._page_break()
            return
        if self.rng.random() < 0.8:
            self.page.put(self.row, self.left, self.rng.choice(PAGE_MARKS), self.rng.choice([0, self.right]))
            self.row += 1
        if self.rng.random() < 0.7:
            self._row([self._again(*column) for column in zip(self.columns, self.headers, strict=True)])

    def _again(self, column: tuple[str | None, str, str], header: str) -> str:
        """A column's head as it is set again: as it was, without its unit, or in other words with the same unit."""
        name, _kind, text = column
        draw = self.rng.random()
        if draw < 0.5 or name is None:
            return header
        words = next((w.split() for f, _k, w in COLUMNS[self.dataset] if f == name), [text])
        other = text if draw < 0.75 or header != text else self.rng.choice(words)
        return header if "%" in header or text not in header else header.replace(text, other)

    def _data_row(self, number: int) -> None:
        if self.rng.random() < 0.1 and self._amounts() and not self.section:
            self._group(number)
            return
        before = len(self.page.records)
        super()._data_row(number)
        if len(self.page.records) == before + 1 and self.rng.random() < 0.3:
            self._odd_cell(self.page.records[-1])

    def _group(self, number: int) -> None:
        """Two rows, and above or below them a line that names their group and sums them up, with a share as text."""
        above = self.rng.random() < 0.5
        line = self.row
        self.row += int(above)
        records: list[Record] = []
        for _part in (1, 2):
            Table._data_row(self, number)
            self._tick(self.page.records[-1])
            records.append(self.page.records[-1])
        if not above:
            line, self.row = self.row, self.row + 1
        for column in self._amounts():
            shares = [float(self.rng.randrange(1000, 9000)) for _part in records]
            for record, amount in zip(records, shares, strict=True):
                record.values[self.columns[column - self.left][0] or ""] = amount
                self.page.put(record.row, column, self._typed(amount))
            self.page.put(line, column, self._typed(sum(shares)))
        self.page.put(line, self._name(), self.rng.choice(GROUPS))
        for column, (_name, kind, _text) in enumerate(self.columns, start=self.left):
            if kind == "rate":
                self.page.put(line, column, self.rng.choice(["52%", "５２％", "52.0%"]))

    def _odd_cell(self, record: Record) -> None:
        """One amount, share or day of the row as clerks type it."""
        at = self.rng.randrange(len(self.columns))
        name, kind, _text = self.columns[at]
        drawn = self._odd(kind)
        if name in record.values and drawn:
            record.values[name] = drawn.truth
            self.page.put(record.row, self.left + at, drawn)

    def _odd(self, kind: str) -> Typed | None:
        n = self.rng.randrange(300, 9000)
        if kind == "money":
            forms = [(f"约{n}万元", n), (f"{n}万元左右", n), (f"{n}万↑", WITHHELD), (f"{n}/{n + 50}", WITHHELD)]
            forms += [(f"{n}—{n + 50}万元", WITHHELD), (f"{n}万".translate(FULL_WIDTH), n), (f"{n}万元以上", n)]
            return Typed(*self.rng.choice(forms))
        if kind == "rate":
            share = self.rng.randrange(5, 130)
            forms = [(f"约{share}％", share / 100), (f"{share}%↑", WITHHELD), (f"{share}%—{share + 5}%", WITHHELD)]
            return Typed(*self.rng.choice([*forms, ("3/5", WITHHELD), ("过半", WITHHELD)]))
        if kind == "deadline":
            return Typed(*self.rng.choice([("7.31", WITHHELD), ("12/31", WITHHELD), ("8.15前", WITHHELD)]))
        return None

    def _total(self, rows: int) -> None:
        super()._total(rows)
        if self.rng.random() < 0.3:
            self.page.put(self.row, self.left, self.rng.choice(LAST_LINES), self.rng.choice([0, self.right]))
            self.row += 1


def clerk_book(seed: int) -> list[Page]:
    """A wild book of a clerk's tables."""
    return wild_book(seed, ClerkTable)
