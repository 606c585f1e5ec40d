"""The book's lists as sheets: which columns stand for which fields, and how a cell of each is written and read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from catalog.book.lists import RULES, SINGLE, Entries, Value
from catalog.words.book import Column, Sheet, book_words

# A day as people and Excel write it.
DAY = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?: 00:00:00)?")

# What stands between several values beside the separator we write, and a value in brackets that holds one itself.
SEPARATORS = ",\uff0c;\uff1b"
QUOTED = "\u300c[^\u300d]*\u300d"


@cache
def sheets() -> dict[str, Sheet]:
    """Every sheet by its list, in the workbook's order."""
    return {sheet.list: sheet for sheet in book_words().sheets}


class Wrong(ValueError):
    """A cell that cannot be read: ``code`` names the sentence, ``blanks`` fill it."""

    def __init__(self, code: str, **blanks: Any) -> None:
        super().__init__(code)
        self.code, self.blanks = code, blanks


def shown(column: Column, value: Value) -> str | int | float | None:
    """What a cell of that column holds for an entry; None for an empty one."""
    held = value.get(column.field)
    if column.kind == "share":
        return None if held is None else held[column.at or 0]
    if isinstance(held, list):
        return _joined(held) or None
    if column.choices:
        return next((word for word, kept in column.choices.items() if kept == held), held or None)
    return held if held != "" else None


def read(column: Column, typed: Any) -> Any:
    """The value that was typed; None for an empty cell; ``Wrong`` where it cannot be read."""
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        if column.required:
            raise Wrong("needed", what=column.head)
        return None
    if isinstance(typed, str) and typed.startswith("#"):
        raise Wrong("is_error", value=typed)
    value = READERS[column.kind](typed)
    if column.choices and value not in column.choices:
        raise Wrong("not_a_choice", value=value, what=separator().join(column.choices))
    return column.choices.get(value, value) if column.choices else value


def separator() -> str:
    """What stands between several values of one cell."""
    return book_words().workbook.separator


def _text(typed: Any) -> str:
    return str(int(typed) if isinstance(typed, float) and typed.is_integer() else typed).strip()


def _several(typed: Any) -> list[str]:
    stops = _stops()
    parts = (part.strip() for part in re.findall(rf"{QUOTED}(?=[{stops}]|$)|[^{stops}]+", _text(typed)))
    return ["" if part == _nothing() else _unquoted(part) for part in parts if part]


def _joined(parts: list[Any]) -> str:
    return separator().join(_nothing() if part == "" else _quoted(str(part)) for part in parts)


def _quoted(part: str) -> str:
    """A part that holds a separator itself stands in brackets."""
    return f"\u300c{part}\u300d" if re.search(f"[{_stops()}]", part) else part


def _unquoted(part: str) -> str:
    return part[1:-1] if re.fullmatch(QUOTED, part) and re.search(f"[{_stops()}]", part) else part


def _stops() -> str:
    return separator() + SEPARATORS


def _nothing() -> str:
    return book_words().workbook.nothing


def _number(typed: Any) -> float:
    text = _text(typed).replace(",", "")
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise Wrong("not_number", value=typed) from None
    if number != number or number in (float("inf"), -float("inf")):
        raise Wrong("not_number", value=typed)
    return number


def _whole(typed: Any) -> int:
    try:
        number = _number(typed)
    except Wrong:
        raise Wrong("not_whole", value=typed) from None
    if not number.is_integer():
        raise Wrong("not_whole", value=typed)
    return int(number)


def _day(typed: Any) -> str:
    if isinstance(typed, dt.datetime | dt.date):
        return typed.isoformat()[:10]
    found = DAY.fullmatch(_text(typed))
    try:
        return dt.date(*map(int, found.groups())).isoformat() if found else _no_day(typed)
    except ValueError:
        return _no_day(typed)


def _no_day(typed: Any) -> str:
    raise Wrong("not_day", value=typed)


def _days(typed: Any) -> list[str]:
    return [_day(typed)] if isinstance(typed, dt.date) else [_day(part) for part in _several(typed)]


READERS: dict[str, Any] = {
    "text": _text,
    "list": _several,
    "whole": _whole,
    "wholes": lambda typed: [_whole(part) for part in _several(typed)],
    "number": _number,
    "share": _number,
    "day": _day,
    "days": _days,
}

# Rules and what there is one of, as lines of a path and a value.
Line = tuple[str, str, Any]


def flat(entries: Entries) -> Iterator[Line]:
    """Every number, word and list of words of the rules and of what there is one of: whose, path, value."""
    for (name, key), value in entries.items():
        if name == RULES or name in SINGLE:
            whose = f"{name}/{key}" if name == RULES else name
            yield from ((whose, path, leaf) for path, leaf in _leaves(value))


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    named = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if _is_nested(value) else None
    if named is None:
        yield path, value
        return
    for key, part in named:
        yield from _leaves(part, f"{path}.{key}" if path else str(key))


def _is_nested(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(part, list | dict) for part in value)


def leaf_shown(leaf: Any) -> Any:
    """A leaf as a cell holds it."""
    return _joined(leaf) if isinstance(leaf, list) else leaf


def leaf_read(leaf: Any, typed: Any) -> Any:
    """What was typed for a leaf, of the kind it had; ``Wrong`` where it cannot be read."""
    if leaf is None:
        return None if typed is None else _number(typed)
    if isinstance(leaf, int):
        return _number(typed) if not float(_number(typed)).is_integer() else _whole(typed)
    if isinstance(leaf, float):
        return _number(typed)
    if isinstance(leaf, list):
        return [] if typed is None else _like(leaf, _several(typed))
    return "" if typed is None else _text(typed) if not isinstance(typed, dt.date) else _day(typed)


def _like(leaf: list[Any], typed: list[str]) -> list[Any]:
    numbers = bool(leaf) and all(isinstance(part, int | float) for part in leaf)
    return [_number(part) for part in typed] if numbers else list(typed)
