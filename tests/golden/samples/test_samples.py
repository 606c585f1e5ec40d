"""The invented workbooks read back to the truth they were written from, cell by cell."""

from __future__ import annotations

import pytest

from tests.golden.samples.scored import EXERCISES, issues, reading, score, tables, visible

FILES = sorted(tables())
REPORTS = [file for file in FILES if not file.startswith(EXERCISES)]
ERRORS = [
    (file, t["sheet"], at, code, kind)
    for file in FILES
    for t in tables()[file]
    for kind in ("unreadable", "spoken_of")
    for at, code in t[kind].items()
]


@pytest.mark.parametrize("file", FILES)
def test_no_cell_is_silently_wrong(file: str) -> None:
    assert score(file).silent == []


@pytest.mark.parametrize("file", FILES)
def test_every_value_says_the_cell_it_stands_in(file: str) -> None:
    assert score(file).misplaced == []


@pytest.mark.parametrize("file", FILES)
def test_totals_notes_and_headers_are_no_rows(file: str) -> None:
    assert score(file).invented == []


@pytest.mark.parametrize("file", FILES)
def test_every_table_knows_its_unit_and_month(file: str) -> None:
    said = {t["sheet"]: (t["department"], t["period"]) for t in tables()[file]}
    read = {t.sheet: (t.department, t.period) for t in visible(file)}
    assert read == said


@pytest.mark.parametrize("file", [f"2017-{month:02d}/建设局2017年{month}月.xlsx" for month in range(2, 8)])
def test_last_months_hidden_sheet_is_reported(file: str) -> None:
    hidden = [sheet.name for sheet in reading(file).sheets if sheet.hidden]
    assert [i.sheet for i in reading(file).issues if i.code == "sheet_hidden"] == hidden != []


def test_reports_that_are_in_order_raise_no_alarm() -> None:
    """Apart from the hidden sheet of last month, which is said to be hidden and to be another month's."""
    alarms = {(i.code, file, i.sheet) for file in REPORTS for i in reading(file).issues if i.severity != "note"}
    assert {alarm for alarm in alarms if alarm[0] not in ("sheet_hidden", "period_conflict")} == set()


@pytest.mark.parametrize("file", FILES)
def test_once_answered_nothing_is_asked_again(file: str) -> None:
    assert [c.header for t in reading(file).tables for c in t.columns if c.asked] == []


def test_the_reports_are_recognised_to_99_percent() -> None:
    scores = [score(file) for file in REPORTS]
    assert sum(s.right for s in scores) >= 0.99 * sum(s.cells for s in scores)
    assert sum(s.cells for s in scores) > 40_000


@pytest.mark.parametrize(("file", "sheet", "at", "code", "kind"), ERRORS)
def test_an_error_made_on_purpose_is_named_by_its_cell(file: str, sheet: str, at: str, code: str, kind: str) -> None:
    assert code in issues(file).codes(sheet, at)


def test_what_could_not_be_read_came_out_missing() -> None:
    wrong = [line for file in FILES for line in score(file).told]
    assert [line for line in wrong if "want None" in line] == []
