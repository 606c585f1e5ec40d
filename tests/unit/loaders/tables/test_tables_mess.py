"""Several tables and odd sheets (mess tables D2 and D4): what stands where, in whose unit, and what is left out."""

from __future__ import annotations

import pytest
from clerk_truth import grid_of, read_grids

from loaders.grid import Box, Grid
from loaders.reading import Reading

KEY = ["序号", "项目名称", "总投资", "年度计划投资", "形象进度"]
CALLS = ["序号", "企业名称", "走访时间", "反映问题", "责任单位"]


def said(reading: Reading, code: str) -> list[tuple[str, str]]:
    return [(i.sheet, i.cells) for i in reading.issues if i.code == code]


def test_stacked_tables_keep_their_own_units() -> None:
    reading = read_grids(grid_of(
        ["重点项目表", None, None, "单位：万元"], KEY, [1, "道路甲", 500, 100, "甲"], ["合计", None, 500, 100],
        ["招商引资项目表", None, None, "单位：亿元"], ["序号", "项目名称", "投资方", "总投资", "签约时间"], [1, "甲厂", "某公司", 5, "2017.3"]))  # fmt: skip
    first, second = reading.tables
    assert (first.frame["total_investment"].tolist(), second.frame["total_investment"].tolist()) == ([500.0], [50000.0])
    assert (first.range, second.range) == ("A2:E3", "A6:E7")


def test_a_stacked_table_without_a_unit_of_its_own_takes_no_neighbours() -> None:
    reading = read_grids(grid_of(
        ["重点项目表（单位：万元）"], KEY, [1, "道路甲", 500, 100, "甲"], ["重大项目表"], [*KEY, "备注"], [1, "道路乙", 5, 4, "甲", "乙"]))  # fmt: skip
    assert reading.tables[1].frame["total_investment"].isna().all()
    assert ("Sheet1", "C6") in said(reading, "unit_missing")


@pytest.mark.parametrize("gap", [0, 1, 2], ids=["no empty column", "one empty column", "two empty columns"])
def test_tables_side_by_side_are_two_each_with_its_unit(gap: int) -> None:
    nothing = [None] * gap
    reading = read_grids(grid_of(
        ["重点项目表", None, None, "单位：万元", None, *nothing, "招商引资项目表", None, None, "单位：亿元"],
        [*KEY, *nothing, "序号", "项目名称", "投资方", "总投资", "签约时间"],
        [1, "道路甲", 500, 100, "甲", *nothing, 1, "甲厂", "某公司", 5, "2017.3"],
        [None, None, None, None, None, *nothing, 2, "乙厂", "某公司", 6, "2017.4"]))  # fmt: skip
    first, second = reading.tables
    assert (first.dataset, second.dataset) == ("key_projects", "investment_projects")
    assert (first.frame["total_investment"].tolist(), second.frame["total_investment"].tolist()) == (
        [500.0],
        [50000.0, 60000.0],
    )


def test_a_table_may_start_anywhere() -> None:
    blank: list = [None, None]
    rows = [
        [],
        [],
        [],
        [*blank, "企业大走访问题台账"],
        [*blank, *CALLS],
        [*blank, 1, "甲公司", "2017.3.1", "用地", "财政局"],
    ]
    (table,) = read_grids(grid_of(*(r or blank for r in rows))).tables
    assert (table.range, table.cells.loc[0, "company"]) == ("C5:G6", "D6")


def test_a_summary_block_above_the_table_is_no_row() -> None:
    reading = read_grids(
        grid_of(["重点项目表（单位：万元）"], ["总数", 39, "开工", 20, None], KEY, [1, "道路甲", 5, 4, "甲"])
    )
    assert [list(t.frame["source_row"]) for t in reading.tables] == [[4]]


def test_notes_right_of_the_table_are_no_column() -> None:
    grid = grid_of(
        ["企业大走访问题台账"],
        [*CALLS, None, "填报说明：请于每月底前报送。"],
        [1, "甲公司", "2017.3.1", "用地", "财政局"],
        [2, "乙公司", "2017.3.2", "融资", "财政局"],
    )
    reading = read_grids(grid)
    assert [c.header for c in reading.tables[0].columns if c.asked] in ([], ["填报说明:请于每月底前报送。"])
    assert any(
        cells.startswith("G2")
        for _s, cells in said(reading, "cell_beside") + said(reading, "row_note") + said(reading, "column_unknown")
    )


