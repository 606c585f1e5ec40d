"""Cell text made comparable (fold), readable (plain), or recognised as a way of writing nothing (missing_reason)."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from catalog.grammar import grammar
from loaders.cells.parsed import MISSING, Context, Parsed, absent, withheld

# Full-width ASCII and the ideographic space only: NFKC would also turn circled digits and superscripts into digits.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0x00AD])
_SPACES = dict.fromkeys([0x00A0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x0009], " ")
_PLAIN = str.maketrans(_HALF_WIDTH | _INVISIBLE | _SPACES | {0x2212: "-", 0xFE63: "-", 0x2011: "-"})
_BRACKETS = {ord(c): "(" for c in "[{\u3010\u3014\u3016\uff3b\ufe59"} | {
    ord(c): ")" for c in "]}\u3011\u3015\u3017\uff3d\ufe5a"
}
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
_FOLD = str.maketrans(
    {**_HALF_WIDTH, **_BRACKETS, **_DASHES, **_INVISIBLE, 0xFF3B: "(", 0xFF3D: ")", 0xFF5B: "(", 0xFF5D: ")"}
)
_CARRIAGE = re.compile(r"_x000[DdAa]_|\r\n?")


# What is longer is prose: it is not remembered, and no grammar but text's is tried on it.
LONGEST = 200


def fold(text: str) -> str:
    """A header or key without what typists vary: width, spaces, line breaks, brackets, dashes, a last colon."""
    return _folded(text) if len(text) <= LONGEST else _fold(text)


def _fold(text: str) -> str:
    return "".join(_CARRIAGE.sub("", text).translate(_FOLD).split()).rstrip(":")


_folded = lru_cache(maxsize=65536)(_fold)


def plain(text: str) -> str:
    """Half-width letters and digits, no invisible characters, single spaces, line breaks kept as they fall."""
    lines = _CARRIAGE.sub("\n", text).translate(_PLAIN).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


_ERROR_STARTS = ("#", "\uff03", "E")


@cache
def _reasons() -> dict[str, str]:
    table = grammar().missing
    return {fold(token): reason for reason, tokens in table.items() for token in tokens}


def missing_reason(value: Any) -> str | None:
    """Why nothing is there: "blank", "none", "not_due", "not_applicable", "deferred", or None where something is.

    "deferred" is a promise of a value elsewhere or later, and so is worth asking about.
    """
    if value is None:
        return "blank"
    if not isinstance(value, str):
        return None
    return _reasons().get(fold(value))


def unwritten(typed: str) -> Parsed | None:
    """The reading of a text that stands for no value: missing without comment, or with the reason it gives."""
    if typed.lstrip()[:1] in _ERROR_STARTS and is_error(typed):
        return withheld("cell_error", typed)
    reason = missing_reason(typed)
    if reason is None:
        return None
    if reason == "deferred":
        return withheld("value_deferred", typed, extras={"reason": reason})
    if reason in ("not_due", "not_applicable"):
        return absent(f"value_{reason}", typed, reason=reason)
    return MISSING


def is_error(typed: str) -> bool:
    """Whether the text is a formula error or the hashes of a column too narrow for its number."""
    text = fold(typed).upper()
    return set(text) == {"#"} or re.fullmatch(grammar().text.errors, text) is not None


# "undefined" in brackets: what systems write for an empty cell is no longer than this.
_LONGEST_NULL = 11
_EDGES = " \t\r\n\u3000\u00a0\ufeff\u200b"


def read_text(value: Any, number_format: str, _context: Context) -> Parsed:
    """Text as typed, trimmed; a number as the sheet shows it (1, 0.85 in a percent format "85%"), a date as ISO."""
    if value.__class__ is str:
        text = value.strip() if value.isprintable() else _trimmed(value)
        if len(text) <= 4 or text[0] in _ERROR_STARTS or (len(text) <= _LONGEST_NULL and text.isascii()):
            return _placeholder(text)
        return Parsed(text)
    shown = Parsed(_shown(value, number_format))
    return shown.noting("date_in_text", typed=shown.value) if isinstance(value, date) else shown


def plain_texts(typed: AbstractSet[str | None]) -> bool:
    """Whether ``read_text`` gives every one of them as it stands, blanks aside."""
    return all(map(_stands, filter(None, typed))) and "" not in typed


def _stands(text: str) -> bool:
    first, length = text[0], len(text)
    if length <= 4 or first in _ERROR_STARTS or first == " " or text[-1] == " " or not text.isprintable():
        return False
    return length > _LONGEST_NULL or not text.isascii()


def _trimmed(value: str) -> str:
    lines = _CARRIAGE.sub("\n", value).translate(_INVISIBLE).split("\n")
    return "\n".join(line for line in (line.strip(_EDGES) for line in lines) if line)


@lru_cache(maxsize=4096)
def _placeholder(text: str) -> Parsed:
    if not text:
        return MISSING
    if is_error(text):
        return withheld("cell_error", text)
    if fold(text) in grammar().text.ditto:
        return withheld("value_deferred", text)
    if text.isascii() and any(map(str.isalpha, text)) and missing_reason(text) == "blank":
        return MISSING
    if fold(text) in grammar().text.placeholders:
        return absent("text_placeholder", text)
    return Parsed(text)


def _shown(value: Any, number_format: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return _shown_number(float(value), number_format)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
    )


def _shown_number(value: float, number_format: str) -> str:
    if "%" in number_format and number_format != "General":
        return f"{value * 100:.12g}%"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def read_name(value: Any, number_format: str, context: Context) -> Parsed:
    """A post or a person: text, with the ways of writing nobody read as missing. A number here is a shifted row."""
    if isinstance(value, str):
        return _name(value) if len(value) <= LONGEST else read_text(value, number_format, context)
    return withheld("not_a_word", value)


@lru_cache(maxsize=16384)
def _name(typed: str) -> Parsed:
    return unwritten(typed) or Parsed(_trimmed(typed) or None)


def read_phone(value: Any, number_format: str, context: Context) -> Parsed:
    """A telephone number as text, never as a number: digits and separators in half width."""
    parsed = read_name(value if isinstance(value, str) else _shown(value, number_format), number_format, context)
    return parsed._replace(value=plain(parsed.value)) if isinstance(parsed.value, str) else parsed
