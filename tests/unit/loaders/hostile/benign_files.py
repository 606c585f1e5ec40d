"""Ordinary workbooks as clerks and systems make them: large, styled to the last row, many sheets; none is an attack."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from datetime import date

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.loaders.hostile.raw_xlsx import HONEST, row, sheet, spread, styles, text, workbook

HEADS = ("序号", "项目名称", "责任单位", "总投资（万元）", "完成投资", "完成率", "开工时间", "进展情况", "备注")
THIN = Border(*[Side(style="thin")] * 4)


def values(index: int, chance: random.Random) -> list[object]:
    done = chance.randrange(0, 5000)
    return [
        index, f"第{index}项工程", chance.choice(["建设局", "经发局", "教育局"]), chance.randrange(100, 90_000), done,
        done / 5000, date(2017, chance.randrange(1, 13), 1), "正在施工" * chance.randrange(1, 60), None,
    ]  # fmt: skip


def fill(page: Worksheet, rows: int, chance: random.Random, decorated: bool) -> None:
    page.append(["2017年重点项目建设进度调度表"])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADS))
    page.append(HEADS)
    for index in range(1, rows + 1):
        page.append(values(index, chance))
    for line in page.iter_rows(min_row=2) if decorated else ():
        for cell in line:
            cell.border, cell.font = THIN, Font(bold=cell.row == 2)
            cell.fill = PatternFill("solid", "DDEEFF") if cell.row == 2 else PatternFill()


def by_openpyxl(seed: int) -> bytes:
    """One to four sheets of random length, decorated or not, some sheets hidden, some blank."""
    chance, made, book = random.Random(seed), io.BytesIO(), openpyxl.Workbook()
    fill(book.active, chance.randrange(1, 30), chance, decorated=seed % 4 == 0)
    for extra in range(chance.randrange(0, 4)):
        page = book.create_sheet(f"表{extra}")
        page.sheet_state = chance.choice(["visible", "hidden", "veryHidden"])
        fill(page, chance.randrange(0, 10), chance, decorated=False)
    if seed % 5 == 0:
        book.create_chartsheet("图")
    book.active.column_dimensions["C"].hidden = seed % 3 == 0
    book.save(made)
    return made.getvalue()


def by_xlsxwriter(seed: int) -> bytes:
    chance, made = random.Random(seed), io.BytesIO()
    book = xlsxwriter.Workbook(made, {"default_date_format": "yyyy-mm-dd", "constant_memory": seed % 2 == 0})
    for number in range(chance.randrange(1, 4)):
        page = book.add_worksheet(f"{number + 1}月")
        for c, head in enumerate(HEADS):
            page.write(0, c, head)
        for r in range(1, chance.randrange(2, 30)):
            for c, value in enumerate(values(r, chance)):
                page.write(r, c, value)
        page.autofilter(0, 0, 20, len(HEADS) - 1)
    book.close()
    return made.getvalue()


def by_xlwt(seed: int) -> bytes:
    chance, made, book = random.Random(seed), io.BytesIO(), xlwt.Workbook()
    page = book.add_sheet("表")
    for r in range(chance.randrange(2, 60)):
        for c, value in enumerate(HEADS if r == 0 else values(r, chance)):
            page.write(r, c, value if not isinstance(value, date) else str(value))
    book.save(made)
    return made.getvalue()


def styled_blanks(rows: int, columns: str) -> bytes:
    """Borders drawn over whole columns: every row down to the last has its blank, styled cells."""
    blanks = "".join(f'<c r="{c}@" s="1"/>' for c in columns)
    lines = (f'<row r="{r}" spans="1:12">{blanks.replace("@", str(r))}</row>' for r in range(3, rows))
    two = styles('<xf numFmtId="0"/><xf numFmtId="10" applyBorder="1"/>')
    return workbook(sheet=sheet(HONEST + "".join(lines)), styles=two)


def long_sheet(rows: int) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True})
    page = book.add_worksheet()
    for r in range(rows):
        page.write_row(r, 0, ["项目", r, r * 1.5, "建设局", 0.5] * 4)
    book.close()
    return made.getvalue()


def many_sheets(count: int) -> bytes:
    made, book = io.BytesIO(), openpyxl.Workbook()
    for number in range(count):
        fill(book.create_sheet(f"第{number}个部门"), 5, random.Random(number), decorated=False)
    book.save(made)
    return made.getvalue()


def far_title() -> bytes:
    """A note far down, and a word typed in column QQ by mistake: odd, but within what is read."""
    return workbook(sheet=sheet(HONEST + row(900, text("C900", "注")) + row(901, text("QQ901", "x"))))


LARGE: dict[str, Callable[[], bytes]] = {
    "blanks_to_row_1048576": lambda: styled_blanks(1_048_573, "ABC"),
    "blanks_to_row_65536_wide": lambda: styled_blanks(65_533, "ABCDEFGHIJKL"),
    "fifteen_thousand_rows": lambda: long_sheet(15_000),
    "hundred_and_twenty_sheets": lambda: many_sheets(120),
    "picture_of_5_megabytes": lambda: spread("xl/media/image1.png", random.Random(1).randbytes(1 << 20), 5),
    "far_title": far_title,
    "merged_to_the_last_row": lambda: workbook(
        sheet=sheet(after='<mergeCells count="2"><mergeCell ref="D1:D1048576"/><mergeCell ref="A9:XFD9"/></mergeCells>')
    ),
}


def small() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of some two hundred workbooks."""
    for seed in range(80):
        yield f"openpyxl_{seed}.xlsx", by_openpyxl(seed)
    for seed in range(80):
        yield f"xlsxwriter_{seed}.xlsx", by_xlsxwriter(seed)
    for seed in range(40):
        yield f"xlwt_{seed}.xls", by_xlwt(seed)
