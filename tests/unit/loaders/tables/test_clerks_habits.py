"""What clerks do to a sheet over the months: pages that break, heads in other words, sums between, lists of nothing."""

from __future__ import annotations

from typing import Any

import pytest
from clerk_truth import grid_of, read_grids

from loaders.grid import Box
from loaders.reading import Reading

TITLE = ["重点项目建设进度表（2017年7月）"]
HEAD = ["序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "累计完成投资（万元）", "形象进度", "责任单位"]
NAMES = ["甲路工程", "乙路工程", "丙路工程", "丁路工程"]
AMOUNTS = [(5000.0, 2000.0, 900.0), (8000.0, 3000.0, 1200.0), (6000.0, 1500.0, 600.0), (9000.0, 2000.0, 800.0)]
ROWS = [[n, NAMES[n - 1], *AMOUNTS[n - 1], "主体施工", "建设局"] for n in range(1, 5)]
TRUTH = list(zip(NAMES, *zip(*AMOUNTS, strict=True), strict=True))
MONEY = ["total_investment", "annual_plan", "completed_ytd"]


def sheet(*rows: list, **grid: Any) -> Reading:
    return read_grids(grid_of(*map(list, rows), **grid))


def projects(reading: Reading) -> list[tuple]:
    frames = [table.frame for table in reading.tables]
    return [tuple(row) for f in frames for row in f[["project", *MONEY]].itertuples(index=False)]


def said(reading: Reading, code: str) -> list[str]:
    return [i.cells for i in reading.issues if i.code == code]


def field(reading: Reading, header: str) -> str | None:
    return next(c.field for t in reading.tables for c in t.columns if c.header == header)


@pytest.mark.parametrize(
    "mark",
    [
        "续表",
        "续表二",
        "（续）",
        "第2页",
        "第 2 页 共 3 页",
        "共3页，第2页",
        "—2—",
        "接上表",
        "上接第1页",
        "2/3页",
        "Page 2 of 3",
    ],
)
@pytest.mark.parametrize("head", [True, False], ids=["head again", "mark alone"])
def test_a_page_break_in_any_words_leaves_one_table(mark: str, head: bool) -> None:
    reading = sheet(TITLE, HEAD, *ROWS[:2], [mark], *([HEAD] if head else []), *ROWS[2:])
    assert projects(reading) == TRUTH
    assert [table.period for table in reading.tables] == ["2017-07"]
    assert [i.code for i in reading.issues if i.severity != "note"] == []


@pytest.mark.parametrize("mark", [["2"], [2], [None, None, None, 2], [None] * 6 + ["2"]])
def test_a_bare_number_over_the_head_again_is_the_pages(mark: list) -> None:
    reading = sheet(TITLE, HEAD, *ROWS[:2], mark, HEAD, *ROWS[2:])
    assert projects(reading) == TRUTH
    assert [table.period for table in reading.tables] == ["2017-07"]


@pytest.mark.parametrize(
    ("heads", "period"),
    [
        pytest.param({3: "2018年计划投资（万元）"}, None, id="its plan"),
        pytest.param({3: "2018年计划投资（万元）", 4: "2018年1-3月完成投资（万元）"}, "2018-03", id="and its months"),
        pytest.param({4: "2016年1-12月完成投资（万元）"}, None, id="what was done"),
    ],
)
def test_a_head_that_names_another_year_opens_a_table_of_that_year(heads: dict[int, str], period: str | None) -> None:
    other = [heads.get(column, text) for column, text in enumerate(HEAD)]
    reading = sheet(TITLE, HEAD, *ROWS[:2], other, *ROWS[2:])
    assert [table.period for table in reading.tables] == ["2017-07", period]
    assert [len(table.frame) for table in reading.tables] == [2, 2]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param([text.removesuffix("（万元）") for text in HEAD], id="without its units"),
        pytest.param(
            ["编号", "项目名称", "总投资(万元)", "2017年计划投资", "1-7月完成投资", "工程进展", "牵头单位"],
            id="other words",
        ),
    ],
)
def test_a_head_repeated_in_other_words_goes_on_and_its_total_counts_both_pages(again: list[str]) -> None:
    total = ["合计", None, 28000, 8500, 3500]
    reading = sheet(TITLE, HEAD, *ROWS[:2], ["续表"], again, *ROWS[2:], total)
    assert projects(reading) == TRUTH
    assert said(reading, "total_mismatch") == []


