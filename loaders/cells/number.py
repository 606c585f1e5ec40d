"""Number cells: a float that is one, or a typed amount brought to the unit its row or column is kept in."""

from __future__ import annotations

import math
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from catalog.grammar import grammar
from loaders.cells.amount import Amount, amount, unread_amount
from loaders.cells.formats import Format, shows_as_stored, understand
from loaders.cells.parsed import Context, Note, Parsed, withheld
from loaders.cells.text import fold, plain, unwritten
from loaders.cells.unit import Unit, convert, is_foreign, measure

# Excel keeps fifteen digits; eleven beginning with 13 to 19 are somebody's mobile number.
_DIGITS_KEPT = 10**15
YEARS = (1990, 2100)
_MOBILES = (13_000_000_000, 20_000_000_000)


def exact(value: float) -> float:
    """The number as Excel shows it at full width: the noise of binary fractions beyond 15 digits is not data."""
    return value if value.is_integer() else float(f"{value:.15g}")


def read_number(value: Any, number_format: str, context: Context) -> Parsed:
    """A plain number, in the unit of its row, else of its column, else of its field."""
    if value.__class__ is float and -_MOBILES[0] < value < _MOBILES[0]:
        plainly = plain_unit(number_format, context)
        if plainly:
            return Parsed(value if value.is_integer() else float(f"{value:.15g}"), plainly[1])
    if isinstance(value, str):
        return _typed(value, context)
    return not_number(value, number_format) or _formatted(float(value), understand(number_format), context)


def plain_unit(number_format: str, context: Context) -> tuple[float, str | None] | None:
    """1 and the unit of a number that is what it shows; None where its format asks for a closer look."""
    if number_format == "General" or shows_as_stored(number_format):
        return 1.0, _unit_name(context.row_unit, context.unit, context.field_unit)
    return None


def read_area_size(value: Any, number_format: str, context: Context) -> Parsed:
    """A floor or land area in the field's unit; without any unit in cell or column it is withheld."""
    parsed = read_number(
        value, number_format, context._replace(row_unit=context.unit or context.row_unit, field_unit=None)
    )
    target, source = measure(context.field_unit or ""), measure(parsed.unit or "")
    if parsed.value is None or target is None or parsed.value == 0:
        return parsed._replace(unit=context.field_unit)
    if source is None or source.dimension != target.dimension:
        return withheld("unit_missing", value, extras={"raw": parsed.value}, wanted=target.name)
    return parsed._replace(value=convert(parsed.value, source, target), unit=target.name)


def not_number(value: Any, number_format: str) -> Parsed | None:
    """Why a typed value cannot be a number at all: a truth value, a date, a telephone number; None if it can."""
    if isinstance(value, bool):
        return withheld("boolean_in_number", value)
    if isinstance(value, date | time | timedelta):
        return withheld("date_in_number", value)
    if not isinstance(value, float | int) or not math.isfinite(value):
        return withheld("not_a_number", value)
    if understand(number_format).date:
        return withheld("date_in_number", f"{value:g}")
    if _MOBILES[0] <= value < _MOBILES[1] and float(value).is_integer():
        return withheld("phone_in_number", f"{value:.0f}")
    return None


def _units(context: Context) -> tuple[str | None, str | None, str | None]:
    return context.row_unit, context.unit, context.field_unit


@lru_cache(maxsize=4096)
def _unit_name(*candidates: str | None) -> str | None:
    typed = next((unit for unit in candidates if unit), None)
    known = measure(typed) if typed else None
    return known.name if known else typed


def _formatted(value: float, shape: Format, context: Context) -> Parsed:
    """A number whose format may change what a reader of the sheet sees."""
    name = _unit_name(*_units(context))
    target = measure(name) if name else None
    if shape.currency:
        return withheld("foreign_currency", f"{value:g}", extras={"amount": value, "currency": shape.currency})
    if shape.percent:
        if target is None or target.dimension != "percent":
            return withheld("percent_in_number", f"{value:g}", extras={"raw": value})
        return Parsed(exact(value * 100) if shape.percent == "scaled" else exact(value), name)
    source = measure(shape.unit) if shape.unit else None
    if shape.divisor != 1:
        if source is None or source.factor != shape.divisor:
            return _scaled(value, shape)
        parsed = in_unit(
            Amount(Decimal(repr(value)), source.base, source.name.removesuffix(source.base)), target, value
        )
        return parsed.noting(
            "scaled_format", typed=f"{value:.15g}", shown=f"{value / shape.divisor:.6g}", unit=source.name
        )
    parsed = Parsed(exact(value), name)
    if source is not None:
        parsed = in_unit(Amount(Decimal(repr(value)), source.name), target, value)
    return _looked_at(parsed, value, shape)


def _scaled(value: float, shape: Format) -> Parsed:
    shown = value / shape.divisor
    return withheld(
        "scaled_format_unclear", f"{value:.15g}", extras={"raw": value, "shown": shown}, shown=f"{shown:.6g}"
    )


