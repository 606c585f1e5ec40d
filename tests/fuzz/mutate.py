"""Workbooks broken at random, inside their zip: in an attribute, a tag, a number, or anywhere in the bytes."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from functools import cache

from tests.unit.loaders.hostile.benign_files import by_openpyxl, by_xlsxwriter, by_xlwt
from tests.unit.loaders.hostile.other_attacks import HONEST2003, PAGE, open_cell, open_document, sheet2003
from tests.unit.loaders.hostile.raw_xlsx import number, parts, row, sheet, strings, styles, workbook, zipped
from tests.unit.loaders.pictures.books import photo, with_cell_images, with_pictures

NUMBERS = [b"0", b"-1", b"1", b"255", b"65536", b"1048577", b"2147483648", b"4294967295", b"99999999999999999999",
           b"1e300", b"1e-300", b"NaN", b"INF", b"0x10", b"", b"x"]  # fmt: skip
WORDS = [
    *(b"<", b">", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x>", b"&#0;", b"&#xFFFF;", b"\0", b"\xff\xfe"),
    *(
        b"<row>",
        b"</row>",
        b"<c>",
        b"</c>",
        b'<c r="XFD1048576"><v>1</v></c>',
        b"<f>",
        b"</sheetData>",
        b"\xe2\x80\xae",
    ),
]
IN_QUOTES = re.compile(rb'="([^"]{0,80})"')
DIGITS = re.compile(rb"[0-9]+")


@cache
def seeds() -> list[bytes]:
    """Honest files of every kind to start from."""
    shared = row(1, '<c r="A1" t="s"><v>0</v></c>', number("B1", "0.5", ' s="1"'))
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    formulas = row(
        2, '<c r="A2"><f t="shared" ref="A2:A3" si="0">B1+1</f><v>1</v></c>', '<c r="B2" t="e"><v>#N/A</v></c>'
    )
    rich = parts(sheet=sheet(shared + formulas, after=merged), strings=strings("<si><t>项目</t></si>"),
                 styles=styles('<xf numFmtId="0"/><xf numFmtId="10"/>'))  # fmt: skip
    opened = f"<table:table-row>{open_cell('项目')}{open_cell('完成率')}</table:table-row>"
    return [
        workbook(), zipped(rich), zipped(rich), by_openpyxl(1), by_openpyxl(2), by_xlsxwriter(1), by_xlwt(1),
        PAGE.format(more="").encode(), sheet2003(HONEST2003), open_document(opened), "项目,完成率\n道路,85%\n".encode(),
        with_pictures({"H4": photo(), "H5": photo(kind="PNG")}), with_cell_images({"H4": "ID_A"}, {"ID_A": photo()}),
    ]  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The file with one to four things broken."""
    for _ in range(chance.randrange(1, 5)):
        content = _once(content, chance)
    return content


def _once(content: bytes, chance: random.Random) -> bytes:
    entries = _entries(content)
    if not entries or chance.random() < 0.15:
        return chance.choice(ANYWHERE)(content, chance)
    name = chance.choice(list(entries))
    entries[name] = chance.choice(WITHIN)(entries[name], chance)
    if chance.random() < 0.05:
        entries.pop(chance.choice(list(entries)))
    return zipped(dict(entries))


def _entries(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 (what is broken already is broken further as bytes)
        return {}


def _flip(text: bytes, chance: random.Random) -> bytes:
    broken = bytearray(text)
    for _ in range(chance.randrange(1, 9) if broken else 0):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _cut(text: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 60) :]


def _repeat(text: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start : start + chance.randrange(1, 200)] * chance.randrange(2, 40) + text[start:]


def _insert(text: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(text) + 1)
    return text[:start] + chance.choice(WORDS) + text[start:]


def _attribute(text: bytes, chance: random.Random) -> bytes:
    return _replace(text, IN_QUOTES, lambda: b'="' + chance.choice(NUMBERS) + b'"', chance)


def _number(text: bytes, chance: random.Random) -> bytes:
    return _replace(text, DIGITS, lambda: chance.choice(NUMBERS), chance)


def _replace(text: bytes, pattern: re.Pattern[bytes], new: Callable[[], bytes], chance: random.Random) -> bytes:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + new() + text[match.end() :]


ANYWHERE = (_flip, _cut, _repeat)
WITHIN = (_flip, _cut, _repeat, _insert, _attribute, _attribute, _number, _number)


def quietly() -> None:
    """The zip module warns of every duplicate name, which is just what is wanted here."""
    warnings.filterwarnings("ignore", message="Duplicate name", module="zipfile")
