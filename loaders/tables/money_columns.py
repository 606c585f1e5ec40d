"""Columns of amounts whose heads do not say that they are money, in a table that stands under a unit of money."""

from __future__ import annotations

from catalog import Dataset
from catalog.layout import layout
from loaders.cells import dimension_of, fold
from loaders.tables.columns import Mapped
from loaders.tables.preamble import Lead


def take_money(kind: Dataset, mapped: Mapped, lead: Lead) -> None:
    """Read what was done as money where the table stands under a unit of money, is about money, and counts nothing.

    "Done so far" is a count beside a target and its unit, and an amount beside a plan of money.
    """
    count, money = kind.money_column or ("", "")
    column = mapped.of_field.get(count)
    if not column or money in mapped.of_field or mapped.columns[column].unit:
        return
    counts = {"target_value", "target_text", "unit"}.intersection(mapped.of_field)
    about = any(word in fold(title) for title in lead.titles for word in layout().money_columns.words)
    if lead.unit and dimension_of(lead.unit) == "money" and about and not counts:
        del mapped.of_field[count]
        mapped.of_field[money] = column
        mapped.columns[column].field = money
