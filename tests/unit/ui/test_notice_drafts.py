"""Red items become notices: one a unit or a post, nobody's left out, each matter with its gap and what the sheet says."""

from __future__ import annotations

import pandas as pd
import pytest

from ui.analysts.demands.issue import drafts_of

RED = pd.DataFrame(
    [
        (
            "work_targets",
            "a",
            "甲",
            "建设局",
            "副主任甲",
            "落后时序10.0个百分点",
            pd.Timestamp("2017-10-31"),
            "征地慢",
            "倒排",
        ),
        ("work_targets", "b", "乙", "教育局", "副主任甲", "逾期3天", pd.NaT, "", ""),
        ("work_targets", "c", "丙", "建设局", float("nan"), "滞后", pd.NaT, float("nan"), "加班"),
    ],
    columns=[
        "dataset",
        "identity",
        "name",
        "lead_department",
        "lead_leader",
        "gap",
        "deadline",
        "problem",
        "next_step",
    ],
)


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("department", {"建设局": ["甲", "丙"], "教育局": ["乙"]}),
        ("leader", {"副主任甲": ["甲", "乙"]}),
    ],
)
def test_one_notice_a_unit_or_post_in_the_order_of_their_items(kind: str, made: dict[str, list[str]]) -> None:
    drafts = drafts_of(RED, kind)
    assert {d.addressee: [m.item for m in d.matters] for d in drafts} == made
    assert {d.to_kind for d in drafts} == {kind}


def test_a_matter_says_gap_deadline_problem_and_next_step() -> None:
    first, third = drafts_of(RED, "department")[0].matters
    assert (first.gap, first.deadline, first.problem) == (
        "落后时序10.0个百分点",
        "2017-10-31",
        "征地慢；下步打算：倒排",
    )
    assert (third.leader, third.deadline, third.problem) == ("", "", "下步打算：加班")
