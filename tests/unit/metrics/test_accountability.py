"""Units and lead leaders answer for their duties: counted, ranked within class, with the basis beside the rank."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import accountability, submissions

JULY = date(2017, 7, 31)


def work(unit: str, rate: float | None, leader: str = "管委会副主任", **more):
    return {"lead_department": unit, "lead_leader": leader, "completion_rate": rate, "task": f"{unit}{rate}"} | more


def duties(rows, *given):
    return accountability.duties({"work_targets": rows("work_targets", *given)}, as_of=JULY)


def test_red_amber_overdue_by_unit(rows) -> None:
    found = accountability.by_department(
        duties(
            rows,
            work("建设局", 0.1),
            work("建设局", 0.5),
            work("建设局", 0.9, deadline="2017-06-30"),
            work("建设局", 0.9),
            work("建设局", None),
            work("建设局", 0.1, status="suspended"),
            work("教育局", 0.9),
        )
    ).set_index("name")
    columns = ["n", "n_judged", "n_behind", "n_warning", "n_overdue", "n_on_time"]
    assert found.loc["建设局", columns].tolist() == [5, 4, 2, 1, 1, 1]
    assert found.loc["建设局", "on_time_rate"] == 0.25
    assert found.loc["建设局", "lights"] == ["behind", "behind", "warning", "on_track", "not_measurable"]
    assert found.index.tolist() == ["建设局", "教育局"]


def test_every_kind_of_duty_has_its_unit_and_its_leader(rows) -> None:
    who = {"lead_department": "教育局", "lead_leader": "甲职务"}
    frames = {
        "work_targets": rows("work_targets", who | {"task": "任务"}),
        "livelihood_projects": rows("livelihood_projects", *(who | {"project": "大班额", "content": c} for c in "ab")),
        "key_projects": rows("key_projects", who | {"project": "学校"}),
        "enterprise_issues": rows("enterprise_issues", who | {"issue": "问题", "visit_date": "2017-07-01"}),
        "rectification": rows("rectification", {"department": "教育局", "lead_leader": "甲职务", "problem": "整改"}),
    }
    found = accountability.duties(frames, as_of=JULY)
    assert found["item"].tolist() == ["任务", "大班额", "学校", "问题", "整改"]
    assert found["unanswered"].tolist() == [False, False, False, True, True]
    assert accountability.by_leader(found)[["name", "n", "n_unanswered"]].to_numpy().tolist() == [["甲职务", 5, 2]]


def test_late_reports_count_once_for_the_unit_and_once_for_its_post(rows) -> None:
    late = pd.DataFrame({"department": ["教育局", "建设局"], "n_late": [2, 1]})
    given = duties(
        rows, work("教育局", 0.9, "管委会副主任（分管民生）"), work("建设局", 0.9, "管委会副主任（分管建设）")
    )
    assert accountability.by_department(given, late).set_index("name")["n_late"].to_dict() == {"教育局": 2, "建设局": 1}
    by_post = accountability.by_leader(given, late).set_index("name")["n_late"].to_dict()
    assert by_post == {"管委会副主任（分管民生）": 2, "管委会副主任（分管建设）": 1}


def test_units_are_ranked_within_class_and_only_with_enough_to_judge(rows) -> None:
    good, bad = [0.9] * 3, [0.9, 0.9, 0.1]
    given = {"教育局": good, "建设局": bad, "科技局": bad, "财政局": [0.1] * 3, "环保局": [0.9] * 2, "洸河街道": bad}
    found = accountability.ranking(
        accountability.by_department(duties(rows, *(work(unit, r) for unit, rates in given.items() for r in rates)))
    ).set_index("name")
    assert found["rank"].to_dict() == pytest.approx(
        {"教育局": 1, "建设局": 2, "科技局": 2, "财政局": 4, "环保局": float("nan"), "洸河街道": 1}, nan_ok=True
    )
    assert found.loc["教育局", ["rank_total", "front", "last"]].tolist() == [4, True, False]
    assert found.loc["财政局", ["front", "last"]].tolist() == [False, True]
    assert not found.loc["环保局", "ranked"]


def test_a_rank_is_shown_with_its_change(rows) -> None:
    june = duties(rows, *[work("教育局", 0.1)] * 3, *[work("建设局", 0.9)] * 3)
    july = duties(rows, *[work("教育局", 0.9)] * 3, *[work("建设局", 0.1)] * 3)
    groups = (accountability.by_department(d) for d in (july, june))
    found = accountability.ranking(*groups).set_index("name")
    assert found["rank_change"].to_dict() == {"教育局": 1, "建设局": -1}
    assert found["rank_unlike"].tolist() == ["", ""]


def test_ranks_among_another_number_are_not_held_against_each_other(rows) -> None:
    june = duties(rows, *[work("教育局", 0.1)] * 3, *[work("建设局", 0.9)] * 3)
    july = duties(rows, *[work("教育局", 0.9)] * 3, *[work("建设局", 0.1)] * 3, *[work("科技局", 0.9)] * 3)
    groups = (accountability.by_department(d) for d in (july, june))
    found = accountability.ranking(*groups).set_index("name")
    assert found["rank_change"].isna().all()
    why = "不可比：上期2个参加排名，本期3个"
    assert found["rank_unlike"].to_dict() == {"教育局": why, "建设局": why, "科技局": ""}


def test_the_objection_window_counts_working_days() -> None:
    assert accountability.objection_window(date(2017, 9, 28)) == (date(2017, 9, 29), date(2017, 10, 11))
    assert accountability.objection_sentence(date(2017, 8, 2)) == (
        "公示期5个工作日，8月3日至8月9日，对排名有异议的单位可书面提出"
    )


def test_a_window_over_the_turn_of_the_year_names_both_years() -> None:
    said = accountability.objection_sentence(date(2017, 12, 26))
    assert "2017年12月27日至2018年1月3日" in said
    assert "，1月2日至1月8日，" in accountability.objection_sentence(date(2017, 12, 29))


@pytest.fixture
def ledger() -> pd.DataFrame:
    rows = [
        ("教育局", "work_targets", "2017-07", "on_time"),
        ("教育局", "livelihood_projects", "2017-07", "late"),
        ("建设局", "work_targets", "2017-07", "never"),
        ("建设局", "key_projects", "2017-07", "on_time"),
        ("环保局", "work_targets", "2017-07", "no_progress"),
        ("招商局", "work_targets", "2017-07", "draft"),
        ("科技局", "work_targets", "2017-07", "not_due"),
        ("财政局", "standings", "2017-07", "extra"),
        ("财政局", "work_targets", "2017-06", "never"),
    ]
    return pd.DataFrame(rows, columns=["department", "dataset", "period", "kind"])


def test_reported_of_owed(ledger) -> None:
    found = submissions.counts(submissions.status(ledger, period="2017-07"))
    assert found == {
        "reported": 2,
        "due": 4,
        "forms_reported": 4,
        "forms_due": 6,
        "late": 1,
        "missing_departments": ["建设局", "招商局"],
    }


def test_late_and_missing_reports_by_unit(ledger) -> None:
    found = submissions.late_counts(submissions.status(ledger, period="2017-07"))
    assert dict(found.to_numpy().tolist()) == {"教育局": 1, "建设局": 1, "招商局": 1}


def test_each_kind_of_absence_has_a_word(ledger) -> None:
    words = submissions.status(ledger, period="2017-07")["word"].tolist()
    assert words == ["按时", "迟报", "未报", "按时", "声明无进展", "已填未报", "未到期", "应报之外"]


def test_a_duty_is_late_by_the_days_past_its_own_deadline(rows) -> None:
    """Of an item with several sub-targets: the one that names its lamp, whatever the others' deadlines are."""
    item = {"category": "教育提升", "project": "解决大班额", "lead_department": "教育局"}
    lives = rows(
        "livelihood_projects",
        item | {"content": "开工", "completion_rate": 0.9, "deadline": "2017-07-11"},
        item | {"content": "建成", "completion_rate": 0.9, "deadline": "2017-12-31"},
    )
    works = rows("work_targets", work("教育局", 0.9, deadline="2017-07-31"), work("教育局", 0.9))
    found = accountability.duties({"work_targets": works, "livelihood_projects": lives}, as_of=JULY)
    assert found["light"].tolist() == ["behind", "on_track", "behind"]
    assert found["days_over"].tolist() == pytest.approx([0.0, float("nan"), 20.0], nan_ok=True)


