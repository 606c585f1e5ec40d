"""Hostile files that are no .xlsx: binary workbooks, web pages, XML of 2003, text, open documents."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Callable

import xlwt

from tests.unit.loaders.hostile.raw_xlsx import zipped

XML2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
PAGE = "<html><table><tr><td>项目</td><td>完成率</td></tr><tr><td>道路</td><td x:num>0.5</td></tr>{more}</table></html>"


def old_book() -> bytes:
    made, book = io.BytesIO(), xlwt.Workbook()
    page = book.add_sheet("表")
    for r, values in enumerate([("项目", "完成率"), ("道路", 0.5)]):
        for c, value in enumerate(values):
            page.write(r, c, value)
    book.save(made)
    return made.getvalue()


def old_book_with(record: int, offset: int, value: bytes) -> bytes:
    """A binary workbook with bytes of its first record of that number replaced."""
    content = old_book()
    at = content.index(struct.pack("<H", record), 512) + 4 + offset
    return content[:at] + value + content[at + len(value) :]


def shaken(seed: int) -> bytes:
    content, chance = bytearray(old_book()), random.Random(seed)
    for _ in range(40):
        content[chance.randrange(8, len(content))] = chance.randrange(256)
    return bytes(content)


def sheet2003(cells: str, declared: str = "") -> bytes:
    inner = f'<Worksheet ss:Name="表"><Table>{cells}</Table></Worksheet>'
    return f'{XML2003}{declared}<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}">{inner}</Workbook>'.encode()


def cell2003(value: str, attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="String">{value}</Data></Cell>'


NUMBER2003 = '<Cell><Data ss:Type="Number">0.5</Data></Cell>'
HONEST2003 = f"<Row>{cell2003('项目')}{cell2003('完成率')}</Row><Row>{cell2003('道路')}{NUMBER2003}</Row>"


def open_document(rows: str) -> bytes:
    names = f'xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0" xmlns:text="{OFFICE}text:1.0"'
    table = f'<table:table table:name="表">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    content = f"<office:document-content {names}>{body}</office:document-content>"
    return zipped([("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)])


def open_cell(value: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{value}</text:p></table:table-cell>'


def binary_book(sheet: bytes) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": sheet})


def record(kind: int, body: bytes) -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(body)]) + body


LAST_COLUMN = 'ss:Index="16384"'
ENDLESS = 'ss:MergeDown="99999999" ss:MergeAcross="99999999"'
WHOLE_ROW = 'table:number-columns-repeated="16384"'
FAR_BINARY = record(0, struct.pack("<I", 1048575) + bytes(12)) + record(5, struct.pack("<IId", 16383, 0, 1.0))
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
MAIL = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"

Attack = tuple[Callable[[], bytes], str]

# name → (builder, what must come out): a refusal's code, "read" with the honest rows, or "any" of the two.
ATTACKS: dict[str, Attack] = {
    "xls_honest": (old_book, "read"),
    "xls_half": (lambda: old_book()[: len(old_book()) // 2], "damaged"),
    "xls_dimensions_lie": (lambda: old_book_with(0x0200, 0, b"\0\0\0\0\xff\xff\0\0\0\0\xff\0"), "any"),
    "xls_strings_say_four_billion": (lambda: old_book_with(0x00FC, 0, b"\xff" * 8), "any"),
    "xls_sector_chain_in_a_circle": (lambda: old_book()[:44] + b"\xff" * 20 + old_book()[64:], "any"),
    "xls_sector_size_of_two_gigabytes": (lambda: old_book()[:30] + struct.pack("<H", 31) + old_book()[32:], "any"),
    "xls_empty_container": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "damaged"),
    "encrypted_nonsense": (
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "password",
    ),
    "word_of_2003": (
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(600),
        "is_word",
    ),
    "page_spanning_a_billion": (
        lambda: PAGE.format(more='<tr><td colspan="1000000000" rowspan="999999999">x').encode(),
        "read",
    ),
    "page_of_spans": (
        lambda: PAGE.format(more='<tr><td colspan="1000" rowspan="1000">x</td></tr>' * 3000).encode(),
        "too_large",
    ),
    "page_hundred_thousand_levels": (lambda: PAGE.format(more="<tr><td>" + "<div>" * 100_000 + "x").encode(), "any"),
    "page_of_ten_thousand_tables": (lambda: b"<html>" + b"<table><tr><td>x</td></tr></table>" * 10_000, "too_large"),
    "page_tables_in_tables": (lambda: b"<html>" + b"<table><tr><td>" * 2_000, "any"),
    "page_without_table": ("<html><body>没有表格</body></html>".encode, "no_table"),
    "page_with_laughs": ((LAUGHS + PAGE.format(more="<tr><td>&b;")).encode, "any"),
    "xml2003_laughs": (lambda: sheet2003(HONEST2003, LAUGHS), "document_type"),
    "xml2003_far_row": (lambda: sheet2003(f'{HONEST2003}<Row ss:Index="99999999">{cell2003("x")}</Row>'), "too_large"),
    "xml2003_far_cell": (
        lambda: sheet2003(f'{HONEST2003}<Row ss:Index="1048576">{cell2003("x", LAST_COLUMN)}</Row>'),
        "too_large",
    ),
    "xml2003_merge_without_end": (
        lambda: sheet2003(f"{HONEST2003}<Row>{cell2003('x', ENDLESS)}</Row>"),
        "any",
    ),
    "xml2003_hidden_columns_without_end": (
        lambda: sheet2003(f'<Column ss:Hidden="1" ss:Span="99999999"/>{HONEST2003}'),
        "read",
    ),
    "text_one_endless_quote": (lambda: '项目,"'.encode() + b"x" * 5_000_000, "damaged"),
    "text_of_commas": (lambda: b"," * 3_000_000 + b"\n1,2", "too_large"),
    "text_wide_and_long": (lambda: (b"1" + b"," * 15_000 + b"\n") * 800, "too_large"),
    "text_of_zeros": (lambda: bytes(1_000_000), "unknown"),
    "text_of_noise": (lambda: random.Random(3).randbytes(100_000), "unknown"),
    "text_one_word": ("你好".encode, "unknown"),
    "mail_without_end": ((MAIL + "--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3_000).encode, "any"),
    "mail_with_noise": (
        (MAIL + "--x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n####").encode,
        "no_table",
    ),
    "open_document_honest": (
        lambda: open_document(f"<table:table-row>{open_cell('项目')}{open_cell('完成率')}</table:table-row>"),
        "any",
    ),
    "open_document_cell_repeated": (
        lambda: open_document(
            f'<table:table-row table:number-rows-repeated="1048576">{open_cell("x", WHOLE_ROW)}</table:table-row>'
        ),
        "too_wide",
    ),
    "open_document_repeated_beyond": (
        lambda: open_document(
            f'<table:table-row table:number-rows-repeated="99999999999">{open_cell("x")}</table:table-row>'
        ),
        "too_wide",
    ),
    "open_document_laughs": (lambda: zipped({"mimetype": "x", "content.xml": LAUGHS + "<x>&b;</x>"}), "document_type"),
    "binary_book_far_cell": (lambda: binary_book(FAR_BINARY), "too_wide"),
    "binary_book_of_noise": (lambda: binary_book(random.Random(5).randbytes(3_000)), "damaged"),
    "binary_book_dimension_lies": (
        lambda: binary_book(record(148, struct.pack("<IIII", 0, 0xFFFFFFFF, 0, 0xFFFFFFFF))),
        "too_wide",
    ),
    **{f"xls_shaken_{seed}": (lambda seed=seed: shaken(seed), "any") for seed in range(8)},
}
