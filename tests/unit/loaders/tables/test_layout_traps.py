"""Layouts that once were read wrong: data that looks like a header, sections over page breaks, sums without a word."""

from __future__ import annotations

from typing import Any

import pytest
from clerk_truth import grid_of, read_grids

from loaders import Mappings
from loaders.grid import Box
from loaders.reading import Reading

LIVELIHOOD = ["序号", "实事名称", "计划投资", "完成投资", "目前进展", "牵头单位"]
KEY = ["序号", "项目名称", "总投资", "年度计划投资", "责任单位"]


def rows_of(reading: Reading) -> list[int]:
    return [int(row) for table in reading.tables for row in table.frame["source_row"]]


def column_of(reading: Reading, field: str) -> list[Any]:
    return [value for table in reading.tables for value in table.frame[field]]


def places_of(reading: Reading, field: str) -> list[Any]:
    return [place for table in reading.tables for place in table.cells[field]]


def test_a_company_merged_over_its_first_two_problems_is_no_header() -> None:
    head = ["序号", "企业名称", "走访时间", "企业问题诉求", "诉求类型", "责任单位", "解决问题时限", "满意度"]
    grid = grid_of(
        ["2017年企业大走访问题台账"],
        head,
        [1, "山推配件有限公司", "2017.7.3", "周边道路破损", "周边环境", "建设局", "8月底", "满意"],
        [None, None, None, "缺工120人", "用工", "民政局", "9月底", "基本满意"],
        [2, "辰欣制药厂", "2017.7.5", "贷款到期", "融资", "财政局", "10月底", "满意"],
        merges=[Box(3, 1, 4, 1), Box(3, 2, 4, 2), Box(3, 3, 4, 3)],
    )
    reading = read_grids(grid)
    assert rows_of(reading) == [3, 4, 5]
    assert column_of(reading, "company") == ["山推配件有限公司", "山推配件有限公司", "辰欣制药厂"]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([["续表"]], id="continued"),
        pytest.param([["接上页"]], id="from the page above"),
        pytest.param([["2017年民生实事进展情况表"], ["单位：亿元"]], id="title and unit again"),
        pytest.param([], id="nothing"),
    ],
)
@pytest.mark.parametrize("section", ["一、教育提升", "二、医疗卫生（1项）"])
def test_a_section_goes_on_over_a_page_break(between: list[list[str]], section: str) -> None:
    body = [[section], *between, LIVELIHOOD, [2, "卫生室", 0.3, 0.1, "建成12个", "民政局"]]
    first = [1, "新建小学", 1.2, 0.6, "封顶", "教育局"]
    grid = grid_of(["2017年民生实事进展情况表"], ["单位：亿元"], LIVELIHOOD, first, *body)
    reading = read_grids(grid)
    assert column_of(reading, "category")[-1] == section[2:6]
    assert places_of(reading, "category")[-1] == "A5"
    assert column_of(reading, "planned_investment") == [12000, 3000]


def test_every_section_with_a_header_of_its_own_fills_its_rows() -> None:
    grid = grid_of(
        ["2017年民生实事进展情况表（单位：万元）"],
        ["一、教育提升"],
        LIVELIHOOD,
        [1, "新建小学", 12, 6, "封顶", "教育局"],
        ["二、医疗卫生"],
        LIVELIHOOD,
        [1, "卫生室", 3, 1, "建成12个", "民政局"],
    )
    reading = read_grids(grid)
    assert column_of(reading, "category") == ["教育提升", "医疗卫生"]
    assert places_of(reading, "category") == ["A2", "A5"]
    assert column_of(reading, "planned_investment") == [12, 3]


def test_tables_that_name_their_own_units_under_numbered_titles_stay_apart() -> None:
    grid = grid_of(
        ["一、续建项目（单位：万元）"],
        KEY,
        [1, "甲路", 3000, 1000, "建设局"],
        ["二、新建项目（单位：亿元）"],
        KEY,
        [1, "乙路", 3, 1, "建设局"],
    )
    assert column_of(read_grids(grid), "total_investment") == [3000, 30000]


NUMBERED = [[1, "甲路", 100, 50, "建设局"], [2, "乙路", 200, 80, "建设局"], [3, "丙路", 300, 90, "建设局"]]


@pytest.mark.parametrize(
    ("sums", "wanted"),
    [
        pytest.param(
            [[None, "合计", 600, 220], [None, "其中：续建", 300, 130], [None, "新建", 300, 90]], [], id="of which"
        ),
        pytest.param([[None, "续建项目", 600, 220]], [], id="a group's name and sums"),
        pytest.param([[None, "共3个项目", 600, 220]], [], id="a count of projects"),
        pytest.param([[None, "丁路", 400, 70, "民政局"]], [3], id="a project without its number"),
    ],
)
def test_sums_without_a_word_for_them_are_not_projects(sums: list[list[Any]], wanted: list[int]) -> None:
    reading = read_grids(grid_of(["2017年重点项目调度表（单位：万元）"], KEY, *sums, *NUMBERED))
    below = 3 + len(sums)
    assert rows_of(reading) == [*wanted, below, below + 1, below + 2]


