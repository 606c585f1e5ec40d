"""A group of rows is called by what stands in it."""

import datetime as dt

from metrics import groups

JULY = dt.date(2017, 7, 31)


def test_what_is_new_is_called_new_this_time_and_not_the_time_before(rows) -> None:
    past = rows("investment_projects", {"row_id": "a", "project": "甲", "period": "2017-06", "stage": "lead"})
    now = rows(
        "investment_projects",
        {"row_id": "a", "project": "甲", "stage": "signed"},
        {"row_id": "b", "project": "乙", "stage": "lead"},
    )
    known = {"investment_projects": now, "investment_history": past}
    called = [
        groups.group("projects", "n", {"came_from": [before], "stage": [stage]}, known, JULY).label
        for before, stage in (("new", "lead"), ("lead", "signed"))
    ]
    assert called == ["本期新增·线索·项目", "上期线索·签约·项目"]