def test_the_same_project_in_two_tables_is_said() -> None:
    rows = [1, "道路甲", 5, 4, "甲"]
    reading = read_grids(
        grid_of(["重点项目（单位：万元）"], KEY, rows, name="甲表"),
        grid_of(["重点项目（单位：万元）"], KEY, rows, name="乙表"),
    )
    assert said(reading, "row_twice") == [("乙表", "A3:E3")]


def test_a_table_continued_on_the_next_sheet_is_read_there() -> None:
    reading = read_grids(
        grid_of(["重点项目（单位：万元）"], KEY, [1, "道路甲", 5, 4, "甲"]),
        grid_of(["续表（单位：万元）"], KEY, [2, "道路乙", 5, 4, "甲"], name="Sheet2"),
    )
    assert [t.dataset for t in reading.tables] == ["key_projects", "key_projects"]


@pytest.mark.parametrize(
    ("grid", "code"),
    [
        pytest.param(grid_of(["济宁高新区工作调度材料"], ["科技局"], name="封面材料"), "sheet_cover", id="S04 a cover"),
        pytest.param(
            grid_of(KEY, [1, "道路甲", 5, 4, "甲"], name="上月数据", visible=False), "sheet_hidden", id="S01 hidden"
        ),
        pytest.param(
            grid_of([*KEY], [1, "道路甲", 5, 4, "甲"], hidden_columns={3}), "column_hidden", id="a hidden column"
        ),
    ],
)
def test_odd_sheets_are_said(grid: Grid, code: str) -> None:
    assert code in {i.code for i in read_grids(grid).issues}


def test_blank_sheets_and_instructions_are_passed_over() -> None:
    reading = read_grids(
        Grid("Sheet2"), Grid("Sheet3", rows=[[None]]), grid_of(["一、每月25日前报送"], name="填表说明")
    )
    assert (reading.tables, reading.issues) == ((), ())


def test_one_sheet_per_department_names_the_department() -> None:
    reading = read_grids(
        *(grid_of(CALLS, [1, f"{name}企业", "2017.3.1", "用地", "财政局"], name=name) for name in ("经发局", "教育局"))
    )
    assert [t.department for t in reading.tables] == ["经济发展局", "教育局"]


def test_a_title_that_names_another_department_than_the_sheet_is_said() -> None:
    reading = read_grids(
        grid_of(["填报单位：财政局"], CALLS, [1, "甲公司", "2017.3.1", "用地", "财政局"], name="教育局")
    )
    assert reading.tables[0].department == "财政局"
    assert said(reading, "department_conflict") == [("教育局", "A1")]


def test_monthly_sheets_name_their_months_and_conflicts_are_said() -> None:
    grids = [
        grid_of(["2017年企业走访台账"], CALLS, [1, f"{m}公司", "2017.3.1", "用地", "财政局"], name=f"{m}月")
        for m in (6, 7)
    ]
    assert [t.period for t in read_grids(*grids).tables] == ["2017-06", "2017-07"]
    reading = read_grids(
        grid_of(["2017年9月企业走访台账"], CALLS, [1, "甲公司", "2017.3.1", "用地", "财政局"]),
        file="财政局2017年10月.xlsx",
    )
    assert reading.tables[0].period == "2017-09"
    assert said(reading, "period_conflict") == [("Sheet1", "A1")]


def test_a_merge_across_two_columns_feeds_the_left_one_only() -> None:
    grid = grid_of(["企业走访台账"], CALLS, [1, "甲公司", "2017.3.1", "用地手续", None], merges=[Box(3, 4, 3, 5)])
    reading = read_grids(grid)
    assert reading.tables[0].frame["lead_department"].isna().all()
    assert said(reading, "merged_across") == [("Sheet1", "E3")]


def test_a_table_of_no_known_dataset_is_given_back_with_its_columns() -> None:
    reading = read_grids(
        grid_of(["车辆"], ["车牌", "车型", "里程", "司机"], ["鲁H", "轿车", 5, "王某"], ["鲁H2", "轿车", 6, "李某"])
    )
    (table,) = reading.tables
    assert (table.dataset, table.range, [c.header for c in table.columns]) == (
        None,
        "A2:D4",
        ["车牌", "车型", "里程", "司机"],
    )
    assert [i.severity for i in reading.issues if i.code == "table_unknown"] == ["error"]
