"""Bullets: one bar a work, each with its own time tick, its rate and its lamp."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.marks import bars, bold, row_axis, safe, ticks, words
from charts.theme import Look, figure, tokens
from charts.wording import UNJUDGED, WORDS, glyph, lamp_text, marked, percent, signed

ROW_PX = 40
# A time tick is named above the picture where at least so many rows share it.
SHARED = 3
# Where lamp and note start and where the picture ends, in lengths of the bar.
DESK, PRESENT, PHONE = (1.17, 1.42, 1.62), (1.21, 1.5, 1.72), (1.42, 1.8, 1.8)


def bullets(rows: pd.DataFrame, look: Look, *, height: int | None = None) -> go.Figure:
    """One row each, in the given order.

    Args:
        rows: label, rate, due_rate (fractions, NaN where not measurable), shown (the rate in words), deviation
            (points), light, note (grey, last column; "" for none).
        height: px; by default 40 a row.
    """
    t, n = tokens(look), len(rows)
    top = max(1.0, float(rows["rate"].max(skipna=True)) if rows["rate"].notna().any() else 1.0)
    lamp_x, note_x, spread = (top * k for k in (PHONE if look.phone else PRESENT if look.present else DESK))
    y = list(range(n))
    unit = (height or n * ROW_PX) / (n + 1)
    colours = [t.lamp(light).text for light in rows["light"]]
    traces = [
        bars([top] * n, y, t.track, 0.62),
        bars(rows["rate"].tolist(), y, [t.bar_fill(light) for light in rows["light"]], 0.36),
        ticks(rows["due_rate"].tolist(), y, look, unit * 0.74),
        words([top * 1.02] * n, y, [bold(safe(shown)) for shown in rows["shown"]], t.ink),
        words([lamp_x] * n, y, _lamps(rows, look), colours),
        words([note_x] * n, y, ["" if look.phone else safe(note) for note in rows["note"]], t.ink3),
        _head(rows, look, lamp_x),
    ]
    return figure(
        traces,
        look,
        height=height or n * ROW_PX + 34,
        barmode="overlay",
        xaxis={"range": [0, spread], "showticklabels": False},
        yaxis=row_axis(n, [safe(label) for label in rows["label"]]) | {"range": [n - 0.45, -1.05]},
        margin={"l": look.text * 2 + 14, "r": 4, "t": 2, "b": 2},
    )


def _lamps(rows: pd.DataFrame, look: Look) -> list[str]:
    if look.phone:
        return [
            f"{glyph(r.light)}{signed(r.deviation)}" if r.light not in UNJUDGED else marked(r.light)
            for r in rows.itertuples()
        ]
    return [lamp_text(r.light, r.deviation) for r in rows.itertuples()]


def _head(rows: pd.DataFrame, look: Look, lamp_x: float) -> go.Scatter:
    t = tokens(look)
    times = rows["due_rate"].dropna().round(4).value_counts()
    at = [float(times.index[0])] if len(times) and times.iloc[0] >= SHARED else []
    names = [WORDS["bullets"]["time"].format(rate=percent(rate)) for rate in at]
    head = "" if look.phone else WORDS["bullets"]["deviation"]
    return go.Scatter(
        x=[*at, lamp_x], y=[-0.8] * (len(at) + 1), text=[*names, head],
        mode="text", textposition=["middle center"] * len(at) + ["middle right"], hoverinfo="skip",
        textfont={"color": [t.ink] * len(at) + [t.ink3], "size": look.text - 1}, cliponaxis=False,
    )  # fmt: skip
