"""Bytes in, a ``Workbook`` of grids out, whatever the file is called and whatever program wrote it."""

from __future__ import annotations

from pathlib import PurePosixPath

from catalog import issue
from loaders.containers.archive import unpack, unpack_with_notes
from loaders.containers.collector import collector_paused
from loaders.containers.encrypted import decrypted
from loaders.containers.older.calamine_only import open_values
from loaders.containers.older.delimited import open_delimited
from loaders.containers.older.mhtml import open_archive_page
from loaders.containers.older.web_page import open_page
from loaders.containers.older.xls import open_xls
from loaders.containers.older.xml2003 import open_xml2003
from loaders.containers.ooxml.xlsx import open_xlsx
from loaders.containers.sniff import extension, fits, kind_of_file
from loaders.grid import Workbook
from loaders.unreadable import Unreadable

__all__ = ["open_workbook", "unpack", "unpack_with_notes"]


def open_workbook(content: bytes, file: str, password: str | None = None) -> Workbook:
    """The workbook in ``content``; raises ``loaders.unreadable.Unreadable`` only.

    ``file`` is its name: it never decides how the bytes are read, but a misleading one is noted. ``password`` opens an
    encrypted workbook; the default password of write protection is tried by itself.
    """
    with collector_paused():
        try:
            return _open(content, file, password)
        except (MemoryError, RecursionError) as why:
            raise Unreadable("too_big_to_read") from why
        except Unreadable:
            raise
        except Exception as why:  # a fault of ours; whoever reads a file is promised one kind of exception
            raise Unreadable("stopped") from why


def _open(content: bytes, file: str, password: str | None) -> Workbook:
    kind, notes = kind_of_file(content), []
    if kind == "encrypted" or (kind == "xls" and _is_locked(content)):
        content, note = decrypted(content, password)
        kind, notes = kind_of_file(content), [note]
    workbook = _read(kind, content, _sheet_name(file))
    if not fits(kind, file):
        notes.append(issue("extension_mismatch", extension=extension(file), kind=kind))
    workbook.issues = [*notes, *workbook.issues]
    return workbook


def _read(kind: str, content: bytes, name: str) -> Workbook:
    match kind:
        case "xlsx":
            return open_xlsx(content)
        case "xls":
            return open_xls(content)
        case "xlsb" | "ods":
            return open_values(content, kind)
        case "xml2003":
            return open_xml2003(content)
        case "mhtml":
            return open_archive_page(content, name)
        case "html":
            return open_page(content, name)
        case "zip":
            raise Unreadable("archive")
        case _:
            return open_delimited(content, name)


def _is_locked(content: bytes) -> bool:
    """Whether an .xls is encrypted: a FILEPASS record follows the start of its workbook stream."""
    start = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    return start >= 0 and b"\x2f\x00" in content[start + 20 : start + 24]


def _sheet_name(file: str) -> str:
    """What a file without sheets calls its only one."""
    return PurePosixPath(file.replace("\\", "/")).stem[:31] or "Sheet1"
