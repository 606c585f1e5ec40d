"""Pictures on the rows of records are kept with them, made anew; every other one is said with its cell."""

import io

import pytest
import xlwt
from openpyxl.drawing.image import Image as Inlaid
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, AnchorMarker, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from catalog.pictures import picture_limits
from loaders import read
from loaders.pictures.encoding import Encoder, Unfit
from tests.unit.loaders.hostile.other_attacks import open_cell, open_document
from tests.unit.loaders.pictures.books import (
    FILE,
    FIRST,
    changed,
    part,
    photo,
    png_head,
    saved,
    sheet_of,
    with_cell_images,
    with_pictures,
    with_placed_images,
    with_secrets,
)


def kept(content, file=FILE):
    return [(p.row, p.cell) for table in read(content, file=file).tables for p in table.pictures]


def one(content):
    (found,) = [p.picture for table in read(content, file=FILE).tables for p in table.pictures]
    return found


def said(content, file=FILE):
    found = read(content, file=file).issues
    return [(i.code, i.cells) for i in found if i.code.startswith(("picture", "drawing"))]


def colour(picture):
    return Image.open(io.BytesIO(picture.content)).convert("RGB").getpixel((1, 1))


def test_each_picture_belongs_to_the_record_its_corner_lies_on():
    content = with_pictures([("H4", photo("red")), ("H6", photo("lime", kind="PNG")), ("I6", photo("blue"))])
    pictures = read(content, file=FILE).tables[0].pictures
    assert [(p.row, p.cell, p.picture.kind) for p in pictures] == [
        (4, "H4", "JPEG"),
        (6, "H6", "PNG"),
        (6, "I6", "JPEG"),
    ]
    assert colour(pictures[1].picture) == (0, 255, 0)
    assert said(content) == []


def test_what_is_read_beside_the_pictures_is_what_is_read_without_them():
    plain, laid = (read(made, file=FILE) for made in (saved(sheet_of()), with_pictures({"H4": photo()})))
    assert plain.tables[0].frame.equals(laid.tables[0].frame)
    total = ("row_total", "A8:H8")
    assert [(i.code, i.cells) for i in plain.issues] == [("column_unused", "H3:H7"), total]
    assert [(i.code, i.cells) for i in laid.issues] == [("column_pictures", "H3:H7"), total]


@pytest.mark.parametrize("cell", ["A1", "C3", "H8", "H20"])
def test_a_picture_on_no_record_is_said(cell):
    content = with_pictures({cell: photo()})
    assert (kept(content), said(content)) == ([], [("picture_without_row", cell)])


def anchored(start, end, below=0):
    """A picture from one cell to another, (row, column) as Excel counts them, its top ``below`` its row's."""
    book = sheet_of()
    picture = Inlaid(io.BytesIO(photo()))
    corners = [AnchorMarker(col=c - 1, row=r - 1, rowOff=off) for (r, c), off in ((start, below), (end, 0))]
    picture.anchor = TwoCellAnchor(_from=corners[0], to=corners[1])
    book.active.row_dimensions[4].height = 20
    book.active.add_image(picture)
    return saved(book)


POINT = 12_700


@pytest.mark.parametrize(("below", "row"), [(0, 4), (10 * POINT, 4), (19 * POINT, 5)])
def test_a_corner_at_the_very_foot_of_a_row_means_the_next(below, row):
    assert kept(anchored((4, 8), (5, 9), below)) == [(row, f"H{row}")]


def test_a_picture_over_several_records_says_to_which_it_was_given():
    content = anchored((4, 8), (7, 9))
    assert (kept(content), said(content)) == ([(4, "H4")], [("picture_over_rows", "H4:I7")])


def test_a_picture_beside_the_second_line_of_a_merged_record_is_that_records():
    book = sheet_of()
    page = book.active
    page.insert_rows(5)
    for column in "ABCDEFG":
        page.merge_cells(f"{column}4:{column}5")
    page.add_image(Inlaid(io.BytesIO(photo())), "H5")
    assert kept(saved(book)) == [(4, "H5")]


