"""What a number format says of the number under it: a percent sign, a scale, a unit, a currency, or nothing shown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from catalog.grammar import grammar
from loaders.cells.text import fold
from loaders.cells.unit import unit_of


class Format(NamedTuple):
    """``percent``: "scaled" (0.85 shows 85 %) or "literal" (85 shows 85%). ``divisor``: what the stored number is
    divided by when shown. ``unit``, ``currency``: what the literal text names. ``hidden``: shows nothing.
    ``decimals`` or None. ``date``: "day", "month" or "year", the finest part of a date it shows.
    """

    percent: str = ""
    divisor: float = 1
    unit: str | None = None
    currency: str | None = None
    hidden: bool = False
    decimals: int | None = None
    date: str = ""


_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|\[\$([^\]-]*)[^\]]*\]|(\[[^\]]*\])|([_*].)|(.)', re.DOTALL)
_HARMLESS = frozenset(("General", "@", "0", "0.00", "0.0", "#,##0", "#,##0.00", "0_ ", "0.00_ ", "0.0_ ", ""))
_PLAIN = Format()


@lru_cache(maxsize=4096)
def understand(number_format: str) -> Format:
    """The evidence of a number format's first section."""
    if number_format in _HARMLESS:
        return (
            _PLAIN._replace(decimals=len(number_format.strip("_ ").partition(".")[2]))
            if "0" in number_format
            else _PLAIN
        )
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)
    if len(sections) > 1 and not any(section.strip() for section in sections):
        return Format(hidden=True)
    skeleton, literals, currency = _take_apart(sections[0])
    date = _date_part(number_format)
    if date:
        return Format(date=date)
    literal = fold("".join(literals).replace("\u2009", ""))
    known = grammar().units.symbols
    return Format(
        percent="scaled" if "%" in skeleton else "literal" if "%" in literal else "",
        divisor=_divisor(skeleton),
        unit=unit_of(literal) if "%" not in literal else None,
        currency=known.get(currency or literal) if known.get(currency or literal) != "CNY" else None,
        decimals=len(re.split(r"[^0#?]", skeleton.partition(".")[2])[0]),
    )


@lru_cache(maxsize=4096)
def shows_as_stored(number_format: str) -> bool:
    """Whether the format adds nothing that a reading depends on: no percent, scale, unit, currency or date."""
    return understand(number_format)._replace(decimals=None) == _PLAIN


def _take_apart(section: str) -> tuple[str, list[str], str]:
    """The digit skeleton (a forced point as "!"), the literal texts, and the currency sign."""
    skeleton, literals, currency = [], [], ""
    for quoted, escaped, sign, bracket, _padding, character in _TOKEN.findall(section):
        text = quoted or escaped
        if text == ".":
            skeleton.append("!")
        elif text:
            literals.append(text)
        elif sign:
            currency = sign
        elif character and not bracket:
            (skeleton if character in "0#?.,%Ee+-" else literals).append(character)
    return "".join(skeleton), literals, currency


def _date_part(number_format: str) -> str:
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|[\\!_*].|General', "", number_format.split(";", maxsplit=1)[0]).lower()
    if not re.search(r"[ymd]", letters):
        return ""
    months = re.sub(r"h+:?m+|m+:?s+", "", letters)
    return "day" if "d" in letters else "month" if "m" in months else "year" if "y" in letters else ""


def _divisor(skeleton: str) -> float:
    commas = re.search(r"[0#?](,+)(?![0#?,])", skeleton)
    forced = re.search(r"!([0#?]+)", skeleton)
    return float(1000 ** len(commas[1] if commas else "") * 10 ** len(forced[1] if forced else ""))