def test_silence_is_not_in_time(rows) -> None:
    """A unit that reports nothing does not climb by it."""
    given = [work("教育局", 0.9)] * 3 + [work("建设局", 0.9)] * 3 + [work("建设局", 0.9, period="2017-06")]
    found = accountability.by_department(duties(rows, *given)).set_index("name")
    assert found[["n_on_time", "n_judged"]].to_numpy().tolist() == [[3, 4], [3, 3]]
    assert accountability.ranking(found.reset_index())["name"].tolist() == ["教育局", "建设局"]


def test_an_item_is_the_same_duty_whichever_of_its_sub_targets_is_worst(rows) -> None:
    item = {"category": "教育提升", "project": "解决大班额", "lead_department": "教育局", "row_id": "1"}
    other = item | {"content": "建成", "row_id": "2"}
    worst_first, worst_last = (
        accountability.duties(
            {
                "livelihood_projects": rows(
                    "livelihood_projects", item | {"completion_rate": a}, other | {"completion_rate": b}
                )
            },
            as_of=JULY,
        )
        for a, b in ((0.1, 0.9), (0.9, 0.1))
    )
    assert worst_first["row_id"].tolist() != worst_last["row_id"].tolist()
    assert worst_first["identity"].tolist() == worst_last["identity"].tolist()
