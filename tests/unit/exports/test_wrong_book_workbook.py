"""A book's workbook with something wrong in it: every kind, in other lists than it was first met in, named by sheet,
cell and sentence."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from catalog.book import shipped
from catalog.book.lists import entries_of
from exports.book import workbook
from loaders.book import CellFault, read_book

ENTRIES = entries_of(shipped())
CONTENT = workbook(ENTRIES)
NO_RESULT = "公式没有结果，请在 Excel 中打开并保存一次，或改填数值"
TILES = "亮灯分档没有首尾相接：每一档的下限必须等于上一档的上限，两端开口"
RULES = "规则与基本情况"


def row(sheet: str, number: int, **said: object) -> list[tuple[str, str, object]]:
    return [(sheet, f"{column}{number}", value) for column, value in said.items()]


def task(number: int, **said: object) -> list[tuple[str, str, object]]:
    return row("任务", number, **{"A": 2017, "B": number, "C": "党建", "E": f"第{number}项任务", **said})


def heir(number: int, unit: str) -> list[tuple[str, str, object]]:
    return row("单位", number, F="2017-06-30", G=unit)


def renamed(number: int, before: str, after: str) -> list[tuple[str, str, object]]:
    return row("事项沿革", number, A="livelihood_projects", B="改名", C=before, D=after, E="2018-01")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        pytest.param(heir(5, "没有的局"), [("单位", "G5", "单位清单里没有“没有的局”")], id="unknown successor"),
        pytest.param(task(2, G="没有的局"), [("任务", "G2", "单位清单里没有“没有的局”")], id="unknown unit of a task"),
        pytest.param(
            heir(5, "招商局") + heir(6, "科技局"),
            [("单位", "G5", "“科技局”的承接单位绕了一圈又回到自己"), ("单位", "G6", "“招商局”的承接单位绕了一圈又回到自己")],
            id="circle of two units",
        ),
        pytest.param(heir(5, "科技局"), [("单位", "G5", "“科技局”的承接单位绕了一圈又回到自己")], id="its own successor"),
        pytest.param(
            row("单位", 5, G="招商局"), [("单位", "G5", "“科技局”写了承接单位“招商局”，但没有写停用日期")], id="successor without end"
        ),
        pytest.param(
            renamed(2, "甲", "乙") + renamed(3, "乙", "甲"),
            [("事项沿革", "C2", "“甲”的沿革绕了一圈又回到自己"), ("事项沿革", "C3", "“乙”的沿革绕了一圈又回到自己")],
            id="circle of renamed items",
        ),
        pytest.param(
            row("工作", 2, F="2017-11-03", G="2017-11-02"),
            [("工作", "G2", "“党建”的止期（2017-11-02）早于起期（2017-11-03）")], id="a clock that ends before it begins",
        ),
        pytest.param(
            row("单位", 5, D="招商局"), [("单位", "D5", "“科技局”的名称或别名“招商局”已被“招商局”使用，无法判断指哪一个")], id="two units of one name"
        ),
        pytest.param(
            task(2, E="某任务") + task(3, C="发展", E="某 任务"),
            [("任务", "E3", "“2017-3”的名称或别名“某 任务”已被“2017-2”使用，无法判断指哪一个")], id="two tasks of one name",
        ),
        pytest.param(
            row("实事", 3, D="新增城镇就业"),
            [("实事", "D3", "“2017-2”的名称或别名“新增城镇就业”已被“2017-1”使用，无法判断指哪一个")], id="two items of one name",
        ),
        pytest.param([(RULES, "C56", -50)], [(RULES, "C56", TILES)], id="no band at the left edge"),
        pytest.param([(RULES, "C77", 50)], [(RULES, "C77", TILES)], id="no band at the right edge"),
        pytest.param([(RULES, "C61", -9)], [(RULES, "C61", TILES)], id="a hole between bands"),
        pytest.param([(RULES, "C66", -6)], [(RULES, "C66", TILES)], id="bands that overlap"),
        pytest.param(task(2, M=-2), [("任务", "M2", "“2017-2”的分值为-2，分值不能为负")], id="weight of a task below zero"),
        pytest.param(task(2, O="2017-13-01"), [("任务", "O2", "“2017-13-01”不是日期，请写成 2017-08-04")], id="date of a task"),
        pytest.param(row("单位", 5, E="年初"), [("单位", "E5", "“年初”不是日期，请写成 2017-08-04")], id="date of a unit"),
        pytest.param(
            row("节假日", 2, C="2004-01-01、春节"), [("节假日", "C2", "“春节”不是日期，请写成 2017-08-04")], id="a holiday that is no date"
        ),
        pytest.param(row("节假日", 2, D="2005-01-08"), [("节假日", "D2", "2005-01-08不属于2004年")], id="a day of another year"),
        pytest.param(row("单位", 5, C="=A1"), [("单位", "C5", NO_RESULT)], id="formula in a word"),
        pytest.param(row("单位", 5, E="=TODAY()"), [("单位", "E5", NO_RESULT)], id="formula in a day"),
        pytest.param(row("序时曲线", 3, H="=1/12"), [("序时曲线", "H3", NO_RESULT)], id="formula in a share"),
        pytest.param([(RULES, "C57", "=1+1")], [(RULES, "C57", NO_RESULT)], id="formula in a rule"),
        pytest.param(row("序时曲线", 3, H=0.1), [("序时曲线", "H3", "“均匀”曲线的累计比例逐月只能上升")], id="a curve that falls"),
        pytest.param(
            row("序时曲线", 3, Q=0.5), [("序时曲线", "Q3", "“均匀”曲线12月的累计比例应为100%，现为0.5")], id="a curve short at its end"
        ),
        pytest.param(row("报送任务", 2, D="13"), [("报送任务", "D2", "“13”不是月份，应为1至12")], id="a month that is none"),
        pytest.param(
            row("序时曲线", 3, C="key_projects"),
            [("序时曲线", "C3", "“key_projects”已经按“固定资产投资”曲线计算，不能同时适用两条")], id="two curves for one",
        ),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_its_cell_and_nothing_else_is(cells, found) -> None:
    book = load_workbook(BytesIO(CONTENT))
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    assert read_book(out.getvalue(), ENTRIES).faults == [CellFault(*one) for one in found]


@pytest.mark.parametrize("sheet", [name for name in load_workbook(BytesIO(CONTENT)).sheetnames if name != "填表说明"])
def test_whichever_sheet_is_missing_is_named(sheet: str) -> None:
    book = load_workbook(BytesIO(CONTENT))
    del book[sheet]
    out = BytesIO()
    book.save(out)
    assert CellFault(sheet, "", f"缺少工作表“{sheet}”") in read_book(out.getvalue(), ENTRIES).faults
