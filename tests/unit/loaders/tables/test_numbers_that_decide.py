"""Each number by which tables are found and named decides where it says: the last on one side, the first on the other."""

from __future__ import annotations

from typing import Any

import pytest
from clerk_truth import grid_of, read_grids

from loaders.grid import Box
from loaders.tables.blocks import blocks
from loaders.tables.columns import month_columns
from loaders.tables.headers import Head, _is_unit_line, find_heads
from loaders.tables.heading import heading
from loaders.tables.match import When
from loaders.tables.notes import Found, worded
from loaders.tables.parents import level
from loaders.tables.preamble import read_lead
from loaders.tables.sheet import Band, Sheet
from loaders.tables.suggestions import nearest
from loaders.tables.which_dataset import decide

ISSUES = ["序号", "企业名称", "存在问题", "责任单位", "完成时限"]
PROJECTS = ["序号", "项目名称", "投资方", "总投资（万元）", "形象进度"]


def codes(*rows: list[Any]) -> set[str]:
    return {issue.code for issue in read_grids(grid_of(*rows)).issues}


def band_of(*rows: list[Any], **more: Any) -> Band:
    sheet = Sheet(grid_of(*rows, **more))
    return Band(sheet, 1, sheet.n_columns)


@pytest.mark.parametrize(("number", "depth"), [(999.0, 0), (1000.0, None), ("999", 0), ("1000", None)])
def test_a_number_of_four_digits_is_a_year_or_an_amount_and_no_rows_number(number: object, depth: int | None) -> None:
    assert level(number) == depth


@pytest.mark.parametrize(("rows", "cells"), [(12, [f"C{n}" for n in range(1, 13)]), (13, ["C1:C13"])])
def test_more_than_twelve_of_a_column_are_told_as_a_range(rows: int, cells: list[str]) -> None:
    found = [Found(row, 3, "cell_error", "#REF!", {"typed": "#REF!"}) for row in range(1, rows + 1)]
    assert [issue.cells for issue in worded(Sheet(grid_of([None, None, "甲"])), found)] == cells


@pytest.mark.parametrize(("months", "series"), [(2, 0), (3, 3)])
def test_three_columns_headed_by_a_month_alone_are_a_series(months: int, series: int) -> None:
    paths: dict[int, tuple[str, ...]] = {n + 1: (f"{n}月",) for n in range(1, months + 1)}
    assert len(month_columns(Head(1, 1, 2, months + 1, paths))) == series


def test_the_first_half_of_a_year_ends_with_june() -> None:
    assert heading("上半年完成情况").months == (6,)


@pytest.mark.parametrize(
    ("heads", "dataset"),
    [
        (["企业名称", "反映问题"], None),
        (["企业名称", "反映问题", "走访日期"], "enterprise_issues"),
        (["项目名称", "首谈时间"], None),
        (["项目名称", "首谈时间", "首谈单位"], "investment_projects"),
    ],
)
def test_two_headers_name_no_table_where_no_title_does(heads: list[str], dataset: str | None) -> None:
    paths = {column: (head,) for column, head in enumerate(heads, 1)}
    assert decide(paths, When(None, None), (), ()) == dataset


@pytest.mark.parametrize(("text", "fields"), [("走访企业名甲乙丙丁戊己庚", ("company",)), ("工单号甲乙丙丁戊", ())])
def test_a_field_is_suggested_where_more_than_half_of_a_wording_is_its_own(text: str, fields: tuple[str, ...]) -> None:
    assert nearest("enterprise_issues", (text,), ()) == fields  # alike by 55.6 and by 54.5 of 100


@pytest.mark.parametrize(("text", "units"), [("单位:人民币万元", True), ("单位:人民币百万元", False)])
def test_a_line_of_units_holds_no_text_longer_than_eight_characters(text: str, units: bool) -> None:
    assert _is_unit_line(band_of(["序号", text]), 1) is False  # a word among units is none
    assert _is_unit_line(band_of([None, text]), 1) is units


@pytest.mark.parametrize(("dates", "taken"), [(2, False), (3, True)])
def test_three_full_dates_say_the_year_of_one_without(dates: int, taken: bool) -> None:
    rows = [[n, f"{n}号厂", "用电不足", "经济发展局", f"2017年{n}月5日"] for n in range(1, dates + 1)]
    last = [dates + 1, "末号厂", "用工不足", "经济发展局", "9月5日"]
    assert ("year_from_column" in codes(["企业问题台账"], ISSUES, *rows, last)) is taken


