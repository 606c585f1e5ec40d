"""The strict grammar of a typed amount: sign, number, scale, unit, and the words that make it less than exact."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from catalog.grammar import AmountWords, grammar
from loaders.cells.numeral import numeral, numeral_characters
from loaders.cells.parsed import Parsed, withheld
from loaders.cells.text import plain
from loaders.cells.unit import measure, scales

ARABIC = r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"


class Amount(NamedTuple):
    """A typed amount: ``number`` already multiplied by its ``scale`` word, ``unit`` as typed ("" where none is)."""

    number: Decimal
    unit: str = ""
    scale: str = ""
    notes: tuple[str, ...] = ()
    extras: tuple[tuple[str, Any], ...] = ()


def alternatives(words: Any) -> str:
    """A regular expression for any of these words, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _words() -> AmountWords:
    return grammar().amount


@cache
def bounds() -> dict[str, str]:
    """Words before a number that make it a bound, and the bound they make."""
    w = _words()
    signs = ((w.lower_bound, ">="), (w.above, ">"), (w.upper_bound, "<="), (w.below, "<"))
    return {plain(word): sign for listed, sign in signs for word in listed}


@cache
def bounds_after() -> dict[str, str]:
    """Words after a number that make it a bound."""
    after = ((_words().lower_after, ">="), (_words().upper_after, "<="))
    return {word: sign for listed, sign in after for word in listed}


@cache
def _grammar() -> re.Pattern[str]:
    w, table = _words(), grammar().units
    characters = numeral_characters()
    number = rf"(?P<number>{ARABIC}(?:[Ee][+-]?[0-9]{{1,2}})?|[{characters}]+)"
    scale = alternatives(scales())
    rest = rf"(?:{grammar().numerals.zero}?(?P<rest>{ARABIC}{scale}?))"
    return re.compile(
        rf"(?P<verb>{alternatives(w.verbs)}[:]?)?(?P<approx>{alternatives(w.approx_before)})?"
        rf"(?P<bound>{alternatives(bounds())})?(?P<symbol>{alternatives(map(plain, table.symbols))})?(?P<sign>[+-])?"
        rf"{number} ?(?P<scale>{scale})?{rest}?(?P<more>{alternatives(w.approx_inside)})?"
        rf"(?P<unit>[^0-9()\n]*?)(?P<whole>{alternatives(w.whole)})?"
        rf"(?P<after>{alternatives(w.approx_after)})?(?P<until>{alternatives(bounds_after())})?"
        rf"(?P<new>{w.total_then_new})?(?P<mark>{w.footnote})?(?:\((?P<comment>[^()]*)\)?)?",
    )


def joined(text: str) -> str:
    """Text without the line breaks and spaces that part no digits from digits; those that do stay and are refused."""
    return re.sub(r"(?<![0-9.,])\s+|\s+(?![0-9.,])", "", text)


def ended(text: str) -> str:
    """Text without the full stop, comma or semicolon a sentence would end in."""
    return text.rstrip("\u3002;,\u3001")


@lru_cache(maxsize=65536)
def amount(typed: str) -> Amount | None:
    """The amount a text is, or None where anything in it is not accounted for."""
    found = _grammar().fullmatch(ended(joined(plain(typed))))
    return None if found is None else _assemble(found)


def _assemble(found: re.Match[str]) -> Amount | None:
    number, notes = _number(found)
    if number is None:
        return None
    unit, comment = _unit(found)
    if unit is None or (found["number"] == _words().dash_or_one and not (found["verb"] or found["scale"] or unit)):
        return None
    scale = _scale(found)
    if unit in scales() and not scale:
        number, scale, unit = number * scales()[unit], unit, ""
    extras: dict[str, Any] = {}
    if found["approx"] or found["more"] or found["after"]:
        extras["approx"] = True
    bound = bounds().get(found["bound"] or "") or bounds_after().get(found["until"] or "")
    if bound:
        extras["bound"] = bound
        extras["direction"] = "up" if ">" in bound else "down"
    if comment or found["new"]:
        extras["comment"] = comment or found["new"].lstrip(",;\u3001")
    said = (*notes, *_said(found, extras))
    return Amount(-number if found["sign"] == "-" else number, unit, scale, said, tuple(extras.items()))


