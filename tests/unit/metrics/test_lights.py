"""The bands of the lamps cover every deviation once, and the rule of ranks is that of the bulletins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.book import book
from catalog.numbers import points, rounded, shares
from metrics import lights, ranks

anything = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


def test_the_declared_bands_tile_the_line() -> None:
    assert lights.edges()[0] == -np.inf


@pytest.mark.parametrize(
    "bands",
    [
        [(-np.inf, -10.0), (-9.0, np.inf)],  # a hole
        [(-np.inf, -10.0), (-11.0, np.inf)],  # an overlap
        [(-20.0, 0.0), (0.0, np.inf)],  # nothing below
        [(-np.inf, 0.0), (0.0, 50.0)],  # nothing above
        [(-np.inf, 0.0), (0.0, 0.0), (0.0, np.inf)],  # an empty band
    ],
)
def test_bands_with_a_hole_or_an_overlap_are_refused(bands) -> None:
    with pytest.raises(ValueError, match="tile"):
        lights.tiled(bands)


@given(anything)
def test_every_deviation_lies_in_exactly_one_band(deviation) -> None:
    shown = rounded(deviation)
    fits = [b.light for b in lights.rule().bands if b.ends[0] <= shown < b.ends[1]]
    assert fits == [lights.of_deviation(np.array([deviation]))[0]]


@given(anything, anything)
def test_equal_printed_numbers_have_equal_lamps(a, b) -> None:
    near = b / 1e6 * 0.04 + a
    lamps = lights.of_deviation(np.array([a, near]))
    assert points(a) != points(near) or lamps[0] == lamps[1]


def test_every_lamp_has_a_word_a_shape_and_a_place() -> None:
    rule = book().rules.lights
    assert set(rule.order) == set(rule.words) == set(rule.glyphs)
    assert {b.light for b in rule.bands} <= set(rule.order)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([90, 80, 80, 70], [1, 2, 2, 4]),
        ([77.93, 91.64, 77.93, 79.2], [3, 1, 3, 2]),  # the Jining 2015 tie
        ([77.934, 77.926, 70], [1, 1, 3]),  # equal as printed
        ([80, float("nan"), 90], [2, float("nan"), 1]),
        ([], []),
    ],
)
def test_equals_share_the_better_rank_and_the_next_is_skipped(scores, expected) -> None:
    found = ranks.rank(np.array(scores, dtype="float64"), 2)
    np.testing.assert_array_equal(found, expected)


@given(st.lists(st.floats(0, 100), max_size=30))
def test_a_rank_is_one_more_than_those_that_are_better(scores) -> None:
    shown = [rounded(s) for s in scores]
    expected = [1 + sum(other > s for other in shown) for s in shown]
    assert ranks.rank(np.array(scores, dtype="float64"), 1).tolist() == expected


@pytest.mark.parametrize(
    ("scores", "front", "last"),
    [
        ([99, 95, 90, 80, 70, 60, 50], [0, 1, 2], [4, 5, 6]),
        ([99, 95, 90, 90, 70, 60, 50], [0, 1, 2, 3], [4, 5, 6]),  # a tie at the third place stays whole
        ([99, 95, 90, 80, 70, 70, 70], [0, 1, 2], [4, 5, 6]),
        ([99, 95, 90, 60, 60], [0, 1, 2], [3, 4]),  # nobody stands in both
        ([100, 100, 100, 100, 100, 80], [0, 1, 2, 3, 4], [5]),  # equal firsts are never among the last
    ],
)
def test_front_and_last_three(scores, front, last) -> None:
    found = ranks.front_and_last(ranks.rank(np.array(scores, dtype="float64"), 1))
    assert [np.flatnonzero(f).tolist() for f in found] == [front, last]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_printed_shares_sum_to_a_hundred(counts) -> None:
    total = sum(counts)
    assert rounded(sum(shares(counts)), 1) == (100.0 if total else 0.0)
    assert all(abs(s - 100 * c / max(total, 1)) < 0.1 + 1e-9 for s, c in zip(shares(counts), counts, strict=True))


def test_shares_are_forced_as_officials_force_them() -> None:
    """Jinzhai 2025: 162 of 222 is 72.97 %, printed 72.9 or 73.0 so that the column sums to 100.0."""
    assert rounded(sum(shares([17, 162, 10, 24, 9])), 1) == 100.0
