"""A reply sheet is known again by itself, also when it was typed over, renamed or saved by another program."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from exports.notices import NoticePaper, NoticeRow, reply_sheet
from loaders.replies import read_reply

NUMBER = "督办〔2017〕12号"
PAPER = NoticePaper(
    NUMBER,
    "department",
    "建设局",
    "2017年8月调度会点名",
    date(2017, 8, 9),
    date(2017, 8, 16),
    (
        NoticeRow(1, "断头路打通", "建设局", "管委会副主任（分管建设）", "落后时序30.6个百分点", date(2017, 10, 31)),
        NoticeRow(2, "=老旧小区改造", "建设局", "", "逾期12天"),
    ),
)


def filled(**cells: object) -> bytes:
    book = load_workbook(BytesIO(reply_sheet(PAPER)))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_as_it_was_sent_is_known_and_answers_nothing_yet() -> None:
    found = read_reply(reply_sheet(PAPER), "随便.xlsx")
    assert found is not None
    assert (found.number, [a.item for a in found.answers]) == (NUMBER, ["断头路打通", "=老旧小区改造"])
    assert [a.said for a in found.answers] == [False, False]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2017年9月30日", "2017-09-30"),
        ("9月底", "2017-09-30"),
        ("9月底前", "2017-09-30"),
        (date(2017, 9, 30), "2017-09-30"),
        ("2017.9.30", "2017-09-30"),
        ("尽快", ""),
        (None, ""),
    ],
)
def test_what_is_promised_by_when_is_read_as_people_write_it(typed: object, day: str) -> None:
    found = read_reply(filled(F5="征地慢", G5="倒排工期", H5=typed, I5="局长"), "x.xlsx")
    assert found is not None
    answer = found.answers[0]
    assert (answer.position, answer.cause, answer.measure, answer.signed) == (1, "征地慢", "倒排工期", "局长")
    assert answer.promised == day


@pytest.mark.parametrize(
    "head", ["编号：督办[2017]12号", "督办（2017）12 号 回复对象：建设局", "关于督办【2017】12号的回复"]
)
def test_its_number_is_found_in_whatever_brackets(head: str) -> None:
    found = read_reply(filled(A2=head, G5="x"), "x.xlsx")
    assert found is not None
    assert found.number == NUMBER


def test_columns_may_be_moved_and_the_sheet_need_not_be_the_first() -> None:
    book = Workbook()
    book.create_sheet("回复").append([None])
    page = book["回复"]
    page.append(["督办〔2017〕12号"])
    page.append(["督办事项", "完成时限", "整 改 措 施", "序号"])
    page.append(["断头路打通", "9月30日", "加班", "2、"])
    page.append(["以上如有不妥请批评指正", None, None, None])
    out = BytesIO()
    book.save(out)
    found = read_reply(out.getvalue(), "x.xlsx")
    assert found is not None
    assert [(a.position, a.item, a.measure, a.promised) for a in found.answers] == [
        (2, "断头路打通", "加班", "2017-09-30")
    ]


@pytest.mark.parametrize("head", [["督办事项", "完成时限"], ["任务", "整改措施", "完成时限"]])
def test_another_sheet_is_no_reply(head: list[str]) -> None:
    book = Workbook()
    book.worksheets[0].append(["督办〔2017〕12号"])
    book.worksheets[0].append(head)
    out = BytesIO()
    book.save(out)
    assert read_reply(out.getvalue(), "x.xlsx") is None
