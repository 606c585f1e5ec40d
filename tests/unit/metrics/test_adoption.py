"""A published sheet becomes the year's list: new entries, and what the list leaves open filled; nothing it says changed."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.book import Item, Task, book, shipped
from catalog.book.faults import faults
from catalog.book.lists import applied, assembled, entries_of, plain
from catalog.book.new_year import opened, to_fill
from metrics import adoption

ROAD = {"number": "7", "task": "修路", "area": "发展", "sub_area": "建设大园区", "unit": "公里", "target_value": 60.0}
ROAD |= {"weight": 5.0, "lead_department": "建设局", "deadline": "2017-12-31"}


def test_a_row_becomes_an_entry_with_its_target_unit_weight_measure_and_place(rows) -> None:
    found = adoption.adopted(rows("work_targets", ROAD), year=2017, listed=())
    assert [plain(one) for one in found] == [
        {
            "name": "修路", "year": 2017, "number": 7, "department": "建设局", "target_value": 60.0, "unit": "公里",
            "measure": "cumulative", "weight": 5.0, "deadline": "2017-12-31", "area": "发展", "sub_area": "建设大园区",
        }
    ]  # fmt: skip


def test_what_the_list_says_stays_and_what_it_leaves_open_is_filled(rows) -> None:
    held = Task(year=2017, number=1, name="修 路", area="发展", target_value=120.0, paper="〔2017〕8号")
    found = adoption.adopted(rows("work_targets", ROAD), year=2017, listed=(held,))
    assert [(one.number, one.target_value, one.unit, one.weight, one.paper) for one in found] == [
        (1, 120.0, "公里", 5.0, "〔2017〕8号")
    ]


def test_adopted_twice_nothing_is_left_to_adopt(rows) -> None:
    frame = rows("work_targets", ROAD, ROAD | {"task": "架桥"})
    once = adoption.adopted(frame, year=2017, listed=())
    assert [one.number for one in once] == [7, 8]
    assert adoption.adopted(frame, year=2017, listed=once) == []


def test_an_item_told_in_parts_has_no_target_of_its_own(rows) -> None:
    given = [
        {"project": "养老", "category": "养老助残", "content": what, "unit": "张", "target_value": 10.0}
        for what in ("床", "桌")
    ]
    found = adoption.adopted(rows("livelihood_projects", *given), year=2017, listed=())
    assert [(one.name, one.target_value, one.unit) for one in found] == [("养老", None, "")]


@pytest.mark.parametrize(
    ("name", "row"),
    [("work_targets", ROAD | {"area": "航天"}), ("livelihood_projects", {"project": "养老", "category": "航天"})],
)
def test_a_row_without_a_place_in_the_book_enters_no_list_and_is_named(rows, name, row) -> None:
    frame = rows(name, row)
    assert adoption.adopted(frame, year=2017, listed=()) == []
    assert adoption.unplaced(frame) == [row.get("task") or row.get("project")]


def test_an_adopted_list_is_a_sound_book(rows) -> None:
    entries = entries_of(book())
    changes = {
        ("tasks", one.key): plain(one) for one in adoption.adopted(rows("work_targets", ROAD), year=2017, listed=())
    }
    assert faults(assembled(applied(entries, changes))) == []


def test_a_new_year_goes_on_with_what_was_chosen_and_asks_for_its_targets() -> None:
    items = tuple(
        Item(year=2017, number=n, name=f"事项{n}", category="养老助残", target_value=9.0, paper="旧文", deadline=day)
        for n, day in ((1, date(2017, 12, 31)), (2, date(2018, 6, 30)), (3, None))
    )
    entries = applied(entries_of(shipped()), {("items", one.key): plain(one) for one in items})
    before = assembled(entries)
    changes = opened(before, 2018, [("items", "2017-1"), ("items", "2017-2")])
    after = assembled(applied(entries, changes))
    assert [(i.number, i.target_value, i.paper, i.deadline) for i in after.items_of(2018)] == [
        (1, None, "", None),
        (2, None, "", date(2018, 6, 30)),
    ]
    assert (after.zone.year, after.items_of(2017), to_fill(changes)) == (
        2018, before.items_of(2017), [("items", "2018-1"), ("items", "2018-2")],
    )  # fmt: skip
    assert after.area("作风").clock_end is None
    assert faults(after) == []


def test_a_year_that_is_open_is_not_opened_again() -> None:
    assert opened(shipped(), 2017, []) == {}
