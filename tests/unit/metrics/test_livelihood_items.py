"""A livelihood item is a bundle: its worst sub-target names its lamp, and a promise is kept only once verified."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import honesty, livelihood, progress

JULY = date(2017, 7, 31)
SCHOOLS = {"category": "教育提升", "project": "解决大班额", "number": "13", "lead_department": "教育局"}


def items(rows, *given):
    return livelihood.items(progress.assess(rows("livelihood_projects", *given), as_of=JULY))


def test_the_worst_sub_target_names_the_item(rows) -> None:
    """Jining 2016: 80 %, 75.36 % and 2.2 %; their mean of 52.5 % would hide the one that matters."""
    found = items(
        rows,
        SCHOOLS | {"content": "开工学校", "unit": "所", "target_value": 90, "actual_value": 72},
        SCHOOLS | {"content": "建筑面积", "unit": "万㎡", "target_value": 100, "actual_value": 75.36},
        SCHOOLS | {"content": "新增学位", "unit": "个", "target_value": 40000, "actual_value": 870},
    ).iloc[0]
    assert (found["item"], found["worst"], found["light"]) == ("解决大班额", "新增学位", "behind")
    assert found["rate"] == pytest.approx(0.02175)
    assert [sub["label"] for sub in found["subs"]] == ["开工学校", "建筑面积", "新增学位"]
    assert [sub["rate"] for sub in found["subs"]] == pytest.approx([0.8, 0.7536, 0.02175])


@pytest.mark.parametrize(
    ("subs", "light"),
    [
        ([{"completion_rate": 1.0}, {"completion_rate": 1.0}], "done"),
        ([{"completion_rate": 1.0}, {"completion_rate": 0.6}], "on_track"),
        ([{"completion_rate": 1.0}, {}], "not_measurable"),  # not done while one part is unknown
        ([{"completion_rate": 0.9}, {"completion_rate": 0.9, "period": "2017-06"}], "no_report"),
        ([{"completion_rate": 0.9}, {"completion_rate": 0.1, "status": "suspended"}], "on_track"),
        ([{"completion_rate": 0.52}, {"completion_rate": 0.1, "period": "2017-06"}], "behind"),
    ],
)
def test_the_lamp_of_a_bundle(rows, subs, light) -> None:
    assert items(rows, *(SCHOOLS | sub for sub in subs))["light"].tolist() == [light]


def test_an_item_without_sub_targets_is_its_own(rows) -> None:
    found = items(rows, SCHOOLS | {"content": "新建学校", "completion_rate": 0.6}).iloc[0]
    assert (found["n_subs"], pd.isna(found["worst"])) == (1, True)


def test_items_stand_by_category_and_number(rows) -> None:
    named = [("平安建设", "37", "甲"), ("就业创业", "2", "乙"), ("就业创业", "10", "丙"), ("就业创业", "1", "丁")]
    found = items(rows, *({"category": c, "number": n, "project": p} for c, n, p in named))
    assert found["item"].tolist() == ["丁", "乙", "丙", "甲"]


def test_money_of_the_parts_is_added_and_missing_money_is_not_zero(rows) -> None:
    first, second = SCHOOLS | {"planned_investment": 100.0}, SCHOOLS | {"planned_investment": 50.0}
    found = items(rows, first, second).iloc[0]
    assert found["planned_investment"] == 150
    assert pd.isna(found["completed_investment"])


def test_every_category_has_its_column_on_the_board(rows) -> None:
    found = livelihood.by_category(items(rows, SCHOOLS | {"completion_rate": 0.9}))
    assert len(found) == 10
    board = found.set_index("category")
    assert board.loc["教育提升", ["n", "n_on_time", "n_on_track"]].tolist() == [1, 1, 1]
    assert board["n"].sum() == 1


def test_the_timeline_goes_by_deadline_and_marks_how_far_each_has_come(rows) -> None:
    found = livelihood.timeline(
        items(
            rows,
            SCHOOLS | {"project": "晚", "completion_rate": 0.5},
            SCHOOLS | {"project": "早", "completion_rate": 1.2, "start_date": "2017-03-01", "deadline": "2017-09-30"},
        ),
        pd.DataFrame(
            {"row_id": ["1"] * 3, "period": ["2017-05", "2017-06", "2017-07"], "completion_rate": [0.9, 1.0, 1.2]}
        ),
        as_of=JULY,
    )
    assert found["item"].tolist() == ["早", "晚"]
    # What is finished ends with the first month that says so, not at its deadline.
    assert found["reached"].tolist() == [pd.Timestamp("2017-06-30"), pd.Timestamp("2017-07-02")]
    assert found["days_left"].tolist() == [61, 153]


# claimed, inspections (problem, signed off), doubts → verdict
@pytest.mark.parametrize(
    ("row", "inspections", "doubts", "verdict"),
    [
        ({"completion_rate": 0.6}, [], [], "running"),
        ({"completion_rate": 1.0}, [], [], "claimed"),
        ({"completion_rate": 1.0}, [], ["warning"], "doubted"),
        ({"completion_rate": 1.0}, [], ["note"], "claimed"),
        ({"completion_rate": 1.0}, [("解决大班额", "2017-07-20")], [], "verified"),
        ({"completion_rate": 1.0}, [("解决大班额", None)], [], "open"),
        ({"completion_rate": 1.0}, [("另一件事", None)], [], "claimed"),
    ],
)
def test_a_promise_is_kept_only_once_verified(rows, row, inspections, doubts, verdict) -> None:
    looked = rows(
        "rectification",
        *({"campaign": "大督查", "problem": f"{p}学位未到位", "closed_date": day} for p, day in inspections),
    )
    findings = pd.DataFrame([{"row_id": "0", "severity": s} for s in doubts], columns=honesty.COLUMNS)
    found = livelihood.look_back(items(rows, SCHOOLS | row), looked, findings)
    assert found["verdict"].tolist() == [verdict]
