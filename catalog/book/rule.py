"""What every rule of the book has: its version, and its sentence with the numbers it follows filled in."""

from __future__ import annotations

from typing import Any

import msgspec

from catalog.typed import Declared


class Rule(Declared, frozen=True, kw_only=True):
    """What every rule has: its version and its sentence, whose blanks are filled from the rule's own numbers."""

    version: str
    sentence: str

    @property
    def said(self) -> str:
        """The sentence with its blanks filled from the rule's numbers."""
        return self.sentence.format(**self.numbers())

    def numbers(self) -> dict[str, str]:
        """What may fill the sentence's blanks."""
        return numbers_of(self)


def numbers_of(rule: Declared) -> dict[str, str]:
    """Every number of a rule by the blank that stands for it: its field, or the fields that lead to it joined by "_".

    An entry of a list is called by its ``name``: ``bands_behind_below``.
    """
    found: dict[str, str] = {}
    for field in msgspec.structs.fields(rule):
        found |= numbers_under(field.encode_name, getattr(rule, field.name))
    return found


def numbers_under(name: str, value: Any) -> dict[str, str]:
    """The numbers within ``value``, each by ``name`` and the fields that lead to it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {name: f"{value:g}".replace("-", "\u2212")}
    if isinstance(value, Declared):
        return {f"{name}_{part}": said for part, said in numbers_of(value).items()}
    if isinstance(value, dict):
        within = {f"{name}_{key}": part for key, part in value.items()}
    elif isinstance(value, tuple):
        within = {f"{name}_{getattr(part, 'name', '')}": part for part in value if isinstance(part, Declared)}
    else:
        within = {}
    return {blank: said for key, part in within.items() for blank, said in numbers_under(key, part).items()}
