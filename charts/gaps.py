"""Small multiples of the gap to schedule: above the line ahead, below it behind, the last value labelled."""

from __future__ import annotations

from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.numbers import points as signed
from catalog.text import is_missing
from catalog.words.charts import chart_words
from charts.marks import bold, linked, safe, told
from charts.theme import Look, figure, tokens

# The scale's step is ten points up to a reach of so many, else a multiple: closer steps would touch each other.
STEPS = 15
# What the last value takes beside its line, as a share of the line, at the size of a desk; its letters grow, the line
# gives way.
ROOM, USUAL = 0.28, 14
# How far the pictures go below their lowest value, up to the size of the meeting screen: its mark is not to lie on the
# months.
BELOW, PRESENT = 1.25, 16


def gaps(history: pd.DataFrame, look: Look, *, named: str, columns: int = 3, height: int = 300) -> go.Figure:
    """One small picture a name, in order of first appearance.

    Args:
        history: period ("YYYY-MM"), deviation (points, NaN where not measurable), light (of the last period),
            href (may be lacking: where the value leads).
        named: the column that says what a row is of.
        columns: pictures side by side.
        height: px of the whole.
    """
    labels = list(dict.fromkeys(history[named]))
    periods = sorted(set(history["period"]))
    rows = -(-len(labels) // columns)
    reach = _reach(history["deviation"])
    traces: list[Any] = []
    layout: dict[str, Any] = {}
    for i, label in enumerate(labels):
        cell = _cell(i, columns, rows)
        part = history[history[named] == label].set_index("period").reindex(periods)
        traces += _one(label, part, look, i + 1, reach)
        layout |= _axes(i, cell, periods, look, reach, columns, i + columns >= len(labels))
    margin = {"l": look.text * 3, "r": 6, "t": 10, "b": look.text + 14}
    return figure(traces, look, height=height, margin=margin, **layout)


def _reach(deviation: pd.Series) -> float:
    worst = deviation.abs().max()
    return max(10.0, float(worst) * 1.25) if not is_missing(worst) else 10.0


def _cell(i: int, columns: int, rows: int) -> dict[str, list[float]]:
    across, down = i % columns, i // columns
    wide, high = 1 / columns, 1 / rows
    return {
        "x": [across * wide, (across + 1) * wide - 0.04],
        "y": [1 - (down + 1) * high + 0.05, 1 - down * high - 0.01],
    }


def _one(label: str, part: pd.DataFrame, look: Look, n: int, reach: float) -> list[Any]:
    t = tokens(look)
    axes = {"xaxis": f"x{n}", "yaxis": f"y{n}"}
    known = part["deviation"].dropna()
    title = _text(0, reach * 1.45, bold(safe(label)), t.ink, "middle right", axes)
    if len(known) < 2:
        return [
            title,
            _text(0.1, reach * 0.35, chart_words().gaps.no_trend, t.ink3, "middle right", axes),
        ]
    x = [part.index.get_loc(p) for p in known.index]
    light = part["light"].dropna().iloc[-1] if part["light"].notna().any() else None
    line = go.Scatter(
        x=x, y=known.tolist(), mode="lines", line={"width": 2, "color": t.ink}, fill="tozeroy",
        fillcolor=t.bar_fill(light), hoverinfo="skip", **axes,
    )  # fmt: skip
    hrefs = part.loc[known.index, "href"].tolist() if "href" in part else [""] * len(known)
    # Clear of the last spot, which would take the sign for its own.
    shown = "\u2002" + linked(bold(signed(known.iloc[-1])), hrefs[-1], t.ink)
    last = _text(x[-1] + 0.15, float(known.iloc[-1]), shown, t.ink, "middle right", axes)
    spots = go.Scatter(
        x=x, y=known.tolist(), mode="markers", marker={"size": 7, "color": t.ink}, hoverinfo="skip",
        **told([_said(label, p, gap) for p, gap in known.items()], hrefs), **axes,
    )  # fmt: skip
    return [line, spots, title, last]


def _said(label: str, period: Any, gap: float) -> str:
    return chart_words().gaps.said.format(name=label, month=int(str(period)[5:]), gap=signed(gap))


def _text(x: float, y: float, text: str, colour: str, side: str, axes: dict[str, Any]) -> go.Scatter:
    return go.Scatter(
        x=[x], y=[y], text=[text], mode="text", textposition=side, textfont={"color": colour}, hoverinfo="skip",
        cliponaxis=False, **axes,
    )  # fmt: skip


def _axes(
    i: int, cell: dict[str, list[float]], periods: list[str], look: Look, reach: float, columns: int, bottom: bool
) -> dict[str, Any]:
    t = tokens(look)
    last, step = len(periods) - 1, 10 * ceil(reach / STEPS)
    room, below = ROOM * (look.text / USUAL) ** 2, BELOW * max(1.0, look.text / PRESENT)
    months = [chart_words().history.month.format(month=int(p[5:])) for p in (periods[0], periods[-1])]
    x = {
        "domain": cell["x"], "anchor": f"y{i + 1}", "range": [-0.15, max(last, 1) * (1 + room)], "fixedrange": True,
        "tickvals": [0, last] if last else [0], "ticktext": months, "showticklabels": bottom,
        "tickfont": {"size": max(look.text - 2, 12), "color": t.ink2},
    }  # fmt: skip
    grid = {"showgrid": True, "gridcolor": t.grid, "zeroline": True, "zerolinecolor": t.ink3, "zerolinewidth": 1}
    y = {
        "domain": cell["y"], "anchor": f"x{i + 1}", "range": [-reach * below, reach * 1.7], "fixedrange": True,
        "tickvals": [-step, 0, step], "ticktext": [signed(-step, 0), chart_words().gaps.zero, signed(step, 0)],
        "showticklabels": i % columns == 0, "tickfont": {"size": max(look.text - 2, 12), "color": t.ink2}, **grid,
    }  # fmt: skip
    return {f"xaxis{i + 1}": x, f"yaxis{i + 1}": y}
