"""What calamine does not tell of a sheet is read from its XML: one line a fact a department's sheet may hide."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from loaders.containers import open_workbook
from loaders.containers.ooxml.shared_formulas import shifted
from loaders.grid import Box, Grid
from tests.unit.loaders.hostile.raw_xlsx import (
    HONEST_ROWS,
    MAIN,
    book,
    number,
    row,
    sheet,
    strings,
    styles,
    text,
    workbook,
)

MOMENT = datetime(2017, 8, 31, 9, 30)  # noqa: DTZ001 (a cell has no time zone)
EXCEL = "<Properties><Application>Microsoft Excel</Application></Properties>"
OPENPYXL = "<Properties><Application>Microsoft Excel Compatible / Openpyxl 3.1.5</Application></Properties>"
WPS = "<Properties><Application>WPS 表格</Application></Properties>"
POI = "<Properties><Application>Apache POI</Application></Properties>"


def drawn(draw: Callable[[Worksheet], None]) -> Grid:
    made, book = io.BytesIO(), openpyxl.Workbook()
    draw(book.active)
    book.save(made)
    return open_workbook(made.getvalue(), "表.xlsx").grids[0]


def raw(cells: str, **changed: str) -> Grid:
    return open_workbook(workbook(sheet=sheet(cells), **changed), "表.xlsx").grids[0]


def formatted(number_format: int, code: str = "") -> str:
    declared = f'<numFmts><numFmt numFmtId="{number_format}" formatCode="{code}"/></numFmts>' if code else ""
    return styles(f'<xf numFmtId="0"/><xf numFmtId="{number_format}" applyNumberFormat="1"/>', declared)


@pytest.mark.parametrize(
    ("number_format", "code", "shown_as"),
    [
        (9, "", "0%"),
        (10, "", "0.00%"),
        (57, "", 'yyyy"年"m"月"'),
        (58, "", 'm"月"d"日"'),
        (31, "", 'yyyy"年"m"月"d"日"'),
        (27, "", 'yyyy"年"m"月"'),
        (14, "", "yyyy/m/d"),
        (176, "0!.0,&quot;万元&quot;", '0!.0,"万元"'),
        (177, "0&quot;%&quot;", '0"%"'),
        (178, ";;;", ";;;"),
        (58, "yyyy-mm-dd", "yyyy-mm-dd"),
    ],
)
def test_number_format_of_a_cell(number_format: int, code: str, shown_as: str) -> None:
    grid = raw(row(1, number("A1", "42978", ' s="1"')), styles=formatted(number_format, code))
    assert dict(grid.formats) == {(1, 1): shown_as}


@pytest.mark.parametrize("number_format", [14, 27, 31, 50, 57, 58])
def test_a_chinese_built_in_date_is_a_date_and_not_its_serial(number_format: int) -> None:
    grid = raw(row(1, number("A1", "42978", ' s="1"')), styles=formatted(number_format))
    assert grid.rows == [[date(2017, 8, 31)]]


def test_the_1904_system_moves_every_date() -> None:
    in_1904 = book([("表", "r1")], properties='<workbookPr date1904="1"/>')
    opened = open_workbook(
        workbook(sheet=sheet(row(1, number("A1", "41516", ' s="1"'))), styles=formatted(14), book=in_1904), "表.xlsx"
    )
    assert opened.date1904
    assert opened.grids[0].rows == [[date(2017, 8, 31)]]


def test_blank_styled_cells_have_no_format_and_add_no_rows() -> None:
    grid = raw(
        row(1, number("A1", "1", ' s="1"'), '<c r="B1" s="1"/>') + row(9, '<c r="D9" s="1"/>'), styles=formatted(9)
    )
    assert grid.rows == [[1]]
    assert dict(grid.formats) == {(1, 1): "0%"}


def test_the_first_list_is_row_one_wherever_the_table_starts() -> None:
    grid = raw(row(7, text("C7", "项目")))
    assert (grid.n_rows, grid.n_columns) == (7, 3)
    assert grid.value(7, 3) == "项目"


@pytest.mark.parametrize("code", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_is_never_a_blank(code: str) -> None:
    grid = raw(row(1, text("A1", "x"), f'<c r="B1" t="e"><f>1/0</f><v>{code}</v></c>'), app=EXCEL)
    assert grid.errors == {(1, 2): code}
    assert grid.rows == [["x", None]]


@pytest.mark.parametrize(
    ("application", "properties", "cell", "trusted"),
    [
        (EXCEL, "", "<f>A1+1</f><v>2</v>", True),
        (WPS, "", "<f>A1+1</f><v>2</v>", True),
        (EXCEL, "", "<f>A1+1</f>", False),
        (EXCEL, "", "<f>A1+1</f><v></v>", False),
        (EXCEL, '<calcPr fullCalcOnLoad="1"/>', "<f>A1+1</f><v>0</v>", False),
        (OPENPYXL, "", "<f>A1+1</f><v>2</v>", False),
        (POI, "", "<f>A1+1</f><v>0</v>", False),
    ],
)
def test_a_cached_value_is_trusted_only_from_a_program_that_calculates(
    application: str, properties: str, cell: str, trusted: bool
) -> None:
    cells = row(1, number("A1", "1"), f'<c r="B1">{cell}</c>')
    grid = raw(cells, app=application, book=book([("表", "r1")], properties))
    assert grid.formulas == {(1, 2): "A1+1"}
    assert ((1, 2) not in grid.untrusted) is trusted


def test_a_file_without_a_word_on_who_made_it_is_not_trusted() -> None:
    assert raw(row(1, '<c r="A1"><f>1+1</f><v>2</v></c>')).untrusted == {(1, 1)}


def test_formulas_of_xlsxwriter_are_untrusted_for_it_saves_zero() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as written:
        page = written.add_worksheet()
        page.write_formula("A1", "=1+1")
    grid = open_workbook(made.getvalue(), "x.xlsx").grids[0]
    assert grid.untrusted == set(grid.formulas) == {(1, 1)}


def test_a_formula_never_computed_at_the_edge_still_belongs_to_the_sheet() -> None:
    grid = raw(row(1, text("A1", "x")) + row(2, '<c r="C2"><f>A1&amp;"&lt;"</f></c>'))
    assert grid.formulas == {(2, 3): 'A1&"<"'}
    assert (grid.n_rows, grid.n_columns) == (2, 3)


def test_a_formula_filled_down_is_written_out_for_every_cell() -> None:
    first = '<c r="C1"><f t="shared" ref="C1:C3" si="0">A1*$B$1+SUM(A$1:A1)</f><v>1</v></c>'
    others = [row(r, f'<c r="C{r}"><f t="shared" si="0"/><v>1</v></c>') for r in (2, 3)]
    grid = raw(row(1, first) + "".join(others), app=EXCEL)
    assert grid.formulas[3, 3] == "A3*$B$1+SUM(A$1:A3)"


@pytest.mark.parametrize(
    ("formula", "down", "right", "moved"),
    [
        ("A1+B2", 1, 1, "B2+C3"),
        ("$A1+A$1", 2, 2, "$A3+C$1"),
        ('IF(A1="A1",1,0)', 1, 0, 'IF(A2="A1",1,0)'),
        ("LOG10(A1)", 1, 0, "LOG10(A2)"),
        ("'A1'!A1", 1, 0, "'A1'!A2"),
        ("AA1", 0, 1, "AB1"),
        ("A1", -1, 0, "#REF!"),
        ("项目A1", 1, 0, "项目A1"),
    ],
)
def test_relative_references_move_with_the_formula(formula: str, down: int, right: int, moved: str) -> None:
    assert shifted(formula, down, right) == moved


def test_hidden_rows_and_columns() -> None:
    def draw(page: Worksheet) -> None:
        for r in range(1, 6):
            page.append([r, r, r, r])
        page.row_dimensions[3].hidden = True
        page.column_dimensions["B"].hidden = True

    grid = drawn(draw)
    assert grid.hidden_rows == {3}
    assert grid.hidden_columns == {2}


def test_hidden_columns_end_with_the_sheet() -> None:
    wide = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    grid = open_workbook(workbook(sheet=sheet(before=wide)), "x.xlsx").grids[0]
    assert grid.hidden_columns == {2}


def test_struck_out_and_invisible_text() -> None:
    def draw(page: Worksheet) -> None:
        page.append(["废止", "白字", "白字蓝底", "不显示", "平常"])
        page["A1"].font = Font(strike=True)
        page["B1"].font = Font(color="FFFFFFFF")
        page["C1"].font, page["C1"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E79")
        page["D1"].number_format = ";;;"

    grid = drawn(draw)
    assert grid.struck == {(1, 1)}
    assert grid.invisible == {(1, 2), (1, 4)}


def test_merges_are_boxes_and_values_under_them_are_kept() -> None:
    cells = row(1, text("A1", "教育"), text("B1", "x")) + row(2, text("A2", "医疗")) + row(3, text("A3", "交通"))
    merged = sheet(cells, after='<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>')
    grid = open_workbook(workbook(sheet=merged), "x.xlsx").grids[0]
    assert grid.merges == [Box(1, 1, 3, 1)]
    assert [r[0] for r in grid.rows] == ["教育", "医疗", "交通"]


def test_a_merge_ends_where_the_sheet_does() -> None:
    boxes = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:XFD1", "B2:B9", "D5:E6"))
    merged = sheet(after=f'<mergeCells count="3">{boxes}</mergeCells>')
    grid = open_workbook(workbook(sheet=merged), "x.xlsx").grids[0]
    assert grid.merges == [Box(1, 1, 1, 2)]


def test_hidden_sheets_say_so() -> None:
    made, written = io.BytesIO(), openpyxl.Workbook()
    written.create_sheet("上月").sheet_state = "veryHidden"
    written.save(made)
    assert [grid.visible for grid in open_workbook(made.getvalue(), "x.xlsx").grids] == [True, False]


def test_chart_sheets_are_no_sheets() -> None:
    made, written = io.BytesIO(), openpyxl.Workbook()
    written.create_chartsheet("图")
    written.save(made)
    assert [grid.name for grid in open_workbook(made.getvalue(), "x.xlsx").grids] == ["Sheet"]


USUAL = sheet(
    row(1, text("A1", "项目"), text("B1", "完成率")) + row(2, text("A2", "道路"), number("B2", "0.5", ' s="1"'))
)
WITHOUT_REFERENCES = (
    '<row><c t="inlineStr"><is><t>项目</t></is></c><c t="inlineStr"><is><t>完成率</t></is></c></row>'
    '<row><c t="inlineStr"><is><t>道路</t></is></c><c s="1"><v>0.5</v></c></row>'
)
UNUSUAL = {
    "wrong dimension": USUAL.replace("<sheetData>", '<dimension ref="A1:A1"/><sheetData>'),
    "no dimension": USUAL,
    "style before reference": USUAL.replace('r="B2" s="1"', 's="1" r="B2"'),
    "type before reference": USUAL.replace('r="A1" t="inlineStr"', 't="inlineStr" r="A1"'),
    "further attributes": USUAL.replace('r="B2" s="1"', 'r="B2" s="1" cm="1" vm="2"'),
    "no references": sheet(WITHOUT_REFERENCES),
    "a comment": USUAL.replace("<sheetData>", "<sheetData><!-- c -->"),
    "line breaks in tags": USUAL.replace('<c r="B2"', '<c\n  r="B2"'),
    "a prefix": USUAL.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x="),
    "strict": USUAL.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
}


@pytest.mark.parametrize("xml", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_xml_of_unusual_writers_reads_the_same(xml: str) -> None:
    grid = open_workbook(workbook(sheet=xml, styles=formatted(9)), "x.xlsx").grids[0]
    assert grid.rows == HONEST_ROWS
    assert dict(grid.formats) == {(2, 2): "0%"}


@pytest.mark.parametrize("comment", ["", "<!-- read element by element -->"])
def test_both_readers_of_a_sheet_agree(comment: str) -> None:
    cells = (
        row(1, text("A1", "x", ' s="1"'), '<c r="B1" s="1"><f>A1</f></c>')
        + '<row r="2" hidden="1"><c r="A2" t="e"><v>#N/A</v></c></row>'
    )
    grid = raw(comment + cells, styles=formatted(9))
    assert (dict(grid.formats), grid.formulas, grid.errors) == (
        {(1, 1): "0%", (1, 2): "0%"},
        {(1, 2): "A1"},
        {(2, 1): "#N/A"},
    )
    assert (grid.hidden_rows, grid.untrusted) == ({2}, {(1, 2)})


def test_control_and_direction_characters_do_not_come_in() -> None:
    shared = strings("<si><t>a_x0000_b\u202ec</t></si>")
    grid = raw(row(1, '<c r="A1" t="s"><v>0</v></c>', text("B1", "x\u0085y")), strings=shared)
    assert grid.rows == [["abc", "xy"]]


def test_numbers_that_are_none_are_errors() -> None:
    grid = raw(row(1, number("A1", "NaN"), number("B1", "1e400"), number("C1", "2")))
    assert grid.rows == [[None, None, 2]]
    assert grid.errors == {(1, 1): "#NUM!", (1, 2): "#NUM!"}


def test_a_stray_cell_is_left_out_and_said() -> None:
    far = workbook(sheet=sheet(row(1, text("A1", "项目")) + row(1048576, number("XFD1048576", "1"))))
    opened = open_workbook(far, "x.xlsx")
    assert opened.grids[0].rows == [["项目"]]
    assert [(found.code, found.cells) for found in opened.issues] == [("stray_cell", "XFD1048576")]


def test_dense_formats_behave_like_the_dictionary_they_stand_for() -> None:
    lines = "".join(row(r, number(f"A{r}", "1", ' s="1"'), number(f"B{r}", "2")) for r in range(1, 801))
    grid = raw(lines, styles=formatted(9))
    assert len(grid.formats) == 800
    assert list(grid.formats)[:2] == [(1, 1), (2, 1)]
    assert (grid.formats.get((800, 1)), grid.formats.get((800, 2)), grid.formats.get((801, 1), "x")) == (
        "0%",
        None,
        "x",
    )
    grid.formats.pop((800, 1))
    grid.formats[800, 2] = "0.00"
    assert ((800, 1) in grid.formats, grid.formats[800, 2], len(grid.formats)) == (False, "0.00", 800)


def test_a_time_beside_a_date_is_a_moment() -> None:
    grid = drawn(lambda page: page.append([MOMENT, date(2017, 8, 31)]))
    assert grid.rows == [[MOMENT, date(2017, 8, 31)]]
