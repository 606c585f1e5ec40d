"""The office's book: what it ships with, which one is in force, and those that meetings of earlier versions kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from catalog.book import Book, book, book_of, judged_by, kept_texts, shipped
from catalog.book.current import BOOKS, SHIPPED, read_book, text_of
from catalog.book.entries import Curve
from catalog.stages import stage_word
from catalog.typed import DeclarationFault
from catalog.working_days import is_working_day
from loaders.cells.department import department
from metrics import lights, workdays
from store.reading.owed_reports import due_day

# What a meeting of the first version kept: texts that lack what later versions added.
OLDER = {
    "rules": """
[lights]
version = "2016.1"
words = { behind = "红牌" }
[time_progress]
version = "2016.1"
[time_progress.quarter_nodes]
"稳定" = [0.1, 0.4, 0.7, 1.0]
""",
    "seed": """
version = "2016-08"
year = 2016
period_first = "2016-01"
[space]
parks = ["滨河科技园"]
[[departments]]
name = "建设局"
kind = "department"
lead_post = "一位副主任"
[[livelihood_items]]
number = 1
category = "教育"
name = "一件实事"
[reporting]
due_day = 20
[[reporting.owes]]
dataset = "work_targets"
departments = ["建设局"]
since = "2016-03"
""",
    "holidays": '[2016]\nsource = "一份通知"\nholidays = [2016-10-03]\nworkdays = [2016-10-08]\n',
}


def with_rules(**changed: Any) -> Book:
    return replace(book(), rules=replace(book().rules, **changed))


def stricter() -> Book:
    rule = book().rules.lights
    first, second, *others = rule.bands
    bands = (replace(first, below=-7.0), replace(second, start=-7.0), *others)
    return with_rules(lights=replace(rule, bands=bands))


def renamed_stage() -> Book:
    rule = book().rules.pipeline
    stages = tuple(replace(s, word="已签") if s.name == "signed" else s for s in rule.stages)
    return with_rules(pipeline=replace(rule, stages=stages))


def without_holidays() -> Book:
    return replace(book(), holidays=())


def due_earlier() -> Book:
    return replace(book(), reporting=replace(book().reporting, due_day=20))


def another_alias() -> Book:
    units = tuple(replace(u, aliases=(*u.aliases, "建委")) if u.name == "建设局" else u for u in book().units)
    return replace(book(), units=units)


def test_the_shipped_book_holds_what_the_zone_has_published():
    assert len(book().items_of(2017)) == 39
    assert len(book().areas) == 6
    assert book().zone.year == 2017
    assert {unit.lead_post != "" for unit in book().units} == {True}


def test_inside_judged_by_that_book_answers_and_afterwards_the_shipped_one():
    other = stricter()
    with judged_by(other):
        assert book() is other
        with judged_by(None):
            assert book() is shipped()
        assert book() is other
    assert book() is shipped()


def test_after_an_error_the_shipped_one_answers_again():
    with pytest.raises(ZeroDivisionError), judged_by(stricter()):
        1 / 0  # noqa: B018
    assert book() is shipped()


@pytest.mark.parametrize(
    ("other", "ask"),
    [
        (stricter, lights.edges),
        (renamed_stage, lambda: stage_word("signed")),
        (without_holidays, lambda: is_working_day(dt.date(2017, 10, 2))),
        (without_holidays, lambda: workdays.calendar().tolist().index(dt.date(2017, 10, 9))),
        (due_earlier, lambda: due_day("2017-07")),
        (another_alias, lambda: department("建委")),
    ],
)
def test_what_is_kept_for_speed_is_kept_for_each_book(other, ask):
    before = ask()
    with judged_by(other()):
        then = ask()
    assert then != before
    assert ask() == before


def test_a_rules_sentence_follows_its_numbers():
    assert "低于−10滞后，−10至−5预警，−5以上正常" in book().rules.lights.said
    with judged_by(stricter()):
        assert "低于−7滞后，−7至−5预警" in book().rules.lights.said
    assert "31至60天为待跟进，60天以上" in book().rules.freshness.said
    assert "3个工作日内答复，15个工作日内解决" in book().rules.issues.said


def test_a_kept_book_comes_back_as_it_was():
    with judged_by(stricter()):
        kept = kept_texts()
    again = book_of(kept)
    assert again is book_of(kept)
    assert text_of(again) == kept["book"] != text_of(shipped())


def test_what_an_earlier_version_kept_is_complete_and_the_rest_is_the_shipped_books():
    then = book_of(OLDER)
    assert then.rules.lights.version == "2016.1"
    assert then.rules.lights.bands == shipped().rules.lights.bands
    assert then.rules.standing == shipped().rules.standing
    assert [u.name for u in then.units] == ["建设局"]
    assert (then.zone.year, then.zone.name) == (2016, shipped().zone.name)
    assert then.item(2016, "一件实事").number == 1
    assert (then.reporting.due_day, then.owes[0].since) == (20, "2016-03")
    assert then.site_groups() == {"parks": ["滨河科技园"]}
    assert then.holidays[0].workdays == (dt.date(2016, 10, 8),)


def test_a_table_whose_keys_are_data_comes_wholly_from_what_was_kept():
    kept = kept_texts()
    nodes = replace(shipped().rules.time_progress, quarter_nodes={"稳定": (0.1, 0.4, 0.7, 1.0)})
    with judged_by(with_rules(time_progress=nodes)):
        assert book_of(kept).rules.time_progress.quarter_nodes == {}
    assert book_of(OLDER).rules.lights.words == {"behind": "红牌"}
    assert book_of(OLDER).rules.time_progress.quarter_nodes == {"稳定": (0.1, 0.4, 0.7, 1.0)}


def test_no_kept_text_is_no_book():
    assert book_of(None) is None


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("units", 'kind = "street"', "kind = 3", r"units.toml: .*kind"),
        ("rules", "below = -10.0", 'below = "x"', r"rules.toml: .*rules.lights.bands\[0\].below"),
        ("reporting", "due_day = 31", "due_days = 31", r"reporting.toml: .*due_days"),
    ],
)
def test_a_fault_names_its_file_and_key(tmp_path: Path, file, old, new, said):
    for path in (BOOKS / SHIPPED).glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    path = tmp_path / f"{file}.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(DeclarationFault, match=said):
        read_book(tmp_path)


def test_a_curve_is_that_of_the_class_else_of_the_area_else_of_the_dataset():
    even = Curve(name="匀速", shares=tuple(n / 12 for n in range(1, 13)), source="—", datasets=("work_targets",))
    late = replace(even, name="后松", datasets=(), areas=("发展",))
    school = replace(even, name="学年", datasets=(), classes=("学校",))
    own = replace(book(), curves=(even, late, school))
    assert own.curve_of(dataset="work_targets") is even
    assert own.curve_of(dataset="work_targets", area="发展") is late
    assert own.curve_of(dataset="work_targets", area="发展", class_="学校") is school
    assert own.curve_of(dataset="key_projects", area="党建") is None
