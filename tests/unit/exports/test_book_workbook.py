"""The book as a workbook: out and back again nothing changes; every wrong cell is named."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError

from catalog.book import shipped
from catalog.book.lists import applied, changed, entries_of
from catalog.book.renaming import renamed
from catalog.book.sheets import sheets
from exports.book import workbook
from loaders.book import CellFault, read_book
from loaders.templates import workbook as blank

ENTRIES = entries_of(shipped())
CONTENT = workbook(ENTRIES)
# More of them are tried by hand: BOOK_EDITS=1000.
EXAMPLES = int(os.environ.get("BOOK_EDITS", "12"))


OPENED = load_workbook(BytesIO(CONTENT))


def edited(*cells: tuple[str, str, object]) -> bytes:
    """The workbook with these cells typed over; what was opened once is as it was afterwards, dates' formats too."""
    places = [OPENED[sheet][cell] for sheet, cell, _ in cells]
    before = [(place, place.value, place.number_format) for place in places]
    try:
        for sheet, cell, value in cells:
            OPENED[sheet][cell] = value
        return saved(OPENED)
    finally:
        for place, was, shown in before:
            place.value, place.number_format = was, shown


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_out_and_back_again_changes_nothing():
    found = read_book(CONTENT, ENTRIES)
    assert found.faults == []
    assert changed(ENTRIES, found.entries) == {}


def test_heads_stay_in_sight_and_names_are_offered():
    book = load_workbook(BytesIO(CONTENT))
    assert {book[sheet.title].freeze_panes for sheet in sheets().values()} == {"A2"}
    assert book.sheetnames[0] == "填表说明"
    offered = book["实事"].data_validations.dataValidation
    assert [one.formula1 for one in offered if "类别" in one.formula1] == ["='类别'!$A$2:$A$500"]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (("单位", "C4"), "一位新任副主任", ("units", "经济发展局", "lead_post")),
        (("实事", "G2"), 12000, ("items", "2017-1", "target_value")),
        (("节假日", "C2"), "2004-01-01、2004-01-02", ("holidays", "2004", "holidays")),
    ],
)
def test_one_changed_cell_is_one_changed_entry(cell, value, said):
    found = read_book(edited((*cell, value)), ENTRIES)
    assert found.faults == []
    (name,) = changed(ENTRIES, found.entries)
    assert name == said[:2]
    assert found.entries[name][said[2]] != ENTRIES[name].get(said[2])


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ([("实事", "F2", "没有的局")], CellFault("实事", "F2", "单位清单里没有“没有的局”")),
        ([("实事", "G2", "很多")], CellFault("实事", "G2", "“很多”不是数")),
        ([("实事", "L2", -1)], CellFault("实事", "L2", "“2017-1”的分值为-1，分值不能为负")),
        ([("实事", "N2", "下个月")], CellFault("实事", "N2", "“下个月”不是日期，请写成 2017-08-04")),
        ([("实事", "N2", "2017-02-30")], CellFault("实事", "N2", "“2017-02-30”不是日期，请写成 2017-08-04")),
        ([("实事", "D2", None)], CellFault("实事", "D2", "“名称”不能为空")),
        ([("实事", "G2", "=1/0")], CellFault("实事", "G2", "公式没有结果，请在 Excel 中打开并保存一次，或改填数值")),
        ([("实事", "G2", "#REF!")], CellFault("实事", "G2", "单元格是错误值#REF!")),
        ([("实事", "J2", "随便")], CellFault("实事", "J2", "“随便”不在可选范围：累计、水平、控制、节点")),
        ([("单位", "E2", "2017-05-01"), ("单位", "F2", "2017-04-01")], CellFault("单位", "F2", "“党群工作部”的止期（2017-04-01）早于起期（2017-05-01）")),
        ([("单位", "A3", "党群工作部")], CellFault("单位", "A3", "“党群工作部”登记了两次，每个名称只能有一行")),
        ([("报送任务", "B2", "没有的局")], CellFault("报送任务", "B2", "单位清单里没有“没有的局”")),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_sentence(cells, fault):
    assert fault in read_book(edited(*cells), ENTRIES).faults


def test_bands_with_a_hole_are_named():
    book = load_workbook(BytesIO(CONTENT))
    page = book["规则与基本情况"]
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, 2).value == "bands.0.below")
    page.cell(row, 3).value = -12
    said = [fault.said for fault in read_book(saved(book), ENTRIES).faults]
    assert [s for s in said if "首尾相接" in s] == said != []


