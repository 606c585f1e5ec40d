"""Mounts markup in a shadow root of its own, with the theme's colours as CSS variables: no page-level CSS anywhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from catalog.book import book
from charts import Look, tokens
from charts.theme import FONT
from ui import written
from ui.board.owners import with_owners
from ui.markup import Html

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "leaders_board",
    html='<div class="board"></div>',
    css=(_HERE / "board.css").read_text(encoding="utf-8"),
    js=(_HERE / "board.js").read_text(encoding="utf-8"),
)


def draw(markup: Html, look: Look, *, key: str) -> None:
    """Show markup made by ``ui.markup`` (which escapes), in this look. Not for cached functions: cache the markup.

    ``key`` tells one mount of a page from the next: two that hold the same (both empty, say) would else be one.
    """
    written.again((key, markup, look, book()), lambda: _draw(markup, look, key))


def _draw(markup: Html, look: Look, key: str) -> None:
    looks = " ".join(name for name in ("present", "large", "phone") if getattr(look, name))
    _mount(
        key=key,
        data={
            "html": str(with_owners(markup)),
            "style": _style(look),
            "looks": f"{'dark' if look.dark else 'light'} {looks}",
        },
    )


@cache
def _style(look: Look) -> str:
    t = tokens(look)
    plain = {
        name: getattr(t, name) for name in ("paper", "paper2", "ink", "ink2", "ink3", "line", "track", "brand", "bar")
    }
    lamps = {
        f"{light}-{part}": getattr(lamp, part) for light, lamp in t.lamps.items() for part in ("fill", "text", "tint")
    }
    sizes = {
        "font": FONT.replace('"', "'"),
        "size": f"{look.text}px",
        "cell": "6px" if look.present else "5px",
        "cell-size": f"{min(look.text - 1, 17) if look.present else look.text}px",
        "around": "200px" if look.present else "316px",
    }
    return ";".join(f"--{name}:{value}" for name, value in (plain | lamps | sizes).items())