def test_a_second_page_in_another_unit_is_read_in_its_own() -> None:
    bare = [text.removesuffix("（万元）") for text in HEAD]
    smaller = [[n, name, *(a / 10000 for a in amounts), text, unit] for n, name, *amounts, text, unit in ROWS[2:]]
    lines = [[None] * 5 + [f"单位：{unit}"] for unit in ("万元", "亿元")]
    reading = sheet(TITLE, lines[0], bare, *ROWS[:2], lines[1], bare, *smaller)
    assert projects(reading) == TRUTH
    assert [table.period for table in reading.tables] == ["2017-07", "2017-07"]


def test_a_second_page_with_its_columns_in_another_order_keeps_the_tables_month() -> None:
    order = (0, 1, 4, 3, 2, 5, 6)
    moved = [[row[at] for at in order] for row in (HEAD, *ROWS[2:])]
    reading = sheet(["填报单位：建设局"], TITLE, HEAD, *ROWS[:2], ["第2页"], *moved)
    assert projects(reading) == TRUTH
    assert {(table.period, table.department) for table in reading.tables} == {("2017-07", "建设局")}


@pytest.mark.parametrize("span", ["1-7月", "一至七月", "1月至7月", "年初至7月底", "1-7月累计"])
@pytest.mark.parametrize("between", ["实际完成", "完成"])
def test_a_head_of_three_levels_is_read_down_to_its_months(span: str, between: str) -> None:
    heads = [
        ["序号", "项目名称", "2017年完成投资（万元）", None, None, "责任单位"],
        [None, None, "年度计划", between, None, None],
        [None, None, None, "7月", span, None],
    ]
    merges = [Box(2, 1, 4, 1), Box(2, 2, 4, 2), Box(2, 3, 2, 5), Box(3, 3, 4, 3), Box(3, 4, 3, 5), Box(2, 6, 4, 6)]
    reading = sheet(TITLE, *heads, [1, "甲路工程", 2000, 150, 900, "建设局"], merges=merges)
    (table,) = reading.tables
    names = ["annual_plan", "completed_month", "completed_ytd"]
    assert table.frame[names].iloc[0].tolist() == [2000.0, 150.0, 900.0]


def test_the_year_over_a_group_does_not_hide_what_stands_below_it() -> None:
    heads = [
        ["序号", "工作任务", "2017年", None, None, "责任单位"],
        [None, None, "目标", "累计", None, None],
        [None, None, None, "完成", "完成率", None],
    ]
    merges = [Box(2, 1, 4, 1), Box(2, 2, 4, 2), Box(2, 3, 2, 5), Box(3, 3, 4, 3), Box(3, 4, 3, 5), Box(2, 6, 4, 6)]
    reading = sheet(["六项工作（2017年7月）"], *heads, [1, "新增高企", "30家", 18, "60%", "科技局"], merges=merges)
    assert field(reading, "2017年/累计/完成") == "actual_value"
    assert field(reading, "2017年/累计/完成率") == "completion_rate"


def test_a_plan_below_money_is_no_rate() -> None:
    heads = [["序号", "项目名称", "完成投资（亿元）", None, "责任单位"], [None, None, "年度计划", "完成率", None]]
    merges = [Box(2, 1, 3, 1), Box(2, 2, 3, 2), Box(2, 3, 2, 4), Box(2, 5, 3, 5)]
    reading = sheet(TITLE, *heads, [1, "甲路工程", 1.2, "45%", "建设局"], merges=merges)
    assert field(reading, "完成投资(亿元)/年度计划") != "completion_rate"


@pytest.mark.parametrize(
    "done", ["截至7月底完成投资（万元）", "至7月底累计完成投资（万元）", "截至七月末累计完成投资（万元）"]
)
def test_a_column_that_may_be_the_years_or_the_whole_projects_is_asked_about_in_a_known_table(done: str) -> None:
    head = ["序号", "项目名称", "年度计划投资（万元）", done, "责任单位"]
    (table,) = sheet(TITLE, head, [1, "甲路工程", 2000, 900, "建设局"]).tables
    assert table.dataset == "key_projects"
    assert [c.letter for c in table.columns if c.asked] == ["D"]


GROUPS = [["道路类（2个）", 13000, 5000, 2100], ["房建类（2个）", 15000, 3500, 1400]]


