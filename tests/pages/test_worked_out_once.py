"""What is judged for all units at once and cut for one is what judging that unit's rows alone gives, in every month;
and a month that nothing was published for is not worked out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import pytest
import streamlit as st
from pandas.testing import assert_frame_equal

from metrics import accountability, findings, headline, judged
from store import Desk, local_actor
from tests.opening import open_page
from ui import empty, facts, released, source
from ui.scope import View

ROOT = Path(__file__).parents[2]
UNITS = ("", "教育局", "民政局", "黄屯街道", "经济发展局", "科技局")
MONTHS = ("2017-01", "2017-05", "2017-07")


@pytest.fixture(scope="module")
def at(samples_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., View]]:
    path = tmp_path_factory.mktemp("once") / "store.db"
    copy(samples_database, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", f"sqlite:///{path}")
        st.cache_resource.clear()
        yield lambda period, unit="": View(source.version(), period, unit)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("period", MONTHS)
def test_a_units_figures_are_those_of_its_rows_judged_alone(at: Callable[..., View], period: str, unit: str) -> None:
    view = at(period, unit)
    with source.judging("", period):
        frames, before = facts.judged_from(view), facts.frames_before(view)
        for page in headline.PAGES:
            assert facts.figures(view, page) == headline.figures(page, frames, before, as_of=view.day)
            alone = findings.title(page, frames, before, as_of=view.day)
            assert facts.finding(view, page) == (alone or empty.of_page(view, page, ""))
        alone = judged.judge(frames, as_of=view.day)
        for name in judged.RULES:
            cut, own = facts.judged_of(view)[name], alone[name]
            assert_frame_equal(cut.reset_index(drop=True), own.reset_index(drop=True))
        assert_frame_equal(facts.duties(view), accountability.duties(frames, as_of=view.day))


def test_a_month_is_worked_out_again_only_after_an_act_that_can_move_it(at: Callable[..., View]) -> None:
    """A report of July published again moves July, and leaves January as it is."""
    january, july = at("2017-01"), at("2017-07")
    known = [source.frames(view) for view in (january, july)]
    newest = next(line for line in source.store().lines() if line.period == "2017-07" and line.current)
    Desk(source.store(), local_actor()).withdraw(newest.submission_id, reason="报错了", at="2017-08-20T09:00:00")
    later = [View(source.version(), view.as_of) for view in (january, july)]
    assert later[0].version > january.version
    assert source.since(later[0]) == source.since(january)
    assert source.since(later[1]) > source.since(july)
    again = [source.frames(view) for view in later]
    assert {name for name in known[0] if not again[0][name].equals(known[0][name])} == set()
    assert {name for name in known[1] if not again[1][name].equals(known[1][name])} == {newest.dataset}


def test_reports_of_a_later_month_leave_released_months_alone(at: Callable[..., View]) -> None:
    """Nothing of January is asked of the store again; a decision about July is seen where it counts."""
    view = at("2017-01")
    facts.figures(view, "overview")
    kept = {key for key, _ in source.opened().memory.items()}
    Desk(source.store(), local_actor()).reopen("2017-07", reason="补报", at="2017-08-21T09:00:00")
    facts.figures(View(source.version(), "2017-01"), "overview")
    fresh = {key[0] for key, _ in source.opened().memory.items() if key not in kept}
    assert not {name for name in fresh if name.endswith(("_measured", "_judged", "_frame"))}
    assert released.collecting(View(source.version(), "2017-07"))


def test_the_run_after_an_act_shows_what_it_changed(at: Callable[..., View], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same reader's next run, without a new page load: nothing of the run before is shown again."""
    monkeypatch.chdir(ROOT)
    app = open_page("pages/leaders/overview.py", period="2017-06")
    before = " ".join(str(m.value) for m in app.markdown)
    june = [line for line in source.store().lines() if line.period == "2017-06" and line.current]
    desk = Desk(source.store(), local_actor())
    for line in june:
        desk.withdraw(line.submission_id, reason="报错了", at="2017-08-22T09:00:00")
    app.run()
    assert " ".join(str(m.value) for m in app.markdown) != before
    assert not any("2017年6月30日" in str(m.value) for m in app.markdown)
