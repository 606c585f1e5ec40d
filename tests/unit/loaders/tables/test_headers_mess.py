"""Titles and headers (mess table D3): what is a header, what it means, and what is only asked about."""

from __future__ import annotations

import pytest
from clerk_truth import grid_of, read_grids

from loaders.grid import Box
from loaders.reading import Reading, Table

NAMES = ["道路甲工程", "道路乙工程"]


def only(reading: Reading) -> Table:
    (table,) = reading.tables
    return table


def fields(table: Table) -> dict[str, str | None]:
    return {c.header: c.field for c in table.columns}


def codes(reading: Reading) -> set[str]:
    return {i.code for i in reading.issues}


def key_projects(
    *headers: str, values: tuple = (), title: str = "2017年重点项目推进情况表（7月）单位：万元"
) -> Reading:
    """A sheet of two key projects with these headers after number, name, total and annual plan."""
    rows = [[n, name, 500, 100, *values] for n, name in enumerate(NAMES, 1)]
    return read_grids(grid_of([title], ["序号", "项目名称", "总投资", "年度计划投资", *headers], *rows))


@pytest.mark.parametrize(
    ("lines", "department", "period"),
    [
        pytest.param([["2017年1-7月重点项目表"]], None, "2017-07", id="H01 a title names the months"),
        pytest.param(
            [["附件1："], ["重点项目推进情况表"], ["（截至2017年10月底）"]],
            None,
            "2017-10",
            id="H02 two title lines and an annex",
        ),
        pytest.param(
            [["填报单位：社会事业局　填报时间：2017年10月31日　单位：万元"]],
            "社会事业局",
            "2017-10",
            id="H03 one keyed line",
        ),
        pytest.param(
            [["填报单位：社会事业局", None, "填报时间：2017年10月31日"]], "社会事业局", "2017-10", id="H03 keyed cells"
        ),
        pytest.param(
            [["报送单位（盖章）：财政局"], ["2017年度重点项目（7月）"]], "财政局", "2017-07", id="H03 stamped unit"
        ),
    ],
)
def test_lines_above_name_department_and_period(lines: list, department: str | None, period: str | None) -> None:
    table = only(
        read_grids(grid_of(*lines, ["序号", "项目名称", "总投资（万元）", "责任单位"], [1, NAMES[0], 5, "财政局"]))
    )
    assert (table.department, table.period) == (department, period)


@pytest.mark.parametrize(
    ("head", "merges", "header", "field"),
    [
        pytest.param(
            [["项目名称", "年度计划投资", "完成情况", None, "责任单位"], [None, None, "1-7月完成投资", "投资完成率", None]],
            [Box(2, 1, 3, 1), Box(2, 2, 3, 2), Box(2, 3, 2, 4), Box(2, 5, 3, 5)],
            "完成情况/投资完成率", "completion_rate", id="H05 two merged rows",
        ),
        pytest.param(
            [["项目名称", "年度计划投资", "推进情况", None, "责任单位"], [None, None, "完成投资", None, None], [None, None, "本月", "自开工累计", None]],
            [Box(2, 1, 4, 1), Box(2, 2, 4, 2), Box(2, 3, 2, 4), Box(3, 3, 3, 4), Box(2, 5, 4, 5)],
            "推进情况/完成投资/自开工累计", "completed_since_start", id="H05 three merged rows",
        ),
        pytest.param(
            [["项目名称", "年度计划投资", "完成投资", None, "责任单位"], [None, None, "本月", "自开工累计", None]],
            [], "完成投资/自开工累计", "completed_since_start", id="H06 parent typed once, not merged",
        ),
        pytest.param(
            [["项目名称", "年度计划投资", "征地拆迁", None, "责任单位"], [None, None, "面积", "完成率", None]],
            [], "征地拆迁/完成率", None, id="H12 the rate of something else",
        ),
    ],
)  # fmt: skip
def test_header_levels_join_into_one_path(head: list, merges: list, header: str, field: str | None) -> None:
    grid = grid_of(["2017年重点项目表（7月）单位：万元"], *head, [NAMES[0], 100, 60, "60%", "财政局"], merges=merges)
    table = only(read_grids(grid))
    assert table.dataset == "key_projects"
    assert fields(table)[header] == field


