"""A zip of workbooks, as a department's clerk packs a month: its files by name, rubbish left out and said so."""

from __future__ import annotations

import zipfile

from catalog import Issue, issue
from catalog.containers import containers
from loaders.containers import limits
from loaders.containers.ooxml.package import BROKEN, open_directory
from loaders.containers.sniff import extension
from loaders.unreadable import Unreadable

UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
WORKBOOKS = {"xlsx", "xlsm", "xls", "et", "xlsb", "ods", "csv", "tsv", "txt", "html", "htm", "mht", "mhtml", "xml"}


def unpack(content: bytes, file: str) -> list[tuple[str, bytes]]:
    """Name (with its folders) and bytes of every workbook in the zip; a file that is no zip comes back as it is."""
    return unpack_with_notes(content, file)[0]


def unpack_with_notes(content: bytes, file: str) -> tuple[list[tuple[str, bytes]], list[Issue]]:
    """The same, and a note for every entry left out: lock files, thumbnails, what is no workbook."""
    if not is_archive(content):
        return [(file, content)], []
    archive, entries = open_directory(content)
    if len(entries) > limits.ZIPPED_FILES:
        raise Unreadable("too_many_files", most=limits.ZIPPED_FILES)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.ARCHIVE_BYTES or unpacked > max(limits.ARCHIVE_SMALL, limits.ARCHIVE_RATIO * len(content)):
        raise Unreadable("bomb")
    files: list[tuple[str, bytes]] = []
    notes: list[Issue] = []
    for entry in entries:
        name = _name(entry)
        if _is_workbook(name):
            files.append((name, _content(archive, entry)))
        else:
            notes.append(issue("skipped_file", value=name))
    return files, notes


def is_archive(content: bytes) -> bool:
    """Whether the bytes are a zip that is no workbook or document itself."""
    if content[:2] != b"PK":
        return False
    names = [entry.filename.replace("\\", "/").lower() for entry in open_directory(content)[1]]
    return "[content_types].xml" not in names and "mimetype" not in names and "content.xml" not in names


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name: Chinese Windows writes GBK without saying so, which Python takes for code page 437."""
    name = entry.filename
    if not entry.flag_bits & UTF8_FLAG:
        raw = name.encode("cp437", "replace")
        name = next((text for text in (_decoded(raw, "utf-8"), _decoded(raw, "gb18030")) if text), name)
    parts = (part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
    return "/".join(parts)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_workbook(name: str) -> bool:
    base = name.rpartition("/")[2]
    hidden = base.startswith(("~$", ".", "._")) or "__macosx" in name.lower()
    return not hidden and extension(base) in WORKBOOKS and base not in containers().rubbish


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & ENCRYPTED_FLAG:
        raise Unreadable("archive_password")
    if entry.file_size > limits.FILE_BYTES:
        raise Unreadable("bomb")
    try:
        return archive.read(entry)
    except BROKEN as why:
        raise Unreadable("damaged") from why
