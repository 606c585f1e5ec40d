"""A figure is written one way everywhere."""

from __future__ import annotations

from datetime import date
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import numbers


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (numbers.rate(0.856), "85.6%"),
        (numbers.rate(1.3412), "134.1%"),
        (numbers.rate(0.5, 0), "50%"),
        (numbers.rate(nan), "—"),
        (numbers.rate(None), "—"),
        (numbers.points(-10.62), "−10.6"),
        (numbers.points(13.825), "+13.8"),
        (numbers.points(-0.04), "0.0"),
        (numbers.money(2365), "2,365万元"),
        (numbers.money(24_800), "2.48亿元"),
        (numbers.money(2_303_000), "230.3亿元"),
        (numbers.money(0), "0万元"),
        (numbers.money(9_999.6), "1.00亿元"),
        (numbers.money(nan), "—"),
        (numbers.plain(12000), "12,000"),
        (numbers.day(date(2017, 7, 31)), "2017年7月31日"),
        (numbers.day(None), "—"),
    ],
)
def test_a_figure_is_written_as_people_write_it(written: str, shown: str) -> None:
    assert written == shown


@pytest.mark.parametrize(("value", "half_up"), [(2.25, 2.3), (0.05, 0.1), (-9.95, -10.0), (-9.98, -10.0), (1.005, 1.0)])
def test_halves_are_rounded_away_from_zero(value: float, half_up: float) -> None:
    assert numbers.rounded(value) == half_up


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_shares_always_sum_to_a_hundred(counts: list[int]) -> None:
    assert sum(round(s * 10) for s in numbers.shares([float(c) for c in counts])) == 1000
