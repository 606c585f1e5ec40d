"""Units of measure: which one a text names, what it is worth, and how to take it out of a header."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from catalog import declared
from loaders.cells.parsed import Context, Parsed
from loaders.cells.text import LONGEST, fold, read_name


class Unit(NamedTuple):
    """A named unit: ``name`` as the catalog writes it, its ``base`` unit, dimension and worth."""

    name: str
    base: str
    dimension: str
    factor: float


_DIMENSIONS = ("money", "area", "length", "weight", "volume", "energy", "time", "percent")


@cache
def _bases() -> dict[str, Unit]:
    table = declared("grammar")["units"]
    found = {name: Unit(name, name, dim, factor) for dim in _DIMENSIONS for name, factor in table[dim].items()}
    found |= {name: Unit(name, name, code, 1) for name, code in table["currencies"].items()}
    found |= {name: Unit(name, name, "count", 1) for name in table["count"]}
    return found | {alias: found[name] for alias, name in table["aliases"].items() if name in found}


@cache
def scales() -> dict[str, int]:
    """The words that multiply, longest first so that the longest one matches."""
    return dict(sorted(declared("grammar")["scales"].items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=8192)
def measure(text: str) -> Unit | None:
    """The unit this text is, and nothing else; a bare scale word is a unit of dimension "scale"."""
    word = fold(text)
    if word in _bases():
        return _bases()[word]
    for scale, factor in scales().items():
        if word == scale:
            return Unit(scale, "", "scale", factor)
        base = _bases().get(word.removeprefix(scale)) if word.startswith(scale) else None
        if base is not None:
            return Unit(scale + base.name, base.base, base.dimension, factor * base.factor)
    return _compound(word)


def _compound(word: str) -> Unit | None:
    parts = [_bases().get(part) for part in re.split("[/\u3001]", word)]
    if len(parts) > 1 and all(part is not None and part.dimension == "count" for part in parts):
        return Unit(word, word, "count", 1)
    return None


def is_foreign(unit: Unit | None) -> bool:
    """Whether the unit is money other than yuan; its dimension is then the currency's code."""
    return unit is not None and unit.dimension.isupper()


def convert(amount: float, source: Unit, target: Unit) -> float:
    """An amount in another unit of the same dimension, without the noise of binary fractions."""
    return float(f"{amount * source.factor / target.factor:.15g}")


@lru_cache(maxsize=8192)
def units_of(text: str) -> tuple[str, ...]:
    """Every unit a unit line names, in order: several where money and land share a line; empty where none."""
    if len(text) > LONGEST:
        return ()
    table = declared("grammar")["units"]
    word = fold(text).strip("()")
    word = re.sub(f"^{table['line']}", "", word)
    word = re.sub(f"^{table['bracket_words']}", "", word)
    whole = measure(word)
    if whole is not None:
        return (whole.name,)
    parts = [measure(part) for part in re.split(f"[{table['separators']}]", word)]
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
