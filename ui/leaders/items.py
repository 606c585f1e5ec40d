"""Rows of metrics' frames as the items that lists and boards show, each with the way to its cell."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.wording import is_missing, percent
from ui.board import Item
from ui.trace_link import trace_href

RATE_FIELD = {"computed": "actual_value", "reported": "completion_rate", "none": "progress_text"}


def words(value: object) -> str:
    """A cell's text, "" where it holds nothing."""
    return "" if is_missing(value) else str(value)


def item_of(row: dict[str, Any], *, name: str, group: str, dataset: str, as_of: str) -> Item:
    """An item from a row of an assessed frame, of ``livelihood.items`` or of ``accountability.duties``."""
    field = RATE_FIELD.get(words(row.get("rate_basis")), "completion_rate")
    return Item(
        name=words(row[name]),
        group=group,
        light=row["light"],
        rate=row["rate"],
        due_rate=row["due_rate"],
        deviation=row["deviation"],
        department=words(row.get("lead_department", row.get("department"))),
        leader=words(row.get("lead_leader", row.get("leader"))),
        href=trace_href(dataset, row["row_id"], field, as_of=as_of),
    )


def rate_words(row: dict[str, Any]) -> str:
    """The rate of an area or sub-area in words: a percentage, milestones counted, or how many can be measured."""
    if not row["n"]:
        return "未报"
    if row["basis"] == "milestones":
        return f"{row['milestones_reached']}/{row['milestones']}节点"
    return percent(row["rate"]) if not is_missing(row["rate"]) else "不合并"


def measurable_words(row: dict[str, Any]) -> str:
    """How much of an area the rate rests on: "x/y项"."""
    if row["basis"] == "milestones":
        return f"应达{row['milestones_due']}"
    return f"{row['n_measurable']}/{row['n']}项" if row["n"] else ""


def first_of(values: pd.Series) -> str:
    """One name, or the first and how many more: "招商局等3家"."""
    names = list(dict.fromkeys(v for v in values if not is_missing(v)))
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}"
