"""The palette keeps its promises: readable text, inks that fit their fill, one set of colours in charts and config."""

import tomllib
from pathlib import Path

import pytest
from msgspec.structs import fields

from charts.theme import Look, contrast, ink_on, step, tokens

LOOKS = [Look(), Look(dark=True)]
LIGHTS = ["behind", "warning", "on_track", "done", "not_started", "no_report", "not_measurable"]
CONFIG = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3"])
def test_ink_is_readable_on_paper(look: Look, ink: str) -> None:
    t = tokens(look)
    assert contrast(getattr(t, ink), t.paper) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("light", LIGHTS)
def test_a_lamps_word_is_readable_on_paper_and_on_its_tint(look: Look, light: str) -> None:
    lamp = tokens(look).lamp(light)
    assert contrast(lamp.text, tokens(look).paper) >= 4.5
    assert contrast(lamp.text, lamp.tint) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("k", range(10))
def test_the_ink_on_every_step_of_the_scale_is_readable(look: Look, k: int) -> None:
    fill = tokens(look).blues[k]
    assert contrast(ink_on(fill, look), fill) >= 4.5


def test_white_on_solid_red_is_readable() -> None:
    assert contrast("#FFFFFF", tokens(Look()).lamp("behind").fill) >= 4.5


@pytest.mark.parametrize("light", ["on_track", "done", "not_started", "no_report", "not_measurable", None, "nonsense"])
def test_only_red_and_amber_stand_out_in_bars(light: str | None) -> None:
    assert tokens(Look()).bar_fill(light) == tokens(Look()).bar


@pytest.mark.parametrize(("look", "theme"), list(zip(LOOKS, ["light", "dark"], strict=True)), ids=["light", "dark"])
def test_the_page_has_the_colours_of_its_charts(look: Look, theme: str) -> None:
    t, page = tokens(look), CONFIG["theme"][theme]
    assert (page["backgroundColor"], page["textColor"], page["primaryColor"]) == (t.paper, t.ink, t.brand)
    assert tuple(page["chartSequentialColors"]) == t.blues
    assert page["redColor"] == t.lamp("behind").fill


@pytest.mark.parametrize(("value", "k"), [(0, 0), (9.99, 0), (10, 1), (99, 9), (100, 9)])
def test_a_value_falls_on_its_step(value: float, k: int) -> None:
    assert step(value, 100, Look()) == tokens(Look()).blues[k]


def test_far_rows_get_larger_text_than_the_meeting_screen_than_the_desk_than_the_phone() -> None:
    sizes = [look.text for look in (Look(present=True, large=True), Look(present=True), Look(), Look(phone=True))]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4


def test_every_token_is_a_colour() -> None:
    t = tokens(Look())
    plain = [getattr(t, f.name) for f in fields(t) if isinstance(getattr(t, f.name), str)]
    assert all(len(colour) == 7 and colour.startswith("#") for colour in plain)
