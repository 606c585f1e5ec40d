"""Cross-checks (mess table D11): what contradicts itself is said at its cell, and what does not is left alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tables"))

from clerk_truth import grid_of, read_grids

from loaders.reading import Reading

TITLE = ["2017年重点项目推进情况表（7月）单位：万元"]


def said(reading: Reading, code: str) -> list[str]:
    return [i.cells for i in reading.issues if i.code == code]


def projects(headers: list[str], *rows: list[Any], title: list[str] | None = None) -> Reading:
    lines = [[n, f"道路{n}", *row] for n, row in enumerate(rows, 1)]
    return read_grids(grid_of(title or TITLE, ["序号", "项目名称", *headers], *lines))


MONEY = ["总投资", "年度计划投资", "1-7月完成投资", "投资完成率"]
DATES = ["总投资", "开工时间", "竣工时间", "形象进度"]


@pytest.mark.parametrize(
    ("rate", "cells"),
    [
        pytest.param("60%", [], id="C01 exact"),
        pytest.param("60.9%", [], id="C01 within a point"),
        pytest.param("75%", ["F3"], id="C01 off"),
        pytest.param("119%", ["F3"], id="C01 above"),
    ],
)
def test_a_rate_is_held_against_done_over_planned(rate: str, cells: list[str]) -> None:
    assert said(projects(MONEY, [500, 100, 60, rate]), "rate_disagrees") == cells


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        pytest.param([500, 100, 60, ""], [], id="C03 in order"),
        pytest.param([500, 100, 600, ""], ["E3"], id="C03 done above total"),
        pytest.param([500, 900, 60, ""], ["D3"], id="C03 plan above total"),
        pytest.param([500, 100, 120, ""], [], id="over plan is normal"),
    ],
)
def test_a_part_above_its_whole_is_said(row: list, cells: list[str]) -> None:
    assert said(projects(MONEY, row), "part_above_whole") == cells


@pytest.mark.parametrize(
    ("start", "end", "cells"),
    [
        pytest.param("2017.3.1", "2017年底", [], id="in order"),
        pytest.param("2017.8.1", "2017.3.1", ["E3"], id="D18 finished before it began"),
        pytest.param("2017.3.1", "2017.3.1", [], id="the same day"),
    ],
)
def test_dates_out_of_order_are_said(start: str, end: str, cells: list[str]) -> None:
    assert said(projects(DATES, [5, start, end, "甲"]), "date_order") == cells


@pytest.mark.parametrize(
    ("rate", "text", "cells"),
    [
        pytest.param("100%", "正在进行基础施工", ["D3"], id="full rate over foundations"),
        pytest.param("100%", "已办理招投标，已竣工验收", [], id="finished after all"),
        pytest.param("80%", "正在进行基础施工", [], id="not full"),
    ],
)
def test_a_full_rate_beside_unfinished_work_is_said(rate: str, text: str, cells: list[str]) -> None:
    assert said(projects(["总投资", "投资完成率", "形象进度"], [5, rate, text]), "rate_against_text") == cells


@pytest.mark.parametrize(
    ("total", "cells"),
    [
        pytest.param(300, [], id="R10 equal"),
        pytest.param(300.01, [], id="rounded"),
        pytest.param(310, ["C5"], id="R10 off"),
    ],
)
def test_a_total_is_a_checksum(total: float, cells: list[str]) -> None:
    rows = [[1, "甲路", 100, 50], [2, "乙路", 200, 60], ["合计", None, total, 110]]
    reading = read_grids(grid_of(TITLE, ["序号", "项目名称", "总投资", "年度计划投资"], *rows))
    assert said(reading, "total_mismatch") == cells


def test_subtotals_sum_their_group_and_the_total_sums_all() -> None:
    rows = [
        ["一、新建"],
        [1, "甲路", 100, 5],
        ["小计", None, 100, 5],
        ["二、续建"],
        [2, "乙路", 200, 6],
        ["小计", None, 200, 7],
        ["合计", None, 300, 11],
    ]
    reading = read_grids(grid_of(TITLE, ["序号", "项目名称", "总投资", "年度计划投资"], *rows))
    assert said(reading, "total_mismatch") == ["D8"]


def test_a_column_with_a_withheld_amount_has_no_checksum() -> None:
    rows = [[1, "甲路", 100, 50], [2, "乙路", "见附件", 60], ["合计", None, 999, 110]]
    reading = read_grids(grid_of(TITLE, ["序号", "项目名称", "总投资", "年度计划投资"], *rows))
    assert said(reading, "total_mismatch") == []


def test_one_number_under_two_units_is_said() -> None:
    reading = projects(["总投资（亿元）", "年度计划投资（万元）"], [5.3, 5.3], [5.3, 4000], title=["重点项目"])
    assert said(reading, "same_number_two_units") == ["D3"]


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        pytest.param(["正在按计划推进"] * 5, ["D3:D7"], id="C09 copied"),
        pytest.param(["完成"] * 5, [], id="a short word"),
        pytest.param(["正在按计划推进"] * 4 + ["已完工验收"], [], id="one differs"),
    ],
)
def test_the_same_words_in_every_row_are_said(texts: list[str], cells: list[str]) -> None:
    assert said(projects(["总投资", "形象进度"], *([n, t] for n, t in enumerate(texts, 5))), "column_copied") == cells


def test_a_finished_task_below_its_target_is_said() -> None:
    head = ["序号", "工作任务", "完成率", "状态", "责任单位"]
    reading = read_grids(
        grid_of(["六项工作"], head, [1, "甲", "60%", "已完成", "财政局"], [2, "乙", "100%", "已完成", "财政局"])
    )
    assert said(reading, "status_against_rate") == ["D3"]


def test_a_clean_sheet_has_nothing_to_say() -> None:
    assert (
        projects([*MONEY, "责任单位"], [500, 100, 60, "60%", "财政局"], [800, 200, 250, "125%", "教育局"]).issues == ()
    )
