"""Small frames typed out in a test, with the types the store gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
from msgspec.structs import replace

from catalog.book import judged_by
from metrics import judged
from tests.own_book import own_book

Rows = Callable[..., pd.DataFrame]


@pytest.fixture(autouse=True)
def of_no_list() -> Iterator[None]:
    """The tests' own rules and seed; no list names the rows and no curve what is due: a test of those brings its own."""
    with judged_by(replace(own_book(), curves=(), items=())):
        yield


@pytest.fixture
def rows() -> Rows:
    """``rows("work_targets", {"task": "甲", "target_value": 10}, …)``: a frame of the dataset with these rows.

    Missing fields are missing; ``row_id`` numbers the rows, ``period`` is 2017-07 unless given.
    """
    return make


def make(dataset: str, *given: dict[str, Any]) -> pd.DataFrame:
    empty = judged.empty(dataset)
    named = [{"row_id": str(i), "period": "2017-07", "submission_id": f"s{i}"} | row for i, row in enumerate(given)]
    frame = pd.DataFrame(named).reindex(columns=[*empty.columns, "submission_id"])
    return frame.astype(dict(empty.dtypes) | {"submission_id": "str"})
