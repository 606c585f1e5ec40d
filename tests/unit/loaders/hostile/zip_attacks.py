"""Hostile zips: what lies about its size, hides a second truth, or is no workbook at all."""

from __future__ import annotations

import gzip
import random
import struct
from collections.abc import Callable

from tests.unit.loaders.hostile.raw_xlsx import HEAD, parts, relations, row, sheet, spread, text, workbook, zipped

SHEET = "xl/worksheets/sheet1.xml"
OTHER = sheet(row(1, text("A1", "另一份")))


def patched(content: bytes, name: str, offset: int, value: bytes) -> bytes:
    """The zip with bytes of one entry's record in the directory replaced."""
    at = content.rindex(name.encode()) - 46
    return content[: at + offset] + value + content[at + offset + len(value) :]


def local_patched(content: bytes, name: str, offset: int, value: bytes) -> bytes:
    """The same in the header that stands before the entry's bytes."""
    at = content.index(name.encode()) - 30
    return content[: at + offset] + value + content[at + offset + len(value) :]


def overlapping() -> bytes:
    """Two names, one body: both records of the directory point at the same bytes."""
    content = zipped({**parts(), "xl/worksheets/sheet9.xml": OTHER})
    first = content.index(SHEET.encode()) - 30
    return patched(content, "xl/worksheets/sheet9.xml", 42, struct.pack("<I", first))


def corrupted() -> bytes:
    content = bytearray(workbook())
    at = content.index(SHEET.encode()) + len(SHEET) + 40
    content[at : at + 8] = bytes(8)
    return bytes(content)


def nested(depth: int) -> bytes:
    content = workbook()
    for _ in range(depth):
        content = zipped({"里面.zip": content})
    return content


def many_entries(count: int) -> bytes:
    return zipped([*parts().items(), *((f"xl/media/{i}.bin", b"") for i in range(count))])


def stored_with(method: int) -> bytes:
    return patched(workbook(), SHEET, 10, struct.pack("<H", method))


def document(folder: str) -> bytes:
    return zipped({"[Content_Types].xml": f"{HEAD}<Types/>", f"{folder}/document.xml": "<a/>"})


def truncated(share: float) -> bytes:
    content = workbook()
    return content[: int(len(content) * share)]


def noise(start: bytes, size: int = 20_000) -> bytes:
    return start + random.Random(7).randbytes(size)


# name → (builder, what must come out): a refusal's code, or "read" with the honest rows.
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "truncated_half": (lambda: truncated(0.5), "damaged"),
    "truncated_end": (lambda: truncated(0.98), "damaged"),
    "only_magic": (lambda: b"PK\x03\x04", "damaged"),
    "corrupted_body": (corrupted, "damaged"),
    "noise_after_magic": (lambda: noise(b"PK\x03\x04"), "damaged"),
    "pdf": (lambda: noise(b"%PDF-1.7\n"), "is_pdf"),
    "picture": (lambda: noise(b"\x89PNG\r\n\x1a\n"), "is_picture"),
    "rar": (lambda: noise(b"Rar!\x1a\x07\x00"), "is_archive"),
    "seven_zip": (lambda: noise(b"7z\xbc\xaf\x27\x1c"), "is_archive"),
    "gzip_bomb": (lambda: gzip.compress(bytes(50_000_000), 1), "is_archive"),
    "word": (lambda: document("word"), "is_word"),
    "slides": (lambda: document("ppt"), "is_slides"),
    "zip_in_zip": (lambda: nested(3), "archive"),
    "spaces_for_a_sheet": (lambda: spread(SHEET, b" " * (1 << 20), 321), "bomb"),
    "spaces_in_a_picture": (lambda: spread("xl/media/1.png", bytes(1 << 20), 321), "bomb"),
    "six_thousand_entries": (lambda: many_entries(6_000), "bomb"),
    "same_name_twice": (lambda: zipped([*parts().items(), (SHEET, OTHER)]), "duplicate_parts"),
    "name_in_capitals": (lambda: zipped([*parts().items(), ("XL/Worksheets/Sheet1.XML", OTHER)]), "duplicate_parts"),
    "name_with_backslash": (
        lambda: zipped([*parts().items(), ("xl\\worksheets\\sheet1.xml", OTHER)]),
        "duplicate_parts",
    ),
    "says_it_is_small": (lambda: patched(workbook(), SHEET, 24, struct.pack("<I", 64)), "damaged"),
    "says_it_is_huge": (lambda: patched(workbook(), SHEET, 24, struct.pack("<I", 0xF0000000)), "bomb"),
    "says_it_is_longer": (lambda: patched(workbook(), SHEET, 24, struct.pack("<I", 50_000)), "read"),
    "wrong_checksum": (lambda: patched(workbook(), SHEET, 16, b"\1\2\3\4"), "damaged"),
    "two_names_one_body": (overlapping, "bomb"),
    "entry_encrypted": (lambda: patched(workbook(), SHEET, 8, struct.pack("<H", 1)), "damaged"),
    "unknown_compression": (lambda: stored_with(99), "damaged"),
    "body_far_outside": (lambda: patched(workbook(), SHEET, 42, struct.pack("<I", 0x7FFFFFF0)), "damaged"),
    "other_name_in_body": (lambda: local_patched(workbook(), SHEET, 30, b"xl/worksheets/sheet2.xml"), "damaged"),
    "bytes_before_the_zip": (lambda: b"MZ" + workbook(), "unknown"),
    "path_upwards": (lambda: workbook(relations=relations({"r1": "../../../etc/passwd"})), "no_sheets"),
    "remote_sheet": (
        lambda: workbook(
            relations=relations(
                {}, '<Relationship Id="r1" Type="x" Target="http://127.0.0.1:9/" TargetMode="External"/>'
            )
        ),
        "no_sheets",
    ),
}
