"""What sheets say of a duty is taken from its own row, in its own words."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import progress, rollup
from metrics.told import told, unweighted
from tests.unit.metrics.conftest import Rows

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


def test_rows_without_a_weight_are_counted_beside_the_rate_they_are_not_in(rows: Rows) -> None:
    weighted = {
        "area": "发展",
        "sub_area": "招商引资",
        "target_value": 10.0,
        "unit": "公里",
        "actual_value": 5.0,
        "weight": 5.0,
    }
    bare = {name: value for name, value in weighted.items() if name != "weight"}
    tasks = rows("work_targets", weighted | {"task": "甲"}, weighted | {"task": "乙"}, bare | {"task": "丙"})
    assessed = progress.assess(tasks, as_of=date(2017, 6, 30))
    assert unweighted(rollup.by_area(assessed)) == "发展1项未设分值，未计入完成率"
    assert unweighted(rollup.by_sub_area(assessed), "sub_area") == "招商引资1项未设分值，未计入完成率"
    assert unweighted(rollup.by_area(assessed.iloc[:2])) == ""
