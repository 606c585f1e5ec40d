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