def test_a_count_that_heads_sums_is_a_total_where_rows_have_no_numbers() -> None:
    rows = [row[1:] for row in NUMBERED]
    reading = read_grids(grid_of(["2017年重点项目调度表（单位：万元）"], KEY[1:], *rows, ["共3个项目", 600, 220, None]))
    assert rows_of(reading) == [3, 4, 5]


def test_a_recomputed_value_keeps_its_address() -> None:
    grid = grid_of(
        ["2017年重点项目调度表（单位：万元）"],
        KEY,
        [1, "甲路", None, 1000, "建设局"],
        formulas={(3, 3): "6000+200"},
        untrusted={(3, 3)},
    )
    reading = read_grids(grid)
    assert column_of(reading, "total_investment") == [6200]
    assert places_of(reading, "total_investment") == ["C3"]


def test_answers_that_leave_a_form_without_a_name_do_not_unread_it() -> None:
    form = grid_of(
        ["重点项目信息卡（2017年7月）"],
        ["项目名称", "云计算中心一期", "责任单位", "科技局"],
        ["总投资（万元）", 52000, "年度计划投资（万元）", 18000],
        ["1-7月完成投资（万元）", 9000, "完成率", "50%"],
        ["形象进度", "主体结构封顶", "包保领导", "管委会副主任"],
    )
    (table,) = read_grids(form).tables
    answers = Mappings()
    answers.remember(table.signature, "key_projects", {"总投资(万元)": "project", "形象进度": "project"})
    assert column_of(read_grids(form, mappings=answers), "project") == ["云计算中心一期"]


@pytest.mark.parametrize(
    "word", ["合计（3个）", "总 计（共3个项目）", "合计：3个项目", "小计(万元)", "续建项目小计（3个）", "（合计）"]
)
@pytest.mark.parametrize("column", [0, 1], ids=["merged over number and name", "in the name column"])
def test_a_total_word_keeps_its_count_in_brackets(word: str, column: int) -> None:
    sums: list[Any] = [None, None, 600, 220, None]
    sums[column] = word
    merges = [Box(6, 1, 6, 2)] if column == 0 else []
    grid = grid_of(["2017年重点项目调度表（单位：万元）"], KEY, *NUMBERED, sums, merges=merges)
    reading = read_grids(grid)
    assert rows_of(reading) == [3, 4, 5]
    assert [i.cells for i in reading.issues if i.code == "row_total"] == ["A6:E6"]


def fields_of(reading: Reading) -> dict[str, str | None]:
    return {c.letter: c.field for table in reading.tables for c in table.columns}


def test_a_group_typed_without_merges_ends_where_the_next_one_begins() -> None:
    grid = grid_of(
        ["2017年重点项目推进情况表（单位：万元）"],
        ["序号", "项目名称", "投资情况", None, None, "责任分工", None],
        [None, None, "总投资", "完成投资", None, None, None],
        [None, None, None, "本月", "1-7月", "牵头领导", "责任单位"],
        [1, "热网", 9000, 200, 1500, "管委会副主任", "建设局"],
    )
    fields = fields_of(read_grids(grid))
    assert (fields["F"], fields["G"]) == ("lead_leader", "lead_department")


def test_a_wide_group_beside_a_column_merged_down_is_no_title() -> None:
    grid = grid_of(
        ["2017年重点民生实事项目完成情况公示"],
        ["项目名称", "项目类别", None, None, None, None],
        [None, "工作任务", "实际已完成工作量", "完成工作进度(%)", "预计至12月31日完成工作量", "牵头单位"],
        ["中学改造", "改造校舍3栋", "已完成2栋", 67, "全部完成", "教育局"],
        merges=[Box(1, 1, 1, 6), Box(2, 1, 3, 1), Box(2, 2, 2, 6)],
    )
    assert column_of(read_grids(grid), "project") == ["中学改造"]


SPANS = ["序号", "项目名称", "1-6月完成投资", "1-7月完成投资", "责任单位"]


@pytest.mark.parametrize(
    "head", [SPANS, [*SPANS[:2], SPANS[3], SPANS[2], SPANS[4]]], ids=["older first", "newer first"]
)
def test_of_two_spans_of_months_the_tables_own_is_this_years(head: list[str]) -> None:
    rows = [[1, "甲路", 500, 600, "建设局"], [2, "乙路", 700, 800, "建设局"]]
    reading = read_grids(grid_of(["2017年重点项目调度表（1-7月）（单位：万元）"], head, *rows))
    wanted = head.index("1-7月完成投资")
    assert column_of(reading, "completed_ytd") == [row[wanted] for row in rows]


