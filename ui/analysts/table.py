"""A plain table of the desk: short texts in words and colours, second lines, links and clickable cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_draw = st.components.v2.component(
    "desk_table",
    html='<div class="desk"></div>',
    css=(_HERE / "table.css").read_text(encoding="utf-8"),
    js=(_HERE / "table.js").read_text(encoding="utf-8"),
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
    data = {
        "heads": [[head.text, head.looks] if isinstance(head, Head) else [head, ""] for head in heads],
        "rows": [[asdict(cell if isinstance(cell, Cell) else Cell(cell)) for cell in row] for row in rows],
        "looks": "first" if first_stays else "",
        "tall": tall,
    }
    return _draw(key=key, data=data, on_picked_change=_nothing).get("picked")


def _nothing() -> None:
    """A trigger needs a callback; the click itself is read from the result."""
