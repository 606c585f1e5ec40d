"""What is declared: today's files, or inside ``judged_by`` the texts of another time, and what is derived from either."""

import datetime as dt
import tomllib

import pytest

from catalog import declared
from catalog.declaration import JUDGED, judged_by, texts_of_today
from catalog.stages import stage_word
from catalog.working_days import is_working_day
from metrics import lights, workdays
from store.reading.owed_reports import due_day


def of_then(name: str, old: str, new: str) -> dict[str, str]:
    texts = texts_of_today()
    assert old in texts[name]
    return texts | {name: texts[name].replace(old, new)}


def test_the_texts_kept_are_those_that_figures_are_judged_by():
    assert set(texts_of_today()) == set(JUDGED) == {"rules", "seed", "holidays", "groups"}


def test_inside_the_texts_of_then_answer_and_afterwards_todays_again():
    with judged_by(of_then("rules", "below = -10.0", "below = -7.0")):
        assert declared("rules")["lights"]["bands"][0]["below"] == -7.0
        with judged_by(None):
            assert declared("rules")["lights"]["bands"][0]["below"] == -10.0
        assert declared("rules")["lights"]["bands"][0]["below"] == -7.0
    assert declared("rules")["lights"]["bands"][0]["below"] == -10.0


def test_after_an_error_todays_answer_again():
    with pytest.raises(ValueError, match="x"), judged_by(of_then("rules", "below = -10.0", "below = -7.0")):
        raise ValueError("x")

    assert declared("rules")["lights"]["bands"][0]["below"] == -10.0


def test_what_was_not_kept_then_is_todays():
    with judged_by({"rules": texts_of_today()["rules"]}):
        assert declared("seed") == declared("seed")
        assert declared("wording/metrics")["headline"]


def test_a_rule_that_did_not_exist_then_is_todays():
    with judged_by({"rules": '[lights]\nversion = "2016.1"\n'}):
        assert declared("rules")["lights"]["version"] == "2016.1"
        assert declared("rules")["lights"]["words"] == tomllib.loads(texts_of_today()["rules"])["lights"]["words"]
        assert declared("rules")["standing"] == tomllib.loads(texts_of_today()["rules"])["standing"]


@pytest.mark.parametrize(
    ("name", "old", "new", "ask"),
    [
        ("rules", "= -10.0", "= -7.0", lights.edges),
        ("rules", 'word = "签约"', 'word = "已签"', lambda: stage_word("signed")),
        ("holidays", "2017-10-02", "2017-11-02", lambda: is_working_day(dt.date(2017, 10, 2))),
        ("holidays", "2017-10-02", "2017-11-02", lambda: workdays.calendar().tolist().index(dt.date(2017, 10, 9))),
        ("seed", "due_day = 31", "due_day = 20", lambda: due_day("2017-07")),
    ],
)
def test_what_is_kept_for_speed_is_kept_for_each_text(name, old, new, ask):
    before = ask()
    with judged_by(of_then(name, old, new)):
        then = ask()
    assert then != before
    assert ask() == before