@pytest.mark.parametrize(("columns", "stage"), [(["签约"], [None]), (["洽谈", "签约"], ["signed"])])
def test_one_ticked_column_is_no_row_of_stages(columns: list[str], stage: list[str | None]) -> None:
    marks = [None] * (len(columns) - 1)
    grid = grid_of(["2017年招商引资项目进展"], [*PROJECTS[:4], *columns], [1, "甲园", "某公司", 3, *marks, "√"])
    (table,) = read_grids(grid).tables
    assert [None if value != value else value for value in table.frame["stage"]] == stage


@pytest.mark.parametrize(("rows", "whole"), [(4, True), (5, False)])
def test_a_header_has_at_most_four_rows(rows: int, whole: bool) -> None:
    levels = [["序号", "项目名称", "投资情况", None] for _ in range(rows - 1)]
    merges = [Box(1, 1, rows, 1), Box(1, 2, rows, 2), *(Box(n, 3, n, 4) for n in range(1, rows))]
    band = band_of(*levels, ["序号", "项目名称", "总投资", "形象进度"], [1, "甲园", 3, "主体封顶"], merges=merges)
    assert [head.bottom - head.top + 1 for head in find_heads(band)] == ([4] if whole else [])


@pytest.mark.parametrize(("lines", "owned"), [(9, 9), (10, 10), (11, 10)])
def test_a_table_below_another_owns_at_most_ten_lines_above_it(lines: int, owned: int) -> None:
    above: list[list[Any]] = [[None]] * lines
    grid = grid_of(
        PROJECTS, [1, "甲园", "某公司", 3, "主体封顶"], *above, ISSUES, [1, "甲厂", "用电", "经济发展局", "2017-09-05"]
    )
    second = blocks(Sheet(grid))[-1]
    assert second.head.top - second.lead_top == owned


@pytest.mark.parametrize(("texts", "unit"), [(2, "万元"), (3, None)])
def test_a_unit_in_brackets_above_counts_where_two_texts_stand_beside_each_other(texts: int, unit: str | None) -> None:
    above = ["重点项目表（万元）", *[f"第{n}批" for n in range(1, texts)]]
    (block,) = blocks(
        Sheet(grid_of(above, ["序号", "项目名称", "投资方", "总投资", "形象进度"], [1, "甲园", "某公司", 3, "封顶"]))
    )
    assert read_lead(block, "表.xlsx").unit == unit


@pytest.mark.parametrize(("key", "rows"), [("填表人", 2), ("审批流程", 3)])
def test_a_word_of_three_beside_its_answer_is_a_note_below_a_table(key: str, rows: int) -> None:
    body = [[1, "甲园", "某公司", 3, "主体封顶"], [2, "乙园", "某公司", 4, "主体封顶"], [None, key, "某局"]]
    (table,) = read_grids(grid_of(["2017年招商引资项目进展"], PROJECTS, *body)).tables
    assert len(table.frame) == rows


@pytest.mark.parametrize(
    ("amounts", "far"),
    [
        ([1, 1, 1, 9000], False),  # four are too few to know a middle
        ([1, 1, 1, 1, 3000], False),
        ([1, 1, 1, 1, 3000.5], True),
    ],
)
def test_an_amount_of_more_than_three_thousand_times_the_middle_of_five_is_said(
    amounts: list[float], far: bool
) -> None:
    rows = [[n, f"{n}号园", "某公司", amount, "主体封顶"] for n, amount in enumerate(amounts, 1)]
    assert ("amount_far_above" in codes(["2017年招商引资项目进展"], PROJECTS, *rows)) is far


@pytest.mark.parametrize(
    ("rows", "text", "said"), [(5, "按计划推进中", True), (5, "按计划推进", False), (4, "按计划推进中", False)]
)
def test_six_characters_alike_in_five_rows_are_said(rows: int, text: str, said: bool) -> None:
    body = [[n, f"{n}号园", "某公司", n, text] for n in range(1, rows + 1)]
    assert ("column_copied" in codes(["2017年招商引资项目进展"], [*PROJECTS[:4], "进展情况"], *body)) is said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("1.1", 30), ("1.2", 20)], True),  # half of the whole
        ([("1.1", 29), ("1.2", 20)], False),
        ([("1.1", 60)], False),  # one is no list of parts
    ],
)
def test_two_parts_that_come_to_half_of_the_row_above_them_are_perhaps_its_parts(
    parts: list[tuple[str, float]], said: bool
) -> None:
    body = [
        [number, f"{number}号园", "某公司", amount, "主体封顶"] for number, amount in [("1", 100), *parts, ("2", 70)]
    ]
    assert ("part_by_number" in codes(["2017年招商引资项目进展"], PROJECTS, *body)) is said
