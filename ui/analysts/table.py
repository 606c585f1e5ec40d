"""A plain table of the desk: short texts in words and colours, second lines, links and clickable cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ui.analysts import picks

LaidOut = dict[str, Any]

_HERE = Path(__file__).parent
_draw = st.components.v2.component(
    "desk_table",
    html='<div class="desk"></div>',
    css=(_HERE / "table.css").read_text(encoding="utf-8"),
    js="".join((_HERE / name).read_text(encoding="utf-8") for name in ("keyboard.js", "table.js")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, a second line, how it looks (classes of table.css), what hovering says, where it leads.

    ``pick``: what a click on the cell answers with.
    """

    text: str
    under: str = ""
    looks: str = ""
    says: str = ""
    href: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's title and how it looks ("number": right aligned)."""

    text: str
    looks: str = ""


def table(
    heads: Sequence[Head | str],
    rows: Sequence[Sequence[Cell | str]],
    *,
    key: str,
    tall: str = "none",
    first_stays: bool = False,
) -> str | None:
    """Draws the table; what was picked by a click. ``first_stays``: the first column stays when the rest scrolls."""
    return draw(lay_out(heads, rows, tall=tall, first_stays=first_stays), key=key)


def lay_out(
    heads: Sequence[Head | str], rows: Sequence[Sequence[Cell | str]], *, tall: str = "none", first_stays: bool = False
) -> LaidOut:
    """The table as plain data, which can be kept between runs and drawn again."""
    return {
        "heads": [[head.text, head.looks] if isinstance(head, Head) else [head, ""] for head in heads],
        "rows": [[_plain(cell if isinstance(cell, Cell) else Cell(cell)) for cell in row] for row in rows],
        "looks": "first" if first_stays else "",
        "tall": tall,
    }


def draw(laid_out: LaidOut, *, key: str) -> str | None:
    """Draws what :func:`lay_out` made; what was picked by a click."""
    _draw(key=key, data=laid_out, on_picked_change=picks.keeper(key))
    return picks.taken(key)


def _plain(cell: Cell) -> dict[str, str]:
    return {name: getattr(cell, name) for name in Cell.__slots__}
