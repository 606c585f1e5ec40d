"""What a file is, told by its bytes: departments rename exports and drafts freely."""

from __future__ import annotations

import re

from loaders.containers.ooxml.package import Package, open_directory
from loaders.unreadable import Unreadable

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
RAW_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
FOREIGN = {
    b"%PDF": "pdf",
    b"{\\rtf": "word",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"BM": "picture",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
}
EXTENSIONS = {
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "xls": ("xls", "xlt"),
    "csv": ("csv", "tsv", "txt"),
    "html": ("html", "htm"),
    "mhtml": ("mht", "mhtml"),
    "xml2003": ("xml",),
    "xlsb": ("xlsb",),
    "ods": ("ods",),
}
ET = ("et", "ett")
HTML = re.compile(rb"<\s*(?:html|table|body|head|tr|!doctype\s+html)\b", re.IGNORECASE)


def kind_of_file(content: bytes) -> str:
    """xlsx xlsb ods zip xls encrypted xml2003 mhtml html csv; ``Unreadable`` for what is no workbook."""
    if not content:
        raise Unreadable("empty")
    if content[:4] == b"PK\x03\x04" or content[:4] == b"PK\x05\x06":
        return _kind_of_zip(content)
    if content.startswith(OLE):
        return _kind_of_ole(content)
    if content[:2] in RAW_BIFF and content[2:4] in (b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00"):
        return "xls"
    foreign = next((kind for magic, kind in FOREIGN.items() if content.startswith(magic)), None)
    if foreign:
        raise foreign_file(foreign)
    return _kind_of_text(content)


def foreign_file(kind: str) -> Unreadable:
    """The refusal of something that is no workbook, saying what it is."""
    return Unreadable(f"is_{kind}")


def extension(file: str) -> str:
    """The file name's extension, lower case, without its dot; "" where it has none."""
    return file.rpartition(".")[2].strip().lower() if "." in file else ""


def fits(kind: str, file: str) -> bool:
    """Whether the extension is one that files of this kind have; a name without extension promises nothing."""
    named = extension(file)
    return not named or named in EXTENSIONS.get(kind, ()) or (named in ET and kind in ("xls", "xlsx"))


def _kind_of_zip(content: bytes) -> str:
    names = Package(content).names() if b"[Content_Types].xml" in content else _folded_names(content)
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names) or any(f"/{name}".endswith("/workbook.xml") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise foreign_file("word")
    if any(name.startswith("ppt/") for name in names):
        raise foreign_file("slides")
    if "content.xml" in names:
        return "ods"
    return "zip"


def _folded_names(content: bytes) -> list[str]:
    return [entry.filename.replace("\\", "/").lower() for entry in open_directory(content)[1]]


def _kind_of_ole(content: bytes) -> str:
    """By the names in the directory of streams, which are UTF-16."""
    if _stream(content, "EncryptedPackage"):
        return "encrypted"
    if _stream(content, "Workbook") or _stream(content, "Book"):
        return "xls"
    if _stream(content, "WordDocument"):
        raise foreign_file("word")
    if _stream(content, "PowerPoint Document"):
        raise foreign_file("slides")
    raise Unreadable("damaged")


def _stream(content: bytes, name: str) -> bool:
    spelled = (name, name.upper(), name.lower())  # the directory of streams does not tell cases apart
    return any(one.encode("utf-16-le") + b"\0\0" in content for one in spelled)


def _kind_of_text(content: bytes) -> str:
    start = content[:4096].replace(b"\0", b"")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start.lower():
        return "xml2003"
    if re.match(
        rb"(?:\xef\xbb\xbf)?\s*(?:MIME-Version|From|Content-Type|X-[\w-]+|Subject|Date)\s*:", start, re.IGNORECASE
    ):
        return "mhtml"
    if HTML.search(start):
        return "html"
    return "csv"
