"""What does not add up is found, worded, and points at its row; nothing is corrected."""

from __future__ import annotations

import pytest

from metrics import honesty

JUNE = {"period": "2017-06", "submission_id": "june", "reporting_department": "建设局", "source_file": "建设局6月.xlsx"}
JULY = {"period": "2017-07", "submission_id": "july", "reporting_department": "建设局", "source_file": "建设局7月.xlsx"}


def between(rows, dataset, before, now):
    found = honesty.compare(rows(dataset, JUNE | before), rows(dataset, JULY | now), dataset)
    return found["code"].tolist()


def within(rows, dataset, row):
    return honesty.compare(None, rows(dataset, JULY | row), dataset)


# dataset, June, July → the codes found
@pytest.mark.parametrize(
    ("dataset", "june", "july", "codes"),
    [
        ("work_targets", {"actual_value": 40}, {"actual_value": 16}, ["cumulative_down"]),
        ("work_targets", {"actual_value": 16}, {"actual_value": 40}, []),
        ("key_projects", {"completed_ytd": 4000}, {"completed_ytd": 1600}, ["cumulative_down"]),  # Dongtou 2021
        ("key_projects", {"completed_ytd": 3.2}, {"completed_ytd": 36000}, ["jump_10000"]),
        ("key_projects", {"completed_ytd": 36000}, {"completed_ytd": 4}, ["jump_10000"]),  # not also a fall
        ("key_projects", {"completed_ytd": 3}, {"completed_ytd": 3000}, []),
        ("investment_projects", {"contract_investment": 2}, {"contract_investment": 20000}, ["jump_10000"]),
        ("work_targets", {"actual_value": 4}, {"actual_value": 4}, ["unchanged_number"]),
        ("work_targets", {"actual_value": 4, "target_value": 4}, {"actual_value": 4, "target_value": 4}, []),
        (
            "work_targets",
            {"progress_text": "正在推进主体施工"},
            {"progress_text": "正在推进主体施工"},
            ["unchanged_text"],
        ),
        ("work_targets", {"progress_text": "推进中"}, {"progress_text": "推进中"}, []),
        ("work_targets", {"target_value": 40}, {"target_value": 30}, ["target_changed"]),
        ("work_targets", {"target_value": None}, {"target_value": 30}, []),
        ("work_targets", {"deadline": "2017-09-30"}, {"deadline": "2017-12-31"}, ["target_changed"]),
    ],
)
def test_two_reports_of_one_item(rows, dataset, june, july, codes) -> None:
    assert between(rows, dataset, june, july) == codes


@pytest.mark.parametrize(
    ("dataset", "row", "codes"),
    [
        (
            "livelihood_projects",  # Liuyang 2024
            {"completion_rate": 1.0, "progress_text": "已完成招投标等前期工作，正在进行基础施工"},
            ["done_but_early_words"],
        ),
        ("livelihood_projects", {"completion_rate": 0.6, "progress_text": "正在进行基础施工"}, []),
        ("livelihood_projects", {"completion_rate": 1.0, "progress_text": "前期工作完成，已竣工验收"}, []),
        ("work_targets", {"status": "done", "completion_rate": 1.0}, ["done_without_date"]),
        ("work_targets", {"status": "done", "completion_rate": 0.9, "done_date": "2017-07-01"}, ["done_below_target"]),
        ("work_targets", {"status": "done", "completion_rate": 1.2, "done_date": "2017-07-01"}, []),
        ("rectification", {"status": "done"}, ["done_without_date"]),
        ("livelihood_projects", {"completed_investment": 218.0, "planned_investment": 200.0}, ["part_above_whole"]),
        ("key_projects", {"completed_since_start": 10.0, "total_investment": 9.0}, ["part_above_whole"]),
        ("investment_projects", {"start_date": "2017-05-01", "produce_date": "2017-03-01"}, ["dates_out_of_order"]),
        ("work_targets", {"progress_text": "含上年度结转道路12公里"}, ["carried_over"]),
        ("work_targets", {"target_value": 100, "actual_value": 60, "completion_rate": 0.75}, ["rate_differs"]),
        ("work_targets", {"target_value": 100, "actual_value": 60, "completion_rate": 0.604}, []),
    ],
)
def test_one_report_by_itself(rows, dataset, row, codes) -> None:
    assert within(rows, dataset, row)["code"].tolist() == codes


def test_a_finding_says_it_in_words_and_points_at_its_row(rows) -> None:
    before = rows("key_projects", JUNE | {"project": "港区二期", "completed_ytd": 4000.0})
    now = JULY | {"project": "港区二期", "completed_ytd": 1600.0, "source_sheet": "进度"}
    found = honesty.compare(before, rows("key_projects", now), "key_projects").iloc[0]
    assert found["message"] == "“年度累计完成投资”为累计数，由4,000万元降为1,600万元，请核实口径或说明原因"
    assert found[["item", "department", "field", "severity", "source_file", "source_sheet"]].tolist() == [
        "港区二期",
        "建设局",
        "completed_ytd",
        "warning",
        "建设局7月.xlsx",
        "进度",
    ]


def test_the_gap_between_reported_and_computed_rate_is_told_in_points(rows) -> None:
    found = within(rows, "work_targets", {"target_value": 100, "actual_value": 60, "completion_rate": 0.75}).iloc[0]
    assert found["message"] == "自报完成率75.0%，按完成值与目标值计算为60.0%，相差15.0个百分点"


def test_items_that_came_or_went(rows) -> None:
    before = rows("work_targets", JUNE | {"row_id": "a", "task": "甲"}, JUNE | {"row_id": "b", "task": "乙"})
    now = rows("work_targets", JULY | {"row_id": "b", "task": "乙"}, JULY | {"row_id": "c", "task": "丙"})
    found = honesty.compare(before, now, "work_targets")
    assert found[["item", "code", "source_file"]].to_numpy().tolist() == [
        ["丙", "item_new", "建设局7月.xlsx"],
        ["甲", "item_vanished", "建设局6月.xlsx"],
    ]


def test_a_unit_that_did_not_report_has_lost_no_items(rows) -> None:
    before = rows("work_targets", JUNE | {"row_id": "a"}, JUNE | {"row_id": "b", "reporting_department": "教育局"})
    now = rows("work_targets", JULY | {"row_id": "a"})
    assert honesty.compare(before, now, "work_targets")["code"].tolist() == []


def test_one_submission_shown_in_two_periods_is_not_compared_with_itself(rows) -> None:
    same = rows("work_targets", JUNE | {"actual_value": 4.0, "progress_text": "正在推进主体施工"})
    assert honesty.compare(same, same, "work_targets").empty


def test_a_correction_of_the_same_month_is_not_called_unchanged(rows) -> None:
    first = JULY | {"submission_id": "first", "actual_value": 4.0, "progress_text": "正在推进主体施工"}
    second = first | {"submission_id": "second"}
    assert honesty.compare(rows("work_targets", first), rows("work_targets", second), "work_targets").empty


def test_a_new_year_starts_from_zero(rows) -> None:
    december = JUNE | {"period": "2016-12", "actual_value": 100.0}
    january = JULY | {"period": "2017-01", "actual_value": 4.0}
    found = honesty.compare(rows("work_targets", december), rows("work_targets", january), "work_targets")
    assert found["code"].tolist() == []
