"""The status board: a row a category, a cell an item, its lamp in colour, mark, word and number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog import lamps
from catalog.lamps import light_word, marked
from catalog.numbers import rate as percent
from catalog.text import is_missing, shorten
from ui.board.lists import Item, linked
from ui.markup import Html, tag


@dataclass(frozen=True, slots=True)
class Bundle:
    """An item of the board with its sub-targets: (label, light, rate, value of a level or limit) each, and the one
    that lags most."""

    item: Item
    subs: tuple[tuple[str, str, float, str], ...] = ()
    worst: str = ""


def status_board(rows: Sequence[tuple[str, object, Sequence[Bundle]]], *, columns: int, phone: bool = False) -> Html:
    """``rows`` are (category, note under it, bundles). On a phone two columns under each category's name."""
    wide = 2 if phone else columns
    return tag("div", *(_row(*row, wide, phone) for row in rows), class_="rows", style=f"--rows:{len(rows)}")


def _row(name: str, note: object, bundles: Sequence[Bundle], columns: int, phone: bool) -> Html:
    cells = tag("div", *(_cell(b) for b in bundles), class_="cells", style=f"--columns:{columns}")
    if phone:
        return tag("section", tag("h4", name, tag("span", note)), cells)
    return tag("section", tag("header", tag("b", name), tag("span", note)), cells, class_="row")


def _done(item: Item) -> str:
    """How far it is; nothing of what nobody reported this time."""
    return "" if item.silent or item.light == "no_report" else f"{item.shown or '完成' + percent(item.rate)}，"


def _cell(bundle: Bundle) -> Html:
    item = bundle.item
    hint = f"{item.name}：{light_word(item.light)}，{_done(item)}{item.department}，{item.leader}"
    subs = (
        tag("span", *(_sub(*sub) for sub in bundle.subs), class_="subs", aria_hidden="true")
        if len(bundle.subs) > 1
        else None
    )
    who = "·".join(part for part in (item.department, item.leader) if part)
    worst = tag("small", f"最慢：{shorten(bundle.worst, 9)}") if bundle.worst and len(bundle.subs) > 1 else None
    return tag(
        "div",
        tag("span", linked(shorten(item.name, 10 if worst else 14), item.href), worst, class_="title"),
        tag("span", *(tag("span", linked(said, item.href)) for said in (_state(item), _rate(item))), class_="state"),
        tag("span", who, class_="who"),
        subs,
        None if subs else _foot(item),
        class_=f"cell {item.light}",
        title=hint + (f"；最慢：{bundle.worst}" if worst else "") + (f"；{item.told}" if item.told else ""),
    )


def _state(item: Item) -> str:
    why = (
        ""
        if item.light == "done"
        else lamps.reason(
            item.light, item.deviation, item.days_over, dataset=item.dataset, decimals=0, cause=item.cause
        )
    )
    unheard = f" {light_word('no_report')}" if item.silent and item.light != "no_report" else ""
    return f"{marked(item.light)} {why}".strip() + unheard


def _rate(item: Item) -> str:
    """A missing report is never printed as a figure."""
    return "" if item.silent or item.light == "no_report" or is_missing(item.rate) else percent(item.rate, 0)


def _sub(label: str, light: str, rate: float, stands: str) -> Html:
    fill = None if is_missing(rate) else tag("i", style=f"width:{min(max(rate, 0), 1) * 100:.0f}%")
    return tag("span", fill, class_=light, title=f"{label}：{stands or percent(rate, 0)}")


def _foot(item: Item) -> Html:
    fill = (
        None
        if item.silent or item.light == "no_report" or is_missing(item.rate)
        else tag("i", style=f"width:{min(max(item.rate, 0), 1) * 100:.1f}%")
    )
    due = None if is_missing(item.due_rate) else tag("u", style=f"left:{min(max(item.due_rate, 0), 1) * 100:.1f}%")
    return tag("span", fill, due, class_="foot", aria_hidden="true")
