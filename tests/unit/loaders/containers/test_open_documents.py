"""An .ods is read by two readers: merges and shares from its XML, and a cell they read apart is blank and said."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from loaders import Reading, Unreadable, read
from loaders.containers import open_workbook
from loaders.grid import Box, Grid
from tests.unit.loaders.hostile.other_attacks import open_cell, open_document

STRING = 'office:value-type="string"'


def cell(attributes: str = "", inner: str = "") -> str:
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def shown(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def number(value: float, kind: str = "float", text: str = "x") -> str:
    return cell(f'office:value-type="{kind}" office:value="{value}"', shown(text))


def rows(*lines: list[str]) -> bytes:
    return open_document("".join(f"<table:table-row>{''.join(line)}</table:table-row>" for line in lines))


def opened(content: bytes) -> tuple[Grid, list[tuple[str, str]]]:
    book = open_workbook(content, "x.ods")
    return book.grids[0], [(i.code, i.cells) for i in book.issues if i.severity != "note"]


HONEST = {
    "two paragraphs": (cell(STRING, shown("甲") + shown("乙")), "甲\n乙"),
    "spaces": (cell(STRING, shown('a<text:s text:c="3"/>b')), "a   b"),
    "spans": (cell(STRING, shown("甲<text:span>乙</text:span>丙")), "甲乙丙"),
    "a note on the cell": (
        cell(STRING, f"<office:annotation>{shown('批注')}</office:annotation>{shown('正文')}"),
        "正文",
    ),
    "a line break": (cell(STRING, shown("12<text:line-break/>5")), "12\n5"),
    "a tab": (cell(STRING, shown("12<text:tab/>5")), "12\t5"),
    "a number": (number(12.5), 12.5),
    "money": (number(300, "currency"), 300.0),
    "a day": (cell('office:value-type="date" office:date-value="2017-07-31"', shown("x")), date(2017, 7, 31)),
    "a moment": (
        cell('office:value-type="date" office:date-value="2017-07-31T10:30:00"', shown("x")),
        datetime.fromisoformat("2017-07-31T10:30:00"),
    ),
    "yes": (cell('office:value-type="boolean" office:boolean-value="true"', shown("x")), True),
    "another text shown": (cell(f'{STRING} office:string-value="真"', shown("假")), "真"),
}


@pytest.mark.parametrize("name", HONEST)
def test_both_readers_read_alike_what_a_program_writes(name: str) -> None:
    written, value = HONEST[name]
    grid, said = opened(rows([open_cell("首"), written, open_cell("末")]))
    assert (grid.rows, said) == ([["首", value, "末"]], [])


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(cell("", shown("90")), id="text without a kind"),
        pytest.param(cell('office:value-type="float"', shown("90")), id="a number without a value"),
        pytest.param(
            cell(
                STRING, f"<table:table><table:table-row>{open_cell('90')}</table:table-row></table:table>{shown('外')}"
            ),
            id="a table in a cell",
        ),
    ],
)
def test_a_cell_that_two_readers_read_apart_is_blank_and_said(odd: str) -> None:
    grid, said = opened(rows([open_cell("首"), odd, open_cell("末")]))
    assert grid.rows[0][1] is None
    assert ("readers_apart", "B1") in said


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        (f'{STRING} office:string-value=""', "#DIV/0!"),
        ('office:value-type="float" office:value="0"', "#REF!"),
        (STRING, "Err:502"),
    ],
)
def test_an_error_is_no_zero_and_no_blank(attributes: str, text: str) -> None:
    grid, _said = opened(rows([open_cell("首"), cell(attributes, shown(text))]))
    assert (grid.rows, grid.errors) == ([["首", None]], {(1, 2): text})


HEAD = ["序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "累计完成投资（万元）", "完成率", "责任单位"]


def projects() -> Reading:
    """Two projects under one unit's merged cell, their shares as percentages."""
    wide = f'{STRING} table:number-columns-spanned="7" table:number-rows-spanned="1"'
    tall = f'{STRING} table:number-columns-spanned="1" table:number-rows-spanned="2"'
    first = [number(1), open_cell("甲路工程"), number(5000), number(2000), number(900), number(0.45, "percentage")]
    second = [number(2), open_cell("乙路工程"), number(8000), number(3000), number(1200), number(0.4, "percentage")]
    lines = [[cell(wide, shown("重点项目进度表（2017年7月）"))], list(map(open_cell, HEAD))]
    return read(rows(*lines, [*first, cell(tall, shown("建设局"))], second), file="a.ods")


def test_shares_and_merged_cells_are_read() -> None:
    reading = projects()
    (table,) = reading.tables
    assert table.frame["completion_rate"].tolist() == [0.45, 0.4]
    assert table.frame["lead_department"].tolist() == ["建设局", "建设局"]
    assert table.cells["lead_department"].tolist() == ["G3", "G3"]
    assert [i.code for i in reading.issues if i.severity != "note"] == []


def test_repeated_rows_and_cells_stand_where_they_are_shown() -> None:
    blank = 'table:number-columns-repeated="2"'
    line = f'<table:table-row table:number-rows-repeated="2">{cell(blank)}{number(0.5, "percentage")}</table:table-row>'
    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    merged = cell(f'{STRING} table:number-columns-spanned="2" table:number-rows-spanned="1"', shown("并"))
    last = f"<table:table-row>{cell(blank)}{merged}{number(1)}</table:table-row>"
    grid, said = opened(open_document(line + gap + last))
    assert said == []
    assert [row[2] for row in grid.rows] == [0.5, 0.5, None, None, None, "并"]
    assert (dict(grid.formats), grid.merges) == ({(1, 3): "0%", (2, 3): "0%"}, [Box(6, 3, 6, 4)])


def test_a_document_of_broken_xml_is_refused() -> None:
    with pytest.raises(Unreadable):
        open_workbook(open_document("<table:table-row>"), "x.ods")