@pytest.mark.parametrize("share", [None, "42%", "４２％", 0.42], ids=["none", "text", "full-width", "format"])
@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "unnumbered"])
@pytest.mark.parametrize("first", [True, False], ids=["above its rows", "below its rows"])
def test_a_groups_sums_are_no_project_wherever_they_stand(share: object, numbered: bool, first: bool) -> None:
    start = 0 if numbered else 1
    head = [*HEAD[:5], "完成率", *HEAD[5:]][start:]
    rows = [[*row[:5], "45%", *row[5:]][start:] for row in ROWS]
    sums = [[None, *group, share][start:] for group in GROUPS]
    body = [
        *([sums[0]] if first else []),
        *rows[:2],
        sums[1] if first else sums[0],
        *rows[2:],
        *([] if first else [sums[1]]),
    ]
    places = [i for i, row in enumerate(body, start=3) if row in sums]
    formats = {(row, 7 - start): "0%" for row in places} if share == 0.42 else {}
    reading = sheet(TITLE, head, *body, formats=formats)
    assert projects(reading) == TRUTH
    assert all(any(f"A{row}:" in i.cells for i in reading.issues if i.severity == "warning") for row in places)


@pytest.mark.parametrize("word", ["全部", "全部项目", "四个项目"])
def test_a_total_in_a_list_without_numbers_is_no_project(word: str) -> None:
    reading = sheet(TITLE, HEAD[1:], *(row[1:] for row in ROWS), [word, 28000, 8500, 3500])
    assert projects(reading) == TRUTH
    assert [i.cells for i in reading.issues if i.cells.startswith("A7")]


def test_a_row_left_out_for_its_sums_is_not_said_to_lack_a_number_where_no_row_has_one() -> None:
    total = ["四个项目", 28000, 8500, 3500]
    assert said(sheet(TITLE, HEAD[1:], *(row[1:] for row in ROWS), total), "row_like_sum") == ["A7:F7"]
    assert said(sheet(TITLE, HEAD, *ROWS, [None, *total]), "row_unnumbered") == ["A7:G7"]


@pytest.mark.parametrize("share", ["42%", "４２％"])
def test_a_total_without_a_name_is_one_though_a_share_and_a_subtotal_stand_in_it(share: str) -> None:
    head = [*HEAD[:5], "完成率", *HEAD[5:]]
    rows = [[*row[:5], "45%", *row[5:]] for row in ROWS]
    subtotal, total = ["小计", None, 13000, 5000, 2100], [None, None, 28000, 8500, 3500, share]
    reading = sheet(TITLE, head, *rows[:2], subtotal, *rows[2:], total)
    assert projects(reading) == TRUTH
    assert said(reading, "row_total") == ["A5:H5", "A8:H8"]


def test_a_project_of_which_nothing_is_written_stays_where_it_sums_up_nothing() -> None:
    bare = ["戊路工程", 7000, 2500, 1000]
    reading = sheet(TITLE, HEAD[1:], *(row[1:] for row in ROWS), bare)
    assert [row[0] for row in projects(reading)] == [*NAMES, "戊路工程"]


@pytest.mark.parametrize(
    "row",
    [
        [1, "无"],
        [None, "无"],
        ["无"],
        ["/"] * 7,
        [1, *["—"] * 6],
        ["本月无新增项目"],
        ["我单位暂无重点项目"],
        ["零报告"],
    ],
    ids=lambda row: "|".join(map(str, row))[:12],
)
def test_a_list_of_nothing_is_no_report_and_what_it_says_is_quoted(row: list) -> None:
    reading = sheet(TITLE, HEAD, row)
    assert projects(reading) == []
    (empty,) = [i for i in reading.issues if i.code == "table_nothing"]
    word = next(v for v in reversed(row) if isinstance(v, str))
    assert (empty.severity, empty.cells, word in empty.message) == ("error", "A2:G3", True)


@pytest.mark.parametrize("name", ["无障碍设施改造", "无人机产业园项目", "无违建社区创建项目"])
def test_a_name_that_only_begins_like_nothing_is_not_called_nothing(name: str) -> None:
    reading = sheet(TITLE, HEAD, *ROWS, [name])
    assert said(reading, "row_nothing") == []
    assert said(reading, "row_doubtful") == ["A7:G7"]


