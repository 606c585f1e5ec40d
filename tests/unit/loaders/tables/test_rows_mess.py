"""Rows (mess table D5): what is data, and how everything else is kept out of it and said."""

from __future__ import annotations

from typing import Any

import pytest
from clerk_truth import grid_of, read_grids

from loaders.grid import Box
from loaders.reading import Reading

HEAD = ["序号", "项目名称", "计划投资（万元）", "完成投资（万元）", "牵头单位", "备注"]
ONE = [1, "道路甲", 100, 50, "财政局", "甲"]
TWO = [2, "道路乙", 200, 80, "教育局", "乙"]
THREE = [3, "道路丙", 300, 90, "民政局", "丙"]


def livelihood(*rows: list, head: list | None = None, **grid: Any) -> Reading:
    return read_grids(grid_of(["2017年民生实事进展情况表"], head or HEAD, *rows, **grid))


def read_rows(reading: Reading) -> list[int]:
    return [int(row) for table in reading.tables for row in table.frame["source_row"]]


def said(reading: Reading, code: str) -> list[str]:
    return [i.cells for i in reading.issues if i.code == code]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["合计", None, 300, 130], id="R06 total in the number column"),
        pytest.param([None, "小 计", 300, 130], id="R06 subtotal in the name column"),
        pytest.param([None, "教育类小计", 300, 130], id="R06 a group's subtotal"),
        pytest.param(["合 计：", None, 300, 130], id="R06 spaces and a colon"),
        pytest.param([None, "其中：市级项目", 100, 50], id="R06 of which"),
        pytest.param([None, "总计", 300, 130], id="R06 grand total"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["R07 on top", "at the end"])
def test_totals_are_never_data(row: list, first: bool) -> None:
    reading = livelihood(*([row, ONE, TWO] if first else [ONE, TWO, row]))
    assert read_rows(reading) == ([4, 5] if first else [3, 4])
    assert said(reading, "row_total") == (["A3:F3"] if first else ["A5:F5"])


@pytest.mark.parametrize("name", ["小计河治理", "统计局路口", "合计路绿化", "总计划馆"], ids=lambda n: f"R09 {n}")
def test_projects_whose_names_begin_like_totals_are_data(name: str) -> None:
    assert read_rows(livelihood(ONE, [2, name, 5, 4, "财政局", ""])) == [3, 4]


def test_a_total_word_with_a_number_of_its_own_is_kept_and_said() -> None:
    reading = livelihood(ONE, [2, "合计", 5, 4, "财政局", ""])
    assert read_rows(reading) == [3, 4]
    assert said(reading, "total_numbered") == ["A4:F4"]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("注：1.完成率为累计完成数占全年目标的比例。", id="R13 a note"),
        pytest.param("填表人：吴某　　联系电话：0537-0000000", id="R13 who filled it in"),
        pytest.param("2.投资额以统计口径为准，共39项。", id="R13 a numbered note"),
        pytest.param("备注：若项目一月内无进度更新，请说明并备注原因。", id="R13 a remark"),
    ],
)
@pytest.mark.parametrize("merged", [True, False], ids=["merged", "in one cell"])
def test_notes_are_no_rows_wherever_they_stand(note: str, merged: bool) -> None:
    merges = [Box(4, 1, 4, 6), Box(6, 1, 6, 6)] if merged else []
    reading = livelihood(ONE, [note], TWO, [note], merges=merges)
    assert read_rows(reading) == [3, 5]
    assert said(reading, "row_note") == ["A4:F4", "A6:F6"]


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位", "某局"],
        ["审核", "某人"],
        ["联系电话", None, "0537-0000000"],
        ["统计负责人", "某岗位", "2017年7月31日"],
    ],
)
def test_a_signature_in_cells_of_its_own_is_no_row(line: list) -> None:
    reading = livelihood(ONE, TWO, [None, *line])
    assert read_rows(reading) == [3, 4]


