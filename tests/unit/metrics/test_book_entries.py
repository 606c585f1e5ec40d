"""A figure's rows name the entries of the book they rest on, each once a row, with what was taken from it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from msgspec.structs import replace

from catalog.book import Curve, Item, Task, book, judged_by
from metrics import book_entries, judged, promised

JULY = date(2017, 7, 31)
PAPER = "济高新发〔2017〕8号"
ROAD = {"area": "发展", "task": "修路", "unit": "公里", "target_value": 60.0, "actual_value": 50.0}


def entries(dataset: str, frame: pd.DataFrame, role: str = "counted") -> list[tuple]:
    known = judged.judge({dataset: frame}, as_of=JULY)
    cells = pd.DataFrame({"dataset": dataset, "row_id": known[dataset]["row_id"], "role": role})
    return list(book_entries.of_cells(cells, known).itertuples(index=False, name=None))


def task(**said) -> Task:
    return Task(**({"year": 2017, "number": 1, "name": "修路", "area": "发展"} | said))


@pytest.mark.parametrize(
    ("said", "used"),
    [
        ({"target_value": 70.0, "weight": 5.0, "paper": PAPER}, "目标、分值"),
        ({"deadline": date(2017, 9, 30), "paper": PAPER}, "时限"),
        ({"measure": "level", "paper": PAPER}, "口径"),
    ],
)
def test_what_a_promise_says_is_named_with_its_paper(rows, said, used) -> None:
    with judged_by(replace(book(), tasks=(task(**said),))):
        found = entries("work_targets", rows("work_targets", ROAD))
    assert found[0] == ("tasks", "2017-1", "修路", used, 1, PAPER)


def test_what_the_list_does_not_say_is_taken_from_the_declared_table(rows) -> None:
    share = ROAD | {"task": "覆盖率", "unit": "%"}
    found = entries("work_targets", rows("work_targets", ROAD, ROAD | {"task": "架桥"}, share))
    assert [(one[0], one[1], one[4]) for one in found] == [
        ("measures", "数量、金额、面积、长度", 2),
        ("measures", "比率、增速", 1),
    ]


def test_a_limit_told_by_its_words_rests_on_the_rule_of_those_words(rows) -> None:
    found = entries("work_targets", rows("work_targets", ROAD | {"unit": "起", "target_text": "控制在5起以内"}))
    assert [(one[0], one[1], one[3]) for one in found] == [("rules", "direction", "口径")]


def test_the_curve_and_the_areas_own_clock_are_named(rows) -> None:
    curve = Curve(name="后段", shares=(0.0,) * 11 + (1.0,), source="自定", areas=("作风",))
    style = ROAD | {"area": "作风", "actual_value": 5.0}
    with judged_by(replace(book(), curves=(curve,))):
        found = entries("work_targets", rows("work_targets", style))
    assert {(one[0], one[1], one[3]) for one in found} >= {
        ("curves", "后段", "序时曲线"),
        ("areas", "作风", "专项起止日"),
    }


def test_what_was_promised_and_nobody_reports_rests_on_the_list_alone(rows) -> None:
    frame = rows("livelihood_projects", {"category": "教育提升", "project": "食堂", "content": "食堂"})
    school = Item(year=2017, number=2, category="教育提升", name="新建学校")
    with judged_by(replace(book(), items=(school,))):
        found = entries("livelihood_projects", promised.with_unreported(frame, [school]))
    assert ("items", "2017-2", "新建学校", "在册未报", 1, "") in found


def test_an_approved_change_of_one_row_is_named_with_who_approved_it(rows) -> None:
    frame = rows("work_targets", ROAD).assign(paper="区政府常务会议纪要")
    assert ("", "0", "区政府常务会议纪要", "批准的调整", 1, "区政府常务会议纪要") in entries("work_targets", frame)


def test_what_is_left_out_of_the_figure_rests_on_nothing(rows) -> None:
    with judged_by(replace(book(), tasks=(task(target_value=70.0),))):
        assert entries("work_targets", rows("work_targets", ROAD), role="out") == []