def test_every_fault_of_a_workbook_is_listed_at_once_by_its_cell():
    book = load_workbook(BytesIO(CONTENT))
    wrong = {
        ("实事", "F2"): "没有的局", ("实事", "L3"): -1, ("实事", "N4"): "下个月", ("实事", "G5"): "=1/0",
        ("单位", "E2"): "2017-05-01", ("单位", "F2"): "2017-04-01", ("单位", "F5"): "2017-06-30", ("单位", "G5"): "招商局",
        ("单位", "F6"): "2017-06-30", ("单位", "G6"): "科技局", ("序时曲线", "H2"): 0.9,
    }  # fmt: skip
    for (sheet, cell), value in wrong.items():
        book[sheet][cell] = value
    page = book["规则与基本情况"]
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, 2).value == "bands.0.below")
    page.cell(row, 3).value = -12
    del book["产业"]
    named = {(fault.sheet, fault.cell) for fault in read_book(saved(book), ENTRIES).faults}
    assert named >= {
        ("实事", "F2"),
        ("实事", "L3"),
        ("实事", "N4"),
        ("实事", "G5"),
        ("单位", "F2"),
        ("单位", "G5"),
        ("单位", "G6"),
        ("产业", ""),
    }
    assert {sheet for sheet, _ in named} == {"实事", "单位", "产业", "序时曲线", "规则与基本情况"}


def test_a_missing_sheet_and_a_missing_column_are_named():
    book = load_workbook(BytesIO(CONTENT))
    del book["单位"]
    book["实事"]["D1"] = "随便"
    assert read_book(saved(book), ENTRIES).faults[:2] == [
        CellFault("单位", "", "缺少工作表“单位”"),
        CellFault("实事", "", "缺少“名称”一列"),
    ]


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04rubbish", b"%PDF-1.4"])
def test_what_is_no_workbook_is_refused(content):
    assert [fault.said[:3] for fault in read_book(content, ENTRIES).faults] == ["打不开"]


TYPED = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-5, 5000), st.dates(), st.sampled_from(["建设局", "100%"])
)
PLACES = [(sheet.title, column) for sheet in sheets().values() for column in range(1, len(sheet.columns) + 1)]


@settings(max_examples=EXAMPLES, deadline=None)
@given(place=st.sampled_from(PLACES), row=st.integers(2, 6), typed=TYPED)
def test_a_random_edit_is_applied_and_reversible_or_refused_by_its_cell(place, row, typed):
    """Reading and changing are tried; characters that no .xlsx can hold never get there."""
    sheet, column = place
    try:
        content = edited((sheet, f"{get_column_letter(column)}{row}", typed))
    except IllegalCharacterError:
        return
    found = read_book(content, ENTRIES)
    said = [fault.sheet for fault in found.faults]
    assert all(said)
    made = {} if said else changed(ENTRIES, renamed(found.entries, found.renamings, ENTRIES))
    after = applied(ENTRIES, made)
    assert changed(ENTRIES, applied(after, {name: ENTRIES.get(name) for name in made})) == {}
    event("refused by its cell" if said else "applied and reversible" if made else "nothing changed")
    assert said or not made or read_book(workbook(after), ENTRIES).faults == []


def test_a_renamed_unit_is_asked_about_and_its_references_are_no_faults():
    found = read_book(edited(("单位", "A4", "发展改革局")), ENTRIES)
    assert [(one.old, one.new) for one in found.renamings] == [("经济发展局", "发展改革局")]
    assert found.faults == []


def test_a_name_with_a_separator_comes_back_whole():
    names = ["农村道路、桥梁", "「双创」基地", "普通"]
    value = ENTRIES["items", "2017-1"] | {"aliases": names}
    entries = applied(ENTRIES, {("items", "2017-1"): value})
    assert changed(entries, read_book(workbook(entries), entries).entries) == {}


@pytest.mark.parametrize("content", [CONTENT, blank("work_targets")], ids=["book", "blank"])
def test_a_workbook_to_fill_in_names_the_product_as_its_maker(content: bytes) -> None:
    told = load_workbook(BytesIO(content)).properties
    assert (told.creator, told.language) == (shipped().zone.product, "zh-CN")