def test_a_name_that_begins_like_a_signature_is_a_row() -> None:
    reading = livelihood(ONE, [2, "审核系统建设工程", "大厅", 100, 50, "50%"])
    assert read_rows(reading) == [3, 4]


@pytest.mark.parametrize(
    ("section", "merges"),
    [
        pytest.param(["一、教育提升（2项）"], [Box(3, 1, 3, 6)], id="R01 merged"),
        pytest.param(["一、教育提升（2项）"], [], id="R01 in one cell"),
        pytest.param(["（一）教育提升"], [], id="R01 bracketed numeral"),
        pytest.param(["教育提升"], [Box(3, 1, 3, 6)], id="R01 a known category without numeral"),
        pytest.param(["一、教育提升", None, 300, 130], [], id="R01 with its sums"),
    ],
)
def test_a_section_gives_its_rows_their_category(section: list, merges: list) -> None:
    reading = livelihood(section, ONE, TWO, merges=merges)
    (table,) = reading.tables
    assert table.frame["category"].tolist() == ["教育提升", "教育提升"]
    assert table.cells["category"].tolist() == ["A3", "A3"]
    assert read_rows(reading) == [4, 5]


def test_a_group_number_in_the_number_column_opens_a_section() -> None:
    (table,) = livelihood(["一", "教育提升"], ONE, ["二", "医疗卫生"], TWO).tables
    assert table.frame["category"].tolist() == ["教育提升", "医疗卫生"]


def test_a_section_that_counts_its_items_is_checked() -> None:
    assert said(livelihood(["一、教育提升（3项）"], ONE, TWO), "section_count") == ["A3"]


def test_nested_sections_take_the_known_category_and_are_said() -> None:
    reading = livelihood(["一、教育提升"], ["（一）新建学校"], ONE, ["（二）改扩建"], TWO)
    (table,) = reading.tables
    assert table.frame["category"].tolist() == ["教育提升", "教育提升"]
    assert len(said(reading, "section_nested")) == 2


WITH_CATEGORY = ["序号", "类别", *HEAD[1:]]


def test_a_vertical_merge_fills_only_its_own_rows() -> None:
    rows = [[1, "教育提升", *ONE[1:]], [2, None, *TWO[1:]], [3, "医疗卫生", *THREE[1:]]]
    (table,) = livelihood(*rows, head=WITH_CATEGORY, merges=[Box(3, 2, 4, 2)]).tables
    assert table.frame["category"].tolist() == ["教育提升", "教育提升", "医疗卫生"]
    assert table.cells["category"].tolist() == ["B3", "B3", "B5"]


def test_a_category_typed_once_and_not_merged_is_filled_down_and_said() -> None:
    reading = livelihood([1, "教育提升", *ONE[1:]], [2, None, *TWO[1:]], head=WITH_CATEGORY)
    assert reading.tables[0].frame["category"].tolist() == ["教育提升", "教育提升"]
    assert said(reading, "filled_down") == ["B4"]


def test_values_left_under_a_merge_are_said() -> None:
    rows = [[1, "教育提升", *ONE[1:]], [2, "医疗卫生", *TWO[1:]]]
    reading = livelihood(*rows, head=WITH_CATEGORY, merges=[Box(3, 2, 4, 2)])
    assert reading.tables[0].frame["category"].tolist() == ["教育提升", "教育提升"]
    assert said(reading, "under_merge_differs") == ["B4"]


def test_a_project_over_three_rows_is_three_records_and_its_amount_is_counted_once() -> None:
    rows = [
        [1, "道路甲", 900, 10, "财政局", "一"],
        [None, None, None, 20, "财政局", "二"],
        [None, None, None, 30, "财政局", "三"],
    ]
    reading = livelihood(*rows, merges=[Box(3, 1, 5, 1), Box(3, 2, 5, 2), Box(3, 3, 5, 3)])
    frame = reading.tables[0].frame
    assert frame["project"].tolist() == ["道路甲"] * 3
    assert frame["completed_investment"].tolist() == [10, 20, 30]
    assert frame["planned_investment"].sum() == 900
    assert said(reading, "merged_number") == ["C4", "C5"]


