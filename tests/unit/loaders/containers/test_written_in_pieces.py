"""Cells whose text is written in several ways: struck, raised and white pieces, in every container that has them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from loaders import Reading, read
from loaders.containers import open_workbook
from loaders.containers.runs import Run, kept

Pieces = list[tuple[str, str]]  # how it is written ("", "struck", "raised") and the text
HEAD = ["序号", "项目名称", "年度计划投资（万元）", "累计完成投资（万元）", "形象进度", "完成时限"]
PLAIN = ["1", "甲路", "60", "30", "路基", "2017-12-31"]


def as_xlsx(rows: list[list[str | Pieces]]) -> tuple[bytes, str]:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    ways = {
        "struck": book.add_format({"font_strikeout": True}),
        "raised": book.add_format({"font_script": 1}),
        "white": book.add_format({"font_color": "#FFFFFF"}),
        "": book.add_format({"bold": True}),
    }
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(r, c, cell)
            else:
                page.write_rich_string(r, c, *[part for way, text in cell for part in (ways[way], text)])
    book.close()
    return out.getvalue(), "a.xlsx"


def as_inline_xlsx(rows: list[list[str | Pieces]]) -> tuple[bytes, str]:
    fonts = {"struck": InlineFont(strike=True), "raised": InlineFont(vertAlign="superscript"), "": InlineFont(b=True)}
    fonts["white"] = InlineFont(color="FFFFFFFF")
    book = Workbook()
    for row in rows:
        book.active.append(
            [c if isinstance(c, str) else CellRichText(*[TextBlock(fonts[way], text) for way, text in c]) for c in row]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "b.xlsx"


def as_xls(rows: list[list[str | Pieces]]) -> tuple[bytes, str]:
    fonts = {
        "struck": xlwt.easyfont("struck_out on"),
        "raised": xlwt.easyfont("escapement superscript"),
        "white": xlwt.easyfont("color white"),
        "": xlwt.easyfont(""),
    }
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, str):
                page.write(r, c, cell)
            else:
                page.write_rich_text(r, c, [(text, fonts[way]) for way, text in cell])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "c.xls"


def as_html(rows: list[list[str | Pieces]]) -> tuple[bytes, str]:
    tags = {"struck": "<s>{}</s>", "raised": "<sup>{}</sup>", "": "<b>{}</b>"}
    tags["white"] = '<span style="text-decoration: line-through">{}</span>'
    lines = (
        "".join(
            f"<td>{c if isinstance(c, str) else ''.join(tags[way].format(text) for way, text in c)}</td>" for c in row
        )
        for row in rows
    )
    text = "<html><meta charset=utf-8><table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table></html>"
    return text.encode(), "d.xls"


def as_xml2003(rows: list[list[str | Pieces]]) -> tuple[bytes, str]:
    tags = {"struck": "<S>{}</S>", "raised": "<Sup>{}</Sup>", "": "<B>{}</B>", "white": "<S>{}</S>"}
    lines = (
        "".join(
            f'<Cell><Data ss:Type="String">{c if isinstance(c, str) else "".join(tags[w].format(t) for w, t in c)}'
            "</Data></Cell>"
            for c in row
        )
        for row in rows
    )
    body = "".join(f"<Row>{line}</Row>" for line in lines)
    names = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    sheet = f'<Worksheet ss:Name="Sheet1"><Table>{body}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook {names}>{sheet}</Workbook>'.encode(), "e.xls"


WRITERS = [as_xlsx, as_inline_xlsx, as_xls, as_html, as_xml2003]
Writer = Callable[[list[list[str | Pieces]]], tuple[bytes, str]]


def with_cell(writer: Writer, column: int, pieces: Pieces) -> Reading:
    row: list[str | Pieces] = [*PLAIN]
    row[column] = pieces
    content, file = writer([["2017年重点项目进展情况"], HEAD, row, ["2", "乙路", "80", "40", "路面", "2017-12-31"]])
    return read(content, file=file)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    ("pieces", "rest"),
    [
        ([("", "5"), ("raised", "1")], "5"),
        ([("struck", "60"), ("", "80")], "80"),
        ([("", "5"), ("struck", "3")], "5"),
        ([("", "5"), ("white", "1")], "5"),
    ],
)
def test_an_amount_written_in_pieces_is_withheld_and_the_rest_named(writer: Writer, pieces: Pieces, rest: str) -> None:
    reading = with_cell(writer, 3, pieces)
    assert list(reading.tables[0].frame["completed_ytd"].isna()) == [True, False]
    (found,) = [i for i in reading.issues if i.code == "partly_marked"]
    assert (found.cells, found.severity) == ("D3", "error")
    assert f"「{rest}」" in found.message


@pytest.mark.parametrize("writer", WRITERS)
def test_a_date_written_in_pieces_is_withheld(writer: Writer) -> None:
    reading = with_cell(writer, 5, [("struck", "2017-08-31"), ("", "2017-12-31")])
    assert reading.tables[0].frame["deadline"].isna()[0]
    assert [i.cells for i in reading.issues if i.code == "partly_marked"] == ["F3"]


@pytest.mark.parametrize("writer", WRITERS)
def test_words_are_read_without_the_struck_ones_and_that_is_said(writer: Writer) -> None:
    reading = with_cell(writer, 4, [("struck", "未开工"), ("", "主体封顶")])
    assert reading.tables[0].frame["progress_text"][0] == "主体封顶"
    assert [(i.cells, i.severity) for i in reading.issues if i.code == "marked_left_out"] == [("E3", "warning")]


@pytest.mark.parametrize("writer", WRITERS)
def test_bold_and_plain_pieces_are_one_text(writer: Writer) -> None:
    reading = with_cell(writer, 3, [("", "3"), ("", "0")])
    assert reading.tables[0].frame["completed_ytd"][0] == 30
    assert not [i for i in reading.issues if i.code in ("partly_marked", "marked_left_out", "struck_out")]


def test_a_cell_struck_out_as_a_whole_is_a_struck_cell() -> None:
    book = Workbook()
    book.active["A1"] = "甲路"
    book.active["A1"].font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    grid = open_workbook(out.getvalue(), "a.xlsx").grids[0]
    assert grid.struck == {(1, 1)}
    assert grid.marked == {}


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([Run("100m"), Run("2", raised=True)], "100m2"),
        ([Run("50万米"), Run("3", raised=True)], "50万米3"),
        ([Run("主体封顶"), Run("2", raised=True)], "主体封顶"),
        ([Run("甲", struck=True), Run("乙"), Run("丙", white=True)], "乙"),
    ],
)
def test_a_power_of_a_length_is_no_footnote_mark(runs: list[Run], text: str) -> None:
    assert kept(runs) == text
