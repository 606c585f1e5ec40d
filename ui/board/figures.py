"""The key figures of a page as a row of equal cards, each the link to the cells it was counted from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.markup import Html, tag

# What a change that is good, bad or neither looks like, in the lamps' colours.
LIGHTS = {True: "on_track", False: "behind", None: "not_started"}
WIDTH, HEIGHT = 100.0, 30.0


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card: what is counted, the figure, the change since last period and whether that is good, what stands behind it
    (``note``), its course over the year, and where it leads."""

    label: str
    text: str
    change: str
    better: bool | None
    note: str
    course: tuple[float, ...]
    href: str


def key_figures(figures: Sequence[KeyFigure], *, phone: bool = False) -> Html:
    """One card each, side by side; two a row on a phone."""
    columns = 2 if phone else len(figures)
    return tag("div", *(_card(figure) for figure in figures), class_="figures", style=f"--columns:{columns}")


def _card(figure: KeyFigure) -> Html:
    light = LIGHTS[figure.better]
    said = "，".join(part for part in (f"{figure.label} {figure.text}", figure.change, figure.note) if part)
    return tag(
        "a",
        tag("span", figure.label, class_="label"),
        tag("b", figure.text),
        tag("span", figure.change, class_="change") if figure.change else None,
        tag("small", figure.note) if figure.note else None,
        _course(figure.course) if len(figure.course) > 1 else None,
        class_=f"figure {light}",
        href=figure.href,
        target="_self",
        aria_label=said,
    )


def _course(values: Sequence[float]) -> Html:
    """The figure's values from first to last as a line, its lowest at the bottom and its highest at the top."""
    low, high = min(values), max(values)
    step, reach = WIDTH / (len(values) - 1), (high - low) or 1.0
    spots = " ".join(f"{i * step:.1f},{HEIGHT - (v - low) / reach * HEIGHT:.1f}" for i, v in enumerate(values))
    line = tag("polyline", points=spots, vector_effect="non-scaling-stroke")
    return tag("svg", line, viewBox=f"0 -1 {WIDTH:g} {HEIGHT + 2:g}", preserveAspectRatio="none", aria_hidden="true")