def test_an_amount_shared_by_two_projects_is_withheld_on_the_second() -> None:
    reading = livelihood(ONE, [2, "道路乙", None, 80, "教育局", ""], merges=[Box(3, 3, 4, 3)])
    assert reading.tables[0].frame["planned_investment"].isna().tolist() == [False, True]
    assert said(reading, "merged_number") == ["C4"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param([3, None, None, None, None, None], "row_empty", id="R22 a prepared row with only its number"),
        pytest.param([None, None, 5, 4, "财政局", "甲"], "row_nameless", id="a row without a name"),
        pytest.param([None, "只有名称的一行", None, None, None, None], "row_doubtful", id="a lone text"),
    ],
)
def test_rows_that_cannot_be_data_are_left_out_and_said(row: list, code: str) -> None:
    reading = livelihood(ONE, TWO, row)
    assert read_rows(reading) == [3, 4]
    assert said(reading, code) == ["A5:F5"]


def test_hidden_rows_and_struck_out_text_are_read_and_said() -> None:
    reading = livelihood(ONE, TWO, hidden_rows={3}, struck={(4, 2)})
    assert read_rows(reading) == [3, 4]
    assert said(reading, "row_hidden") == ["A3:F3"]
    assert said(reading, "struck_out") == ["B4"]


@pytest.mark.parametrize(
    ("numbers", "jumps"),
    [
        pytest.param([1, 2, 3], [], id="steady"),
        pytest.param([1, 2, 4], ["A5"], id="R15 a gap"),
        pytest.param([1, 2, 2], ["A5"], id="R15 twice"),
        pytest.param([1, 2, 1], [], id="begins again"),
    ],
)
def test_row_numbers_that_jump_are_said(numbers: list[int], jumps: list[str]) -> None:
    reading = livelihood(*([n, *row[1:]] for n, row in zip(numbers, (ONE, TWO, THREE), strict=True)))
    assert said(reading, "number_jumps") == jumps


@pytest.mark.parametrize("number", ["1-1", "1.1", "（1）", "①"], ids=lambda n: f"R15 {n}")
def test_odd_row_numbers_stay_as_typed(number: str) -> None:
    assert livelihood([number, *ONE[1:]], TWO).tables[0].frame["number"].tolist() == [number, "2"]


def test_a_title_that_counts_the_items_is_compared_with_the_rows() -> None:
    reading = read_grids(grid_of(["2017年民生实事（39项）"], HEAD, ONE, TWO))
    assert said(reading, "row_count") == ["A2:A4"]


def test_the_same_project_twice_is_said_whatever_its_brackets() -> None:
    reading = livelihood([1, "道路（一期）", 5, 4, "财政局", ""], [2, " 道路(一期) ", 6, 4, "财政局", ""])
    assert said(reading, "row_twice") == ["A4:F4"]
    assert reading.tables[0].raw["project"].tolist() == ["道路（一期）", " 道路(一期) "]


def test_a_number_under_a_department_is_not_taken_for_one_silently() -> None:
    reading = livelihood([1, "道路甲", 5, "财政局", 300, ""], TWO)
    covered = {i.cells for i in reading.issues}
    assert {"D3", "E3"} <= covered


def test_a_blank_row_does_not_end_a_table() -> None:
    assert read_rows(livelihood(ONE, [None], TWO)) == [3, 5]


def test_a_total_without_a_word_is_no_row_with_a_name() -> None:
    reading = livelihood(ONE, TWO, [None, None, 300, 130])
    assert read_rows(reading) == [3, 4]
    assert said(reading, "row_total") == ["A5:F5"]