@pytest.mark.parametrize(
    ("header", "field", "unit"),
    [
        pytest.param("形象\n进　度", "progress_text", None, id="H07 line breaks and spaces"),
        pytest.param("1-7月完成投资（亿元）", "completed_ytd", "亿元", id="H08 unit in brackets"),
        pytest.param("1-7月完成投资/亿元", "completed_ytd", "亿元", id="H08 unit after a stroke"),
        pytest.param("1-7月完成投资\n(亿元)", "completed_ytd", "亿元", id="H08 unit on a second line"),
        pytest.param("1-7月完成投资", "completed_ytd", "万元", id="H09 months of this period"),
        pytest.param("2017年完成投资", "completed_ytd", "万元", id="H09 the table's own year"),
        pytest.param("2016年完成投资", None, None, id="H09 another year"),
        pytest.param("本月完成投资", "completed_month", "万元", id="H10 this month"),
        pytest.param("7月完成投资", "completed_month", "万元", id="H10 this month by number"),
        pytest.param("6月完成投资", None, None, id="H10 another month"),
        pytest.param("自开工累计完成投资", "completed_since_start", "万元", id="H10 since the start"),
        pytest.param("上年完成投资", None, None, id="H10 last year"),
        pytest.param("总投资中：财政资金", None, None, id="H11 a part of the total"),
        pytest.param("其中：固定资产投资", None, None, id="H11 of which"),
        pytest.param("征地拆迁完成率", None, None, id="H12 a rate of something else"),
        pytest.param("责任单为", None, None, id="H23 a typing error"),
        pytest.param("责任單位", None, None, id="H23 traditional characters"),
    ],
)
def test_a_header_means_one_field_exactly_or_none(header: str, field: str | None, unit: str | None) -> None:
    table = only(key_projects(header))
    column = table.columns[-1]
    assert (column.field, column.unit if field else None) == (field, unit)
    assert column.asked is (field is None)


def test_a_typing_error_is_suggested_never_taken() -> None:
    reading = key_projects("责任单为", values=("财政局",))
    assert "lead_department" in only(reading).columns[-1].suggestions
    assert any(i.code == "column_unknown" and i.cells == "E2:E4" for i in reading.issues)


@pytest.mark.parametrize(
    ("values", "likely"),
    [
        pytest.param(("财政局", "教育局"), "lead_department", id="units"),
        pytest.param(("2017-08-01", "2017-09-01"), None, id="days"),
        pytest.param((12, 13), None, id="figures"),
        pytest.param(("张三", "李四"), None, id="names of no unit"),
        pytest.param((), None, id="nothing"),
    ],
)
def test_a_suggestion_is_proposed_only_where_the_values_bear_it_out(values: tuple, likely: str | None) -> None:
    column = only(key_projects("责任单为", values=values)).columns[-1]
    assert column.asked
    assert column.likely == likely


def test_two_columns_that_claim_one_field_feed_neither() -> None:
    reading = key_projects("备注", "备注", values=("手续已齐", "待批复"))
    assert fields(only(reading))["备注"] is None
    assert fields(only(reading))["备注#2"] is None
    assert only(reading).frame["remark"].isna().all()
    assert [column.likely for column in only(reading).columns if column.asked] == [None, None]
    assert {i.cells for i in reading.issues if i.code == "column_contested"} == {"E2:E4", "F2:F4"}


