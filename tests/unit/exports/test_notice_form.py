"""A notice in its official form: number, addressee, every matter with its gap and deadline, the day, copies, our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from papers_read_back import parts, words_of_bulletin, words_of_lists

from exports.notices import NoticePaper, NoticeRow, notice, reply_sheet

POST = "管委会副主任（分管建设）"
PAPER = NoticePaper(
    "督办〔2017〕3号",
    "department",
    "建设局",
    "2017年8月调度会点名",
    date(2017, 8, 9),
    date(2017, 8, 16),
    (
        NoticeRow(1, "断头路打通", "建设局", POST, "落后时序30.6个百分点", date(2017, 10, 31), "征地慢"),
        NoticeRow(2, "老旧小区改造", "建设局", POST, "逾期12天"),
    ),
    demo=True,
)


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (PAPER, ["督办通知单", "督办〔2017〕3号", "建设局：", "2017年8月调度会点名的下列2项工作", "2017年8月16日前",
                 "断头路打通", "落后时序30.6个百分点", "2017年10月31日", "征地慢", "（未填报）", "2017年8月9日", f"抄送：{POST}"]),
        (replace(PAPER, to_kind="leader", addressee=POST), [f"{POST}：", "由您牵头的下列2项", "责任单位", "建设局"]),
        (replace(PAPER, reminder=True), ["督办催办单", "至今没有收到答复", "5个工作日", f"抄送：{POST}"]),
    ],
)  # fmt: skip
def test_a_notice_says_what_is_demanded_of_whom_by_when(paper: NoticePaper, said: list[str]) -> None:
    text = words_of_bulletin(notice(paper))
    assert [part for part in said if part not in text] == []


def test_the_reply_sheet_asks_for_cause_measure_day_and_signature() -> None:
    text = words_of_lists(reply_sheet(PAPER))
    wanted = [
        "督办事项回复单",
        "督办〔2017〕3号",
        "断头路打通",
        "落后时序30.6个百分点",
        "未完成原因",
        "整改措施",
        "完成时限",
        "签字",
    ]
    assert [part for part in wanted if part not in text] == []


@pytest.mark.parametrize("write", [notice, reply_sheet])
def test_its_properties_are_our_own(write: object) -> None:
    core = dict(parts(write(PAPER)))["docProps/core.xml"]  # type: ignore[operator]
    assert ("督办〔2017〕3号" in core, "2017-08-09" in core, "python" in core) == (True, True, False)
