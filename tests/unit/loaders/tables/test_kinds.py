"""Kinds of columns and rows told by their structure: ticked stages, columns of several periods, rows of nothing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import Mappings, Reading, read

ROW = Sequence[object]
STAGES = {"洽谈": "negotiating", "签约": "signed", "开工": "started", "投产": "producing"}


def sheet(rows: Sequence[ROW], mappings: Mappings | None = None) -> Reading:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), file="a.xlsx", mappings=mappings)


@settings(max_examples=25, deadline=None)
@given(
    mark=st.sampled_from(["√", "●", "✓", "★", "是", "V"]),
    unmarked=st.sampled_from([None, "×", "○", "否", "—"]),
    reached=st.lists(st.integers(0, 3), min_size=2, max_size=6),
    up_to=st.booleans(),
)
def test_the_last_ticked_stage_is_the_stage(mark: str, unmarked: str | None, reached: list[int], up_to: bool) -> None:
    rows = [
        [f"{n}", f"{n}号园", "某公司", 3, *[mark if i == at or (up_to and i < at) else unmarked for i in range(4)]]
        for n, at in enumerate(reached, start=1)
    ]
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", *STAGES]
    (table,) = sheet([["2017年招商引资项目进展"], head, *rows]).tables
    assert list(table.frame["stage"]) == [list(STAGES.values())[at] for at in reached]
    assert list(table.cells["stage"]) == [f"{'EFGH'[at]}{n}" for n, at in enumerate(reached, start=3)]
    assert not [c for c in table.columns if c.asked]


def test_stage_columns_that_hold_more_than_ticks_are_asked_about() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", *STAGES]
    (table,) = sheet([["2017年招商引资项目进展"], head, [1, "甲园", "某公司", 3, "√", "5月签约", None, None]]).tables
    assert table.frame["stage"].isna().all()
    assert [c.header for c in table.columns if c.asked] == list(STAGES)


HEAD = ["序号", "工作任务", "年度目标", "6月底进展情况", "7月底进展情况", "6月完成率", "7月完成率", "责任单位"]
JULY = [["2017年重点工作任务台账"], ["填报单位：经济发展局　　填报时间：2017年7月31日"]]
TASK = [1, "新增高企", "30家", "新增15家", "新增18家", "50%", "60%", "科技局"]


@pytest.mark.parametrize(("month", "rate", "text"), [(7, 0.6, "新增18家"), (6, 0.5, "新增15家")])
def test_the_columns_of_the_tables_own_month_are_read_and_the_others_said(month: int, rate: float, text: str) -> None:
    lead = [f"填报单位：经济发展局　　填报时间：2017年{month}月30日"]
    reading = sheet([JULY[0], lead, HEAD, TASK])
    (table,) = reading.tables
    assert list(table.frame["completion_rate"]) == [rate]
    assert list(table.frame["progress_text"]) == [text]
    assert len([i for i in reading.issues if i.code == "column_other_period"]) == 2
    assert not [c for c in table.columns if c.asked]


def test_answers_about_columns_that_differ_by_month_do_not_overwrite_each_other() -> None:
    (table,) = sheet([*JULY, HEAD, TASK]).tables
    answers = Mappings()
    answers.remember(table.signature, "work_targets", {"6月完成率": None, "7月完成率": "completion_rate"})
    answers = Mappings.from_json(answers.to_json())
    assert list(sheet([*JULY, HEAD, TASK], answers).tables[0].frame["completion_rate"]) == [0.6]
    later = [text.replace("7月", "8月").replace("6月", "7月") for text in HEAD]
    august = [JULY[0], ["填报单位：经济发展局　　填报时间：2017年8月31日"], later, TASK]
    assert list(sheet(august, answers).tables[0].frame["completion_rate"]) == [0.6]


@pytest.mark.parametrize("words", ["无", "暂无问题", "没有", "暂无诉求。"])
def test_a_row_that_names_nothing_is_no_record_and_is_said(words: str) -> None:
    rows = [[1, "甲公司", "用地不足", "建设局", "已办结"], [2, "乙公司", words, "建设局", None]]
    reading = sheet([["企业走访问题台账"], ["序号", "企业名称", "存在问题", "责任单位", "办理状态"], *rows])
    assert list(reading.tables[0].frame["issue"]) == ["用地不足"]
    assert [(i.cells, i.severity) for i in reading.issues if i.code == "row_nothing"] == [("A4:E4", "warning")]


KEY = ["序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "开工时间", "计划竣工时间"]


@settings(max_examples=25, deadline=None)
@given(short=st.integers(1, 59), day=st.integers(1, 28))
def test_a_moment_just_short_of_midnight_is_the_next_day_and_names_both(short: int, day: int) -> None:
    moment = datetime.fromisoformat(f"2017-08-{day:02d} 23:59:{60 - short:02d}")
    reading = sheet([["2017年重点项目"], KEY, [1, "甲路", 9, 3, "2017-03-01", moment]])
    assert str(reading.tables[0].frame["deadline"][0])[:10] == f"2017-08-{day + 1:02d}"
    (found,) = [i for i in reading.issues if i.code == "date_before_midnight"]
    assert f"2017-08-{day:02d}" in found.message
    assert f"2017-08-{day + 1:02d}" in found.message


@pytest.mark.parametrize(
    "moment",
    [datetime.fromisoformat("2017-08-30 23:50"), datetime.fromisoformat("2017-08-30 15:00"), "2017-08-30 23:50:00"],
)
def test_any_other_time_of_day_stays_that_day(moment: object) -> None:
    reading = sheet([["2017年重点项目"], KEY, [1, "甲路", 9, 3, "2017-03-01", moment]])
    assert str(reading.tables[0].frame["deadline"][0])[:10] == "2017-08-30"


def test_the_first_month_by_its_old_name_is_january() -> None:
    reading = sheet([["2017年重点项目"], KEY, [1, "甲路", 9, 3, "2017年元月", "2017年12月"]])
    assert str(reading.tables[0].frame["start_date"][0])[:10] == "2017-01-01"


def test_an_inferred_years_sentence_names_the_day_that_was_read() -> None:
    reading = sheet([["2017年重点项目"], KEY, [1, "甲路", 9, 3, "3月", "12月"]])
    said = {i.cells: i.message for i in reading.issues if i.code == "year_inferred"}
    assert "2017-03-01" in said["E3"]
    assert "2017-12-31" in said["F3"]