def test_answers_about_two_years_of_one_wording_do_not_overwrite_each_other() -> None:
    head = ["序号", "项目名称", "2017年计划投资", "2018年计划投资", "责任单位"]
    grid = grid_of(["2017年重点项目调度表（单位：万元）"], head, [1, "甲路", 500, 600, "建设局"])
    (table,) = read_grids(grid).tables
    answers = Mappings()
    answers.remember(table.signature, "key_projects", {"2017年计划投资": "annual_plan", "2018年计划投资": None})
    assert column_of(read_grids(grid, mappings=answers), "annual_plan") == [500]


def test_a_little_table_above_does_not_lend_its_unit() -> None:
    grid = grid_of(
        ["2017年重点项目推进情况表"],
        ["项目总数", "已开工", "已竣工", "年度计划（亿元）"],
        [57, 40, 3, 98.5],
        ["单位：万元"],
        KEY,
        *NUMBERED,
    )
    assert column_of(read_grids(grid), "total_investment") == [100, 200, 300]


def test_a_second_table_keeps_its_title_over_many_lines() -> None:
    lines = [
        ["附件2"],
        ["2017年招商引资项目调度表"],
        ["填报单位：招商局"],
        ["填报时间：2017年7月31日"],
        ["单位：亿元"],
        [None],
        [None],
    ]
    head = ["序号", "项目名称", "投资方", "总投资额", "责任单位"]
    grid = grid_of(
        ["2017年重点项目调度表（单位：万元）"],
        KEY,
        *NUMBERED,
        *lines,
        head,
        [1, "锂电线", "宁波锂电有限公司", 2, "招商局"],
    )
    reading = read_grids(grid)
    assert [t.dataset for t in reading.tables] == ["key_projects", "investment_projects"]
    assert list(reading.tables[1].frame["total_investment"]) == [20000]


@pytest.mark.parametrize("mark", ["同上", "〃"])
def test_a_ditto_mark_is_withheld_and_said(mark: str) -> None:
    rows = [[1, "甲路", 100, 50, "建设局"], [2, "乙路", 200, 80, mark]]
    reading = read_grids(grid_of(["2017年重点项目调度表（单位：万元）"], KEY, *rows))
    assert column_of(reading, "lead_department") == ["建设局", None]
    assert "E4" in [i.cells for i in reading.issues]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(
            [["单位", "项目个数", "投资合计"], ["建设局", 3, 600], ["科技局", 2, 300]], id="a table of something else"
        ),
        pytest.param([["填表人", "业务专员", "审核人", "科长"]], id="signatures in cells of their own"),
        pytest.param([["备注", "1.本表总投资含土地费用"]], id="a note beside its word"),
        pytest.param([["图例", "绿灯：正常", "黄灯：滞后"]], id="a key of colours"),
    ],
)
@pytest.mark.parametrize("gap", [[], [[None]]], ids=["touching", "after a blank row"])
def test_words_in_the_number_column_of_a_numbered_table_are_not_data(below: list[Any], gap: list[Any]) -> None:
    reading = read_grids(grid_of(["2017年重点项目调度表（单位：万元）"], KEY, *NUMBERED, *gap, *below))
    first = 6 + len(gap)
    assert rows_of(reading) == [3, 4, 5]
    left_out = {i.code for i in reading.issues if i.cells.startswith(f"A{first}:")}
    assert left_out & {"row_doubtful", "row_unnumbered", "row_note"}


def test_a_groups_name_with_its_count_heads_a_section_without_being_numbered() -> None:
    row = [1, "新建小学", 12, 6, "封顶", "教育局"]
    grid = grid_of(
        ["2017年民生实事进展情况表（单位：万元）"], LIVELIHOOD, ["教育提升（1项）"], row, merges=[Box(3, 1, 3, 6)]
    )
    assert column_of(read_grids(grid), "category") == ["教育提升"]


def test_several_projects_side_by_side_are_no_form() -> None:
    grid = grid_of(
        ["2017年重点项目对比表（单位：万元）"],
        ["项目名称", "甲桥", "乙桥", "丙桥"],
        ["总投资", 3000, 4000, 5000],
        ["年度计划投资", 1000, 1500, 1800],
        ["形象进度", "桩基", "承台", "架梁"],
        ["责任单位", "建设局", "科技局", "建设局"],
    )
    reading = read_grids(grid)
    assert column_of(reading, "total_investment") == [3000, 4000, 5000]
    assert "form_read" not in {i.code for i in reading.issues}


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(["续建项目", 600, 220, None], id="a name over the sums of the rows above"),
        pytest.param(["备注", "投资含土地费", None, None], id="a note beside its word"),
    ],
)
def test_rows_without_numbers_end_before_sums_and_notes(below: list[Any]) -> None:
    rows = [row[1:] for row in NUMBERED]
    assert rows_of(read_grids(grid_of(["2017年重点项目调度表（单位：万元）"], KEY[1:], *rows, below))) == [3, 4, 5]
