"""The reminder says to whom, how many, which, since when; as text and as a letter."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from docx import Document

from exports.chasing import Owing, Reminder, letter, text

DUE, TODAY = dt.date(2017, 8, 31), dt.date(2017, 9, 5)
OWING = (Owing("建设局", "重点任务", "未报", DUE, 3), Owing("教育局", "民生实事", "已退回待重报", DUE, 0))


@pytest.mark.parametrize(
    ("who", "is_post", "addressed"),
    [("", False, "各有关单位："), ("建设局", False, "建设局："), ("管委会副主任", True, "管委会副主任：")],
)
def test_text_and_letter_are_addressed_and_list_every_report(who: str, is_post: bool, addressed: str) -> None:
    reminder = Reminder(who, "2017年8月", TODAY, OWING, is_post)
    lines = text(reminder).splitlines()
    assert lines[1] == addressed
    assert "尚缺2份（2家单位）" in lines[2]
    assert lines[3] == "建设局：重点任务（未报），应于8月31日前报送，已逾期3个工作日"
    assert lines[4].endswith("应于8月31日前报送")
    document = Document(BytesIO(letter(reminder)))
    assert addressed in [paragraph.text for paragraph in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1:] == [
        ["建设局", "重点任务", "未报", "8月31日", "3"],
        ["教育局", "民生实事", "已退回待重报", "8月31日", ""],
    ]