def test_a_filled_column_without_a_header_is_reported() -> None:
    grid = grid_of(
        ["单位：万元"],
        ["序号", "项目名称", "总投资", "年度计划投资", None, "形象进度"],
        [1, NAMES[0], 5, 4, "甲", "乙"],
    )
    reading = read_grids(grid)
    assert [i.cells for i in reading.issues if i.code == "column_unnamed"] == ["E2:E3"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(["甲", "乙", 1, 2, "3=2/1"], id="H15 letters and formulas"),
        pytest.param(["(1)", "(2)", "(3)", "(4)", "(5)"], id="H15 bracketed"),
        pytest.param(["A", "B", "C", "D", "E"], id="H15 latin letters"),
        pytest.param(["栏次", 1, 2, 3, 4], id="H15 labelled"),
        pytest.param([1, 2, 3, 4, 5], id="H15 bare numbers"),
    ],
)
def test_the_line_of_column_numbers_is_no_data(line: list) -> None:
    head = ["序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "投资完成率"]
    reading = read_grids(grid_of(["重点项目"], head, line, [1, NAMES[0], 500, 100, "60%"]))
    assert list(only(reading).frame["source_row"]) == [4]
    assert "row_header" in codes(reading)


def test_a_header_repeated_after_a_page_break_continues_the_table() -> None:
    head = ["序号", "项目名称", "总投资（万元）", "形象进度"]
    reading = read_grids(
        grid_of(["重点项目表"], head, [1, NAMES[0], 5, "甲"], ["重点项目表"], head, [2, NAMES[1], 6, "乙"])
    )
    assert list(only(reading).frame["project"]) == NAMES
    assert "row_header" in codes(reading)


def test_a_sheet_without_any_header_is_said_to_have_no_table() -> None:
    reading = read_grids(grid_of(["道路甲工程", 500, "已完工"], ["道路乙工程", 600, "在建"]))
    assert reading.tables == ()
    assert "sheet_cover" in codes(reading)


def test_a_crosstab_is_read_as_long_rows_and_said() -> None:
    head = [
        ["地区", "新增就业", None, None, "新建公厕", None, None],
        [None, "目标", "进度", "比例", "目标", "进度", "比例"],
    ]
    merges = [Box(2, 1, 3, 1), Box(2, 2, 2, 4), Box(2, 5, 2, 7)]
    grid = grid_of(
        ["2017年民生实事完成情况"],
        *head,
        ["柳行街道", 100, 60, "60%", 5, 4, "80%"],
        ["黄屯街道", 200, 50, "25%", 6, 3, "50%"],
        merges=merges,
    )
    reading = read_grids(grid)
    assert [i.cells for i in reading.issues if i.code == "crosstab_read"] == ["A2:G5"]
    assert only(reading).dataset == "livelihood_projects"
    wanted = ["lead_department", "project", "target_value", "actual_value", "completion_rate", "source_row"]
    assert only(reading).frame[wanted].to_numpy().tolist() == [
        ["柳行街道", "新增就业", 100.0, 60.0, 0.6, 4],
        ["柳行街道", "新建公厕", 5.0, 4.0, 0.8, 4],
        ["黄屯街道", "新增就业", 200.0, 50.0, 0.25, 5],
        ["黄屯街道", "新建公厕", 6.0, 3.0, 0.5, 5],
    ]
    assert only(reading).cells["actual_value"].tolist() == ["C4", "F4", "C5", "F5"]


def test_months_as_columns_feed_only_this_month_and_the_rest_is_said() -> None:
    grid = grid_of(
        ["2017年重点项目推进情况表（7月）单位：万元"],
        ["项目名称", "总投资", "年度计划投资", "完成投资", None, None],
        [None, None, None, "5月", "6月", "7月"],
        [NAMES[0], 500, 100, 1, 2, 3],
        merges=[Box(2, 1, 3, 1), Box(2, 2, 3, 2), Box(2, 3, 3, 3), Box(2, 4, 2, 6)],
    )
    reading = read_grids(grid)
    assert only(reading).frame["completed_month"].tolist() == [3.0]
    assert only(reading).cells["completed_month"].tolist() == ["F4"]
    assert [i.cells for i in reading.issues if i.code == "column_months"] == ["D2:E4"]


def test_a_form_with_labels_at_the_left_is_one_row_and_all_of_it_is_said() -> None:
    reading = read_grids(grid_of(
        ["2017年重点项目情况表"], ["项目名称", "蓼河片区道路", "总投资（万元）", 5000], ["建设内容", "4.6公里", "责任单位", "建设局"],
        ["开工时间", "2017年3月", "竣工时间", "2017年底"], ["形象进度", "完成路基", "存在问题", "征地慢"]))  # fmt: skip
    table = only(reading)
    assert table.frame[["project", "total_investment", "lead_department"]].to_numpy().tolist() == [
        ["蓼河片区道路", 5000.0, "建设局"]
    ]
    assert table.cells.loc[0, "total_investment"] == "D2"
    assert [i.cells for i in reading.issues if i.code == "form_read"] == ["A2:D5"]


def test_english_headers_known_to_the_catalog_are_read() -> None:
    reading = read_grids(
        grid_of(["六项工作任务"], ["No.", "重点任务", "责任单位", "完成时限"], [1, "甲", "财政局", "2017年8月"])
    )
    assert fields(only(reading))["No."] == "number"


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        pytest.param(["个", "公里"], "unit", id="units of measure"),
        pytest.param(["财政局", "教育局"], "lead_department", id="departments"),
        pytest.param(["财政局", "公里"], None, id="both"),
        pytest.param(["某某处", "某某科"], None, id="neither"),
    ],
)
def test_a_header_that_says_only_unit_means_what_all_its_cells_are(cells: list[str], field: str | None) -> None:
    rows = [[n, f"任务{n}", cell, 5, "2017年8月"] for n, cell in enumerate(cells, 1)]
    table = only(read_grids(grid_of(["六项工作任务分解表"], ["序号", "工作任务", "单位", "目标值", "完成时限"], *rows)))
    assert fields(table)["单位"] == field


