"""Rows of metrics' frames as the items that lists and boards show, each with the way to its cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from catalog.book import book
from catalog.lamps import how_far
from catalog.numbers import day_of_year
from catalog.numbers import rate as percent
from catalog.text import is_missing
from catalog.words.book import in_words
from metrics import evidence, succession
from ui.board import Item
from ui.leaders.names import short_post, short_unit, words
from ui.scope import View
from ui.trace_link import cell_href


def whole(value: object) -> str:
    """A count without decimals, "" where there is none."""
    return "" if is_missing(value) else f"{value:.0f}"


def day_words(value: object) -> str:
    """A day as digits, "" where there is none."""
    return "" if is_missing(value) else f"{value:%Y-%m-%d}"


def item_of(view: View, row: dict[str, Any], *, name: str, group: str, dataset: str) -> Item:
    """An item from a row of an assessed frame, of ``livelihood.items`` or of ``accountability.duties``."""
    field = evidence.field(dataset, words(row.get("rate_basis")))
    return Item(
        name=words(row[name]),
        group=group,
        light=row["light"],
        rate=row["rate"],
        shown=stood(row),
        due_rate=row["due_rate"],
        deviation=row["deviation"],
        department=short_unit(row.get("lead_department", row.get("department"))),
        leader=short_post(row.get("lead_leader", row.get("leader"))),
        href=cell_href(view, dataset, row["row_id"], field),
        days_over=row["days_over"],
        dataset=dataset,
        silent=row.get("light_basis") == "report",
        told="；".join(
            filter(
                None,
                (words(row.get("standstill")), told_words(row), succession.told(dataset, words(row[name]), view.as_of)),
            )
        ),
        cause=words(row.get("cause")),
    )


def stood(row: dict[str, Any]) -> str:
    """Of a level or a limit its value and what that is held against; "" of what completes a share of something."""
    return "" if is_missing(row.get("stands")) else how_far(row)


def under_way(row: dict[str, Any]) -> str:
    """How far it is in the sheet's words, after that its unit declared that nothing moved."""
    return "；".join(filter(None, (words(row.get(name)) for name in ("standstill", "progress_text"))))


def told_words(row: dict[str, Any]) -> str:
    """What the sheet says is in the way of a red or amber item and what comes next; "" where it says nothing."""
    if row["light"] not in ("behind", "warning"):
        return ""
    said = {"存在问题": words(row.get("problem")), "下步打算": words(row.get("next_step"))}
    return "；".join(f"{name}：{text}" for name, text in said.items() if text)


def rate_words(row: dict[str, Any], view: View) -> str:
    """The rate of an area or sub-area in words: a percentage, milestones counted, or why there is none."""
    begins = _begins(row["area"])
    if begins and begins > view.day:
        return f"{begins.month}月{begins.day}日起"
    if not row["n"]:
        return "未报"
    if row["n_no_report"] == row["n"]:
        return "缺报"
    if row["basis"] == "milestones":
        return f"{row['milestones_reached']}/{row['milestones']}节点"
    return percent(row["rate"]) if not is_missing(row["rate"]) else "不合并"


def _begins(area: str) -> date | None:
    """The first day of a work with a clock of its own."""
    return next((a.clock_start for a in book().areas if a.name == area), None)


def own_clock(name: str, sentence: str) -> str:
    """``sentence`` with the day a work begins and the months it runs; "" where it has no clock of its own."""
    area = book().area(name)
    if area is None or area.clock_start is None or area.clock_end is None:
        return ""
    first, last = area.clock_start, area.clock_end
    months = 12 * (last.year - first.year) + last.month - first.month
    return sentence.format(start=day_of_year(first), months=f"{in_words(months)}个月")


def measurable_words(row: dict[str, Any]) -> str:
    """How much of an area the rate rests on: "x/y项"."""
    if row["basis"] == "milestones":
        return f"应达{row['milestones_due']}"
    return f"{row['n_measurable']}/{row['n']}项" if row["n"] else ""


def first_of(values: pd.Series, counted: str) -> str:
    """One name, or the first and of how many, ``counted`` in their measure word: "招商局等3家"."""
    names = list(dict.fromkeys(v for v in values if v))
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}{counted}"
