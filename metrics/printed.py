"""A stored value as people read it: money, rates, dates and numbers each in their own way, by the field's kind."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog import Field, dataset, numbers


def label(name: str, field: str) -> str:
    """The heading of a dataset's field; the field's own name where the dataset has none such."""
    known = {f.name: f.label for f in dataset(name).fields}
    return known.get(field, field)


def value(name: str, field: str, content: Any) -> str:
    """``content`` of that field of the dataset as text; a dash where it is missing."""
    if content is None or pd.isna(content):
        return numbers.plain(None)
    return _by_kind(dataset(name).field(field), content)


def _by_kind(field: Field, content: Any) -> str:
    if field.kind == "money":
        return numbers.money(float(content))
    if field.kind == "rate":
        return numbers.rate(float(content))
    if field.kind in ("date", "start_date", "deadline"):
        return numbers.day(pd.Timestamp(content))
    if field.kind in ("number", "area_size"):
        return quantity(float(content)) + (field.unit or "")
    return str(content)


def quantity(amount: float) -> str:
    """A number with as many decimals as it needs, at most two."""
    decimals = next((d for d in (0, 1) if numbers.rounded(amount, d) == numbers.rounded(amount, 2)), 2)
    return numbers.plain(amount, decimals)
