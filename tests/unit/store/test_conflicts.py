"""The same item from two departments: shown side by side, decided with a reason, and the decision kept to."""

import pytest

from store import Refused
from tests.unit.store.readings import AT, reading, task


def publish(desk, department, rows, period="2017-07"):
    content = repr((department, rows, period)).encode()
    return desk.publish(desk.save(reading(rows, department=department, period=period), content=content, at=AT), at=AT)


@pytest.fixture
def item(desk, store) -> str:
    publish(desk, "建设局", [task("修路", 10.0), task("绿化", 1.0)])
    publish(desk, "环保局", [task("修路", 12.0)])
    return store.conflicts()[0].row_id


def values(store):
    return sorted(store.frame("work_targets")["actual_value"])


def test_an_item_of_two_departments_is_shown_side_by_side(item, store):
    found = store.conflicts("2017-07")

    assert [(c.dataset, c.label, c.decided) for c in found] == [("work_targets", "发展 修路", False)]
    assert found[0].rows[["reporting_department", "actual_value"]].to_numpy().tolist() == [
        ["建设局", 10.0],
        ["环保局", 12.0],
    ]


def test_until_it_is_decided_both_rows_are_shown_under_identities_of_their_own(item, store):
    frame = store.frame("work_targets")

    assert values(store) == [1.0, 10.0, 12.0]
    assert frame["row_id"].is_unique
    assert item in set(frame["row_id"])


def test_both_rows_of_an_undecided_item_are_traced_to_their_own_cells(item, store):
    rows = store.frame("work_targets")
    rows = rows[rows["task"] == "修路"]

    traced = [store.trace("work_targets", i, "actual_value").value for i in rows["row_id"]]

    assert traced == rows["actual_value"].tolist() == [10.0, 12.0]


@pytest.mark.parametrize(
    ("department", "left"), [("建设局", [1.0, 10.0]), ("环保局", [1.0, 12.0]), (None, [1.0, 10.0, 12.0])]
)
def test_a_decision_is_kept_to(item, desk, store, department, left):
    desk.choose("work_targets", item, department, reason="首谈单位", at=AT)

    decided = store.conflicts()[0]
    assert values(store) == left
    assert (decided.chosen, decided.chosen_by, decided.reason, decided.decided) == (
        department,
        "张科",
        "首谈单位",
        True,
    )


def test_the_effect_of_a_decision_can_be_looked_at_before_it_is_made(item, store):
    preview = store.frame("work_targets", deciding={item: "环保局"})

    assert sorted(preview["actual_value"]) == [1.0, 12.0]
    assert values(store) == [1.0, 10.0, 12.0]


def test_the_last_decision_counts(item, desk, store):
    for department in ("建设局", "环保局"):
        desk.choose("work_targets", item, department, reason="x", at=AT)

    assert values(store) == [1.0, 12.0]


def test_a_decision_outlasts_later_versions(item, desk, store):
    desk.choose("work_targets", item, "环保局", reason="x", at=AT)
    publish(desk, "环保局", [task("修路", 13.0)], period="2017-08")
    publish(desk, "建设局", [task("修路", 11.0)], period="2017-08")

    assert values(store) == [13.0]


def test_where_the_chosen_department_reports_the_item_no_more_the_other_row_counts(item, desk, store):
    desk.choose("work_targets", item, "环保局", reason="x", at=AT)

    publish(desk, "环保局", [task("治河", 3.0)], period="2017-08")

    assert values(store) == [1.0, 3.0, 10.0]


def test_a_decision_needs_a_reason_and_a_department_that_reports_the_item(item, desk):
    with pytest.raises(Refused, match="请填写理由"):
        desk.choose("work_targets", item, "环保局", reason=" ", at=AT)
    with pytest.raises(Refused, match="教育局没有报送"):
        desk.choose("work_targets", item, "教育局", reason="x", at=AT)


def test_what_nobody_reports_cannot_be_decided(desk):
    with pytest.raises(Refused, match="没有编号为 nowhere"):
        desk.choose("work_targets", "nowhere", None, reason="x", at=AT)