def test_a_picture_that_floats_on_no_cell_is_said():
    book = sheet_of()
    picture = Inlaid(io.BytesIO(photo()))
    picture.anchor = AbsoluteAnchor(pos=XDRPoint2D(0, 0), ext=XDRPositiveSize2D(10, 10))
    book.active.add_image(picture)
    assert said(saved(book)) == [("picture_without_row", "")]


def test_pictures_that_wps_laid_into_cells_are_kept():
    content = with_cell_images(
        {"H4": "ID_A", "H5": "ID_B", "H6": "ID_A"}, {"ID_A": photo("red"), "ID_B": photo("blue")}
    )
    assert kept(content) == [(4, "H4"), (5, "H5"), (6, "H6")]


def test_a_cell_picture_that_the_file_lacks_is_said():
    assert said(with_cell_images({"H4": "ID_X"}, {"ID_A": photo()})) == [("picture_missing", "H4")]


def test_pictures_that_excel_placed_in_cells_are_kept_and_are_no_errors():
    found = read(with_placed_images({"H4": photo("red"), "H5": photo("blue"), "H6": photo("red")}), file=FILE)
    (table,) = found.tables
    assert [(p.row, p.cell) for p in table.pictures] == [(4, "H4"), (5, "H5"), (6, "H6")]
    assert [(i.code, i.cells) for i in found.issues if i.severity != "note"] == []
    assert [i.cells for i in found.issues if i.code == "column_pictures"] == ["H3:H7"]


def test_a_picture_placed_where_a_text_belongs_leaves_the_text_missing_and_says_so():
    found = read(with_placed_images({"F4": photo()}), file=FILE)
    assert [(i.code, i.cells) for i in found.issues if i.severity != "note"] == [("cell_picture", "F4")]
    assert found.tables[0].frame["progress_text"].isna().tolist()[0]


@pytest.mark.parametrize(
    "gone", ["xl/media/image1.jpeg", "xl/metadata.xml", "/xl/richData/_rels/richValueRel.xml.rels"]
)
def test_a_placed_picture_whose_parts_are_gone_is_said(gone):
    content = changed(with_placed_images({"H4": photo()}), {gone: None})
    assert [(i.code, i.cells) for i in read(content, file=FILE).issues if i.severity != "note"] == [
        ("picture_missing", "H4")
    ]


def test_a_cell_that_shows_another_rich_value_is_no_picture():
    content = with_placed_images({"H4": photo()})
    shapes = "xl/richData/rdrichvaluestructure.xml"
    renamed = part(content, shapes).replace(b"_rvRel:LocalImageIdentifier", b"Price")
    assert kept(changed(content, {shapes: renamed})) == []


@pytest.mark.parametrize("header", ["现场照片", "工地近景"])
def test_a_column_of_pictures_over_its_cells_is_called_that_and_not_asked_about(header):
    book = sheet_of()
    book.active["H3"] = header
    book.active.add_image(Inlaid(io.BytesIO(photo())), "H5")
    found = read(saved(book), file=FILE)
    assert [(c.letter, c.field, c.asked) for c in found.tables[0].columns if c.letter == "H"] == [("H", None, False)]
    assert [i.cells for i in found.issues if i.code in ("column_pictures", "column_unused", "column_unknown")] == [
        "H3:H7"
    ]
    assert [(p.row, p.cell) for p in found.tables[0].pictures] == [(5, "H5")]


