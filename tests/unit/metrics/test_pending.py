"""What a sheet asks of somebody above is found whatever column it stands in; months in red are counted without a gap."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import pending


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("需上级部门批复，尚未解决", "需上级部门批复，尚未解决"),
        ("征地慢。请管委会协调国土分局解决用地指标；正在施工", "请管委会协调国土分局解决用地指标"),
        ("建议追加资金200万元", "建议追加资金200万元"),
        ("恳请领导研究", "恳请领导研究"),
        ("管线迁改需电力公司协调解决", "管线迁改需电力公司协调解决"),
        ("需协调解决的问题：无", ""),
        ("无需协调", ""),
        ("无", ""),
        ("征地拆迁进度慢", ""),
        ("已协调解决", ""),
        ("部门协调配合不够", ""),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_clause_that_asks_for_a_decision_is_told_from_one_that_does_not(text: object, ask: str) -> None:
    assert pending.asked(text) == ask


def duties(*rows: tuple[str, str]) -> pd.DataFrame:
    said = {"dataset": "work_targets", "department": "建设局", "leader": "副主任"}
    return pd.DataFrame([{**said, "row_id": f"{i}", "identity": i, "item": i, "light": light} for i, light in rows],
                        columns=[*said, "row_id", "identity", "item", "light"])  # fmt: skip


def test_what_is_done_asks_for_nothing_and_a_project_asks_beside_the_duties() -> None:
    told = pd.DataFrame(
        {"row_id": ["甲", "乙", "丙"], "problem": ["请求协调用地", "请求协调用地", "资金慢"], "next_step": [None, None, "申请追加资金"]}
    )  # fmt: skip
    projects = pd.DataFrame(
        {"row_id": ["丁", "戊"], "project": ["项目丁", "项目戊"], "problem": ["需领导协调"] * 2,
         "stage": ["signed", "stopped"], "lead_department": "招商局", "lead_leader": None}
    )  # fmt: skip
    found = pending.in_sheets(
        duties(("甲", "behind"), ("乙", "done"), ("丙", "on_track")),
        {"work_targets": told, "investment_projects": projects},
    )
    assert list(zip(found["item"], found["field"], found["ask"], strict=True)) == [
        ("甲", "problem", "请求协调用地"),
        ("丙", "next_step", "申请追加资金"),
        ("项目丁", "problem", "需领导协调"),
    ]


def test_a_month_that_was_not_red_ends_the_row_and_a_silent_one_does_not() -> None:
    months = {
        "2017-07": duties(("甲", "behind"), ("乙", "behind"), ("丙", "on_track"), ("丁", "behind")),
        "2017-06": duties(("甲", "no_report"), ("乙", "warning"), ("丙", "behind"), ("丁", "behind")),
        "2017-05": duties(("甲", "behind"), ("乙", "behind")),
    }
    assert {item: n for (_, item), n in pending.red_running(months).items()} == {"甲": 2, "乙": 1, "丁": 2}


@pytest.mark.parametrize(("dataset", "n"), [("work_targets", 1), ("key_projects", 1), ("rectification", 2)])
def test_a_years_promise_is_not_red_since_the_year_before_though_an_open_case_is(dataset: str, n: int) -> None:
    months = {period: duties(("甲", "behind")).assign(dataset=dataset) for period in ("2018-01", "2017-12")}
    assert pending.red_running(months) == {(dataset, "甲"): n}