def test_a_table_without_one_row_is_told_from_a_list_of_nothing() -> None:
    assert said(sheet(TITLE, HEAD), "table_empty") == ["A2:G2"]
    assert said(sheet(TITLE, HEAD, ["合计", None, 0, 0, 0]), "table_empty") == ["A2:G3"]


@pytest.mark.parametrize("signature", [["单位负责人：", None, "填表人："], ["填表人：", None, None, "审核："]])
def test_a_line_to_sign_below_the_table_is_a_note(signature: list) -> None:
    reading = sheet(TITLE, HEAD, *ROWS, signature)
    assert projects(reading) == TRUTH
    assert said(reading, "row_note") == ["A7:G7"]


@pytest.mark.parametrize(
    ("typed", "value", "unit"), [("5600米", 5600.0, "米"), ("约12公里", 12.0, "公里"), ("18家", 18.0, "家")]
)
def test_a_result_beside_a_target_in_words_keeps_its_unit(typed: str, value: float, unit: str) -> None:
    head = ["序号", "工作任务", "目标任务", "累计完成", "责任单位"]
    (table,) = sheet(["六项工作（2017年7月）"], head, [1, "修路", "20多公里", typed, "建设局"]).tables
    assert table.frame[["actual_value", "unit"]].iloc[0].tolist() == [value, unit]
    assert table.cells["unit"].iloc[0] == "D3"


@pytest.mark.parametrize("first", ["其中：东片", "东片"])
def test_parts_without_a_number_that_sum_up_count_once_whoever_is_responsible(first: str) -> None:
    rows = [[None, first, 2000, 900, 500], [None, "      西片", 3000, 1100, 400]]
    reading = sheet(TITLE, HEAD, ROWS[0], *([*row, "主体施工", "建设局"] for row in rows), *ROWS[1:])
    amounts = [table.frame["total_investment"].sum() for table in reading.tables]
    assert amounts == [28000.0]
    assert said(reading, "row_part") + said(reading, "row_whole") in (["A4:G5"], ["A3:G3"])


DOWN = [
    ["项目名称", "甲路工程", "乙路工程", "丙路工程"],
    ["总投资（万元）", 5000, 8000, 6000],
    ["年度计划投资（万元）", 2000, 3000, 1500],
    ["形象进度", "主体施工", "路基完成70%", "未开工"],
    ["责任单位", "建设局", "建设局", "城建局"],
]


def test_labels_with_one_value_each_are_a_form_and_a_table_of_labels_is_a_table() -> None:
    (form,) = sheet(*(row[:2] for row in DOWN)).tables
    assert form.frame["project"].tolist() == ["甲路工程"]
    words = ["项目名称", "责任单位", "完成时限", "备注"]
    head = ["序号", "工作任务", "目标任务", "累计完成", "责任单位"]
    rows = [[n, word, "30家", 18, "科技局"] for n, word in enumerate(words, 1)]
    (table,) = sheet(["六项工作（2017年7月）"], head, *rows).tables
    assert table.frame["task"].tolist() == words


@pytest.mark.parametrize("second", ["责任单位", None], ids=["word for word", "one merged head"])
def test_a_unit_named_twice_is_asked_with_who_leads_and_who_supports(second: str | None) -> None:
    head = ["序号", "工作任务", "目标任务", "完成情况", "责任单位", second]
    rows = [
        [1, "新增高企", "30家", "已完成18家", "科技局", "财政局"],
        [2, "专利", "300件", "190件", "科技局", "招商局"],
    ]
    reading = sheet(["六项工作（2017年7月）"], head, *rows, merges=[] if second else [Box(2, 5, 2, 6)])
    asked = [c for c in reading.tables[0].columns if c.asked]
    assert [(c.letter, c.likely) for c in asked] == [("E", "lead_department"), ("F", "support_departments")]
    assert all({"lead_department", "support_departments"} <= set(c.suggestions) for c in asked)
    assert said(reading, "column_contested") == ["E2:E4", "F2:F4"]


def test_a_unit_named_twice_where_no_field_holds_who_supports_proposes_neither() -> None:
    reading = sheet(TITLE, [*HEAD, "责任单位"], *([*row, "财政局"] for row in ROWS))
    assert [(c.letter, c.likely) for c in reading.tables[0].columns if c.asked] == [("G", None), ("H", None)]
