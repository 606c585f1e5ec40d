"""Workbooks as bytes that depend on nothing but their content: no clock, no machine."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from openpyxl import Workbook

_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(book: Workbook, written: date) -> bytes:
    """``book`` as .xlsx bytes, said to have been written on ``written``; equal books give equal bytes."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    stamp = f"{written.isoformat()}T09:00:00Z".encode()
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, content)
    return out.getvalue()
