"""A finished year's own curve: what share of December's had been reached by each month's end."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import as_last_year
from metrics.judged import empty


def year(rows, months: dict[int, float], n: int = 5) -> dict[str, pd.DataFrame]:
    given = [
        {"row_id": str(i), "project": f"项目{i}", "period": f"2017-{month:02d}", "completed_ytd": done * (i + 1)}
        for i in range(n) for month, done in months.items()
    ]  # fmt: skip
    others = {name: empty(name) for name in as_last_year.PARTS}
    return others | {"key_projects": rows("key_projects", *given)}


def test_the_shares_are_those_of_the_sums_and_gaps_lie_between(rows) -> None:
    (curve,) = as_last_year.curves(year(rows, {3: 10.0, 6: 40.0, 12: 100.0}), 2017)
    assert curve.name == "2017年实际·重点项目"
    assert curve.shares == pytest.approx([0.0333, 0.0667, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
    assert "5项" in curve.source


def test_a_fall_is_no_step_back_and_nothing_is_above_december(rows) -> None:
    (curve,) = as_last_year.curves(year(rows, {3: 50.0, 6: 40.0, 9: 120.0, 12: 100.0}), 2017)
    assert list(curve.shares) == sorted(curve.shares)
    assert max(curve.shares) == 1.0


@pytest.mark.parametrize(("months", "n"), [({3: 10.0, 11: 90.0}, 5), ({12: 10.0}, 4), ({12: 0.0}, 5), ({}, 5)])
def test_no_december_too_few_rows_or_nothing_done_make_no_curve(rows, months, n) -> None:
    assert as_last_year.curves(year(rows, months, n), 2017) == []


def test_tasks_count_by_their_weights(rows) -> None:
    given = [
        {
            "row_id": f"{i}",
            "task": f"任务{i}",
            "area": "发展",
            "period": p,
            "target_value": 10.0,
            "actual_value": v,
            "weight": w,
        }
        for i, w in enumerate((9.0, 1.0, 1.0, 1.0, 1.0))
        for p, v in (("2017-06", 10.0 if w == 9.0 else 0.0), ("2017-12", 10.0))
    ]
    found = as_last_year.curves(year(rows, {}) | {"work_targets": rows("work_targets", *given)}, 2017)
    assert [(c.name, c.shares[5]) for c in found] == [
        ("2017年实际·六项工作目标任务", 0.6923),
        ("2017年实际·发展", 0.6923),
    ]
