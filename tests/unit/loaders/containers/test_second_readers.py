"""Workbooks the first reader stumbles over: another one reads them, or one true sentence says what to do."""

from __future__ import annotations

import io
import struct
import zipfile

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment

from loaders import Unreadable, read
from loaders.containers.ooxml.second_reader import FILLED_CELLS, second_sheets
from loaders.containers.values import fast_sheets

HEAD = ["序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "累计完成投资（万元）"]
ROWS = [["2017年重点项目"], HEAD, [1, "甲路", 9, 3, 2], [2, "乙路", 8, 4, 1]]


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_xls() -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            page.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def moved_to_the_root(content: bytes) -> bytes:
    """The same workbook with its main part at the root of the package, as some systems write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"/xl/workbook.xml", b"/workbook.xml").replace(b'"xl/workbook', b'"workbook')
            at_root = {"xl/workbook.xml": "workbook.xml", "xl/_rels/workbook.xml.rels": "_rels/workbook.xml.rels"}
            new.writestr(at_root.get(name, name), data)
    return out.getvalue()


def test_a_workbook_with_its_main_part_at_the_root_is_read() -> None:
    reading = read(moved_to_the_root(as_xlsx()), file="a.xlsx")
    assert list(reading.tables[0].frame["total_investment"]) == [9, 8]


def test_both_readers_of_zipped_workbooks_give_the_same_values() -> None:
    content = as_xlsx()
    first, second = fast_sheets(content), second_sheets(content, 20)
    assert [sheet.rows for sheet in first] == [sheet.rows for sheet in second]


def test_a_sheet_too_full_for_the_second_reader_is_not_given_to_it() -> None:
    with pytest.raises(Unreadable):
        second_sheets(as_xlsx(), FILLED_CELLS + 1)


def written(cell: bytes) -> bytes:
    """The same workbook with its cell C3, which holds 9, written in another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                assert data.count(NINE) == 1
                data = data.replace(NINE, cell)
            new.writestr(name, data)
    return out.getvalue()


NINE = b'<c r="C3" t="n"><v>9</v></c>'


@pytest.mark.parametrize("value", [b"<v>1<!-- x -->2</v>", b"<v><![CDATA[12]]></v>", b"<v>&#49;2</v>"])
def test_a_cell_that_two_readers_read_apart_is_missing_and_said(value: bytes) -> None:
    reading = read(written(b'<c r="C3" t="n">' + value + b"</c>"), file="a.xlsx")
    assert [i.cells for i in reading.issues if i.code == "readers_apart"] == ["C3"]
    assert [value == value for value in reading.tables[0].frame["total_investment"]] == [False, True]
    assert list(reading.tables[0].frame["annual_plan"]) == [3, 4]


@pytest.mark.parametrize(
    "cell", [NINE, b'<!-- x --><c r="C3"><v>9</v></c>', b'<c r="C3"><v>7</v></c>' + NINE, b'<c r="C3"><v>9.0</v></c>']
)
def test_odd_markup_that_every_reader_follows_is_read_without_a_word(cell: bytes) -> None:
    reading = read(written(cell), file="a.xlsx")
    assert [i.code for i in reading.issues if i.code.startswith("readers")] == []
    assert list(reading.tables[0].frame["total_investment"]) == [9, 8]


def test_a_doubtful_sheet_too_full_to_be_read_twice_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.containers.ooxml.agreement.FILLED_CELLS", 5)
    reading = read(written(b'<c r="C3"><v>&#49;2</v></c>'), file="a.xlsx")
    assert [i.sheet for i in reading.issues if i.code == "readers_unsure"] == ["Sheet"]


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook", "Workbook"])
def test_the_name_of_the_stream_may_be_spelled_in_any_case(name: str) -> None:
    content = as_xls().replace("Workbook".encode("utf-16-le"), name.encode("utf-16-le"))
    assert list(read(content, file="a.xls").tables[0].frame["total_investment"]) == [9, 8]


def overlapping(content: bytes) -> bytes:
    """The same workbook with the place of its short streams laid over its cells, as some exporters leave it."""
    directory = 512 * (struct.unpack_from("<I", content, 0x30)[0] + 1)
    changed = bytearray(content)
    struct.pack_into("<II", changed, directory + 0x74, 0, 512)
    return bytes(changed)


def test_a_binary_workbook_with_overlapping_streams_is_read_and_that_is_said() -> None:
    reading = read(overlapping(as_xls()), file="a.xls")
    assert list(reading.tables[0].frame["total_investment"]) == [9, 8]
    assert [i.code for i in reading.issues if i.code == "second_reader"] == ["second_reader"]
    assert "second_reader" not in {i.code for i in read(as_xls(), file="a.xls").issues}


def test_a_locked_open_document_asks_for_its_password() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", b"\x00\x01locked")
        package.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    with pytest.raises(Unreadable) as why:
        read(out.getvalue(), file="a.ods")
    assert why.value.code == "password"


@pytest.mark.parametrize(("text", "code"), [("更正：应为7", "comment_corrects"), ("请领导审阅", "cell_comment")])
def test_a_comment_on_a_cell_is_said(text: str, code: str) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["C3"].comment = Comment(text, "业务专员")
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue(), file="a.xlsx")
    assert [(i.code, i.cells) for i in reading.issues if "comment" in i.code] == [(code, "C3")]


def test_issues_stand_in_the_order_of_the_sheet() -> None:
    book = openpyxl.Workbook()
    for row in [*ROWS, [3, "丙路", "待定", 2, "??"], [4, "丁路", 5, "约3", "待定"]]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    rows = [
        int("".join(filter(str.isdigit, i.cells.split(":")[0]))) for i in read(out.getvalue(), file="a.xlsx").issues
    ]
    assert rows == sorted(rows)
    assert len(rows) > 3


def test_what_a_column_says_of_many_cells_here_and_there_is_one_sentence_with_their_number() -> None:
    book = openpyxl.Workbook()
    for row in [["2017年重点项目"], HEAD]:
        book.active.append(row)
    for n in range(1, 61):
        book.active.append([n, f"{n}号路", 9, 3, "待定" if n % 2 else 2])
    out = io.BytesIO()
    book.save(out)
    found = [i for i in read(out.getvalue(), file="a.xlsx").issues if i.code == "value_deferred"]
    assert [i.cells for i in found] == ["E3:E61"]
    assert "30" in found[0].message
