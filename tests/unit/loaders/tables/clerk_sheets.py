"""Sheets as clerks lay them out, generated with their truth: titles, header levels, sections, totals, notes, neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from clerk_values import WITHHELD, Typed, typed

from catalog import Dataset, Field, dataset, datasets
from loaders.grid import Box, Grid

NEUTRAL = ["基本情况", "进展情况汇总", "责任分工", "推进情况", "项目情况"]
LOOKALIKES = {
    "总投资中：财政资金": 5.0,
    "征地拆迁完成率": "35%",
    "其中：固定资产": 12.0,
    "上年完成投资（万元）": 88.0,
    "安置户数变化": 3.0,
}
TITLES = {
    "work_targets": "2017年重点工作任务推进情况表", "livelihood_projects": "2017年度民生实事项目进展情况表",
    "investment_projects": "招商引资项目调度表（2017年1-7月）", "target_clients": "招商目标客户库",
    "partner_carriers": "合作载体资源一览表", "key_projects": "2017年重点项目推进情况表（7月）",
    "enterprise_issues": "企业大走访问题台账", "rectification": "作风整治问题整改台账",
    "public_reviews": "公开评议结果汇总表", "standings": "主要指标对标进位情况表",
}  # fmt: skip
NOTES = [
    "注：1.完成率为累计完成数占全年目标的比例。",
    "填表说明：请于每月底前报送。",
    "2.投资额以统计口径为准，共39项。",
    "填报人：吴某　　联系电话：0537-0000000",
]
SECTION_FIELD = {"livelihood_projects": "category", "work_targets": "area"}


@dataclass
class Record:
    dataset: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


@dataclass
class Page:
    """A sheet in the making and the truth about it."""

    grid: Grid = field(default_factory=lambda: Grid("Sheet1"))
    records: list[Record] = field(default_factory=list)

    def put(self, row: int, column: int, value: Any, number_format: str = "General") -> None:
        rows = self.grid.rows
        width = max(column, len(rows[0]) if rows else 0)
        for cells in rows:
            cells.extend([None] * (width - len(cells)))
        while len(rows) < row:
            rows.append([None] * width)
        rows[row - 1][column - 1] = value
        if number_format != "General":
            self.grid.formats[row, column] = number_format

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.grid.merges.append(Box(top, left, bottom, right))


@dataclass
class Plan:
    """The columns of one table: (field or None, header, unit, rate style), in the order they stand."""

    kind: Dataset
    columns: list[tuple[Field | None, str, str | None, str]]
    line_unit: str | None = None


def letters(column: int) -> str:
    return (letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


def plan(rng: Random, name: str, *, odd: bool = True) -> Plan:
    kind = dataset(name)
    line_unit = rng.choice(["万元", "亿元", None])
    optional = [f for f in kind.fields if not f.required and f.name != "number"]
    chosen = rng.sample(optional, rng.randint(min(5, len(optional)), min(11, len(optional))))
    names = [f for f in kind.fields if f.required] + chosen
    rng.shuffle(names)
    first = [f for f in kind.fields if f.name == "number" and rng.random() < 0.8]
    columns = [_column(rng, f, line_unit) for f in [*first, *names]]
    if odd and rng.random() < 0.5:
        text, value = rng.choice(list(LOOKALIKES.items()))
        columns.insert(rng.randint(1, len(columns)), (None, text, str(value), ""))
    if odd and kind.unused_headers and rng.random() < 0.4:
        columns.append((None, rng.choice(kind.unused_headers), "某内容", ""))
    return Plan(kind, columns, line_unit)


def _column(rng: Random, kind: Field, line_unit: str | None) -> tuple[Field, str, str | None, str]:
    header = rng.choice([kind.label, kind.label, *(s for s in kind.synonyms if "元" not in s)])
    style = rng.choice(["format", "points", "sign"])
    unit = None
    if kind.kind == "money":
        unit = line_unit or rng.choice(["万元", "亿元"])
        if line_unit is None or rng.random() < 0.3:
            unit = rng.choice(["万元", "亿元"])
            header += rng.choice([f"（{unit}）", f"({unit})", f"/{unit}", f"\n（{unit}）"])
    if kind.kind == "rate" and style == "points":
        header = header if "%" in header else header + "（%）"
    if kind.kind == "area_size":
        header += "（平方米）"
    if rng.random() < 0.2 and len(header) > 3:
        header = header[:2] + rng.choice(["\n", " "]) + header[2:]
    return kind, header, unit, style


def lay_head(rng: Random, page: Page, plan_: Plan, row: int, left: int, levels: int, merged: bool) -> int:
    """Write the header; the row below it."""
    width = len(plan_.columns)
    if levels == 1:
        for i, (_f, text, _u, _s) in enumerate(plan_.columns):
            page.put(row, left + i, text)
        return row + 1
    group = (at := rng.randint(1, max(1, width - 3)), min(width - 1, at + rng.randint(1, 2)))
    bottom = row + levels - 1
    for i, (_f, text, _u, _s) in enumerate(plan_.columns):
        inside = group[0] <= i <= group[1]
        page.put(bottom if inside else row, left + i, text)
        if merged and not inside:
            page.merge(row, left + i, bottom, left + i)
    for level in range(levels - 1):
        page.put(row + level, left + group[0], NEUTRAL[level])
        if merged:
            page.merge(row + level, left + group[0], row + level, left + group[1])
    return bottom + 1


def lay_rows(rng: Random, page: Page, plan_: Plan, row: int, left: int, n: int, first: int = 1) -> int:
    """Write n data rows with their truth; the row below them."""
    for k in range(n):
        record = Record(plan_.kind.name, row)
        for i, (kind, _text, unit, style) in enumerate(plan_.columns):
            if kind is None:
                page.put(row, left + i, unit)
                continue
            cell: Typed = typed(rng, kind, first + k, unit, style)
            page.put(row, left + i, cell.value, cell.number_format)
            record.values[kind.name] = cell.truth
            record.cells[kind.name] = f"{letters(left + i)}{row}"
        page.records.append(record)
        row += 1
    return row


def lay_total(page: Page, plan_: Plan, row: int, left: int, word: str) -> int:
    first = (
        0
        if plan_.columns[0][0] and plan_.columns[0][0].name == "number"
        else next(i for i, c in enumerate(plan_.columns) if c[0] and c[0].required)
    )
    page.put(row, left + first, word)
    for i, (kind, _t, _u, _s) in enumerate(plan_.columns):
        if kind is not None and kind.kind == "money" and i != first:
            page.put(row, left + i, 1234.5)
    return row + 1


def lay_above(rng: Random, page: Page, plan_: Plan, row: int, left: int, *, titled: bool = True) -> int:
    right = left + len(plan_.columns) - 1
    if titled:
        page.put(row, left, TITLES[plan_.kind.name])
        page.merge(row, left, row, right)
        row += 1
    line = "填报单位：民政局　　填报时间：2017年7月31日"
    if plan_.line_unit and rng.random() < 0.5:
        page.put(row, right, f"单位：{plan_.line_unit}")
        page.put(row, left, line)
        return row + 1
    page.put(row, left, line + (f"　　单位：{plan_.line_unit}" if plan_.line_unit else ""))
    page.merge(row, left, row, right)
    return row + 1


def any_dataset(rng: Random) -> str:
    return rng.choice(list(datasets()))


__all__ = ["WITHHELD", "Page", "Plan", "Record"]
