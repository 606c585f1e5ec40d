"""A course turns where it falls, falls behind, catches up or stands still; what moves on evenly does not turn."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics.turns import turns


def test_each_turn_is_told_with_what_the_sheet_said_then() -> None:
    months = [f"2017-0{n}" for n in range(1, 9)]
    points = pd.DataFrame(
        {
            "period": months,
            "rate": [0.10, 0.20, 0.22, 0.22, 0.45, 0.40, float("nan"), 0.70],
            "due_rate": [0.08, 0.16, 0.25, 0.33, 0.41, 0.50, 0.58, 0.66],
        }
    )
    assert turns(points, {"2017-03": "征地慢"}) == [
        ("2017-03", "fell_behind", "征地慢"),
        ("2017-04", "stood", ""),
        ("2017-05", "caught_up", ""),
        ("2017-06", "fell", ""),
        ("2017-08", "caught_up", ""),
    ]


@pytest.mark.parametrize(
    ("moved", "how"), [(0.00049, ["stood"]), (0.00051, []), (-0.00049, ["stood"]), (-0.00051, ["fell"])]
)
def test_an_item_stands_still_up_to_a_twentieth_of_a_point(moved: float, how: list[str]) -> None:
    points = pd.DataFrame({"period": ["2017-01", "2017-02"], "rate": [0.3, 0.3 + moved], "due_rate": [0.1, 0.1]})
    assert [turned for _, turned, _ in turns(points, {})] == how
