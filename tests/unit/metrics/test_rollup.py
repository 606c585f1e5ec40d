"""Items are brought together by sums, points or milestones; percentages are never averaged."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import change, livelihood, progress, rollup

JULY = date(2017, 7, 31)


def area(rows, *given, name="发展"):
    assessed = progress.assess(rows("work_targets", *({"area": name} | g for g in given)), as_of=JULY)
    return rollup.by_area(assessed).set_index("area").loc[name]


def test_money_of_one_kind_is_added_up_and_never_averaged(rows) -> None:
    """80 %, 75.36 % and 2.2 % have the mean 52.5 %; of the same money, the sums say 1,018 of 40,190."""
    found = area(
        rows,
        {"target_text": "到位资金90亿元", "unit": "亿元", "target_value": 90, "actual_value": 72},
        {"target_text": "到位资金100亿元", "unit": "亿元", "target_value": 100, "actual_value": 75.36},
        {"target_text": "到位资金40000亿元", "unit": "亿元", "target_value": 40000, "actual_value": 870},
    )
    assert (found["basis"], found["actual"], found["target"]) == ("sum", pytest.approx(1017.36), 40190)
    assert found["rate"] == pytest.approx(1017.36 / 40190)


# What is counted in the same unit need not be the same thing: nothing of it is added up.
@pytest.mark.parametrize(
    "given",
    [
        [("新增企业", "个", 1000, 900), ("世界500强", "个", 3, 0), ("签约", "个", 28, 5)],
        [("到位资金", "亿元", 130, 64), ("合同投资", "亿元", 400, 390)],
        [("签约率", "%", 60, 59), ("覆盖率", "%", 85, 86)],
    ],
)
def test_counts_of_one_unit_money_of_two_kinds_and_percentages_are_never_added(rows, given) -> None:
    tasks = [{"task": t, "unit": u, "target_value": goal, "actual_value": done} for t, u, goal, done in given]
    found = area(rows, *tasks)
    assert found["basis"] in ("milestones", "none")
    assert found["rate"] == 0.0 or found["rate"] != found["rate"]
    assert found["light"] != "done"


def test_points_bring_firms_of_two_sizes_together(rows) -> None:
    """900 of 1,000 new firms do not swallow 0 of 3 of the top 500: the points say what each is worth."""
    found = area(
        rows,
        {"task": "新增企业", "unit": "个", "target_value": 1000, "actual_value": 900, "weight": 2},
        {"task": "世界500强", "unit": "个", "target_value": 3, "actual_value": 0, "weight": 12},
        {"task": "签约", "unit": "个", "target_value": 28, "actual_value": 5, "weight": 18},
    )
    assert found["rate"] == pytest.approx((2 * 0.9 + 12 * 0 + 18 * 5 / 28) / 32)


def test_different_units_count_by_points(rows) -> None:
    found = area(
        rows,
        {"unit": "个", "target_value": 10, "actual_value": 12, "weight": 3},
        {"unit": "亿元", "target_value": 50, "actual_value": 25, "weight": 1, "period_target": 20},
    )
    assert (found["basis"], found["rate"]) == ("points", pytest.approx((3 * 1.2 + 1 * 0.5) / 4))
    assert found["due_rate"] == pytest.approx((3 * 7 / 12 + 1 * 0.4) / 4)
    assert found["deviation"] == pytest.approx(100 * (found["rate"] - found["due_rate"]))


def test_a_row_without_points_is_named_and_empties_nothing(rows) -> None:
    found = area(
        rows,
        {"unit": "个", "target_value": 10, "actual_value": 5, "weight": 3},
        {"unit": "亿元", "target_value": 50, "actual_value": 25},
        {"unit": "%", "target_value": 8.5, "actual_value": 8.1, "weight": 3},
    )
    assert (found["basis"], found["rate"], found["n"]) == ("points", 0.5, 3)
    assert (found["n_unweighted"], found["n_apart"]) == (1, 1)


def test_tasks_of_several_units_without_points_are_counted_and_lit_by_the_worst(rows) -> None:
    found = area(
        rows,
        {"unit": "个", "target_value": 10, "actual_value": 10},
        {"unit": "亿元", "target_value": 50, "actual_value": 5},
    )
    assert (found["basis"], found["rate"], found["light"]) == ("milestones", 0.5, "behind")
    assert found["deviation"] != found["deviation"]


def test_milestone_areas_count_milestones_reached_against_those_due(rows) -> None:
    found = area(
        rows,
        {"unit": "个节点", "target_value": 4, "actual_value": 2, "period_target": 3},
        {"unit": "个节点", "target_value": 4, "actual_value": 5},  # seven twelfths of 4 nodes: 2 are due
        {"status": "done", "deadline": "2017-06-30"},
        {"deadline": "2017-07-31"},
        {"status": "on_track"},
        name="党建",
    )
    counted = (found["milestones"], found["milestones_due"], found["milestones_reached"])
    assert (found["basis"], counted) == ("milestones", (11, 7, 7))
    assert (found["n"], found["n_measurable"]) == (5, 2)
    assert found["rate"] == pytest.approx(7 / 11)


def test_silence_takes_no_milestone_out_of_its_area(rows) -> None:
    nodes = {"unit": "个节点", "target_value": 4, "actual_value": 2, "period_target": 3}
    found = area(rows, nodes, nodes | {"actual_value": 3, "period": "2017-06"}, name="党建")
    assert (found["milestones"], found["milestones_due"], found["milestones_reached"]) == (8, 6, 5)
    assert found["n_no_report"] == 1


def test_a_milestone_area_of_plain_counts_is_measured(rows) -> None:
    found = area(rows, {"unit": "名", "target_value": 40, "actual_value": 25}, name="党建")
    assert (found["basis"], found["rate"]) == ("single", 0.625)


def test_suspended_items_leave_the_count_and_silent_ones_stay_with_their_last_report(rows) -> None:
    money = {"unit": "亿元", "target_value": 10}
    found = area(
        rows,
        money | {"actual_value": 8},
        money | {"actual_value": 5.5, "period": "2017-06"},
        money | {"actual_value": 0, "status": "terminated"},
    )
    assert (found["rate"], found["n"], found["n_measurable"], found["n_no_report"]) == (0.675, 2, 1, 1)
    assert found["n_carried"] == 1


def test_a_value_left_out_counts_as_nothing_proved(rows) -> None:
    goal = {"unit": "个", "target_value": 10, "weight": 1}
    told, kept_back = (area(rows, goal | {"actual_value": 8}, goal | {"actual_value": v}) for v in (1, None))
    assert (told["rate"], kept_back["rate"]) == (0.45, 0.4)
    assert (kept_back["n_no_report"], kept_back["n_measurable"]) == (1, 1)


def test_every_work_has_its_row_and_every_sub_item_too(rows) -> None:
    assessed = progress.assess(rows("work_targets"), as_of=JULY)
    assert rollup.by_area(assessed)["area"].tolist() == ["党建", "发展", "改革", "稳定", "廉政", "作风"]
    assert rollup.by_sub_area(assessed).groupby("area", sort=False).size().tolist() == [4, 5, 7, 3, 3, 6]


def test_a_sub_item_names_who_answers_for_its_worst_task(rows) -> None:
    common = {"area": "发展", "sub_area": "突破大项目", "unit": "个", "target_value": 10}
    frame = rows(
        "work_targets",
        common | {"task": "快", "actual_value": 9, "lead_leader": "甲职务", "lead_department": "招商局"},
        common | {"task": "慢", "actual_value": 1, "lead_leader": "乙职务", "lead_department": "科技局"},
    )
    found = rollup.by_sub_area(progress.assess(frame, as_of=JULY)).set_index("sub_area").loc["突破大项目"]
    assert (found["task"], found["lead_leader"], found["lead_department"]) == ("慢", "乙职务", "科技局")


def test_a_row_without_area_is_in_no_area_and_said_so(rows) -> None:
    assessed = progress.assess(rows("work_targets", {"task": "孤"}), as_of=JULY)
    assert rollup.by_area(assessed)["n"].sum() == 0
    assert rollup.unplaced(assessed)["task"].tolist() == ["孤"]


def test_steps_are_told_only_where_both_periods_measure_the_same(rows) -> None:
    june = rows(
        "work_targets", {"area": "发展", "unit": "个", "target_value": 10, "actual_value": 4, "period": "2017-06"}
    )
    july = rows("work_targets", {"area": "发展", "unit": "个", "target_value": 10, "actual_value": 6})
    before = rollup.by_area(progress.assess(june, as_of=date(2017, 6, 30)))
    same = rollup.since(rollup.by_area(progress.assess(july, as_of=JULY)), before).set_index("area").loc["发展"]
    more = rows("work_targets", *(2 * [{"area": "发展", "unit": "个", "target_value": 10, "actual_value": 6}]))
    other = rollup.since(rollup.by_area(progress.assess(more, as_of=JULY)), before).set_index("area").loc["发展"]
    assert (same["step"], same["due_step"]) == pytest.approx((0.2, 1 / 12))
    assert other[["previous_rate", "step"]].isna().all()


# rate in June → rate in July (with their lamps) → step and what moved
@pytest.mark.parametrize(
    ("june", "july", "step", "moved"),
    [
        (0.30, 0.60, 0.30, "better"),
        (0.60, 0.40, -0.20, "worse"),
        (0.60, 0.65, 0.05, "same"),
        (None, 0.65, float("nan"), "same"),
    ],
)
def test_what_moved_since_the_period_before(rows, june, july, step, moved) -> None:
    before = progress.assess(
        rows("work_targets", {"completion_rate": june, "period": "2017-06"}), as_of=date(2017, 6, 30)
    )
    found = change.since(progress.assess(rows("work_targets", {"completion_rate": july}), as_of=JULY), before).iloc[0]
    assert found["step"] == pytest.approx(step, nan_ok=True)
    assert found["moved"] == moved


def test_a_new_item_is_told(rows) -> None:
    before = progress.assess(rows("work_targets", {"row_id": "a"}, {"row_id": "b"}), as_of=JULY)
    now = progress.assess(rows("work_targets", {"row_id": "b"}, {"row_id": "c"}), as_of=JULY)
    assert change.since(now, before)["moved"].tolist() == ["same", "new"]


def test_a_work_whose_own_clock_has_not_begun_is_not_started_even_where_a_report_is_missing(rows) -> None:
    """The style work begins on 2 August: at the end of July nothing of it is late, nor on time."""
    given = (
        {"unit": "次", "target_value": 4, "actual_value": 0, "sub_area": "企业大走访"},
        {"unit": "个节点", "target_value": 3, "sub_area": "企业大走访"},
        {"status": "on_track", "sub_area": "企业大走访", "period": "2017-06"},
    )
    found = area(rows, *given, name="作风")
    assert found["light"] == "not_started"
    assert found["deviation"] != found["deviation"]


def test_a_work_that_began_before_its_clock_is_judged(rows) -> None:
    found = area(rows, {"unit": "次", "target_value": 4, "actual_value": 1}, name="作风")
    assert found["light"] == "on_track"


def test_a_lamp_that_another_target_lit_has_not_moved(rows) -> None:
    june, july = (
        progress.assess(
            rows("work_targets", {"task": "a", "unit": "个", "target_value": t, "actual_value": 40.0}), as_of=JULY
        )
        for t in (120.0, 60.0)
    )
    found = change.since(july, june).iloc[0]
    assert (found["previous_light"], found["light"], found["moved"]) == ("behind", "on_track", "same")


def test_an_item_steps_from_itself_and_not_from_another_sub_target(rows) -> None:
    def items(first: float, second: float) -> pd.DataFrame:
        subs = (
            {"project": "大班额", "content": c, "row_id": c, "completion_rate": r}
            for c, r in (("a", first), ("b", second))
        )
        return livelihood.items(progress.assess(rows("livelihood_projects", *subs), as_of=JULY))

    by = ("category", "item")
    found = change.since(items(0.2, 0.9), items(0.1, 0.9), by=by).iloc[0]
    assert (found["moved"], found["step"]) == ("same", pytest.approx(0.1))
    found = change.since(items(0.9, 0.5), items(0.1, 0.9), by=by).iloc[0]
    assert (found["moved"], found["previous_light"]) == ("better", "behind")
    assert found["step"] != found["step"]
