"""Structure before vocabulary: page breaks, stacked tables, groups of columns that are no crosstab, heads without rows."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.book import book
from loaders import Reading, read

ROW = tuple[object, ...]
TITLE: ROW = ("2017年7月重点项目进展情况表",)
UNIT: ROW = ("单位：万元",)
UPPER: ROW = ("序号", "项目名称", "总投资", "投资完成情况", None, "形象进度", "责任单位")
LOWER: ROW = (None, None, None, "年度计划投资", "累计完成投资", None, None)


def sheet(rows: Sequence[ROW], merges: Sequence[str] = ()) -> Reading:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    for merge in merges:
        page.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), file="表.xlsx")


def projects(first: int, last: int) -> list[ROW]:
    return [(n, f"{n}号路工程", 1000 * n, 500 * n, 200 * n, "路基", "建设局") for n in range(first, last + 1)]


HEAD_MERGES = ("D3:E3", "A3:A4", "B3:B4", "C3:C4", "F3:F4", "G3:G4")


@settings(max_examples=25, deadline=None)
@given(before=st.integers(1, 6), after=st.integers(1, 6), lines=st.sampled_from([(UPPER,), (UPPER, LOWER), (LOWER,)]))
def test_any_lines_of_a_head_printed_again_leave_the_columns_as_they_were(
    before: int, after: int, lines: tuple[ROW, ...]
) -> None:
    body = [*projects(1, before), *lines, *projects(before + 1, before + after)]
    reading = sheet([TITLE, UNIT, UPPER, LOWER, *body], HEAD_MERGES)
    (table,) = reading.tables
    assert list(table.frame["completed_ytd"]) == [200 * n for n in range(1, before + after + 1)]
    assert list(table.frame["annual_plan"]) == [500 * n for n in range(1, before + after + 1)]
    assert {i.code for i in reading.issues} == {"row_header"}


@pytest.mark.parametrize("title", [(), (("二、招商项目情况表",),), ((None,), ("招商项目情况表",))])
def test_a_line_of_units_holds_for_the_table_stacked_below_and_says_so(title: tuple[ROW, ...]) -> None:
    below = [*title, ("序号", "项目名称", "投资方", "总投资", "项目阶段"), (1, "激光基地", "德国佳和", 5, "开工")]
    head = ("序号", "项目名称", "总投资", "年度计划投资", "累计完成投资")
    reading = sheet([TITLE, ("单位：亿元",), head, (1, "甲路", 3, 2, 1), *below])
    first, second = reading.tables
    assert (first.frame["total_investment"][0], second.frame["total_investment"][0]) == (30_000, 50_000)
    assert [i.cells for i in reading.issues if i.code == "unit_from_above"] == [second.range]


def test_a_table_with_a_unit_of_its_own_takes_none_from_above() -> None:
    head = ("序号", "项目名称", "总投资", "年度计划投资", "累计完成投资")
    body = [head, (1, "甲路", 3, 2, 1), ("项目表（单位：万元）",), (*head[:2], "投资方", "总投资", "项目阶段")]
    reading = sheet([TITLE, ("单位：亿元",), *body, (1, "激光基地", "德国佳和", 5, "开工")])
    assert reading.tables[1].frame["total_investment"][0] == 5
    assert "unit_from_above" not in {i.code for i in reading.issues}


GROUPS = ["一季度", "上半年", "2016年", "6月", "市下达", "区自定", "第二季度", "资金拨付"]


@settings(max_examples=30, deadline=None)
@given(
    groups=st.lists(st.sampled_from(GROUPS), min_size=2, max_size=4, unique=True),
    parts=st.sampled_from([("计划", "完成"), ("目标", "完成"), ("目标", "完成", "完成率")]),
)
def test_columns_of_plan_and_done_beside_a_name_are_no_records_of_their_own(
    groups: list[str], parts: tuple[str, ...]
) -> None:
    upper = ["序号", "工作任务", "计量单位", *(g if i == 0 else None for g in groups for i in range(len(parts)))]
    lower = [None, None, None, *(p for _g in groups for p in parts)]
    rows = [[n, f"任务{n}", "家", *range(len(groups) * len(parts)), "科技局"] for n in (1, 2, 3)]
    reading = sheet([("2017年7月六项工作任务表",), (*upper, "责任单位"), (*lower, None), *map(tuple, rows)])
    (table,) = reading.tables
    assert list(table.frame["task"]) == ["任务1", "任务2", "任务3"]
    assert "crosstab_read" not in {i.code for i in reading.issues}


@pytest.mark.parametrize("period", ["一季度", "上半年", "7月", "2017年", "前三个月"])
def test_groups_that_name_periods_make_no_crosstab_of_places(period: str) -> None:
    upper = ("地区", period, None, "全年", None)
    reading = sheet([("工作任务表",), upper, (None, "目标", "完成", "目标", "完成"), ("柳行街道", 1, 2, 3, 4)])
    assert "crosstab_read" not in {i.code for i in reading.issues}


PLAIN_HEAD: ROW = ("序号", "项目名称", "总投资", "年度计划投资", "累计完成投资", "责任单位")


@pytest.mark.parametrize("body", [[], [(1,), (2,), (3,)], [("合计", None, 0, 0, 0)], [("注：无",)]])
@pytest.mark.parametrize("lead", [[], [TITLE, UNIT]])
def test_a_head_without_a_row_of_data_is_an_error_and_no_report(lead: list[ROW], body: list[ROW]) -> None:
    reading = sheet([*lead, PLAIN_HEAD, *body])
    assert [len(t.frame) for t in reading.tables] == [0]
    assert [(i.severity, i.sheet) for i in reading.issues if i.code == "table_empty"] == [("error", "Sheet")]


def test_one_row_of_data_is_a_report() -> None:
    reading = sheet([TITLE, UNIT, PLAIN_HEAD, (1, "甲路工程", 3, 2, 1, "建设局"), (2,)])
    assert "table_empty" not in {i.code for i in reading.issues}


@settings(max_examples=20, deadline=None)
@given(
    words=st.sampled_from([("计划", "完成"), ("目标", "实际"), ("计划", "累计完成")]),
    merged=st.booleans(),
    n=st.integers(1, 5),
)
def test_a_row_of_what_was_done_is_no_second_project(words: tuple[str, str], merged: bool, n: int) -> None:
    rows: list[ROW] = []
    for k in range(1, n + 1):
        again = (None, None) if merged else (k, f"{k}号学校")
        rows += [(k, f"{k}号学校", words[0], 5000, "主体封顶"), (*again, words[1], 2600, "主体三层")]
    merges = [f"{c}{4 + 2 * k}:{c}{5 + 2 * k}" for k in range(n) for c in "AB"] if merged else []
    reading = sheet([TITLE, UNIT, ("序号", "项目名称", "类别", "年度计划投资", "形象进度"), *rows], merges)
    (table,) = reading.tables
    assert list(table.frame["annual_plan"]) == [5000] * n
    assert "progress_text" not in {c.field for c in table.columns}
    assert [i.severity for i in reading.issues if i.code == "row_of_pair"] == ["warning"] * n


@pytest.mark.parametrize("parts", [("（1）", "（2）"), ("1.1", "1.2"), ("1-1", "1-2")])
def test_parts_count_and_the_row_they_sum_up_to_is_a_checksum(parts: tuple[str, str]) -> None:
    rows: list[ROW] = [(1, "教育工程", 12, 5, 3, "教育局"), (parts[0], "中学", 7, 3, 2, "教育局")]
    reading = sheet(
        [TITLE, UNIT, PLAIN_HEAD, *rows, (parts[1], "小学", 5, 2, 1, "教育局"), (2, "路", 9, 4, 1, "建设局")]
    )
    assert list(reading.tables[0].frame["project"]) == ["中学", "小学", "路"]
    assert [i.cells for i in reading.issues if i.code == "row_whole"] == ["A4:F4"]


def test_a_promised_item_counts_itself_and_not_its_parts() -> None:
    promised = book().items[0].name
    head = ("序号", "项目名称", "年度计划投资", "完成投资", "责任单位")
    rows: list[ROW] = [(1, promised, 12, 5, "教育局"), ("1.1", "中学", 7, 3, "教育局"), ("1.2", "小学", 5, 2, "教育局")]
    reading = sheet([("2017年民生实事项目进展情况",), UNIT, head, *rows, (2, "路", 9, 4, "建设局")])
    assert list(reading.tables[0].frame["project"]) == [promised, "路"]
    assert [i.cells for i in reading.issues if i.code == "row_part"] == ["A5:E6"]


def test_where_one_amount_contradicts_the_sum_every_row_stays_and_each_part_is_named() -> None:
    rows: list[ROW] = [(1, "教育工程", 12, 5, 3, "教育局"), ("1.1", "中学", 7, 3, 2, "教育局")]
    reading = sheet([TITLE, UNIT, PLAIN_HEAD, *rows, ("1.2", "小学", 5, 9, 1, "教育局"), (2, "路", 9, 4, 1, "建设局")])
    assert len(reading.tables[0].frame) == 4
    assert [i.cells for i in reading.issues if i.code == "part_of_whole"] == ["A5:F5", "A6:F6"]


@pytest.mark.parametrize(("first", "second"), [("（1）", "（2）"), ("1.1", "1.2"), ("1-1", "1-2")])
def test_parts_by_their_numbers_whose_amounts_only_come_near_the_whole_are_named(first: str, second: str) -> None:
    rows: list[ROW] = [(1, "教育工程", 12, 5, 3, "教育局"), (first, "中学", 7, 3, 2, "教育局")]
    reading = sheet(
        [TITLE, UNIT, PLAIN_HEAD, *rows, (second, "小学", 4, 1, 0.5, "教育局"), (2, "路", 9, 4, 1, "建设局")]
    )
    assert len(reading.tables[0].frame) == 4
    assert [i.cells for i in reading.issues if i.code == "part_by_number"] == ["A5:F5", "A6:F6"]


def test_rows_that_exceed_the_one_above_are_no_parts_of_it() -> None:
    rows: list[ROW] = [(1, "教育工程", 12, 5, 3, "教育局"), ("1.1", "中学", 70, 30, 2, "教育局")]
    reading = sheet(
        [TITLE, UNIT, PLAIN_HEAD, *rows, ("1.2", "小学", 40, 10, 5, "教育局"), (2, "路", 9, 4, 1, "建设局")]
    )
    assert not [i for i in reading.issues if i.code in ("part_by_number", "part_of_whole")]


@pytest.mark.parametrize("names", [("其中：一期", "二期"), ("#1标段", "#2标段"), ("南段", "北段")])
def test_parts_without_numbers_belong_to_the_row_above_and_are_said(names: tuple[str, str]) -> None:
    rows: list[ROW] = [(1, "环湖路", 12, 5, 3, "建设局"), (None, names[0], 7, 3, 2), (None, names[1], 5, 2, 1)]
    reading = sheet([TITLE, UNIT, PLAIN_HEAD, *rows, (2, "路", 9, 4, 1, "建设局")])
    assert list(reading.tables[0].frame["project"]) == ["环湖路", "路"]
    assert [i.cells for i in reading.issues if i.code == "row_part"] == ["A5:F6"]


@pytest.mark.parametrize("mark", ["①", "②", "※", "*", "¹", "²"])
def test_marks_that_point_to_notes_leave_a_head_what_it_is(mark: str) -> None:
    head = tuple(f"{text}{mark}" for text in PLAIN_HEAD if text)
    (table,) = sheet([TITLE, UNIT, head, (1, "甲路", 3, 2, 1, "建设局")]).tables
    plain = sheet([TITLE, UNIT, PLAIN_HEAD, (1, "甲路", 3, 2, 1, "建设局")]).tables[0]
    assert [c.field for c in table.columns] == [c.field for c in plain.columns]


@pytest.mark.parametrize("word", ["null", "undefined", "None", "NaN", "N/A"])
def test_what_a_system_writes_for_nothing_is_no_text(word: str) -> None:
    head = (*PLAIN_HEAD, "形象进度")
    rows: list[ROW] = [(1, "甲路", 3, 2, word, word, word), (2, "乙路", 3, 2, 1, "建设局", "施工中")]
    frame = sheet([TITLE, UNIT, head, *rows]).tables[0].frame
    assert frame.loc[0, ["completed_ytd", "lead_department", "progress_text"]].isna().all()


@pytest.mark.parametrize("mark", ["同上", "〃", '"'])
def test_a_ditto_mark_is_no_text_of_its_own_and_is_named(mark: str) -> None:
    head = (*PLAIN_HEAD, "形象进度")
    reading = sheet([TITLE, UNIT, head, (1, "甲路", 3, 2, 1, "建设局", "施工"), (2, "乙路", 3, 2, 1, mark, mark)])
    assert {i.cells for i in reading.issues if i.code == "value_deferred"} == {"F5", "G5"}
    assert reading.tables[0].frame.loc[1, ["lead_department", "progress_text"]].isna().all()


@pytest.mark.parametrize("said", ["是", "√"])
def test_a_yes_under_is_it_settled_is_done_and_a_no_is_named(said: str) -> None:
    head = ("序号", "企业名称", "存在问题", "责任单位", "是否办结")
    rows: list[ROW] = [(1, "甲公司", "用地", "建设局", said), (2, "乙公司", "融资", "建设局", "×")]
    reading = sheet([("企业走访问题台账",), head, *rows, (3, "丙公司", "用工", "建设局", "否")])
    assert reading.tables[0].frame["status"].fillna("").tolist() == ["done", "", ""]
    assert [i.cells for i in reading.issues if i.code == "word_unjudged"] == ["E4", "E5"]


def test_finished_when_is_asked_about_where_it_may_be_a_deadline_or_a_day_done() -> None:
    head = ("序号", "企业名称", "存在问题", "责任单位", "完成时间")
    (table,) = sheet([("企业走访问题台账",), head, (1, "甲公司", "用地", "建设局", "2017-06-20")]).tables
    assert table.columns[-1].asked


@pytest.mark.parametrize(("typed", "read_as"), [((0.6, 0.63, 1.05), [None] * 3), ((60, 63.3, 105), [0.6, 0.633, 1.05])])
def test_rates_about_one_under_a_percent_sign_are_asked_about(typed: ROW, read_as: list[float | None]) -> None:
    head = ("序号", "工作任务", "年度目标", "完成率（%）", "责任单位")
    rows: list[ROW] = [(n, f"任务{n}", "30家", value, "科技局") for n, value in enumerate(typed, 1)]
    reading = sheet([("2017年7月六项工作任务表",), head, *rows])
    found = reading.tables[0].frame.get("completion_rate")
    assert (found is None or found.isna().all()) == (read_as[0] is None)
    assert len([i for i in reading.issues if i.code == "rate_scale_unknown"]) == read_as.count(None)


def test_a_crosstab_names_what_it_leaves_out_by_row_and_by_column() -> None:
    upper: ROW = ("序号", "街道", "招商引资（万元）", None, "新增就业（人）", None, "户数", "备注")
    lower: ROW = (None, None, "任务", "完成", "任务", "完成", None, None)
    rows: list[ROW] = [(1, "柳行街道", 5000, 3000, 100, 70, 12, None), (2, "黄屯街道", 4000, 1000, 80, 40, 15, None)]
    total: ROW = (None, "合计", 9000, 4000, 180, 110, 27, None)
    merges = ("C2:D2", "E2:F2", "A2:A3", "B2:B3", "G2:G3", "H2:H3")
    reading = sheet([("2017年7月各街道重点工作完成情况",), upper, lower, *rows, total], merges)
    said = {i.code: i.cells for i in reading.issues}
    assert len(reading.tables[0].frame) == 4
    assert (said["row_total"], said["column_unknown"], said["column_unused"]) == ("A6:H6", "G2:G5", "A2:A5")