def test_the_pictures_of_a_form_are_its_records():
    book = sheet_of(0)
    page = book.active
    page.delete_rows(1, 10)
    for pair in (("项目名称", "第一中学建设"), ("总投资（万元）", 10000), ("年度计划投资（万元）", 5000), ("累计完成投资（万元）", 2000),
                 ("形象进度", "主体施工"), ("责任单位", "建设局"), ("存在问题", "无")):  # fmt: skip
        page.append(pair)
    page.add_image(Inlaid(io.BytesIO(photo())), "D3")
    assert [cell for _, cell in kept(saved(book))] == ["D3"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_but_pixels_is_left_of_a_picture(kind):
    found = one(with_pictures({"H4": with_secrets(kind)}))
    assert b"SECRET" not in found.content
    assert not Image.open(io.BytesIO(found.content)).getexif()
    assert (found.width, found.height) == (240, 320)  # upright, as the camera had noted


def test_a_large_photograph_is_made_smaller():
    found = one(with_pictures({"H4": photo(size=(3200, 1600))}))
    assert (found.width, found.height) == (1600, 800)


def test_a_clear_picture_stays_clear():
    out = io.BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(one(with_pictures({"H4": out.getvalue()})).content)).getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("size", [(6500, 6500), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_burst_is_refused_with_its_cell(size):
    content = changed(with_pictures({"H4": photo(kind="PNG")}), {"xl/media/image1.png": png_head(*size)})
    assert (kept(content), said(content)) == ([], [("picture_too_large", "H4")])


def test_no_more_pictures_are_kept_of_a_row_and_of_a_file_than_declared():
    limits = picture_limits()
    shades = [photo((n, 0, 0), size=(8, 8), kind="PNG") for n in range(limits.most_a_row + 1)]
    content = with_pictures([("H4", shade) for shade in shades])
    assert (len(kept(content)), said(content)) == (limits.most_a_row, [("picture_too_many", "H4")])

    rows = limits.most_a_file + 25
    content = with_pictures([(f"H{FIRST + n}", shades[n % 5]) for n in range(rows)], n_rows=rows)
    found = said(content)
    assert len(kept(content)) == limits.most_a_file
    assert [code for code, _ in found] == ["pictures_too_many", *["picture_too_many"] * 20]  # the rest are counted


def test_no_more_is_decoded_than_a_file_may_cost():
    encoder = Encoder(work=100)
    small, other = (photo(shade, size=(8, 8), kind="PNG") for shade in ("red", "blue"))
    assert encoder.picture(small) is encoder.picture(small)  # the same again costs nothing
    with pytest.raises(Unfit, match="picture_too_many"):
        encoder.picture(other)


def test_a_photograph_stored_in_endless_passes_is_refused():
    with pytest.raises(Unfit, match="picture_too_large"):
        Encoder().picture(photo() + b"\xff\xda" * 80)


def test_bytes_that_look_like_passes_are_fine_in_a_drawing():
    text = PngInfo()
    text.add_text("Comment", b"\xff\xda".decode("latin-1") * 80)
    assert Encoder().picture(photo(kind="PNG", pnginfo=text)).kind == "PNG"


def old_workbook() -> bytes:
    """An .xls with a photograph's bytes behind its cells."""
    book, out = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("重点项目").write(0, 0, "项目名称")
    book.save(out)
    return out.getvalue() + photo()


def open_workbook() -> bytes:
    row = f"<table:table-row>{open_cell('项目名称')}</table:table-row>"
    return changed(open_document(row), {"Pictures/1.jpg": photo()})


@pytest.mark.parametrize(("make", "file"), [(old_workbook, "a.xls"), (open_workbook, "a.ods")])
def test_pictures_that_a_kind_of_workbook_keeps_elsewhere_are_said(make, file):
    found = read(make(), file=file)
    assert [i.severity for i in found.issues if i.code == "pictures_elsewhere"] == ["warning"]


def test_a_picture_on_a_summarys_row_that_counts_in_its_detail_is_said():
    book = sheet_of(2)
    summary = book.active
    detail = book.copy_worksheet(summary)
    summary.title, detail.title = "汇总表", "在建"
    detail.delete_rows(FIRST + 1)
    for cell in ("H4", "H5"):
        summary.add_image(Inlaid(io.BytesIO(photo())), cell)
    content = saved(book)
    assert kept(content) == [(5, "H5")]
    assert said(content) == [("picture_without_row", "H4")]
