"""Tables that lie on their side, fields below each other and a thing a column: read like the same table upright."""

from __future__ import annotations

from typing import Any

import pytest
from clerk_truth import grid_of, read_grids
from openpyxl.utils.cell import coordinate_to_tuple

from loaders.grid import Box
from loaders.reading import Reading, Table

TITLE = ["2017年8月重点项目情况表"]
FIELDS = [
    ["项目名称", "甲路工程", "乙路工程", "丙路工程"],
    ["总投资（万元）", 5000, "8000", "0.6亿元"],
    ["年度计划投资（万元）", 2000, 3000, 1500],
    ["1-8月完成投资（万元）", 1000, "约1500", "600、700"],
    ["形象进度", "主体施工", "路基完成70%", "未开工"],
    ["责任单位", "建设局", "建设局", "城建局"],
]


def turned(rows: list[list[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def read(*rows: list[Any], **more: Any) -> Reading:
    return read_grids(grid_of(*map(list, rows), **more))


def places(table: Table) -> list[tuple[int, ...]]:
    return [coordinate_to_tuple(at) for at in table.cells.to_numpy().ravel() if at]


def said(reading: Reading) -> set[tuple[str, tuple[int, ...]]]:
    """Every issue with the cell it begins at, but for the one that says how the table lies."""
    found = [i for i in reading.issues if i.code != "table_sideways"]
    return {(i.code, coordinate_to_tuple(i.cells.partition(":")[0])) for i in found}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(FIELDS, id="amounts in all ways"),
        pytest.param([["序号", 1, 2, 3], *FIELDS], id="numbered"),
        pytest.param([[*line, last] for line, last in zip(FIELDS, ["合计", 19000, 6500, None, None, None], strict=True)], id="with a sum"),
        pytest.param([*FIELDS, ["我区自定", "甲", "乙", "丙"]], id="with a field of its own"),
    ],
)  # fmt: skip
def test_a_table_on_its_side_is_read_as_it_would_be_upright(rows: list[list[Any]]) -> None:
    lying, upright = read(TITLE, *rows), read(TITLE, *turned(rows))
    (one,), (other,) = lying.tables, upright.tables
    kept = [name for name in other.frame if name not in ("source_row", "source_sheet")]
    assert one.frame[kept].equals(other.frame[kept])
    assert one.raw.equals(other.raw)
    assert [(column + 1, row - 1) for row, column in places(one)] == places(other)
    assert {(code, (column + 1, row - 1)) for code, (row, column) in said(lying)} == said(upright)


def test_that_a_table_lies_on_its_side_is_said_over_all_of_it() -> None:
    found = [i for i in read([None, *TITLE], *([None, *row] for row in FIELDS)).issues if i.code == "table_sideways"]
    assert [(i.severity, i.cells) for i in found] == [("warning", "B2:E7")]


def test_every_column_is_called_by_the_row_it_is_in_the_file() -> None:
    (table,) = read(TITLE, *FIELDS).tables
    assert [c.letter for c in table.columns] == list("234567")


def test_the_names_of_groups_to_the_left_belong_to_the_fields() -> None:
    rows = [
        ["基本情况", *FIELDS[0]],
        [None, *FIELDS[5]],
        ["投资（万元）", "总投资", 1, 2, 3],
        [None, "年度计划投资", 4, 5, 6],
    ]
    reading = read(TITLE, *rows, merges=[Box(2, 1, 3, 1), Box(4, 1, 5, 1)])
    frame = reading.tables[0].frame
    assert frame[["total_investment", "annual_plan"]].to_numpy().tolist() == [[1, 4], [2, 5], [3, 6]]


def test_formulas_marks_and_hidden_columns_are_those_of_their_cells() -> None:
    grid = grid_of(TITLE, *map(list, FIELDS))
    grid.rows[3][1] = None
    grid.formulas[4, 2], grid.untrusted, grid.errors = "D4+1", {(4, 2)}, {(5, 3): "#REF!"}
    grid.hidden_columns = {4}
    reading = read_grids(grid)
    assert reading.tables[0].frame["annual_plan"].tolist() == [1501, 3000, 1500]
    cells = {i.code: i.cells for i in reading.issues}
    assert (cells["formula_recomputed"], cells["cell_error"], cells["row_hidden"]) == ("B4", "C5", "D2:D7")


def test_every_cell_falls_to_one_role_where_it_stands() -> None:
    reading = read([*TITLE, None, "单位：万元"], *FIELDS, ["注：数据截至8月底"])
    assert [line[:3] for line in reading.sheets[0].line_roles] == [
        ["title", None, "meta"], *[["header", "value", "value"]] * 6, ["note", None, None],
    ]  # fmt: skip


def test_a_table_of_something_else_on_its_side_is_taken_for_none_of_ours() -> None:
    rows = [
        ["合同编号", "A1", "A2"],
        ["项目名称", "甲", "乙"],
        ["签订日期", "3月", "4月"],
        ["备注", "无", "无"],
        ["责任单位", "甲局", "乙局"],
    ]
    reading = read(*rows)
    assert [t.dataset for t in reading.tables] == [None]
    assert {i.code for i in reading.issues if i.severity == "error"} == {"table_unknown"}
