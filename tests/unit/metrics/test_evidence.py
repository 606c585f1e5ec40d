"""Every figure leads to the cell it was read from."""

from __future__ import annotations

import pytest

from catalog import dataset
from metrics import accountability, evidence


@pytest.mark.parametrize(
    ("name", "basis", "field"),
    [
        ("work_targets", "computed", "actual_value"),
        ("work_targets", "reported", "completion_rate"),
        ("work_targets", "none", "progress_text"),
        ("key_projects", "computed", "completed_ytd"),
        ("key_projects", "reported", "completion_rate"),
        ("enterprise_issues", None, "status"),
        ("investment_projects", None, "stage"),
    ],
)
def test_the_field_behind_a_figure(name, basis, field) -> None:
    assert evidence.field(name, basis) == field


@pytest.mark.parametrize("basis", ["computed", "reported", "none", None])
def test_the_field_is_one_the_dataset_has(basis) -> None:
    rated = ("work_targets", "livelihood_projects", "key_projects")
    others = () if basis in ("computed", "reported") else ("enterprise_issues", "rectification", "investment_projects")
    assert [n for n in (*rated, *others) if evidence.field(n, basis) not in dataset(n).field_names] == []


def test_duties_say_what_their_rate_rests_on(rows) -> None:
    from datetime import date

    row = {"project": "港区", "annual_plan": 10.0, "completed_ytd": 4.0}
    found = accountability.duties({"key_projects": rows("key_projects", row)}, as_of=date(2017, 7, 31)).iloc[0]
    assert evidence.field(found["dataset"], found["rate_basis"]) == "completed_ytd"


def test_each_row_plays_the_part_its_lamp_gives_it(rows) -> None:
    from datetime import date

    from metrics import headline, judged

    tasks = [
        {"task": "按期", "area": "发展", "target_value": 10.0, "actual_value": 9.0, "unit": "个"},
        {"task": "滞后", "area": "发展", "target_value": 10.0, "actual_value": 1.0, "unit": "个"},
        {"task": "缺报", "area": "发展", "target_value": 10.0, "actual_value": 6.0, "unit": "个", "period": "2017-06"},
        {
            "task": "暂停",
            "area": "发展",
            "target_value": 10.0,
            "actual_value": 5.0,
            "unit": "个",
            "status": "suspended",
        },
    ]
    known = judged.judge({"work_targets": rows("work_targets", *tasks)}, as_of=date(2017, 7, 31))
    rests = headline.rests("overview", "tasks_on_time", known, as_of=date(2017, 7, 31))
    found = evidence.cells(rests, known)
    assert list(zip(found["item"], found["role"], found["state"], strict=True)) == [
        ("按期", "counted", "正常"),
        ("滞后", "whole", "滞后"),
        ("缺报", "whole", "缺报"),
        ("暂停", "out", "暂停或终止，不计入"),
    ]
    assert evidence.printed("of", rests) == "1/3"


def test_an_amount_that_is_missing_is_left_out_and_one_of_zero_is_counted(rows) -> None:
    frame = rows("investment_projects", {"project": "甲", "paid_in": 0.0}, {"project": "乙", "paid_in": None})
    both = frame["project"].notna().to_numpy()
    kept = evidence.added(frame, frame["paid_in"].to_numpy(), both, dataset="investment_projects", by="paid_in")
    assert list(evidence.cells((kept,), {"investment_projects": frame})["role"]) == ["counted", "out"]
    assert (kept.n, evidence.totals((kept,))) == (1, (0.0, None))


def test_a_row_whose_field_is_empty_is_traced_to_one_that_is_filled(rows) -> None:
    frame = rows("enterprise_issues", {"company": "甲公司", "issue": "用工"})
    asked = evidence.counted(frame, frame["issue"].notna().to_numpy(), dataset="enterprise_issues", by="status")
    assert list(evidence.cells((asked,), {"enterprise_issues": frame})["field"]) == ["issue"]


def test_a_work_of_several_units_and_no_points_counts_the_tasks_done(rows) -> None:
    from datetime import date

    from metrics import groups, judged

    tasks = [{"area": "稳定", "target_value": 10.0, "actual_value": 5.0, "unit": unit} for unit in ("个", "人")]
    known = judged.judge({"work_targets": rows("work_targets", *tasks)}, as_of=date(2017, 7, 31))
    found = groups.group("tasks", "rate", {"area": ["稳定"]}, known, date(2017, 7, 31))
    assert found is not None
    assert (found.kind, evidence.sum_line(found.kind, found.rests)) == ("of", "计入0 ÷ 分母2，即0/2")
