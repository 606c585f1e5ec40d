"""Workbooks with pictures: by a library as clerks make them, and with parts put in by hand as WPS or an attacker does."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl
import xlsxwriter
from openpyxl.drawing.image import Image as Inlaid
from PIL import Image
from PIL.PngImagePlugin import PngInfo

FILE = "建设局2017年7月.xlsx"
HEADS = ("序号", "项目名称", "总投资", "年度计划投资", "累计完成投资", "形象进度", "责任单位", "现场照片")
FIRST = 4
DRAWING, RELS = "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"


def photo(colour: str = "red", size: tuple[int, int] = (320, 240), kind: str = "JPEG", **more: object) -> bytes:
    """One plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


def with_secrets(kind: str) -> bytes:
    """A picture that also says where it was taken, by what, and more."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "SECRET camera", 6  # lying on its side
    told: dict[str, object] = {"exif": exif, "icc_profile": b"SECRET profile"}
    if kind == "JPEG":
        return photo("red", kind=kind, comment=b"SECRET comment", **told)
    text = PngInfo()
    text.add_text("Comment", "SECRET comment")
    return photo("red", kind=kind, pnginfo=text, **told)


def png_head(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def sheet_of(n_rows: int = 4) -> openpyxl.Workbook:
    """Key projects from row 4 on, a row of totals below them."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "重点项目"
    for row in (["高新区重点项目进展情况表（2017年7月）"], ["单位：万元"], HEADS):
        page.append(row)
    for n in range(1, n_rows + 1):
        page.append([n, f"第{n}中学建设", 10000, 5000, 2000 + n, "主体施工", "建设局"])
    page.append(["合计", None, 10000 * n_rows, 5000 * n_rows, 2000 * n_rows + n_rows * (n_rows + 1) // 2])
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_pictures(pictures: Mapping[str, bytes] | list[tuple[str, bytes]], n_rows: int = 4) -> bytes:
    """The sheet with each picture's corner in its cell."""
    book = sheet_of(n_rows)
    for cell, data in dict(pictures).items() if isinstance(pictures, Mapping) else pictures:
        book.active.add_image(Inlaid(io.BytesIO(data)), cell)
    return saved(book)


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with some parts put in, or in place of others; None: taken out."""
    source, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    kept = {name: source.read(name) for name in source.namelist()} | parts
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in kept.items():
            if data is not None:
                made.writestr(name, data)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def with_cell_images(names: Mapping[str, str], kept: Mapping[str, bytes]) -> bytes:
    """Cells (address -> name) that show pictures the way WPS lays them in; ``kept``: name -> bytes."""
    book = sheet_of()
    for cell, name in names.items():
        book.active[cell] = f'=_xlfn.DISPIMG("{name}",1)'
    pictures = "".join(
        f'<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{n}" name="{name}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="rId{n}"/></xdr:blipFill></xdr:pic></etc:cellImage>'
        for n, name in enumerate(kept, 1)
    )
    spaces = (
        'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="x/image" Target="media/image{n}.jpeg"/>' for n in range(1, len(kept) + 1)
    )
    parts = {
        "xl/cellimages.xml": f"<etc:cellImages {spaces}>{pictures}</etc:cellImages>".encode(),
        "xl/_rels/cellimages.xml.rels": f"<Relationships>{relations}</Relationships>".encode(),
        **{f"xl/media/image{n}.jpeg": data for n, data in enumerate(kept.values(), 1)},
    }
    return changed(saved(book), parts)


def with_placed_images(pictures: Mapping[str, bytes]) -> bytes:
    """The sheet as Excel writes it where pictures are placed in cells, not over them."""
    out, plain = io.BytesIO(), sheet_of().active
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(plain.title)
    for row in plain.iter_rows():
        for cell in row:
            if cell.value is not None and cell.coordinate not in pictures:
                page.write(cell.coordinate, cell.value)
    for cell, data in pictures.items():
        page.embed_image(cell, "image.jpg", {"image_data": io.BytesIO(data)})
    book.close()
    return out.getvalue()
