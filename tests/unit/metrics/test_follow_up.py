"""What the last meeting demanded is followed item by item."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import follow_up

HELD = date(2017, 8, 2)


def duties(*rows: tuple[str, str | None, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["row_id", "light", "deviation"])
    return table.assign(
        identity=table["row_id"],
        item=table["row_id"],
        dataset="work_targets",
        leader="管委会副主任",
        department="建设局",
    )


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (("a", "done", 20.0), "done"),
        (("a", "on_track", 1.0), "caught_up"),
        (("a", "on_track", -0.04), "caught_up"),
        (("a", "on_track", -3.3), "eased"),
        (("a", "warning", -6.0), "better"),
        (("a", "behind", -15.0), "same"),
        (("a", "behind", -15.04), "same"),
        (("a", "behind", -15.06), "worse"),
        (("a", "behind", -19.0), "worse"),
        (("a", "no_report", float("nan")), "unreported"),
        (("b", "behind", -15.0), "gone"),
    ],
)
def test_a_red_item_is_followed_to_where_it_stands(now: tuple[str, str, float], state: str) -> None:
    found = follow_up.table(duties(("a", "behind", -15.0)), duties(now), held_on=HELD)
    assert found["state"].tolist() == [state]


def test_a_level_that_comes_nearer_to_its_target_has_improved() -> None:
    then, now = (duties(("a", "behind", float("nan"))).assign(gap=gap) for gap in (-47.0, -40.0))
    assert follow_up.table(then, now, held_on=HELD)["state"].tolist() == ["better"]
    assert follow_up.table(now, then, held_on=HELD)["state"].tolist() == ["worse"]


def test_only_what_was_red_was_demanded_and_open_demands_come_first() -> None:
    then = duties(("a", "behind", -12.0), ("b", "behind", -20.0), ("c", "warning", -5.0))
    now = duties(("a", "done", 40.0), ("b", "behind", -22.0), ("c", "behind", -11.0))
    found = follow_up.table(then, now, held_on=HELD)
    assert found["row_id"].tolist() == ["b", "a"]
    assert follow_up.counts(found) == {"done": 1, "worse": 1}


def test_the_answer_is_due_ten_working_days_after_the_meeting() -> None:
    found = follow_up.table(duties(("a", "behind", -12.0)), duties(("a", "behind", -12.0)), held_on=HELD)
    assert found["deadline"].tolist() == [pd.Timestamp("2017-08-16")]


def test_days_past_the_deadline_are_carried_from_then_and_now() -> None:
    then, now = (duties(("a", "behind", 35.8)).assign(days_over=days) for days in (1.0, 32.0))
    found = follow_up.table(then, now, held_on=HELD)
    assert found[["then_days_over", "now_days_over"]].to_numpy().tolist() == [[1.0, 32.0]]


def test_an_item_is_followed_though_another_sub_target_of_it_is_worst_now() -> None:
    then = duties(("a-1", "behind", -15.0)).assign(identity="教育\n解决大班额")
    now = duties(("a-2", "on_track", 1.0)).assign(identity="教育\n解决大班额")
    assert follow_up.table(then, now, held_on=HELD)["state"].tolist() == ["caught_up"]


def test_what_left_the_list_is_not_resolved() -> None:
    found = follow_up.table(duties(("a", "behind", -15.0)), duties(("b", "done", 0.0)), held_on=HELD)
    assert found["closed"].tolist() == [False]
