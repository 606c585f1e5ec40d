"""Units of measure as the catalog writes them: what each is worth, and how an amount goes from one to another."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from catalog.grammar import grammar


class Unit(NamedTuple):
    """A named unit: ``name`` as the catalog writes it, its ``base`` unit, dimension and worth."""

    name: str
    base: str
    dimension: str
    factor: float


# Amounts in different units of these dimensions never stand for one another.
_APART = ("count", "scale")


@cache
def _bases() -> dict[str, Unit]:
    table = grammar().units
    found = {
        name: Unit(name, name, dim, factor) for dim, worth in table.dimensions.items() for name, factor in worth.items()
    }
    found |= {name: Unit(name, name, code, 1) for name, code in table.currencies.items()}
    found |= {name: Unit(name, name, "count", 1) for name in table.count}
    return found | {alias: found[name] for alias, name in table.aliases.items() if name in found}


@cache
def scales() -> dict[str, int]:
    """The words that multiply, longest first so that the longest one matches."""
    return dict(sorted(grammar().scales.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=8192)
def named(word: str) -> Unit | None:
    """The unit this word is, and nothing else; a bare scale word is a unit of dimension "scale"."""
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


def in_unit(amount: float, source: str, target: str) -> float | None:
    """An amount said in the unit ``source`` in the unit ``target``; None where one cannot stand for the other."""
    if source == target:
        return amount
    one, other = named(source), named(target)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    same_base = one.base == other.base
    return convert(amount, one, other) if same_base or one.dimension not in _APART else None
