"""Charts print lamps, stages and names as people read them."""

import math

import pytest

from catalog.lamps import lamp_text, marked
from catalog.numbers import in_yi, money
from catalog.numbers import points as signed
from catalog.numbers import rate as percent
from catalog.stages import stage_word
from catalog.text import shorten


def test_a_red_lamp_never_stands_beside_a_gap_that_is_none() -> None:
    assert lamp_text("behind", 35.8, 12.0) == "▲ 滞后 逾期12天"
    assert lamp_text("behind", 35.8) == "▲ 滞后"


@pytest.mark.parametrize(
    ("light", "deviation", "text"),
    [
        ("behind", -10.64, "▲ 滞后 −10.6"),
        ("on_track", 3.0, "● 正常 +3.0"),
        ("on_track", -0.04, "● 正常 0.0"),
        ("warning", math.nan, "◆ 预警"),
        ("no_report", -20.0, "□ 缺报"),
        ("not_started", -58.0, "○ 未启动"),
        (None, None, "— 不可量化"),
    ],
)
def test_a_lamp_is_mark_word_and_number(light: str | None, deviation: float | None, text: str) -> None:
    assert lamp_text(light, deviation) == text


def test_a_mark_stands_before_its_word() -> None:
    assert marked("no_report") == "□ 缺报"


@pytest.mark.parametrize(
    ("value", "text"), [(0.559, "55.9%"), (1.125, "112.5%"), (0.0, "0.0%"), (None, "—"), (math.nan, "—")]
)
def test_a_rate_is_never_capped_and_never_invented(value: float | None, text: str) -> None:
    assert percent(value) == text


@pytest.mark.parametrize(("value", "text"), [(math.nan, "—"), (138_000.0, "13.8"), (4_000.0, "0.4")])
def test_amounts_in_a_shaded_table_are_bare_hundred_millions(value: float, text: str) -> None:
    assert in_yi(value) == text


def test_missing_money_and_points_are_dashes() -> None:
    assert (money(None), signed(None)) == ("—", "—")


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("大项目", 3, "大项目"), ("引进世界500强项目", 6, "引进世界50…"), ("abcdef", 3, "abcdef"), (None, 3, "")],
)
def test_names_are_cut_to_their_room_with_an_ellipsis(text: str | None, width: int, cut: str) -> None:
    assert shorten(text, width) == cut


@pytest.mark.parametrize(("stage", "word"), [("signed", "签约"), ("vanished", "本期未报"), ("odd", "odd")])
def test_a_stage_has_its_word(stage: str, word: str) -> None:
    assert stage_word(stage) == word
