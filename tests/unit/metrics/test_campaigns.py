"""Enterprise issues run on working-day clocks, fixed is not signed off, and "don't know" is no valid vote."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import campaigns

JULY = date(2017, 7, 31)  # a Monday
NAN = float("nan")


def issue(rows, **row):
    return campaigns.issues(rows("enterprise_issues", row), as_of=JULY).iloc[0]


@pytest.mark.parametrize(
    ("row", "step", "light", "overdue", "unanswered"),
    [
        ({"visit_date": "2017-07-27"}, "received", "on_track", False, False),
        ({"visit_date": "2017-07-25"}, "received", "warning", False, True),  # four working days without a word
        ({"visit_date": "2017-07-25", "progress_text": "已对接"}, "in_hand", "on_track", False, False),
        ({"visit_date": "2017-07-25", "status": "assigned"}, "assigned", "warning", False, True),
        ({"visit_date": "2017-07-13", "status": "in_hand"}, "in_hand", "warning", False, False),  # due within five days
        ({"visit_date": "2017-07-07", "status": "in_hand"}, "in_hand", "behind", True, False),
        ({"visit_date": "2017-07-07", "status": "long_term"}, "in_hand", "on_track", False, False),
        ({"visit_date": "2017-07-24", "deadline": "2017-07-28", "status": "in_hand"}, "in_hand", "behind", True, False),
        (
            {"visit_date": "2017-07-24", "deadline": "2017-07-29", "status": "in_hand"},
            "in_hand",
            "warning",
            False,
            False,
        ),
        ({"visit_date": "2017-06-01", "status": "solved"}, "solved", "done", False, False),
        ({"visit_date": "2017-06-01", "status": "explained"}, "solved", "done", False, False),
        ({"visit_date": "2017-06-01", "status": "solved", "satisfaction": "满意"}, "called_back", "done", False, False),
        ({"visit_date": "2017-06-01", "status": "solved", "satisfaction": "不满意"}, "in_hand", "behind", True, False),
        (
            {"visit_date": "2017-06-01", "done_date": "2017-08-03", "status": "in_hand"},
            "in_hand",
            "behind",
            True,
            False,
        ),
    ],
)
def test_where_an_enterprise_issue_stands(rows, row, step, light, overdue, unanswered) -> None:
    found = issue(rows, **row)
    assert (found["step"], found["light"], found["overdue"], found["unanswered"]) == (step, light, overdue, unanswered)


def test_the_clock_stops_when_an_issue_is_solved_and_counts_working_days(rows) -> None:
    solved = issue(rows, visit_date="2017-05-26", done_date="2017-06-01", status="solved")
    assert (solved["working_days"], solved["limit_days"]) == (3, 15)  # a make-up Saturday in, the Dragon Boat days out
    late = issue(rows, visit_date="2017-07-03", deadline="2017-07-24", status="in_hand")
    assert (late["days_over"], late["limit_days"]) == (5, 15)


def test_issues_flow_from_collection_to_call_back(rows) -> None:
    given = [
        {"status": "received"},
        {"status": "in_hand"},
        {"status": "solved"},
        {"status": "solved", "satisfaction": "满意"},
    ]
    assessed = campaigns.issues(
        rows("enterprise_issues", *({"visit_date": "2017-07-28"} | g for g in given)), as_of=JULY
    )
    found = campaigns.issue_flow(assessed)
    assert found["reached"].tolist() == [4, 3, 3, 2, 1]
    assert found["now"].tolist() == [1, 0, 1, 1, 1]
    assert found["conversion"].tolist()[1:] == [3 / 4, 1, 2 / 3, 1 / 2]


def test_the_kept_share_of_both_clocks(rows) -> None:
    given = [
        {"visit_date": "2017-07-03", "done_date": "2017-07-10", "status": "solved"},  # in time
        {"visit_date": "2017-06-01", "done_date": "2017-07-10", "status": "solved"},  # too late
        {"visit_date": "2017-06-01", "status": "received"},  # no word and overdue
        {"visit_date": "2017-07-28", "status": "received"},  # nothing due yet
    ]
    found = campaigns.clock_summary(campaigns.issues(rows("enterprise_issues", *given), as_of=JULY)).set_index("clock")
    assert found.loc["answer", ["n_due", "n_kept"]].tolist() == [3, 2]
    assert found.loc["solve", ["n_due", "n_kept"]].tolist() == [3, 1]


def test_classes_of_as_many_issues_have_the_same_share(rows) -> None:
    given = ["融资"] * 3 + ["用工"] * 3 + [None]
    found = campaigns.by_class(
        campaigns.issues(rows("enterprise_issues", *({"issue_class": c} for c in given)), as_of=JULY)
    )
    assert found["issue_class"].tolist() == ["融资", "用工", "未分类"]
    assert found["share"].tolist() == [3 / 7, 3 / 7, 1 / 7]


@pytest.mark.parametrize(
    ("row", "state", "light", "overdue"),
    [
        ({"done_date": "2017-07-01"}, "fixed", "on_track", False),
        ({"status": "done", "deadline": "2017-06-30"}, "fixed", "on_track", False),
        ({"status": "done", "closed_date": "2017-07-20"}, "closed", "done", False),
        ({"done_date": "2017-07-01", "closed_date": "2017-08-20"}, "fixed", "on_track", False),
        ({"status": "returned", "done_date": "2017-07-01"}, "returned", "behind", False),
        ({"status": "not_started", "deadline": "2017-07-31"}, "open", "behind", True),
        ({"status": "partial", "deadline": "2017-08-03"}, "partial", "warning", False),
        ({"status": "long_term", "deadline": "2017-06-30"}, "long_term", "on_track", False),
        ({}, "open", "on_track", False),
    ],
)
def test_fixed_is_not_signed_off(rows, row, state, light, overdue) -> None:
    found = campaigns.rectification(rows("rectification", row), as_of=JULY).iloc[0]
    assert (found["state"], found["light"], found["overdue"]) == (state, light, overdue)


def test_the_seven_aspects_are_all_there_with_both_rates(rows) -> None:
    aspect = "责任意识差·为政不为"
    given = [{"aspect": aspect, "status": "done"}, {"aspect": aspect, "status": "closed"}, {"aspect": aspect}]
    found = campaigns.by_aspect(campaigns.rectification(rows("rectification", *given), as_of=JULY))
    assert len(found) == 7
    row = found.set_index("aspect").loc[aspect]
    assert row[["n", "n_fixed", "n_closed", "n_open"]].tolist() == [3, 1, 1, 1]
    assert (row["fixed_rate"], row["closed_rate"]) == pytest.approx((2 / 3, 1 / 3))
    assert found["fixed_rate"].isna().sum() == 6


def test_dont_know_is_no_valid_vote(rows) -> None:
    votes = {"very_satisfied": 40, "satisfied": 30, "fair": 20, "dissatisfied": 10, "unknown": 300}
    found = campaigns.reviews(rows("public_reviews", {"class": "一类", "department": "教育局"} | votes)).iloc[0]
    assert (found["votes"], found["computed_score"], found["computed_satisfaction"]) == (100, 87.0, 0.9)


def test_units_are_ranked_within_their_class_and_equals_share_a_rank(rows) -> None:
    given = [
        ("一类", "甲", 9, 1),
        ("一类", "乙", 9, 1),
        ("一类", "丙", 8, 2),
        ("二类", "丁", 5, 5),
        ("一类", "戊", 10, 0),
    ]
    frame = rows(
        "public_reviews", *({"class": c, "department": d, "satisfied": s, "dissatisfied": n} for c, d, s, n in given)
    )
    found = campaigns.reviews(frame).sort_values("class", kind="stable")
    assert found[["class", "department", "computed_rank"]].to_numpy().tolist() == [
        ["一类", "戊", 1],
        ["一类", "甲", 2],
        ["一类", "乙", 2],
        ["一类", "丙", 4],
        ["二类", "丁", 1],
    ]


@pytest.mark.parametrize(
    ("reported", "differs"),
    [
        ({"score": 93.0}, []),
        ({"score": 93.004}, []),
        ({"satisfied": 2, "dissatisfied": 1, "score": 76.67}, []),
        ({"score": 95.0}, ["score_differs"]),
        ({"votes_valid": 12}, ["votes_differ"]),
        ({"rank": 2}, ["rank_differs"]),
    ],
)
def test_a_reported_number_that_its_votes_do_not_bear_out_is_marked(rows, reported, differs) -> None:
    row = {"class": "一类", "department": "甲", "satisfied": 9, "dissatisfied": 1} | reported
    found = campaigns.reviews(rows("public_reviews", row)).iloc[0]
    assert [name for name in ("score_differs", "votes_differ", "rank_differs") if found[name]] == differs


def test_without_votes_the_reported_score_ranks(rows) -> None:
    frame = rows(
        "public_reviews", *({"class": "一类", "department": d, "score": s} for d, s in [("甲", 80.0), ("乙", 90.0)])
    )
    found = campaigns.reviews(frame)
    assert found[["department", "computed_rank"]].to_numpy().tolist() == [["乙", 1], ["甲", 2]]
    assert pd.isna(found["computed_score"]).all()


def test_units_with_problems_past_their_deadline_come_first_then_those_with_most_left(rows) -> None:
    given = rows(
        "enterprise_issues",
        {"lead_department": "科技局", "visit_date": "2017-07-28"},
        {"lead_department": "建设局", "visit_date": "2017-07-28", "status": "done", "done_date": "2017-07-29"},
        {"lead_department": "建设局", "visit_date": "2017-01-05"},
        {"lead_department": "财政局", "done_date": "2017-07-29", "visit_date": "2017-07-28", "satisfaction": "满意"},
        {"visit_date": "2017-07-28", "done_date": "2017-07-29"},
    )
    found = campaigns.issues_by_unit(campaigns.issues(given, as_of=JULY))
    assert found["lead_department"].fillna("").tolist() == ["建设局", "科技局", "财政局", ""]
    assert found[["n", "n_closed", "n_overdue", "n_content"]].to_numpy().tolist()[:3] == [
        [2, 1, 1, 0],
        [1, 0, 0, 0],
        [1, 1, 0, 1],
    ]


def test_rectification_is_counted_by_unit_with_the_overdue_first(rows) -> None:
    given = rows(
        "rectification",
        {"department": "科技局", "done_date": "2017-07-01"},
        {"department": "建设局", "deadline": "2017-06-01"},
        {"department": "建设局", "done_date": "2017-07-01", "closed_date": "2017-07-05"},
    )
    found = campaigns.rectification_by_unit(campaigns.rectification(given, as_of=JULY))
    assert found["department"].tolist() == ["建设局", "科技局"]
    assert found[["n", "n_fixed", "n_closed", "n_overdue"]].to_numpy().tolist() == [[2, 0, 1, 1], [1, 1, 0, 0]]


def test_without_a_rectification_item_every_count_is_a_table_without_rows(rows) -> None:
    nothing = campaigns.rectification(rows("rectification"), as_of=JULY)
    for count in (campaigns.by_campaign, campaigns.rectification_by_unit):
        assert count(nothing)["n"].tolist() == []
    assert campaigns.by_aspect(nothing)["n"].sum() == 0


def test_both_clocks_judge_only_problems_whose_days_are_over(rows) -> None:
    """Ten working days lie between 17 and 31 July 2017; the deadline given comes before the clock's own days."""
    given = rows(
        "enterprise_issues",
        {"visit_date": "2017-07-31", "status": "in_hand"},
        {"visit_date": "2017-07-17", "status": "not_started", "progress_text": "已登记，待交办"},
        {"visit_date": "2017-07-17", "status": "in_hand"},
        {"visit_date": "2017-07-03", "deadline": "2017-07-14", "status": "solved", "done_date": "2017-07-10"},
        {"visit_date": "2017-07-03", "deadline": "2017-07-14", "status": "solved", "done_date": "2017-07-20"},
        {"visit_date": "2017-07-20", "status": "solved", "done_date": "2017-07-21"},
    )
    found = campaigns.clock_summary(campaigns.issues(given, as_of=JULY))
    assert found[["n_due", "n_kept"]].to_numpy().tolist() == [[5, 4], [2, 1]]


def test_noted_and_not_yet_given_to_anybody_is_no_answer(rows) -> None:
    given = {"visit_date": "2017-07-03", "deadline": "2017-12-31", "status": "not_started"}
    noted = rows(
        "enterprise_issues", {**given, "progress_text": "已登记，待交办"}, {**given, "progress_text": "已到现场"}
    )
    found = campaigns.issues(noted, as_of=JULY)
    assert found["unanswered"].tolist() == [True, False]
    assert found["step"].tolist() == ["received", "in_hand"]


@pytest.mark.parametrize(("deadline", "light"), [("2017-08-04", "warning"), ("2017-08-07", "on_track")])
def test_fewer_than_five_working_days_left_is_a_warning(rows, deadline, light) -> None:
    due = {"deadline": deadline, "visit_date": "2017-07-31", "status": "in_hand"}
    assert campaigns.issues(rows("enterprise_issues", due), as_of=JULY)["light"].tolist() == [light]
    assert campaigns.rectification(rows("rectification", {"deadline": deadline}), as_of=JULY)["light"].tolist() == [
        light
    ]
