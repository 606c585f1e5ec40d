"""The marks charts share: tracks, bars, time ticks, previous-period rings, and columns of text in one trace each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from charts.theme import Look, tokens


def bars(x: Sequence[Any], y: Sequence[float], fill: Any, width: float, **extra: Any) -> go.Bar:
    """Horizontal bars of one thickness, without outline; what hovering says of each is :func:`told`."""
    return go.Bar(
        x=list(x), y=list(y), orientation="h", width=width, marker={"color": fill, **extra.pop("marker", {})},
        hoverinfo="skip", **extra,
    )  # fmt: skip


def told(sentences: Sequence[str], hrefs: Sequence[object] = ()) -> dict[str, Any]:
    """What hovering over each bar or spot of a trace says, and what a click on it opens ("" for nothing)."""
    said: dict[str, Any] = {"hovertext": list(sentences)}
    return said | ({"customdata": [href if isinstance(href, str) else "" for href in hrefs]} if len(hrefs) else {})


def ticks(x: Sequence[Any], y: Sequence[float], look: Look, size: float, **extra: Any) -> go.Scatter:
    """One upright tick a row: where the row should be. ``size`` in px."""
    marker = {"symbol": "line-ns", "size": size, "line": {"width": 2.5, "color": tokens(look).ink}}
    return go.Scatter(x=list(x), y=list(y), mode="markers", marker=marker, hoverinfo="skip", **extra)


def rings(x: Sequence[Any], y: Sequence[float], look: Look, **extra: Any) -> go.Scatter:
    """A hollow ring a row: where the row was last period."""
    t = tokens(look)
    marker = {"symbol": "circle", "size": look.text * 0.62, "color": t.paper, "line": {"width": 1.5, "color": t.ink}}
    return go.Scatter(x=list(x), y=list(y), mode="markers", marker=marker, hoverinfo="skip", **extra)


def words(
    x: Sequence[Any],
    y: Sequence[float],
    text: Sequence[str],
    colour: Any,
    *,
    align: str = "right",
    size: float | None = None,
    **extra: Any,
) -> go.Scatter:
    """Many texts in one trace: ``align`` is the side of the point they stand on ("right": they start there)."""
    font: dict[str, Any] = {"color": colour} if size is None else {"color": colour, "size": size}
    side = align if " " in align else f"middle {align}"
    return go.Scatter(
        x=list(x), y=list(y), text=list(text), mode="text", textposition=side, textfont=font, hoverinfo="skip",
        cliponaxis=False, **extra,
    )  # fmt: skip


def bold(text: str) -> str:
    """Plotly's own bold; the text must already be free of markup (see ``safe``)."""
    return f"<b>{text}</b>"


def safe(text: object) -> str:
    """Text that came from a cell, with the characters Plotly would read as markup made harmless."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str, href: object, colour: str) -> str:
    """``text`` (free of markup, see ``safe``) as a link in its own ink, not Plotly's blue; as it is without."""
    if not isinstance(href, str) or not href:
        return text
    return f'<a href="{escape(href)}" target="_self" style="color:{colour}">{text}</a>'


def row_axis(n: int, names: Sequence[str] | None = None, *, pad: float = 0.6, **extra: Any) -> dict[str, Any]:
    """A numeric axis for ``n`` rows, the first on top. Numeric, because text on a category axis adds phantom rows."""
    axis: dict[str, Any] = {"range": [n - 1 + pad, -pad], "fixedrange": True, "ticklabelstandoff": 5, **extra}
    if names is None:
        return {**axis, "showticklabels": False}
    return {**axis, "tickvals": list(range(n)), "ticktext": list(names)}
