"""Silence never pays: over generated months, no report, row or value left out improves a figure, lamp or rank of its unit."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import accountability, headline, judged, lights, progress, rollup
from metrics.approvals import with_kept_targets
from metrics.promised import with_blank_states, with_vanished
from tests.unit.metrics.conftest import make

JULY = date(2017, 7, 31)
UNITS = ("招商局", "建设局", "科技局")
# How many months are made up for each: as many as are asked for, where somebody has the time (GENERATED_MONTHS=1000).
MONTHS = int(os.environ.get("GENERATED_MONTHS", "30"))

# Unit, target in words, target; of every measure, a level that is better when it is low and a limit of nothing too.
targets = st.sampled_from(
    [
        ("个", None, 10.0),
        ("亿元", "到位资金", 50.0),
        ("%", "增速", 8.0),
        ("件", "控制在10件以内", 10.0),
        ("微克/立方米", "PM2.5浓度", 60.0),
        ("起", "不发生事故", 0.0),
        (None, None, None),
    ]
)
stages = ("not_started", "behind", "on_track", "done")


@st.composite
def rows_of_a_month(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Six to fourteen tasks of three units, with last month's and this month's cumulative value."""
    found = []
    for i in range(draw(st.integers(6, 14))):
        unit, text, target = draw(targets)
        before, now = _values(draw, unit, target)
        deadline = draw(st.sampled_from(["2017-06-30", "2017-07-31", "2017-12-31", None]))
        owner = UNITS[i % len(UNITS)]
        found.append(
            {"row_id": str(i), "task": f"任务{i}", "area": "发展", "unit": unit, "target_text": text}
            | {"target_value": target, "before": before, "now": now, "deadline": deadline}
            | {"lead_department": owner, "reporting_department": owner, "lead_leader": owner}
            | {"weight": draw(st.sampled_from([1.0, 3.0, 12.0]))}
        )
    return found


def _values(draw: st.DrawFn, unit: str | None, target: float | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a row said last month and says now, which is never worse: a value, or of what has no target its state."""
    if target is None:
        stage = draw(st.integers(0, 3))
        return {"status": stages[stage]}, {"status": stages[draw(st.integers(stage, 3))]}
    if unit == "起":
        happened = draw(st.sampled_from([0.0, 1.0]))
        return {"actual_value": happened}, {"actual_value": happened}
    before, more = draw(st.floats(0.0, 0.9)) * target, draw(st.floats(0.0, 0.5)) * target
    values = (1.6 * target - before, 1.6 * target - before - more) if unit == "微克/立方米" else (before, before + more)
    return {"actual_value": values[0]}, {"actual_value": values[1]}


def frame(rows: list[dict[str, Any]], *, silent: str = "", without_value: str = "") -> pd.DataFrame:
    """The month as the store gives it: a silent unit's rows are last month's, one row has no value."""
    given_ = []
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in ("before", "now")}
        kept |= row["before"] | {"period": "2017-06"} if row["lead_department"] == silent else row["now"]
        if row["row_id"] == without_value:
            kept |= {"actual_value": None, "status": None}
        given_.append(kept)
    return make("work_targets", *given_)


def standing(tasks: pd.DataFrame, unit: str) -> dict[str, float]:
    """Everything that is good for the unit when it is high: on-time rate, rank (negative), the area's rate, figures."""
    known = judged.judge({"work_targets": tasks}, as_of=JULY)
    ranked = accountability.ranking(accountability.by_department(accountability.of_judged(known, as_of=JULY)))
    mine = ranked[ranked["name"] == unit].iloc[0]
    area = rollup.by_area(known["work_targets"]).set_index("area").loc["发展"]
    cards = {f.name: f.value for f in headline.of_judged("work_areas", known, None, as_of=JULY)}
    return {
        "on_time_rate": mine["on_time_rate"],
        "denominator": mine["n_judged"],
        "rank": -mine["rank"],
        "area": area["rate"],
        "area_deviation": area["deviation"],
        "tasks_on_time": cards["tasks_on_time"],
    }


def no_better(told: dict[str, float], kept_back: dict[str, float]) -> None:
    for name, before in told.items():
        assert (
            np.isnan(kept_back[name]) or np.isnan(before) or kept_back[name] <= before + 1e-9 or name == "denominator"
        )
    assert kept_back["denominator"] >= told["denominator"]


@settings(max_examples=MONTHS, deadline=None, derandomize=True)
@given(rows_of_a_month(), st.sampled_from(UNITS))
def test_a_report_left_out_improves_no_figure_lamp_or_rank_of_its_unit(rows, unit) -> None:
    told, kept_back = frame(rows), frame(rows, silent=unit)
    no_better(standing(told, unit), standing(kept_back, unit))
    now, then = (progress.assess(tasks, as_of=JULY) for tasks in (told, kept_back))
    # What a limit will have used nobody can know who was not told: its lamp stays that of what was last reported.
    pressing = now["light"].isin(lights.rule().pressing) & now["measure"].ne("ceiling")
    lamps = [lights.severity(tasks.loc[pressing, "light"]) for tasks in (now, then)]
    assert (lamps[1] <= lamps[0]).all()


@settings(max_examples=MONTHS, deadline=None, derandomize=True)
@given(rows_of_a_month(), st.data())
def test_a_value_left_out_improves_no_figure_or_rank_of_its_unit(rows, data) -> None:
    row = data.draw(st.sampled_from(rows))
    before = frame([one | {"now": one["before"]} for one in rows]).assign(period="2017-06")
    short = with_blank_states(frame(rows, without_value=row["row_id"]), before)
    no_better(standing(frame(rows), row["lead_department"]), standing(short, row["lead_department"]))


@settings(max_examples=MONTHS, deadline=None, derandomize=True)
@given(rows_of_a_month(), st.data())
def test_a_target_left_out_or_lowered_improves_no_figure_or_rank_of_its_unit(rows, data) -> None:
    aimed = [one for one in rows if one["target_value"] is not None and one["unit"] != "微克/立方米"]
    row = data.draw(st.sampled_from(aimed or rows))
    share = data.draw(st.sampled_from([None, 0.5, 0.9]))
    target = None if share is None or row["target_value"] is None else share * row["target_value"]
    told = [one | {"target_value": target} if one is row else one for one in rows]
    before = frame([one | {"now": one["before"]} for one in rows]).assign(period="2017-06")
    unit = row["lead_department"]
    no_better(standing(frame(rows), unit), standing(with_kept_targets(frame(told), before), unit))


@settings(max_examples=MONTHS, deadline=None, derandomize=True)
@given(rows_of_a_month(), st.data())
def test_a_row_left_out_improves_no_figure_or_rank_of_its_unit(rows, data) -> None:
    row = data.draw(st.sampled_from(rows))
    unit = row["lead_department"]
    before = frame([one | {"now": one["before"]} for one in rows]).assign(period="2017-06")
    whole = frame(rows)
    short = with_vanished(whole[whole["row_id"] != row["row_id"]].reset_index(drop=True), before)
    no_better(standing(whole, unit), standing(short, unit))


@settings(max_examples=MONTHS // 3, deadline=None, derandomize=True)
@given(rows_of_a_month())
def test_an_empty_sheet_changes_nothing(rows) -> None:
    tasks = frame(rows)
    more = {"work_targets": tasks} | {name: judged.empty(name) for name in ("livelihood_projects", "rectification")}
    with_it, without = (accountability.duties(f, as_of=JULY) for f in (more, {"work_targets": tasks}))
    pd.testing.assert_frame_equal(with_it, without)
