"""Files are read by what they are: old binary books, web pages, XML of 2003, text, encrypted books, under any name."""

from __future__ import annotations

import io
import random
from datetime import date, datetime

import msoffcrypto.format.ooxml
import openpyxl
import pytest
import xlwt

from loaders.containers import open_workbook
from loaders.grid import Box, Grid
from loaders.unreadable import Unreadable
from tests.unit.loaders.hostile.other_attacks import cell2003, open_cell, open_document, sheet2003
from tests.unit.loaders.hostile.raw_xlsx import HONEST_ROWS, parts, workbook, zipped

MOMENT = datetime(2017, 8, 31, 9, 30)  # noqa: DTZ001 (a cell has no time zone)


def only(content: bytes, file: str = "表.xls") -> Grid:
    (grid,) = open_workbook(content, file).grids
    return grid


def codes(content: bytes, file: str) -> list[str]:
    return [found.code for found in open_workbook(content, file).issues]


def binary() -> bytes:
    made, book = io.BytesIO(), xlwt.Workbook()
    page = book.add_sheet("表")
    page.write_merge(0, 0, 0, 2, "标题")
    page.write(1, 0, 0.85, xlwt.easyxf(num_format_str="0.0%"))
    page.write(1, 1, date(2017, 8, 31), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    page.write(1, 2, MOMENT, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    page.write(2, 0, "废止", xlwt.easyxf("font: struck_out on"))
    page.write(2, 1, "白字", xlwt.easyxf("font: colour white"))
    page.write(2, 2, True)
    page.write(9, 9, "", xlwt.easyxf("borders: left thin"))
    page.row(2).hidden = True
    page.col(1).hidden = True
    book.add_sheet("上月").visibility = 1
    book.save(made)
    return made.getvalue()


def encrypted(password: str) -> bytes:
    """Large enough not to be kept among the small streams, which the library cannot write."""
    made, plain = io.BytesIO(), zipped(parts() | {"xl/media/1.png": random.Random(1).randbytes(9_000)})
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain)).encrypt(password, made)
    return made.getvalue()


def test_a_binary_book_tells_what_an_xml_book_tells() -> None:
    grid = open_workbook(binary(), "x.xls").grids[0]
    assert grid.rows == [["标题", None, None], [0.85, date(2017, 8, 31), MOMENT], ["废止", "白字", True]]
    assert grid.merges == [Box(1, 1, 1, 3)]
    assert grid.formats == {(2, 1): "0.0%", (2, 2): "yyyy-mm-dd", (2, 3): "yyyy-mm-dd"}
    assert (grid.struck, grid.invisible) == ({(3, 1)}, {(3, 2)})
    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {2})


def test_hidden_sheets_of_a_binary_book() -> None:
    assert [grid.visible for grid in open_workbook(binary(), "x.xls").grids] == [True, False]


def test_formulas_of_a_binary_book_are_known_by_place() -> None:
    made, book = io.BytesIO(), xlwt.Workbook()
    book.add_sheet("表").write(1, 2, xlwt.Formula("1+1"))
    book.save(made)
    assert set(only(made.getvalue()).formulas) == {(2, 3)}


@pytest.mark.parametrize(
    ("file", "mismatch"),
    [("x.xlsx", False), ("x.et", False), ("X.XLSM", False), ("无扩展名", False), ("x.xls", True), ("x.csv", True)],
)
def test_the_name_never_decides_but_a_wrong_one_is_noted(file: str, mismatch: bool) -> None:
    assert open_workbook(workbook(), file).grids[0].rows == HONEST_ROWS
    assert ("extension_mismatch" in codes(workbook(), file)) is mismatch


