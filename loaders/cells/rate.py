"""Rates as fractions: the sign or the number format decides the scale, else the column, else it is withheld."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from catalog.grammar import RateWords, grammar
from loaders.cells.amount import ARABIC, alternatives, bounds, bounds_after, comment_code, ended, joined, unread_amount
from loaders.cells.formats import Format, understand
from loaders.cells.number import exact, not_number
from loaders.cells.numeral import numeral
from loaders.cells.parsed import Context, Note, Parsed, withheld
from loaders.cells.text import fold, plain, unwritten
from loaders.cells.words import is_status_word

# Above ten times its target a rate is a number of percent pasted into a percent format (85 shown as 8500 %).
_HIGHEST = 10
_SCALES = {"percent": 100.0, "fraction": 1.0}


def at_scale(raw: float, scale: str) -> float:
    """A bare number read as "percent" (85 is 0.85) or as "fraction" (0.85 is 0.85); ``KeyError`` for others."""
    return exact(raw / _SCALES[scale])


def percent_evidence(value: Any, number_format: str) -> str | None:
    """What the cell alone says of its scale: "sign" (typed %), "fraction" (percent format over a stored fraction),
    "percent" (a format that only draws the sign), or None.
    """
    if isinstance(value, str):
        return "sign" if re.search(r"[0-9] ?[%\u2030]", plain(value)) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return {"scaled": "fraction", "literal": "percent"}.get(understand(number_format).percent)


def read_rate(value: Any, number_format: str, context: Context) -> Parsed:
    """A fraction. 0 is 0 at any scale; other bare numbers need ``context.percent_scale``, else wait in ``raw``."""
    if value.__class__ is float and -_HIGHEST <= value <= _HIGHEST and understand(number_format).percent == "scaled":
        return Parsed(value if value.is_integer() else float(f"{value:.15g}"))
    if isinstance(value, str):
        return _typed(value, context.percent_scale)
    if value.__class__ is float and number_format == "General" and abs(value) < 1e9:
        return _bare(value, context.percent_scale, value)
    return not_number(value, number_format) or _formatted(
        float(value), understand(number_format), context.percent_scale
    )


def _bare(value: float, scale: str | None, typed: Any) -> Parsed:
    if value == 0:
        return Parsed(0.0)
    if scale is None:
        return withheld("rate_scale_unknown", typed, extras={"raw": value})
    return _within(float(f"{value / _SCALES[scale]:.15g}"), typed)


def _within(fraction: float, typed: Any) -> Parsed:
    """Refuses what no work target reaches; everything up to ten times the target is taken as it stands."""
    if abs(fraction) <= _HIGHEST:
        return Parsed(fraction)
    said = {"shown": f"{fraction * 100:.6g}%", "meant": f"{fraction:.6g}%"}
    return withheld("percent_huge", typed, extras={"raw": fraction}, **said)


def _formatted(value: float, shape: Format, scale: str | None) -> Parsed:
    if shape.currency or shape.divisor != 1:
        return withheld(
            "scaled_format_unclear", f"{value:.15g}", extras={"raw": value}, shown=f"{value / shape.divisor:.6g}"
        )
    if shape.percent == "scaled":
        return _within(exact(value), f"{value:g}")
    if shape.percent == "literal" or shape.unit == "%":
        return _within(exact(value / 100), f"{value:g}")
    if shape.unit == "\u2030":
        return _within(exact(value / 1000), f"{value:g}")
    parsed = _bare(value, scale, value)
    return parsed.noting("hidden_format", typed=f"{value:.15g}") if shape.hidden else parsed


@cache
def _words() -> RateWords:
    return grammar().rate


@cache
def _grammar() -> re.Pattern[str]:
    w, a = _words(), grammar().amount
    approx = alternatives(a.approx_before)
    return re.compile(
        rf"(?P<before>{alternatives(w.before)}:?)?(?P<approx>{approx})?(?P<bound>{alternatives(bounds())})?"
        rf"(?P<sign>[+-])?(?P<number>{ARABIC}) ?(?P<unit>[{w.signs}])?(?P<more>{alternatives(a.approx_inside)})?"
        rf"{alternatives(w.after)}?(?P<after>{alternatives(a.approx_after)})?(?P<until>{alternatives(bounds_after())})?"
        rf"(?P<mark>{a.footnote})?(?:[,;\u3001]?\((?P<comment>[^()]*)\)?)?"
    )


@lru_cache(maxsize=65536)
def _typed(typed: str, scale: str | None) -> Parsed:
    missing = unwritten(typed)
    if missing is not None:
        return missing
    text = ended(joined(plain(typed)))
    found = _grammar().fullmatch(text)
    if found is None or re.search(r"[0-9] ?[%\u2030]", found["comment"] or ""):
        return _spelled(typed, text) or _unread(typed, text)
    if re.fullmatch(_words().part_comment, found["comment"] or ""):
        return withheld("rate_of_part", typed)
    number = float(Decimal(found["number"].replace(",", "")) * (-1 if found["sign"] == "-" else 1))
    if found["unit"]:
        parsed = _within(exact(number / (100 if found["unit"] == "%" else 1000)), typed)
    else:
        parsed = _bare(number, scale, typed)
    return _described(parsed, found, typed)


def _described(parsed: Parsed, found: re.Match[str], typed: str) -> Parsed:
    extras, codes = dict(parsed.extras), []
    if found["approx"] or found["more"] or found["after"]:
        extras["approx"] = True
        codes.append("value_approximate")
    bound = bounds().get(found["bound"] or "") or bounds_after().get(found["until"] or "")
    if bound:
        extras |= {"bound": bound, "direction": "up" if ">" in bound else "down"}
        codes.append("value_is_bound")
    if found["comment"]:
        extras["comment"] = found["comment"]
        codes.append(comment_code(found["comment"]))
    if found["mark"]:
        codes.append("footnote_mark")
    notes = (
        ()
        if parsed.withheld
        else tuple(Note(code, {"typed": typed, "comment": found["comment"] or ""}) for code in codes)
    )
    return parsed._replace(notes=(*parsed.notes, *notes), extras=extras)


def _spelled(typed: str, text: str) -> Parsed | None:
    """Rates in words: eighty-five hundredths, eight and a half tenths."""
    w = _words()
    for form, parts in ((w.hundredths, 100), (w.thousandths, 1000)):
        found = re.fullmatch(form, text)
        if found:
            share = _share(found["share"])
            return None if share is None else Parsed(exact(share / parts)).noting("chinese_numeral", typed=typed)
    found = re.fullmatch(w.tenths, text)
    if found is None:
        return None
    ones = 5 if found["ones"] == w.half else numeral(found["ones"] or "") or 0
    return Parsed(exact(((numeral(found["tens"]) or 0) * 10 + ones) / 100)).noting("chinese_numeral", typed=typed)


def _share(text: str) -> float | None:
    if re.fullmatch(ARABIC, text):
        return float(text)
    whole, point, places = text.partition(grammar().numerals.point)
    if text == _words().whole:
        return 100.0
    head, tail = numeral(whole), [numeral(digit) for digit in places]
    if head is None or None in tail:
        return None
    return float(f"{head}.{''.join(map(str, tail))}") if point else head


def _unread(typed: str, text: str) -> Parsed:
    """Why a text is no rate: a status word, points of a percentage, progress of a part, or anything else."""
    w = _words()
    if fold(typed) in w.done_words or is_status_word(typed):
        return withheld("rate_is_status", typed, extras={"status": fold(typed)})
    if re.fullmatch(w.points, text):
        return withheld("rate_in_points", typed)
    if re.search(ARABIC, text) is None:
        return withheld("rate_is_prose", typed)
    if re.fullmatch(w.partial, text):
        return withheld("rate_of_part", typed)
    refused = unread_amount(typed)
    return withheld("rate_unreadable", typed) if refused.notes[0].code == "not_a_number" else refused
