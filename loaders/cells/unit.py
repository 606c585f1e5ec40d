"""Units of measure: which one a text names, what it is worth, and how to take it out of a header."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from catalog.grammar import grammar
from catalog.units import Unit, convert, is_foreign, named, scales
from loaders.cells.parsed import Context, Parsed
from loaders.cells.text import LONGEST, fold, read_name

__all__ = [
    "Unit",
    "convert",
    "dimension_of",
    "is_foreign",
    "measure",
    "read_unit",
    "scales",
    "split_unit",
    "unit_of",
    "units_of",
]


@lru_cache(maxsize=8192)
def measure(text: str) -> Unit | None:
    """The unit this text is, and nothing else; a bare scale word is a unit of dimension "scale"."""
    return named(fold(text))


@lru_cache(maxsize=8192)
def units_of(text: str) -> tuple[str, ...]:
    """Every unit a unit line names, in order: several where money and land share a line; empty where none."""
    if len(text) > LONGEST:
        return ()
    table = grammar().units
    word = fold(text).strip("()")
    word = re.sub(f"^{table.line}", "", word)
    word = re.sub(f"^{table.bracket_words}", "", word)
    whole = measure(word)
    if whole is not None:
        return (whole.name,)
    parts = [measure(part) for part in re.split(f"[{table.separators}]", word)]
    return tuple(p.name for p in parts if p is not None) if all(parts) else ()


def unit_of(text: str) -> str | None:
    """The one unit a unit line, a bracket or a cell names, in the catalog's spelling; None for none or for several."""
    found = units_of(text)
    return found[0] if len(found) == 1 else None


def dimension_of(unit: str | None) -> str | None:
    """ "money", "area", "length", "count", "percent", "scale" …, a currency code, or None for an unknown unit."""
    known = measure(unit) if unit else None
    return known.dimension if known else None


@lru_cache(maxsize=8192)
def split_unit(header: str) -> tuple[str, str | None]:
    """A header without its unit, folded, and the unit: in brackets, after a slash, on its own line, or glued on."""
    if len(header) > LONGEST:
        return fold(header), None
    lines = [line for line in header.replace("\r", "\n").split("\n") if fold(line)]
    # A bare counting word on the last line (a "village", an "item") may be part of the name; in brackets it is a unit.
    last = fold(lines[-1]) if len(lines) > 1 else ""
    if unit_of(last) is not None and (last.startswith("(") or dimension_of(unit_of(last)) != "count"):
        return fold("".join(lines[:-1])), unit_of(last)
    text = fold(header)
    for head, inside, tail in _brackets(text):
        if unit_of(inside) is not None and (head or tail):
            return head + tail, unit_of(inside)
    return _glued(text)


def _brackets(text: str) -> list[tuple[str, str, str]]:
    found = re.finditer(r"\(([^()]*)\)", text)
    return [(text[: m.start()], m[1], text[m.end() :]) for m in found][::-1]


def _glued(text: str) -> tuple[str, str | None]:
    head, mark, tail = _cut(text)
    unit = measure(tail)
    if not head or unit is None:
        return text, None
    safe = unit.dimension in ("money", "percent") or is_foreign(unit)
    if mark or (safe and unit.base != tail) or tail == "%":
        return head, unit.name
    return text, None


def _cut(text: str) -> tuple[str, str, str]:
    """Head, mark and tail where the tail is the longest unit at the text's end."""
    for at in range(1, len(text)):
        if measure(text[at:]) is not None:
            head = text[:at]
            mark = head[-1] if head[-1] in "/:,\u3001" else ""
            return head.removesuffix(mark), mark, text[at:]
    return text, "", ""


def read_unit(value: Any, number_format: str, context: Context) -> Parsed:
    """A unit column's cell: the text as typed, and in ``unit`` the catalog's spelling where it knows the unit."""
    parsed = read_name(value, number_format, context)
    return parsed._replace(unit=unit_of(parsed.value)) if isinstance(parsed.value, str) else parsed
