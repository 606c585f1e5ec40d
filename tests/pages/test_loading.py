"""While the samples are loaded every leaders' page says how far that is, and shows no figure of a part of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages import PAGES
from store import open_store
from ui import demo, readiness

LEADERS = [page.script for page in PAGES if page.section == "leaders"]
Opened = Callable[..., AppTest]


@pytest.mark.parametrize("script", LEADERS)
def test_a_page_says_how_far_the_samples_are_and_shows_no_figure(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(demo, "_loading", demo.Loading(37, 133))
    app = opened(script, "samples")
    assert not app.exception
    [bar] = app.get("progress")
    assert "37/133份" in bar.proto.text
    assert not app.get("plotly_chart")
    assert not any("board" in b.proto.component_name for b in app.get("bidi_component"))


def test_the_server_is_not_ready_until_they_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    readiness.samples_loaded()
    monkeypatch.setattr(demo, "_loading", demo.Loading(37, 133))
    with pytest.raises(RuntimeError, match="37/133"):
        readiness.samples_loaded()


def test_a_store_that_held_anything_is_given_no_samples(kept: dict[str, str]) -> None:
    assert demo.wanted(open_store(kept["empty"]))
    assert not demo.wanted(open_store(kept["samples"]))
    assert not demo.begin(open_store(kept["samples"]))
    assert demo.loading() is None
