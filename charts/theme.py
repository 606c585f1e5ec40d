"""Decides looks: colours for light and dark, type sizes for desk, phone and meeting room, one bare template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go

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


@dataclass(frozen=True, slots=True)
class Lamp:
    """The three strengths of one light: the mark's fill, text of that colour, the tint behind text."""

    fill: str
    text: str
    tint: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of a theme; nothing else in the project writes a colour for a chart."""

    paper: str
    paper2: str
    ink: str
    ink2: str
    ink3: str
    line: str
    grid: str
    track: str
    brand: str
    bar: str
    lamps: dict[str, Lamp]
    blues: tuple[str, ...]
    hues: tuple[str, ...]

    def lamp(self, light: str | None) -> Lamp:
        """The lamp of a light; what is unknown looks like what cannot be measured."""
        return self.lamps.get(light or "", self.lamps["not_measurable"])

    def bar_fill(self, light: str | None) -> str:
        """Fill of a progress bar: only red and amber stand out, the rest is quiet, so the eye lands on trouble."""
        return self.lamps[light].fill if light in ("behind", "warning") else self.bar


_LIGHT = Tokens(
    paper="#FFFFFF",
    paper2="#F4F6F8",
    ink="#17212E",
    ink2="#465262",
    ink3="#66717F",
    line="#D5DBE2",
    grid="#E8ECF0",
    track="#E3E8ED",
    brand="#12436D",
    bar="#6A8FB3",
    lamps={
        "behind": Lamp("#C5221F", "#A31515", "#FBE9E7"),
        "warning": Lamp("#E8A317", "#805300", "#FFF3D6"),
        "on_track": Lamp("#2E8B74", "#1B6B57", "#EAF5F1"),
        "done": Lamp("#12436D", "#12436D", "#E8EFF6"),
        "not_started": Lamp("#8A94A1", "#5B6673", "#F1F3F5"),
        "no_report": Lamp("#8A94A1", "#5B6673", "#FFFFFF"),
        "not_measurable": Lamp("#8A94A1", "#5B6673", "#F4F6F8"),
    },
    blues=(
        "#EEF3F8", "#DCE7F1", "#C3D5E6", "#A6C0D9", "#88AACB",
        "#6A93BC", "#4876A6", "#326495", "#1F5280", "#12436D",
    ),
    hues=("#12436D", "#28A197", "#F46A25", "#801650"),
)  # fmt: skip

_DARK = Tokens(
    paper="#0F1822",
    paper2="#182430",
    ink="#E8EDF2",
    ink2="#B4C0CC",
    ink3="#8E9BA9",
    line="#33414F",
    grid="#22303D",
    track="#263544",
    brand="#8DB8E0",
    bar="#55789B",
    lamps={
        "behind": Lamp("#FF6B5E", "#FF9C92", "#43201F"),
        "warning": Lamp("#F2B53C", "#F7CB73", "#3B2E12"),
        "on_track": Lamp("#45B79A", "#7FD3BD", "#14312B"),
        "done": Lamp("#8DB8E0", "#A9CBEA", "#1B2F44"),
        "not_started": Lamp("#7C8998", "#A7B3BF", "#222D38"),
        "no_report": Lamp("#7C8998", "#A7B3BF", "#0F1822"),
        "not_measurable": Lamp("#7C8998", "#A7B3BF", "#182430"),
    },
    blues=(
        "#16222E", "#1B2C3D", "#21384F", "#284662", "#315677",
        "#3D688E", "#4A789F", "#6C9AC1", "#80ABD1", "#A3C6E6",
    ),
    hues=("#8DB8E0", "#5CC4BB", "#F46A25", "#D58AB4"),
)  # fmt: skip


def tokens(look: Look) -> Tokens:
    """The colours of this look's theme."""
    return _DARK if look.dark else _LIGHT


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
    return max(("#FFFFFF", t.paper if look.dark else t.ink), key=lambda ink: contrast(ink, fill))


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
