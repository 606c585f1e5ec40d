"""Money cells: yuan in the catalog's unit; foreign money stays apart, and without a unit nothing is taken."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from catalog.grammar import grammar
from loaders.cells.amount import Amount, amount, unread_amount
from loaders.cells.formats import Format, shows_as_stored, understand
from loaders.cells.number import described, exact, not_number
from loaders.cells.parsed import Context, Parsed, withheld
from loaders.cells.text import plain, unwritten
from loaders.cells.unit import Unit, is_foreign, measure, unit_of

_YUAN_KEPT = Decimal(10000)
_MYRIAD = 10000


@lru_cache(maxsize=4096)
def _column_unit(*candidates: str | None) -> Unit | None:
    """The first candidate that is a unit of money, home or foreign; a bare scale word in a money column means yuan."""
    for typed in candidates:
        unit = measure(unit_of(typed) or "") if typed else None
        if unit is not None and (unit.dimension in ("money", "scale") or is_foreign(unit)):
            return unit
    return None


@lru_cache(maxsize=4096)
def plain_factor(number_format: str, unit: str | None, row_unit: str | None) -> float | None:
    """What a float is multiplied by, where neither its format nor its unit asks for a closer look."""
    known = _column_unit(unit, row_unit)
    if known is None or is_foreign(known):
        return None
    return known.factor / _MYRIAD if shows_as_stored(number_format) else None


def read_money(value: Any, number_format: str, context: Context) -> Parsed:
    """Ten thousands of yuan. Cell unit before column unit before row unit; without any: withheld, kept in ``raw``."""
    if value.__class__ is float and -1e10 < value < 1e10:
        factor = plain_factor(number_format, context.unit, context.row_unit)
        if factor is not None:
            amount = value * factor
            return Parsed(amount if amount.is_integer() else float(f"{amount:.15g}"), context.field_unit)
    if isinstance(value, str):
        return _typed(value, context.unit, context.row_unit, context.field_unit)
    return not_number(value, number_format) or _formatted(float(value), understand(number_format), context)


def with_unit(parsed: Parsed, unit: str, context: Context) -> Parsed:
    """A reading withheld for want of a unit, read again now that somebody has said which it is."""
    raw = parsed.extras.get("raw")
    return parsed if raw is None else read_money(float(raw), "General", context._replace(unit=unit))


def _formatted(value: float, shape: Format, context: Context) -> Parsed:
    if shape.percent:
        return withheld("percent_in_number", f"{value:g}", extras={"raw": value})
    if shape.currency:
        return withheld("foreign_currency", f"{value:g}", extras={"amount": value, "currency": shape.currency})
    column, own = _column_unit(context.unit, context.row_unit), measure(shape.unit) if shape.unit else None
    if shape.divisor != 1:
        return _scaled(value, shape, own, context.field_unit)
    unit = own if own is not None and own.dimension in ("money", "scale") else column
    parsed = _in_myriads(Amount(Decimal(repr(value))), unit, value, context.field_unit)
    return parsed.noting("hidden_format", typed=f"{value:.15g}") if shape.hidden else parsed


def _scaled(value: float, shape: Format, own: Unit | None, kept: str | None) -> Parsed:
    """A format that shows fewer digits than are stored: taken only where its own text says so (0!.0,"10,000 yuan")."""
    shown = value / shape.divisor
    if own is None or own.factor != shape.divisor or own.dimension not in ("money", "scale"):
        return withheld(
            "scaled_format_unclear", f"{value:.15g}", extras={"raw": value, "shown": shown}, shown=f"{shown:.6g}"
        )
    said = {"typed": f"{value:.15g}", "shown": f"{shown:.6g}", "unit": own.name}
    return Parsed(exact(value / _MYRIAD), kept, extras={"shown": shown}).noting("scaled_format", **said)


@lru_cache(maxsize=65536)
def _typed(typed: str, unit: str | None, row_unit: str | None, kept: str | None) -> Parsed:
    missing = unwritten(typed)
    if missing is not None:
        return missing
    found = amount(typed)
    if found is None:
        return unread_amount(typed)
    if not found.unit and not found.scale and not_number(float(found.number), "General"):
        return withheld("phone_in_number", typed)
    own, column = _own_unit(found), _column_unit(unit, row_unit)
    if not found.unit and not found.scale and _yuan_signed(typed):
        if column is not None and column.factor != 1:
            return withheld("yuan_sign_unclear", typed, wanted=column.name)
        own = measure(_yuan())
    if found.unit and own is None:
        return withheld("unit_conflict", typed, unit=found.unit, wanted=unit or row_unit or kept or "")
    if own is None and found.scale:
        return withheld("unit_missing", typed, wanted=kept or "")
    parsed = _in_myriads(found, own or column, typed, kept)
    if own is not None and column is not None and not parsed.withheld and _spoken(found).factor != column.factor:
        parsed = parsed.noting("unit_from_cell", typed=typed, unit=_spoken(found).name, wanted=column.name)
    return described(parsed, found, typed)


def _yuan() -> str:
    return next(iter(grammar().units.dimensions["money"]))


def _yuan_signed(typed: str) -> bool:
    """Whether a sign for yuan stands there: in a column of ten thousands it contradicts the header."""
    symbols = grammar().units.symbols
    return any(plain(sign) in plain(typed) for sign, code in symbols.items() if code == "CNY")


def _own_unit(found: Amount) -> Unit | None:
    """The unit the cell itself names; "27 hundred millions" without a unit is yuan, "5 thousand" could be anything."""
    unit = measure(found.unit) if found.unit else None
    if unit is not None:
        return unit if unit.dimension == "money" or is_foreign(unit) else None
    scale = measure(found.scale) if found.scale else None
    return scale._replace(factor=1, dimension="money") if scale and scale.factor >= _MYRIAD else None


def _spoken(found: Amount) -> Unit:
    """The unit as it was said, scale word and all, for comparing with the column's."""
    unit = measure(found.scale + found.unit) or measure(found.unit)
    return unit or Unit(found.unit, found.unit, "", 1)


def _in_myriads(found: Amount, unit: Unit | None, typed: Any, kept: str | None) -> Parsed:
    if unit is None:
        zero = found.number == 0
        return (
            Parsed(0.0, kept)
            if zero
            else withheld("unit_missing", typed, extras={"raw": float(found.number)}, wanted=kept or "")
        )
    total = found.number * Decimal(repr(unit.factor))
    if is_foreign(unit):
        said = {"amount": float(total), "currency": unit.dimension}
        return withheld("foreign_currency", typed, extras=said, unit=unit.name)
    return Parsed(exact(float(total / _YUAN_KEPT)), kept)
