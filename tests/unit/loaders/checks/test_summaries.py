"""A summary sheet and its details: each project once, the detail's amounts, and where they differ."""

from __future__ import annotations

import io

import openpyxl
import pytest

from loaders import Reading, read

HEAD = ("序号", "项目名称", "投资方", "总投资（万元）", "累计到位资金（万元）", "责任单位")
ROWS = [(1, "甲园", "甲公司", 100, 10, "招商局"), (2, "乙园", "乙公司", 200, 20, "招商局")]


def book(sheets: dict[str, list[tuple[object, ...]]]) -> Reading:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in [("2017年7月招商引资项目",), HEAD, *rows]:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    return read(out.getvalue(), file="a.xlsx")


def names(reading: Reading) -> list[str]:
    return sorted(name for table in reading.tables for name in table.frame["project"])


@pytest.mark.parametrize("summary", ["汇总", "项目汇总表", "总表"])
def test_a_row_of_the_summary_with_a_detail_counts_once(summary: str) -> None:
    reading = book({summary: ROWS, "在建": [ROWS[0]], "签约": [ROWS[1]]})
    assert names(reading) == ["乙园", "甲园"]
    assert {t.sheet for t in reading.tables if len(t.frame)} == {"在建", "签约"}
    assert [i.cells for i in reading.issues if i.code == "row_in_detail"] == ["A3:F3", "A4:F4"]


def test_a_row_of_the_summary_without_a_detail_stays() -> None:
    reading = book({"汇总": ROWS, "在建": [ROWS[0]]})
    assert names(reading) == ["乙园", "甲园"]
    assert [t.sheet for t in reading.tables if "乙园" in list(t.frame["project"])] == ["汇总"]


def test_what_differs_is_named_on_both_sides() -> None:
    reading = book({"汇总": ROWS, "在建": [(1, "甲园", "甲公司", 100, 15, "招商局")]})
    (found,) = [i for i in reading.issues if i.code == "summary_differs"]
    assert (found.sheet, found.cells) == ("汇总", "E3")
    assert "在建!E3" in found.message


def test_namesakes_of_different_investors_both_stay() -> None:
    reading = book({"汇总": ROWS, "街道": [(1, "甲园", "丙公司", 50, 5, "招商局")]})
    assert names(reading) == ["乙园", "甲园", "甲园"]


def test_two_sheets_of_which_none_sums_up_are_only_warned_about() -> None:
    reading = book({"一组": ROWS, "二组": [ROWS[0]]})
    assert names(reading) == ["乙园", "甲园", "甲园"]
    assert [i.sheet for i in reading.issues if i.code == "row_twice"] == ["二组"]
