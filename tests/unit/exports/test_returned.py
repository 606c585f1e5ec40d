"""What a unit is sent with a returned file: the list as text, its own sheets with those cells marked and said."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

import pytest
from openpyxl import load_workbook

from exports.returned import Return, text, workbook

CELLS = (
    {"sheet": "进展", "cell": "B2", "value": "85", "said": "没有百分号"},
    {"sheet": "进展", "cell": "A2:A3", "value": "", "said": "缺名称"},
    {"sheet": "", "cell": "", "value": "", "said": "没有写明月份"},
)
SENT = Return("建设局 · 2017年7月", "数不对", CELLS)


@dataclass
class Drawn:
    name: str = "进展"
    texts: dict = field(default_factory=lambda: {(1, 1): "任务", (1, 2): "完成", (2, 2): "85", (3, 2): "=1+1"})
    merges: tuple = ((1, 1, 1, 2), (1, 2, 1, 3))


def test_the_text_names_every_cell_with_what_stands_there() -> None:
    lines = text(SENT).splitlines()
    assert lines[0].endswith("建设局 · 2017年7月")
    assert lines[3:] == [
        "1. 进展 B2（现为“85”）：没有百分号",
        "2. 进展 A2:A3（现为“空”）：缺名称",
        "3. 没有写明月份",
    ]


def test_the_cells_are_coloured_and_commented_in_the_units_own_sheet() -> None:
    book = load_workbook(BytesIO(workbook(SENT, [Drawn()])))
    page = book["进展"]
    marked = {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment}
    assert marked == {"B2", "A2", "A3"}
    assert page["B2"].fill.fgColor.rgb != page["B1"].fill.fgColor.rgb
    assert (page["B2"].value, page["B2"].comment.text) == ("85", "没有百分号")
    assert [cell.value for cell in book["退回说明"][5]] == [1, "进展", "B2", "85", "没有百分号"]


def test_whatever_a_cell_said_stays_text() -> None:
    page = load_workbook(BytesIO(workbook(SENT, [Drawn()])))["进展"]
    assert (page["B3"].value, page["B3"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("name", ["一/二:三*四[五]", "很" * 40, "", "退回说明"])
def test_any_sheet_name_is_made_one_that_opens(name: str) -> None:
    book = load_workbook(BytesIO(workbook(SENT, [Drawn(name), Drawn(name)])))
    assert len(set(book.sheetnames)) == 3
