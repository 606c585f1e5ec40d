"""What was closed late is not on time, and a matter leaves the rates after the months in which it was open or due."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from metrics import accountability, headline

JULY = date(2017, 7, 31)
ISSUE = {"company": "甲公司", "visit_date": "2017-05-02", "lead_department": "招商局", "progress_text": "已办结"}


def duties(rows, *issues):
    frame = rows("enterprise_issues", *(ISSUE | given for given in issues))
    return accountability.duties({"enterprise_issues": frame}, as_of=JULY)


# closed or not, when, its deadline → in the rate of July, in time
@pytest.mark.parametrize(
    ("status", "done_date", "deadline", "judged", "on_time"),
    [
        ("solved", "2017-07-05", "2017-07-10", True, True),
        ("solved", "2017-07-12", "2017-07-10", True, False),
        ("solved", "2017-07-05", "2017-06-30", True, False),  # closed in July, late
        ("solved", "2017-06-20", "2017-06-30", False, False),  # spring's matters have left
        ("solved", "2017-06-20", "2017-07-20", True, True),  # due in July
        ("solved", None, "2017-07-10", True, False),  # nobody says when: not proved to be in time
        ("in_hand", None, "2017-06-30", True, False),
        ("in_hand", None, "2017-08-30", True, True),
    ],
)
def test_a_matter_is_judged_while_open_or_due_and_late_closing_is_not_in_time(
    rows, status, done_date, deadline, judged, on_time
) -> None:
    found = duties(rows, {"status": status, "done_date": done_date, "deadline": deadline})
    flags = accountability.judged_and_on_time(found)
    assert [bool(flag[0]) for flag in flags] == [judged, on_time]


def test_the_rate_the_card_and_the_ranking_say_the_same_of_late_closing(rows) -> None:
    issues = (
        {"issue": "一", "status": "solved", "done_date": "2017-07-12", "deadline": "2017-07-10"},
        {"issue": "二", "status": "solved", "done_date": "2017-07-05", "deadline": "2017-07-10"},
        {"issue": "三", "status": "solved", "done_date": "2017-03-05", "deadline": "2017-03-10"},
        {"issue": "四", "status": "in_hand", "deadline": "2017-06-30"},
    )
    frames = {"enterprise_issues": rows("enterprise_issues", *(ISSUE | given for given in issues))}
    unit = accountability.by_department(accountability.duties(frames, as_of=JULY)).iloc[0]
    card = {f.name: f.value for f in headline.figures("overview", frames, as_of=JULY)}["follow_up_rate"]
    assert (unit["n_judged"], unit["n_on_time"], unit["n_closed_late"]) == (3, 1, 1)
    assert card == pytest.approx(unit["on_time_rate"]) == pytest.approx(1 / 3)


def test_a_rectification_fixed_late_is_late_though_it_was_signed_off(rows) -> None:
    given = {"problem": "甲", "department": "建设局", "deadline": "2017-07-10", "status": "closed"}
    late, kept = ({"done_date": d, "closed_date": "2017-07-20"} for d in ("2017-07-11", "2017-07-10"))
    frame = rows("rectification", given | late, given | kept)
    found = accountability.duties({"rectification": frame}, as_of=JULY)
    assert accountability.judged_and_on_time(found)[1].tolist() == [False, True]
    assert np.array_equal(found["closed_late"], [True, False])


def test_before_a_meeting_no_window_has_dates() -> None:
    assert accountability.objection_sentence(None).startswith("公示期5个工作日，自发布")
    assert "2017" not in accountability.objection_sentence(None)
