"""The sheet drawn as it was sent: merges, roles and marks land on the cells they belong to."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ui.analysts import sheet

SENT = SimpleNamespace(
    n_rows=4,
    n_columns=3,
    texts={(1, 1): "进展情况表", (2, 1): "任务", (2, 2): "进展", (3, 1): "甲", (3, 2): "12", (4, 2): "<b>约30</b>"},
    roles={(1, 1): "title", (2, 1): "header", (2, 2): "header", (3, 1): "value", (3, 2): "value", (4, 2): "value"},
    merges=((1, 1, 1, 3), (3, 1, 4, 1)),
)
WHOLE = sheet.Window(1, 1, 4, 3)
NO_MARKS = sheet.Marks()


def cells(window: sheet.Window, marks: sheet.Marks = NO_MARKS) -> dict[str, dict]:
    rows = sheet.picture(SENT, window, marks)["rows"]
    return {cell["at"]: cell for row in rows for cell in row["cells"]}


def test_a_merge_is_drawn_once_with_its_size() -> None:
    drawn = cells(WHOLE)
    assert (drawn["A1"]["rows"], drawn["A1"]["columns"]) == (1, 3)
    assert (drawn["A3"]["rows"], drawn["A3"]["columns"]) == (2, 1)
    assert {"B1", "C1", "A4"}.isdisjoint(drawn)


def test_a_merge_that_begins_above_the_window_keeps_its_text() -> None:
    drawn = cells(sheet.Window(4, 1, 4, 3))
    assert drawn["A3"]["text"] == "甲"
    assert drawn["A3"]["rows"] == 1


def test_a_cell_looks_like_its_role_and_its_mark() -> None:
    marks = sheet.Marks({(4, 2): "error"}, {(4, 2): "不是数字"})
    drawn = cells(WHOLE, marks)
    assert drawn["A2"]["looks"] == "header"
    assert drawn["B4"]["looks"] == "value error"
    assert drawn["B4"]["says"] == "B4 · 数据 · 不是数字"


def test_the_legend_names_only_what_is_drawn() -> None:
    legend = sheet.picture(SENT, WHOLE, sheet.Marks({(4, 2): "error"}))["legend"]
    assert legend == [["title", "标题"], ["header", "表头"], ["error", "有误，未采用"]]


@pytest.mark.parametrize(
    ("cell", "column"), [("A", 1), ("Z", 26), ("AA", 27), ("AZ", 52), ("BA", 53), ("ZZ", 702), ("AAA", 703)]
)
def test_letters_and_numbers_of_columns_agree(cell: str, column: int) -> None:
    assert (sheet.letter(column), sheet.number(cell)) == (cell, column)


@pytest.mark.parametrize(
    ("cells", "found"),
    [("C7", [(7, 3)]), ("B2:C3", [(2, 2), (2, 3), (3, 2), (3, 3)]), ("", []), ("第7行", []), ("C0", [])],
)
def test_an_address_names_its_places(cells: str, found: list[tuple[int, int]]) -> None:
    assert list(sheet.places(cells)) == found


def test_the_neighbourhood_stays_on_the_sheet() -> None:
    assert sheet.around(SENT, (3, 2), rows=2, columns=5) == sheet.Window(1, 1, 4, 3)
