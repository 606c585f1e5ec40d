"""Web archives (MHTML) called .xls: each part that holds a table is a sheet."""

from __future__ import annotations

import email
from email import policy

from catalog import issue
from loaders.containers import limits
from loaders.containers.older.web_page import page_grid
from loaders.containers.text import decoded
from loaders.grid import Grid, Workbook
from loaders.unreadable import Unreadable


def open_archive_page(content: bytes, name: str) -> Workbook:
    """The pages of the archive that hold a table."""
    message = email.message_from_bytes(content, policy=policy.compat32)
    grids: list[Grid] = []
    for part in message.walk():
        body = part.get_payload(decode=True)
        if part.get_content_type() != "text/html" or not isinstance(body, bytes) or b"<table" not in body.lower():
            continue
        grids.append(page_grid(decoded(body)[0], name if not grids else f"{name}_{len(grids) + 1}"))
        if len(grids) > limits.SHEETS:
            raise Unreadable("too_many_sheets")
    if not grids:
        raise Unreadable("no_table")
    return Workbook(grids, [issue("web_page")], kind="mhtml")