def _looked_at(parsed: Parsed, value: float, shape: Format) -> Parsed:
    if shape.hidden:
        parsed = parsed.noting("hidden_format", typed=f"{value:.15g}")
    if abs(value) >= _DIGITS_KEPT:
        parsed = parsed.noting("precision_lost", typed=f"{value:.0f}")
    return parsed


@lru_cache(maxsize=65536)
def _typed(typed: str, context: Context) -> Parsed:
    missing = unwritten(typed)
    if missing is not None:
        return missing
    found = amount(typed) or _in_row_unit(typed, context.row_unit)
    if found is None:
        return unread_amount(typed)
    if not found.unit and not found.scale and not_number(float(found.number), "General"):
        return withheld("phone_in_number", typed)
    name = _unit_name(*_units(context))
    own = measure(found.unit) if found.unit else None
    soft = own is not None and context.row_unit is None and context.field_unit is None and own.dimension != "percent"
    target = measure(name) if name else None
    if (
        own is not None
        and soft
        and name
        and not is_foreign(own)
        and (target is None or target.dimension != own.dimension)
    ):
        # The unit line over a table speaks of its money; a length or a count with its own unit is not bound by it.
        parsed = Parsed(*_own_terms(found, own)).noting("unit_differs", typed=typed, unit=own.name, wanted=name)
        return described(parsed, found, typed)
    return described(in_unit(found, target, typed, name), found, typed)


def _in_row_unit(typed: str, row_unit: str | None) -> Amount | None:
    """An amount whose unit the catalog has not, but which is the very one the row's own unit column names."""
    head, unit = fold(typed), fold(row_unit or "")
    return amount(head.removesuffix(unit)) if unit and head.endswith(unit) else None


def described(parsed: Parsed, found: Amount, typed: Any) -> Parsed:
    """The reading with what the amount's own words said, unless it was withheld for a graver reason."""
    if parsed.withheld:
        return parsed._replace(extras={**dict(found.extras), **parsed.extras})
    notes = tuple(
        Note(code, {"typed": typed, "comment": dict(found.extras).get("comment", "")}) for code in found.notes
    )
    if parsed.unit == grammar().date.year_word and YEARS[0] <= found.number <= YEARS[1]:
        notes = (*notes, Note("looks_like_year", {"typed": typed}))
    if len(found.number.as_tuple().digits) > 15:
        notes = (*notes, Note("precision_lost", {"typed": typed}))
    return parsed._replace(notes=(*parsed.notes, *notes), extras={**parsed.extras, **dict(found.extras)})


def in_unit(found: Amount, target: Unit | None, typed: Any, name: str | None = None) -> Parsed:
    """An amount in the target's unit, in its own where there is no target, withheld where the two cannot be one."""
    own = measure(found.unit) if found.unit else None
    if is_foreign(own) and own is not None and (target is None or target.dimension != own.dimension):
        return withheld(
            "foreign_currency", typed, extras={"amount": float(found.number) * own.factor, "currency": own.dimension}
        )
    if found.scale and own is None and target is not None and target.dimension == "percent":
        return withheld("unit_conflict", typed, unit=found.scale, wanted=target.name)
    if own is None:
        scale = target.factor if target and found.scale else 1
        return Parsed(float(found.number / Decimal(repr(scale))), target.name if target else name)
    if own.dimension == "percent" and (target is None or target.dimension != "percent"):
        return withheld("percent_in_number", typed, extras={"raw": float(found.number)})
    if target is None:
        return Parsed(*_own_terms(found, own)) if name is None else _beside(found, own, typed, name)
    if own.dimension == target.dimension and (own.base == target.base or own.dimension != "count"):
        total = found.number * Decimal(repr(own.factor)) / Decimal(repr(target.factor))
        return Parsed(exact(float(total)), target.name)
    return _beside(found, own, typed, target.name, target)


def _own_terms(found: Amount, own: Unit) -> tuple[float, str]:
    """28.6 and its unit as typed for money and sizes; counts are written out."""
    scale = measure(found.scale) if found.scale and own.dimension != "count" else None
    factor = Decimal(repr(scale.factor)) if scale else Decimal(1)
    if own.dimension == "count":
        return float(found.number * Decimal(repr(own.factor))), own.base
    return float(found.number / factor), plain(found.scale if scale else "") + own.name


def _beside(found: Amount, own: Unit, typed: Any, name: str, target: Unit | None = None) -> Parsed:
    """A count typed with another counting word is still that count; anything else in another unit is not comparable."""
    if own.dimension == "count" and (target is None or (target.dimension, target.factor) == ("count", 1)):
        value = exact(float(found.number * Decimal(repr(own.factor))))
        return Parsed(value, own.base).noting("unit_differs", typed=typed, unit=own.name, wanted=name)
    return withheld("unit_conflict", typed, extras={"raw": float(found.number)}, unit=own.name, wanted=name)