def test_a_line_of_units_under_the_header_belongs_to_it() -> None:
    head = [["序号", "项目名称", "总投资", "年度计划投资", "投资完成率"], [None, None, "亿元", "万元", "%"]]
    table = only(read_grids(grid_of(["重点项目表（单位：万元）"], *head, [1, NAMES[0], 5, 100, 60])))
    frame = table.frame
    assert frame[["total_investment", "annual_plan", "completion_rate"]].to_numpy().tolist() == [[50000.0, 100.0, 0.6]]


def test_the_unit_of_a_group_is_not_forced_on_its_rate() -> None:
    head = [["项目名称", "投资情况（亿元）", None, None], [None, "总投资", "年度计划投资", "投资完成率"]]
    grid = grid_of(["重点项目表"], *head, [NAMES[0], 5, 2, "60%"], merges=[Box(2, 1, 3, 1), Box(2, 2, 2, 4)])
    frame = only(read_grids(grid)).frame
    assert frame[["total_investment", "completion_rate"]].to_numpy().tolist() == [[50000.0, 0.6]]


def test_a_form_with_several_pairs_a_row_is_no_table() -> None:
    rows = [
        ["项目名称", "甲路", "责任单位", "建设局"],
        ["建设内容", "4.6公里", "包保领导", "纪工委书记"],
        ["存在问题", "征地", "形象进度", "路基"],
    ]
    reading = read_grids(grid_of(["重点项目情况表"], *rows))
    assert only(reading).frame["project"].tolist() == ["甲路"]
    assert "form_read" in codes(reading)


def test_a_year_over_something_done_is_not_taken_for_this_year() -> None:
    rows = [["序号", "项目名称", "总投资（万元）", "2016年完成投资（万元）", "形象进度"], [1, NAMES[0], 5, 4, "甲"]]
    assert fields(only(read_grids(grid_of(["重点项目表"], *rows))))["2016年完成投资(万元)"] is None


def test_months_in_headers_complete_a_title_that_names_only_the_year() -> None:
    rows = [["序号", "项目名称", "总投资（万元）", "1-7月完成投资（万元）", "形象进度"], [1, NAMES[0], 5, 4, "甲"]]
    assert only(read_grids(grid_of(["2017年重点项目表"], *rows))).period == "2017-07"


@pytest.mark.parametrize(("header", "cells"), [("1-6月完成投资", ["E2:E4"]), ("1-7月完成投资", [])])
def test_last_months_span_in_a_header_is_read_and_said(header: str, cells: list[str]) -> None:
    reading = key_projects(header, values=(60,))
    assert only(reading).frame["completed_ytd"].tolist() == [60.0, 60.0]
    assert [i.cells for i in reading.issues if i.code == "header_period"] == cells
