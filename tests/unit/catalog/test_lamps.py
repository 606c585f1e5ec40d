"""A lamp is explained by what lit it, in the same words everywhere."""

from __future__ import annotations

import math

import pytest

from catalog.lamps import by_gap, lateness, reason


@pytest.mark.parametrize(
    ("light", "deviation", "days_over", "said"),
    [
        ("behind", -10.64, math.nan, "−10.6"),
        ("behind", -30.0, 12.0, "逾期12天"),
        ("behind", 35.8, 12.0, "逾期12天"),
        ("behind", -6.0, 12.0, "逾期12天"),
        ("behind", -25.0, 12.0, "逾期12天"),
        ("behind", -10.04, 12.0, "逾期12天"),
        ("behind", math.nan, 1200.0, "逾期1,200天"),
        ("behind", 12.0, 0.0, "到期未办结"),
        ("behind", 12.0, math.nan, ""),
        ("behind", None, None, ""),
        ("warning", -6.0, math.nan, "−6.0"),
        ("warning", 3.0, math.nan, ""),
        ("on_track", 3.0, math.nan, "+3.0"),
        ("on_track", 3.0, 5.0, "+3.0"),
        ("done", 40.0, math.nan, "+40.0"),
        ("no_report", -20.0, 5.0, ""),
        ("not_started", -58.0, math.nan, ""),
        (None, -20.0, 5.0, ""),
    ],
)
def test_what_is_overdue_says_so_and_the_gap_only_where_it_lit_the_lamp(
    light: str | None, deviation: float | None, days_over: float | None, said: str
) -> None:
    assert reason(light, deviation, days_over) == said


def test_an_enterprises_problem_counts_working_days() -> None:
    assert lateness(8.0, "enterprise_issues") == "逾期8个工作日"


def test_what_is_not_past_its_deadline_is_not_late() -> None:
    assert (lateness(math.nan), lateness(None), lateness(-3.0)) == ("", "", "")


def test_a_narrow_place_rounds_the_gap_but_judges_it_on_one_decimal() -> None:
    assert reason("behind", -10.6, decimals=0) == "−11"
    assert not by_gap("behind", -10.0)
