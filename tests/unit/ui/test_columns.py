"""The columns of a table as lines to be answered: what is wanted, proposed, said, and what must not be said at once."""

from __future__ import annotations

import pytest

from catalog import dataset, issue
from loaders import Column, Mappings, SheetView
from loaders.reading import Table
from loaders.tables.draft import Draft
from ui.analysts.upload.columns import NOT_TAKEN, Answers, Choice, answers_of, choices, clashes, lines, named, proposed
from ui.analysts.upload.preview import first_texts

NAME = "key_projects"
COLUMNS = [
    Column("A", "项目名称", "project"),
    Column("B", "总投资", "total_investment"),
    Column("C", "完成比例", "completion_rate"),
    Column("D", "责任单为", None, ("lead_department",), asked=True, likely="lead_department"),
    Column("E", "说明", None, ("remark",), asked=True),
]
TABLE = Table(Draft("表", "A1:E9", "form", NAME, COLUMNS))
WITHHELD = [
    issue("unit_missing", sheet="表", cells="B2", typed="12", wanted="万元"),
    issue("rate_scale_unknown", sheet="表", cells="C2:C9", typed="12"),
]


def drawn(mappings: Mappings | None = None):
    return lines(TABLE, mappings or Mappings(), WITHHELD, {"A": ["道路"]})


def test_a_line_says_what_is_wanted_of_its_column() -> None:
    wanted = {line.letter: set(line.wanted) for line in drawn()}
    assert wanted == {"A": set(), "B": {"unit"}, "C": {"scale"}, "D": {"field"}, "E": {"field"}}
    assert drawn()[0].texts == ("道路",)


@pytest.mark.parametrize(
    ("letter", "cells", "said", "texts"),
    [
        pytest.param("B", "B2:B3", "B 列", ["甲", "乙"], id="upright"),
        pytest.param("2", "B2:C2", "第 2 行", ["甲", "丙"], id="on its side"),
        pytest.param("C3", "C3", "C3 格", ["丁"], id="in a form"),
    ],
)
def test_a_column_is_called_and_shown_as_it_lies_in_the_file(
    letter: str, cells: str, said: str, texts: list[str]
) -> None:
    view = SheetView("表", False, 3, 3, [["表", None, None], ["总投资", "甲", "丙"], ["计划", "乙", "丁"]])
    view.line_roles = [["title", None, None], ["header", "value", "value"], ["header", "value", "value"]]
    table = Table(Draft("表", "A1:C3", "form", NAME, [Column(letter, "总投资", "total_investment")]))
    issues = [issue("unit_missing", sheet="表", cells=cells, typed="12", wanted="万元")]
    (line,) = lines(table, Mappings(), issues, first_texts(view, [letter], [2, 3]))
    assert (named(letter), list(line.texts), line.wanted) == (said, texts, {"unit"})


def test_only_what_the_values_bear_out_is_proposed_and_every_field_can_be_chosen() -> None:
    by_letter = {line.letter: line for line in drawn()}
    assert {letter: proposed(line) for letter, line in by_letter.items()} == {
        "A": "project", "B": "total_investment", "C": "completion_rate", "D": "lead_department", "E": None,
    }  # fmt: skip
    offered = choices(by_letter["E"], dataset(NAME))
    assert offered[:2] == ["remark", NOT_TAKEN]
    assert set(offered) == {NOT_TAKEN, *dataset(NAME).field_names}


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        pytest.param({"D": Choice("lead_department")}, Answers({"责任单为": "lead_department"}), id="a field"),
        pytest.param({"D": Choice(NOT_TAKEN)}, Answers({"责任单为": None}), id="not taken"),
        pytest.param({"D": Choice(None)}, Answers(), id="nothing chosen"),
        pytest.param({"A": Choice("project")}, Answers(), id="what counts already"),
        pytest.param({"A": Choice(NOT_TAKEN)}, Answers({"项目名称": None}), id="a recognised column changed"),
        pytest.param({"B": Choice("total_investment", "亿元")}, Answers(units={"总投资": "亿元"}), id="a unit"),
        pytest.param(
            {"C": Choice("completion_rate", None, "percent")}, Answers(scales={"完成比例": "percent"}), id="a scale"
        ),
        pytest.param(
            {"D": Choice("lead_department"), "B": Choice("total_investment", "元")},
            Answers({"责任单为": "lead_department"}, {"总投资": "元"}),
            id="several at once",
        ),
    ],
)
def test_the_boxes_say_only_what_does_not_count_already(chosen: dict[str, Choice], said: Answers) -> None:
    assert answers_of(drawn(), chosen) == said


def test_what_was_remembered_is_known_and_can_be_changed() -> None:
    mappings = Mappings()
    mappings.remember("form", NAME, {"项目名称": "project"}, units={"总投资": "亿元"}, scales={"完成比例": "percent"})
    by_letter = {line.letter: line for line in drawn(mappings)}
    assert [letter for letter, line in by_letter.items() if line.told] == ["A"]
    assert by_letter["C"].scale == "percent"
    changed = {"C": Choice("completion_rate", None, "fraction")}
    assert answers_of(drawn(mappings), changed).scales == {"完成比例": "fraction"}


@pytest.mark.parametrize(
    ("chosen", "letters"),
    [
        pytest.param({"D": Choice("lead_department"), "E": Choice("lead_department")}, ["D、E"], id="two answers"),
        pytest.param({"D": Choice("project")}, ["A、D"], id="a column that is read as it"),
        pytest.param({"A": Choice(NOT_TAKEN), "D": Choice("project")}, [], id="that column changed as well"),
        pytest.param({"D": Choice(NOT_TAKEN), "E": Choice(NOT_TAKEN)}, [], id="none is taken"),
    ],
)
def test_one_field_is_one_column(chosen: dict[str, Choice], letters: list[str]) -> None:
    assert [said.split(" ")[0] for said in clashes(drawn(), chosen, NAME)] == letters
