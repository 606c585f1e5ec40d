"""What a page asks for late, asked for with the page itself: charts waited for their library until all else stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import streamlit as st

_STATIC = Path(st.__file__).parent / "static" / "static"
# What our pages are made of and the interface would load when the first of them is drawn: lists and boards, charts.
WANTED = ("BidiComponent", "PlotlyChart")
ICONS = "MaterialSymbols-Rounded"
# A part names the parts it needs at its very beginning.
_NEEDS = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_BEGINNING = 4096


@cache
def loaded_ahead() -> str:
    """Links for the page's head: the icons' font, and each wanted part with what it needs. The browser reads them while
    the interface starts, after what the interface itself waits for."""
    fonts = (_STATIC / "media").glob(f"{ICONS}.*.woff2")
    icons = (f'<link rel="preload" as="font" crossorigin href="./static/media/{font.name}">' for font in fonts)
    parts = (
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./static/js/{name}">' for name in _parts()
    )
    return "".join((*icons, *parts))


def _parts() -> Iterator[str]:
    """Each wanted part, then what it needs and what these need, but for what the page asks for by itself."""
    whole = (_STATIC.parent / "index.html").read_text(encoding="utf-8")
    waiting = [part.name for wanted in WANTED for part in (_STATIC / "js").glob(f"{wanted}.*.js")]
    seen = set(waiting)
    while waiting:
        name = waiting.pop(0)
        yield name
        with (_STATIC / "js" / name).open(encoding="utf-8") as script:
            needed = {part for part in _NEEDS.findall(script.read(_BEGINNING)) if part not in whole} - seen
        seen |= needed
        waiting += sorted(needed)
