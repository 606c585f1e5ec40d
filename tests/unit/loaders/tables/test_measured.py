"""Numbers carry their units: target and result of one row stand in one unit, and a limit stays a limit."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from loaders import Reading, read

HEADS = ("序号", "工作任务", "目标值{}", "计量单位", "完成值{}", "责任单位")


def reading(target: str, done: str, *rows: tuple[Any, Any, Any], title: str = "2017年7月重点工作任务台账") -> Reading:
    """A ledger of tasks whose two heads carry these units, a row each of (target, unit, done)."""
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append([h.format(u) for h, u in zip(HEADS, ("", "", target, "", done, ""), strict=True)])
    for n, (goal, unit, value) in enumerate(rows, 1):
        sheet.append([n, f"任务{n}", goal, unit, value, "经济发展局"])
    kept = io.BytesIO()
    book.save(kept)
    return read(kept.getvalue(), file="台账.xlsx")


def measured(found: Reading) -> list[tuple[Any, Any, Any]]:
    frame = found.tables[0].frame
    values = frame[["target_value", "unit", "actual_value"]].astype(object).where(frame.notna(), None)
    return [tuple(row) for row in values.itertuples(index=False)]


@pytest.mark.parametrize(
    ("target", "done", "row", "expected"),
    [
        ("（亿元）", "（万元）", (45, None, 205000), (45.0, "亿元", 20.5)),
        ("（公里）", "（米）", (12, None, 5600), (12.0, "公里", 5.6)),
        ("", "", ("12公里", None, "5600米"), (12.0, "公里", 5.6)),
        ("", "", ("3000万元", None, "0.21亿元"), (3000.0, "万元", 2100.0)),
        ("", "", ("100万平方米", None, "45公顷"), (100.0, "万平方米", 45.0)),
        ("（万人）", "（人）", (3, None, 900), (3.0, "万人", 0.09)),
        ("（亿）", "（万）", (2, None, 5000), (2.0, "亿", 0.5)),
        ("（户）", "（个）", (30, None, 18), (30.0, "户", 18.0)),
        ("", "", (30, "家", 18), (30.0, "家", 18.0)),
        ("（万元）", "（万元）", (5000, None, 2650), (5000.0, "万元", 2650.0)),
        ("", "", (30, None, 18), (30.0, None, 18.0)),
    ],
)
def test_a_rows_numbers_stand_in_one_unit(target: str, done: str, row: Any, expected: Any) -> None:
    assert measured(reading(target, done, row)) == [pytest.approx(expected)]


@pytest.mark.parametrize(
    ("name", "expected"), [("固定资产投资（亿元）", "亿元"), ("新增就业(人)", "人"), ("道路改造（二期）", None)]
)
def test_a_unit_in_brackets_behind_the_name_is_the_rows(name: str, expected: str | None) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["2017年7月重点工作任务台账"],
        ["序号", "工作任务", "目标值", "完成值", "责任单位"],
        [1, name, 120, 66, "经济发展局"],
    ):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    assert measured(read(kept.getvalue(), file="台账.xlsx")) == [(120.0, expected, 66.0)]


@pytest.mark.parametrize(
    ("goal", "done", "named"),
    [(120, 66, ["C3", "D3"]), ("120万元", 66, ["D3"]), ("120万元", "66万元", [])],
)
def test_a_head_and_a_name_of_two_units_are_named_with_the_bare_numbers(goal: Any, done: Any, named: list[str]) -> None:
    book = Workbook()
    sheet = book.active
    head = ["序号", "工作任务", "目标值（万元）", "完成值（万元）", "责任单位"]
    for row in (["2017年7月重点工作任务台账"], head, [1, "固定资产投资（亿元）", goal, done, "经济发展局"]):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    found = read(kept.getvalue(), file="台账.xlsx")
    assert [issue.cells for issue in found.issues if issue.code == "unit_against_name"] == named


@pytest.mark.parametrize("row", [("12公里", None, "300户"), ("3000万元", None, "45公顷")])
def test_what_cannot_be_brought_to_one_unit_is_withheld_with_its_cell(row: Any) -> None:
    found = reading("", "", row)
    assert measured(found)[0][2] is None
    assert [issue.cells for issue in found.issues if issue.code == "unit_conflict"] == ["E3"]


def test_another_counting_word_in_another_size_is_withheld_with_its_cell() -> None:
    found = reading("（万户）", "（个）", (3, None, 900))
    assert measured(found) == [(3.0, "万户", None)]
    assert [i.cells for i in found.issues if i.code == "unit_conflict"] == ["E3"]


@pytest.mark.parametrize("typed", ["≤5", "45以下", "不超过20"])
def test_a_limit_typed_as_a_sign_stays_a_limit(typed: str) -> None:
    frame = reading("", "", (typed, "起", 2)).tables[0].frame
    assert frame["target_text"].tolist() == [typed]


@pytest.mark.parametrize(("done", "told"), [(26_500_000, True), (4_999_000, False), (6_000, False)])
def test_yuan_under_ten_thousands_of_them_is_told(done: float, told: bool) -> None:
    found = reading("（万元）", "（万元）", (5000, None, done))
    assert any(issue.code == "off_scale" for issue in found.issues) == told
