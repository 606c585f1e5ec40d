"""Bytes of text files as text: the encodings Chinese programs write, tried strictly, the likeliest first."""

from __future__ import annotations

import codecs
import re

from loaders.containers.values import CONTROLS
from loaders.unreadable import Unreadable

DECLARED = re.compile(rb'(?:charset|encoding)\s*=\s*["\']?\s*([\w-]{2,20})', re.IGNORECASE)
SIMPLIFIED = {"gb2312", "gbk", "gb_2312-80", "cp936", "x-gbk", "gb18030"}
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in; ``Unreadable`` where no encoding fits or it is no text at all."""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text[:4096]:
            return text, encoding
    raise Unreadable("unknown")


def readable(text: str) -> bool:
    """Whether it looks like something a person typed: hardly any control characters."""
    sample = text[:4096]
    return len(CONTROLS.findall(sample)) * 100 <= len(sample)


def _candidates(content: bytes) -> list[str]:
    marked = [encoding for bom, encoding in BOMS.items() if content.startswith(bom)]
    if marked:
        return marked
    declared = DECLARED.search(content[:4096].replace(b"\0", b""))
    named = declared[1].decode("ascii", "replace").lower() if declared else ""
    first = ["gb18030"] if named in SIMPLIFIED else []
    zeros = content[:400:2].count(0), content[1:400:2].count(0)  # no other encoding of text has any
    wide = ["utf-16-be"] if zeros[0] > zeros[1] else ["utf-16-le"] if zeros[1] else []
    return [*wide, *first, "utf-8", "gb18030"]
