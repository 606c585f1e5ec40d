"""Clocks count working days by the declared holidays and make-up Saturdays."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from catalog.working_days import working_day_after
from metrics import workdays


def day(text: str | None) -> np.ndarray:
    return np.array([text or "NaT"], dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("start", "end", "n"),
    [
        ("2017-07-31", "2017-08-04", 4),
        ("2017-08-04", "2017-08-07", 1),  # over a weekend
        ("2017-09-29", "2017-10-09", 2),  # the make-up Saturday, then eight days of holiday
        ("2017-08-04", "2017-08-04", 0),
        ("2017-08-07", "2017-08-04", 0),
        (None, "2017-08-04", float("nan")),
    ],
)
def test_working_days_between(start, end, n) -> None:
    assert workdays.between(day(start), day(end)).tolist() == pytest.approx([n], nan_ok=True)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [("2017-08-02", 3, "2017-08-07"), ("2017-09-29", 1, "2017-09-30"), ("2017-09-30", 1, "2017-10-09")],
)
def test_the_nth_working_day_after(start, n, end) -> None:
    assert working_day_after(date.fromisoformat(start), n) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("deadline", "moved"),
    [
        ("2017-10-03", "2017-10-09"),
        ("2017-08-05", "2017-08-07"),
        ("2017-08-04", "2017-08-04"),
        ("2017-09-30", "2017-09-30"),
    ],
)
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(deadline, moved) -> None:
    assert workdays.shifted(day(deadline)).tolist() == [date.fromisoformat(moved)]
