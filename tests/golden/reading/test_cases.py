"""Small workbooks of every kind of layout that was once misread: each cell right, or told by its cell; none silent."""

from __future__ import annotations

import pytest
from cases import HERE, outcome, reading, truth

from loaders import Mappings, read

FILES = sorted(truth())
TAKEN = sorted(file for file, records in truth().items() if records)
FOREIGN = ["132_contract_ledger.xlsx", "133_purchases.xlsx", "135_visits.xlsx", "137c_card_payments.xlsx"]
EMPTY = ["139_head_only.xlsx", "140_numbers_only.xlsx", "143_head_only_untitled.xlsx", "145_total_only.xlsx"]


def test_every_workbook_here_has_its_right_reading() -> None:
    assert sorted(p.name for p in HERE.glob("*.*s*") if p.suffix in (".xlsx", ".ods")) == FILES
    assert len(FILES) > 70


@pytest.mark.parametrize("file", FILES)
def test_no_cell_is_silently_wrong_and_no_row_invented(file: str) -> None:
    found = outcome(file)
    assert found.silent == []
    assert found.invented == []


@pytest.mark.parametrize("file", TAKEN)
def test_what_has_to_be_right_is_not_merely_told(file: str) -> None:
    found = outcome(file)
    wanted = [(n, name, r) for n, r in enumerate(truth()[file]) for name in r["must"]]
    labels = [f"{n} {r['sheet']}!{r['cells'][name]} {name}" for n, name, r in wanted]
    assert set(labels) <= set(found.right)


@pytest.mark.parametrize("file", FOREIGN)
def test_a_table_of_something_else_is_taken_for_none_of_ours(file: str) -> None:
    assert [t.dataset for t in reading(file).tables] == [None]
    assert "table_unknown" in {i.code for i in reading(file).issues}


@pytest.mark.parametrize("file", EMPTY)
def test_a_table_without_one_row_of_data_is_an_error_and_no_report(file: str) -> None:
    assert [(i.severity, i.sheet) for i in reading(file).issues if i.code == "table_empty"] == [("error", "Sheet1")]


@pytest.mark.parametrize("file", TAKEN)
def test_no_table_asks_more_than_four_questions_at_first_contact(file: str) -> None:
    assert max(sum(c.asked for c in t.columns) for t in reading(file).tables) <= 4


@pytest.mark.parametrize("file", TAKEN)
def test_what_was_answered_is_not_asked_the_next_month(file: str) -> None:
    answers = Mappings()
    for table in reading(file).tables:
        fields = {c.header: c.field or next(iter(c.suggestions), None) for c in table.columns if c.field or c.asked}
        answers.remember(table.signature, table.dataset, fields)
    again = read((HERE / file).read_bytes(), file=file, mappings=answers)
    assert [c.header for t in again.tables for c in t.columns if c.asked] == []


def test_most_cells_are_read_and_not_merely_withheld() -> None:
    found = [outcome(file) for file in FILES]
    right, told = sum(len(o.right) for o in found), sum(len(o.told) for o in found)
    assert right >= 0.94 * (right + told)