def comment_code(comment: str) -> str:
    """How loudly a comment is to be reported: most merely explain, some say that the number is another one."""
    if re.fullmatch(_words().other_meaning, comment):
        return "comment_changes_meaning"
    return "comment_has_numbers" if re.search(r"[0-9]", comment) else "value_with_comment"


def _scale(found: re.Match[str]) -> str:
    """The scale word that was typed, in figures or as the last myriad of a numeral."""
    myriads = grammar().numerals.myriads
    return found["scale"] or next((c for c in reversed(found["number"]) if c in myriads), "")


def _said(found: re.Match[str], extras: dict[str, Any]) -> list[str]:
    notes = []
    if extras.get("approx"):
        notes.append("value_approximate")
    if extras.get("bound"):
        notes.append("value_is_bound")
    if "comment" in extras:
        notes.append(comment_code(str(extras["comment"])))
    if found["mark"]:
        notes.append("footnote_mark")
    return notes


def _number(found: re.Match[str]) -> tuple[Decimal | None, tuple[str, ...]]:
    typed, scale, rest = found["number"], found["scale"], found["rest"]
    head: Decimal | None
    if re.match(r"[.0-9]", typed):
        head, notes = Decimal(typed.replace(",", "")), ("exponent_notation",) if "e" in typed.lower() else ()
    else:
        spelled = numeral(typed)
        head, notes = (None if spelled is None else Decimal(spelled)), ("chinese_numeral",)
    if head is None:
        return None, ()
    factor = scales()[scale] if scale else 1
    if not rest:
        return head * factor, notes
    low = _rest(rest, factor) if scale and head == int(head) else None
    return (None, ()) if low is None else (head * factor + low, notes)


def _rest(rest: str, factor: int) -> Decimal | None:
    """What follows the first scale: 50 million in "3 hundred million 50 million", two thousand in "one myriad two"."""
    digits, scale = re.fullmatch(rf"({ARABIC})({alternatives(scales())})?", rest).groups()  # type: ignore[union-attr]
    low = Decimal(digits.replace(",", ""))
    if scale:
        low *= scales()[scale]
    elif len(digits) == 1 and factor >= 10000:
        low *= factor // 10
    elif factor != 10000 or len(digits) != 4:
        return None
    return low if low < factor else None


def _unit(found: re.Match[str]) -> tuple[str | None, str]:
    """The unit ("" for none, None for words that are no unit) and the comment left when a bracket held the unit."""
    unit, comment = (found["unit"] or "").strip(), (found["comment"] or "").strip()
    table = grammar().units
    symbol = table.symbols.get(found["symbol"] or "")
    if not unit and comment and measure(comment) is not None:
        unit, comment = comment, ""
    if any(currency in comment for currency in table.currencies):
        return None, comment
    if unit and measure(unit) is None:
        return None, comment
    if symbol and symbol != "CNY":
        return (symbol if not unit or unit in scales() else None), comment
    return unit, comment


def unread_amount(typed: str) -> Parsed:
    """Why a text is no amount: a range, several numbers, a price per head, a sign that may mean anything, or words."""
    text = joined(plain(typed))
    w = _words()
    numbers = re.findall(ARABIC, text)
    marks = "|".join(re.escape(plain(mark)) for mark in w.range_marks)
    if re.fullmatch(rf"[^0-9]*{ARABIC}[^0-9]{{0,3}}(?:{marks}){ARABIC}[^0-9]*", text):
        return withheld("number_range", typed)
    if re.search(rf"{ARABIC}[^0-9/]{{0,5}}/{ARABIC}", text):
        return withheld("number_of_several", typed)
    if any(re.search(rf"{re.escape(mark)}", text) for mark in w.per) and numbers:
        return withheld("number_per_unit", typed)
    if any(sign in text for sign in w.odd_signs) or re.fullmatch(rf"\({ARABIC}[^()]*\)", text):
        return withheld("sign_unclear", typed)
    if len(numbers) > 1 or re.search(r"[0-9]\s+[0-9]", text):
        return withheld("several_numbers", typed)
    if any(currency in text for currency in grammar().units.currencies):
        return withheld("foreign_currency", typed)
    if text == w.dash_or_one:
        return withheld("dash_or_one", typed)
    if re.fullmatch(w.vague, text):
        return withheld("number_vague", typed)
    return withheld("not_a_number", typed)
