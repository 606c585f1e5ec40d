"""A zip of a month's files is unpacked by name, rubbish left out and said so, bombs refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from loaders.containers import unpack, unpack_with_notes
from loaders.unreadable import Unreadable
from tests.unit.loaders.hostile.raw_xlsx import workbook, zipped

BOOK = workbook()


def named_in_gbk(name: str) -> bytes:
    """As Chinese Windows zips: the name in GBK, without the flag that would say UTF-8."""
    plain = name.encode("gb18030").decode("latin-1")
    content = zipped({"x" * len(plain): BOOK})
    return content.replace(b"x" * len(plain), plain.encode("latin-1"))


def test_every_workbook_by_its_name_and_folder() -> None:
    packed = zipped({"10月/经发局.xlsx": BOOK, "10月/街道/柳行.xls": b"x", "建设局.et": b"y"})
    assert unpack(packed, "10月.zip") == [("10月/经发局.xlsx", BOOK), ("10月/街道/柳行.xls", b"x"), ("建设局.et", b"y")]


@pytest.mark.parametrize(
    "rubbish",
    ["~$经发局.xlsx", "Thumbs.db", "a/.DS_Store", "__MACOSX/._经发局.xlsx", "x.tmp", "说明.docx", "desktop.ini"],
)
def test_rubbish_is_left_out_with_a_note(rubbish: str) -> None:
    files, notes = unpack_with_notes(zipped({"经发局.xlsx": BOOK, rubbish: b"x"}), "10月.zip")
    assert [name for name, _ in files] == ["经发局.xlsx"]
    assert [(note.code, note.value) for note in notes] == [("skipped_file", rubbish)]


def test_names_that_chinese_windows_wrote() -> None:
    assert [name for name, _ in unpack(named_in_gbk("经发局2017年10月.xlsx"), "x.zip")] == ["经发局2017年10月.xlsx"]


def test_no_name_leads_out_of_the_zip() -> None:
    assert [name for name, _ in unpack(zipped({"../../etc/a.xlsx": BOOK}), "x.zip")] == ["etc/a.xlsx"]


@pytest.mark.parametrize("content", [BOOK, b"\xd0\xcf\x11\xe0", b"a,b"])
def test_what_is_no_archive_comes_back_as_it_is(content: bytes) -> None:
    assert unpack(content, "经发局.xlsx") == [("经发局.xlsx", content)]


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(3):
            archive.writestr(f"{number}.xlsx", bytes(90 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (bomb(), "bomb"),
        (zipped({"a.csv": bytes(17 << 20)}), "bomb"),
        (zipped({f"{i}.xlsx": b"" for i in range(501)}), "too_many_files"),
        (zipped({"a.xlsx": BOOK})[:-30], "damaged"),
    ],
    ids=["bomb", "more than any text packs", "too many", "truncated"],
)
def test_what_would_burst_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        unpack(content, "x.zip")
    assert refusal.value.code == code
