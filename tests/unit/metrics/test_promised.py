"""39 promised is 39 shown: what nobody reported stands there as unreported."""

from __future__ import annotations

from datetime import date

import pandas as pd

from catalog.book import Item, Task
from metrics import livelihood, progress, rollup
from metrics.promised import with_unreported

JULY = date(2017, 7, 31)
LIST = tuple(
    Item(year=2017, number=n, name=name, category="教育提升", aliases=aliases, department="教育局")
    for n, (name, aliases) in enumerate([("修学校", ("建学校",)), ("修操场", ()), ("修食堂", ())], 1)
)


def test_every_item_of_the_list_is_shown_and_the_silent_ones_are_unreported(rows) -> None:
    frame = rows("livelihood_projects", {"project": "建学校", "category": "教育提升", "completion_rate": 0.9})
    found = livelihood.items(progress.assess(with_unreported(frame, LIST), as_of=JULY))
    assert dict(zip(found["item"], found["light"], strict=True)) == {
        "建学校": "on_track",
        "修操场": "no_report",
        "修食堂": "no_report",
    }
    assert found["counted"].all()


def test_an_added_row_changes_no_type_and_no_other_row(rows) -> None:
    frame = rows("livelihood_projects", {"project": "建学校", "completion_rate": 0.9})
    found = with_unreported(frame, LIST)
    pd.testing.assert_frame_equal(found.iloc[:1], frame)
    assert found["row_id"].is_unique
    assert found["lead_department"].tolist()[1:] == ["教育局", "教育局"]


def test_before_the_first_report_nothing_is_added(rows) -> None:
    frame = rows("livelihood_projects", {"project": "x"}).iloc[:0]
    assert with_unreported(frame, LIST) is frame


def test_a_task_of_the_list_that_nobody_reported_stands_in_its_work_with_its_weight(rows) -> None:
    frame = rows("work_targets", {"task": "招 商", "area": "发展", "completion_rate": 0.9, "weight": 5})
    tasks = [
        Task(year=2017, number=n, name=name, area="发展", weight=5.0, target_value=10.0, department="招商局")
        for n, name in enumerate(("招商", "引才"), 1)
    ]
    found = progress.assess(with_unreported(frame, tasks), as_of=JULY)
    assert found[["task", "light"]].to_numpy().tolist() == [["招 商", "on_track"], ["引才", "no_report"]]
    assert rollup.by_area(found).set_index("area").loc["发展", "rate"] == 0.45
