"""What sheets say of a duty is taken from its own row, in its own words."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics.told import told

MISSING = float("nan")
FRAMES = {
    "work_targets": pd.DataFrame(
        [
            {"row_id": "a", "target_text": None, "target_value": 12.0, "unit": "个", "progress_text": "开工3个",
             "problem": "征地慢", "next_step": "倒排工期"},
            {"row_id": "b", "target_text": "出台办法", "target_value": MISSING, "unit": None, "progress_text": None,
             "problem": None, "next_step": None},
        ]
    ),
    "key_projects": pd.DataFrame(
        [{"row_id": "a", "annual_plan": 34000.0, "progress_text": "正在施工", "problem": "资金缺口"}]
    ),
    "rectification": pd.DataFrame([{"row_id": "c", "measure": "限期拆除"}]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("dataset", "row", "said"),
    [
        ("work_targets", "a", ("12个", "开工3个", "征地慢", "倒排工期")),
        ("work_targets", "b", ("出台办法", "", "", "")),
        ("key_projects", "a", ("年度计划投资3.40亿元", "正在施工", "资金缺口", "")),
        ("rectification", "c", ("", "", "", "限期拆除")),
        ("enterprise_issues", "x", ("", "", "", "")),
    ],
)
def test_a_duty_is_told_by_its_own_row(dataset: str, row: str, said: tuple[str, ...]) -> None:
    duties = pd.DataFrame([{"dataset": dataset, "row_id": row, "problem": "别处的"}])
    table = told(duties, FRAMES)
    assert tuple(table[c].item() for c in ("target", "progress", "problem", "next_step")) == said
