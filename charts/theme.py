"""Decides looks: which colours, type sizes for desk, phone and meeting room, one bare template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go

from catalog.colours import Tokens, colours
from catalog.words.charts import chart_words

FONT: str = chart_words().font


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader sees the page: theme, meeting screen, far rows (``large``), phone. Hashable: it keys caches."""

    dark: bool = False
    present: bool = False
    large: bool = False
    phone: bool = False

    @property
    def text(self) -> int:
        """Size of chart text in px: what can be read at the distance this look is made for."""
        if self.large:
            return 20
        return 16 if self.present else 13 if self.phone else 14


def tokens(look: Look) -> Tokens:
    """The colours of this look's theme."""
    return colours().dark if look.dark else colours().light


@cache
def template(look: Look) -> go.layout.Template:
    """The bare template: no axis lines, ticks or gridlines, no legend, nothing to drag, solid paper (a transparent PNG
    turns black in a dark chat window)."""
    t = tokens(look)
    axis: dict[str, Any] = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "title": {"text": ""},
        "exponentformat": "none",
        "tickfont": {"color": t.ink2, "size": look.text},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": look.text, "color": t.ink},
            "paper_bgcolor": t.paper,
            "plot_bgcolor": t.paper,
            "colorway": list(t.hues),
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"font": {"family": FONT, "size": look.text}, "bgcolor": t.paper2, "bordercolor": t.line},
            "xaxis": axis,
            "yaxis": axis,
        }
    )


def figure(traces: list[Any], look: Look, *, height: int, **layout: Any) -> go.Figure:
    """A figure with this look's template: all traces and the whole layout are given at once, because adding them one by
    one re-validates the figure each time."""
    return go.Figure(data=traces, layout={"template": template(look), "height": height, **layout})


def ink_on(fill: str, look: Look) -> str:
    """The ink with the better contrast on this fill: white, or the darkest the theme has (WCAG relative luminance)."""
    t = tokens(look)
    return max((colours().light.paper, t.paper if look.dark else t.ink), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours after WCAG 2, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def step(value: float, top: float, look: Look) -> str:
    """The blue for ``value`` on a stepped scale of ten from 0 to ``top``: stepped, so the ink on it can be chosen."""
    blues = tokens(look).blues
    if top <= 0:
        return blues[0]
    return blues[min(len(blues) - 1, int(value / top * len(blues)))]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
