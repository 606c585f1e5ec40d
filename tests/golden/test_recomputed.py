"""The pages' figures agree with a second way of working them out, which shares no code with the first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics import headline, progress, rollup
from store import Store, open_store
from tests.golden import recomputed

CASES = [(period, unit) for period in recomputed.MONTHS for unit in recomputed.UNITS]


@pytest.fixture(scope="module")
def store(samples_copy: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(samples_copy(tmp_path_factory.mktemp("all")))


def ours(store: Store, period: str, unit: str) -> dict[str, Any]:
    frames = {}
    for name in ("key_projects", "work_targets"):
        frame = store.frame(name, as_of=period)
        frames[name] = frame[frame["lead_department"] == unit] if unit else frame
    as_of = recomputed.month_end(period)
    found = {f.name: f.value for f in headline.figures("key_projects", frames, as_of=as_of)}
    areas = rollup.by_area(progress.assess(frames["work_targets"], as_of=as_of)).set_index("area")
    return found | {"development_rate": areas.loc["发展", "rate"]}


@pytest.mark.parametrize(("period", "unit"), CASES)
def test_every_figure_comes_out_the_same_when_it_is_worked_out_again(store: Store, period: str, unit: str) -> None:
    theirs = recomputed.figures(period, unit)
    found = ours(store, period, unit)
    assert {name: found[name] for name in theirs} == pytest.approx(theirs)


def test_enough_was_compared() -> None:
    assert sum(len(recomputed.figures(period, unit)) for period, unit in CASES) > 70
    assert pd.Series([unit for _, unit in CASES]).nunique() == 6
