"""Keeps contacts covered unless the reader's role may see them."""

from __future__ import annotations

from catalog import Field
from catalog.text import is_missing

COVER = "＊＊"


def masked(field: Field, value: object, *, may_see: bool) -> str:
    """The value of a field for a reader; a private one shows its first character (a phone its last two digits) only."""
    if is_missing(value) or str(value) == "":
        return ""
    text = str(value)
    if may_see or not field.private:
        return text
    return f"{COVER}{text[-2:]}" if field.kind == "phone" else f"{text[:1]}{COVER}"
