"""Which of a file's tables become drafts, and whose they are said to be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from store.versions.intake import Context, drafts, table_name
from tests.unit.store.readings import Reading, table

ROW = [{"area": "发展", "task": "修路", "actual_value": 3.0}]


@dataclass
class Sheet:
    name: str
    hidden: bool


@dataclass
class WithSheets(Reading):
    sheets: tuple[Sheet, ...] = field(default=())


def keys(reading: Any, **context: Any) -> list[tuple[str, str]]:
    found, _ = drafts(reading, Context(b"file", **context))
    return [(draft.key.department, draft.key.period) for draft in found]


def test_what_a_table_says_of_itself_wins_over_what_the_file_was_sent_for() -> None:
    reading = Reading("建设局2017年7月.xlsx", (table(ROW, sheet="7月"), table(ROW, sheet="6月", period="2017-06")))
    assert keys(reading, department="规划局", period="2017-07") == [("建设局", "2017-07"), ("建设局", "2017-06")]


def test_a_table_that_says_nothing_is_what_the_file_was_sent_for() -> None:
    reading = Reading("表.xlsx", (table(ROW, department=None, period=None),))
    assert keys(reading, department="规划局", period="2017-07") == [("规划局", "2017-07")]


def test_an_analyst_overrules_a_table() -> None:
    said = table(ROW)
    given = {table_name(said): {"department": "规划局", "period": "2017-05"}}
    assert keys(Reading("表.xlsx", (said,)), tables=given) == [("规划局", "2017-05")]


@pytest.mark.parametrize(
    ("said", "taken"), [({}, []), ({"include": True}, [("建设局", "2017-06")]), ({"include": False}, [])]
)
def test_last_months_hidden_sheet_is_left_out_until_somebody_takes_it_in(
    said: dict[str, bool], taken: list[object]
) -> None:
    hidden = replace(table(ROW, sheet="6月", period="2017-06"))
    reading = WithSheets("表.xlsx", (hidden,), sheets=(Sheet("6月", hidden=True),))
    assert keys(reading, tables={table_name(hidden): said}) == taken


@pytest.mark.parametrize(("said", "taken"), [({}, 1), ({"include": True}, 1), ({"include": False}, 0)])
def test_any_table_can_be_left_out(said: dict[str, bool], taken: int) -> None:
    draft = table(ROW, sheet="草稿")
    reading = WithSheets("表.xlsx", (draft,), sheets=(Sheet("草稿", hidden=False),))
    found, skipped = drafts(reading, Context(b"", tables={table_name(draft): said}))
    assert (len(found), len(skipped)) == (taken, 1 - taken)