def test_a_binary_book_called_xlsx_is_read_and_noted() -> None:
    assert "extension_mismatch" in codes(binary(), "x.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_in_any_usual_encoding(encoding: str, delimiter: str) -> None:
    lines = delimiter.join(["项目", "完成率"]) + "\r\n" + delimiter.join(["一号、二号路", "85%"]) + "\r\n"
    assert only(lines.encode(encoding)).rows == [["项目", "完成率"], ["一号、二号路", "85%"]]


def test_a_cell_of_text_keeps_its_zeros_commas_and_lines() -> None:
    rows = only('编号,目标\n0012,"1,200"\n"a\nb",\n'.encode()).rows
    assert rows == [["编号", "目标"], ["0012", "1,200"], ["a\nb", None]]


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><style>
.xl65 {mso-number-format:"0\\.0%";} .xl66 {mso-number-format:"yyyy\\-mm\\-dd";}</style></head><body><table>
<tr><td colspan=3>标题</td></tr>
<tr><td rowspan=2>教育<br>医疗</td><td class=xl65 x:num="0.854">85.4%</td>
<td class=xl66 x:num="42978">2017-08-31</td></tr>
<tr style="display:none"><td>1,2,3号楼</td><td x:num>1,234.5</td></tr>
<tr><td><s>废止</s></td><td x:str="007">007</td><td>12 000</td></tr></table></body></html>"""


def test_a_web_page_keeps_numbers_formats_merges_and_text() -> None:
    grid = only(PAGE.encode("gb18030"))
    assert grid.rows == [
        ["标题", None, None],
        ["教育\n医疗", 0.854, date(2017, 8, 31)],
        [None, "1,2,3号楼", 1234.5],
        ["废止", "007", "12 000"],
    ]
    assert grid.merges == [Box(1, 1, 1, 3), Box(2, 1, 3, 1)]
    assert grid.formats == {(2, 2): "0.0%", (2, 3): "yyyy-mm-dd"}
    assert (grid.hidden_rows, grid.struck) == ({3}, {(4, 1)})


def test_tables_of_a_web_page_are_stacked() -> None:
    page = "<html><table><tr><td>甲</td></tr></table><table><tr><td>乙</td></tr></table></html>"
    assert only(page.encode()).rows == [["甲"], ["乙"]]


def test_a_web_archive_is_read_as_its_pages() -> None:
    page = "<html><table><tr><td>项目</td><td>x</td></tr></table></html>"
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    mail = f"{head}--b\nContent-Type: text/html; charset=utf-8\n\n{page}\n--b--\n"
    assert only(mail.encode()).rows == [["项目", "x"]]


def test_spreadsheet_xml_of_2003() -> None:
    style = '<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>'
    cells = (
        f'<Row>{cell2003("标题", LONG)}</Row><Row ss:Index="3" ss:Hidden="1">{cell2003("x", SECOND)}'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.85</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="DateTime">2017-08-31T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Error">#REF!</Data></Cell>'
        '<Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell></Row>'
    )
    content = sheet2003(cells).replace(b"<Worksheet ", f"{style}<Worksheet ".encode())
    grid = only(content)
    assert grid.rows == [["标题", None, None], [None] * 3, [None, "x", 0.85], [date(2017, 8, 31), None, 2]]
    assert grid.merges == [Box(1, 1, 1, 3)]
    assert (dict(grid.formats), grid.errors, grid.formulas) == ({(3, 3): "0.00%"}, {(4, 2): "#REF!"}, {(4, 3): "1+1"})
    assert grid.hidden_rows == {3}


LONG, SECOND = 'ss:MergeAcross="2"', 'ss:Index="2"'


def test_an_open_document_is_read_with_a_word_of_caution() -> None:
    rows = f"<table:table-row>{open_cell('项目')}{open_cell('完成率')}</table:table-row>"
    opened = open_workbook(open_document(rows), "x.ods")
    assert opened.grids[0].rows == [["项目", "完成率"]]
    assert (opened.grids[0].formats_known, opened.grids[0].merges_known) == (False, True)
    assert [found.code for found in opened.issues] == ["no_formats_known"]


def test_write_protection_opens_by_itself() -> None:
    opened = open_workbook(encrypted("VelvetSweatshop"), "x.xlsx")
    assert opened.grids[0].rows == HONEST_ROWS
    assert [found.code for found in opened.issues] == ["decrypted"]


def test_the_right_password_opens() -> None:
    opened = open_workbook(encrypted("济宁2017"), "x.xlsx", password="济宁2017")
    assert opened.grids[0].rows == HONEST_ROWS
    assert [found.code for found in opened.issues] == ["opened_with_password"]


@pytest.mark.parametrize(("given", "code"), [(None, "password"), ("错的", "wrong_password")])
def test_a_password_is_asked_for(given: str | None, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        open_workbook(encrypted("济宁2017"), "x.xlsx", password=given)
    assert refusal.value.code == code


def test_protected_sheets_are_simply_read() -> None:
    made, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["项目"])
    book.active.protection.set_password("x")
    book.active.protection.enable()
    book.save(made)
    assert only(made.getvalue(), "x.xlsx").rows == [["项目"]]


@pytest.mark.parametrize("password", [None, "济宁2017"])
def test_a_book_whose_password_would_take_forever_to_try_is_refused_at_once(password: str | None) -> None:
    costly = encrypted("济宁2017").replace(b'spinCount="100000"', b'spinCount="999999"')
    with pytest.raises(Unreadable) as refusal:
        open_workbook(costly, "x.xlsx", password=password)
    assert refusal.value.code == "password_too_slow"
