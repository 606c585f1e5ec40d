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
