"""Bullets: one bar a work, each with its own time tick, its rate and its lamp."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.lamps import glyph, lamp_text, marked, reason
from catalog.numbers import rate as percent
from catalog.words.charts import chart_words
from charts.marks import bars, bold, linked, row_axis, safe, ticks, told
from charts.theme import Look, figure, tokens

ROW_PX = 40
# A time tick is named above the picture where at least so many rows share it.
SHARED = 3
# Where rate, lamp and note start right of the bars and where the picture ends, in sizes of the text: columns keep
# their room at any width, only the bars give way.
DESK, PHONE = (0.6, 6.3, 13.4, 19.8), (0.4, 5.4, 11.3, 11.3)


def bullets(rows: pd.DataFrame, look: Look, *, named: str, height: int | None = None) -> go.Figure:
    """One row each, in the given order.

    Args:
        rows: rate, due_rate (fractions, NaN where not measurable), shown (the rate in words), deviation
            (points), light, note (grey, last column; "" for none); href, where its figures lead (may be lacking).
        named: the column that says what a row is.
        height: px; by default 40 a row.
    """
    t, n = tokens(look), len(rows)
    top = max(1.0, float(rows["rate"].max(skipna=True)) if rows["rate"].notna().any() else 1.0)
    y = list(range(n))
    unit = (height or n * ROW_PX) / (n + 1)
    names = rows[named].tolist()
    longest = max((len(str(name)) for name in names), default=2)
    traces = [
        bars([top] * n, y, t.track, 0.62),
        bars(rows["rate"].tolist(), y, [t.bar_fill(light) for light in rows["light"]], 0.36, **_told(rows, named)),
        ticks(rows["due_rate"].tolist(), y, look, unit * 0.74),
        _shared_time(rows, look),
    ]
    return figure(
        traces,
        look,
        height=height or n * ROW_PX + 34,
        barmode="overlay",
        xaxis={"range": [0, top], "showticklabels": False},
        yaxis=row_axis(n, [safe(name) for name in names]) | {"range": [n - 0.45, _top(unit, look)]},
        margin={"l": look.text * longest + 14, "r": _columns(look)[-1] * look.text, "t": 2, "b": 2},
        annotations=_texts(rows, look),
    )


def _told(rows: pd.DataFrame, named: str) -> dict[str, Any]:
    """What a bar says and where it leads."""
    said = [
        chart_words().bullets.said.format(
            name=row[named], shown=row["shown"], due=percent(row["due_rate"]),
            lamp=lamp_text(row["light"], row["deviation"]),
        )
        for row in rows.to_dict("records")
    ]  # fmt: skip
    return told(said, rows["href"].tolist() if "href" in rows else ())


def _top(unit: float, look: Look) -> float:
    """Where the picture begins, in rows: the heads above the first bar keep their height however low rows are."""
    return min(-1.05, -0.8 - 0.85 * look.text / unit)


def _columns(look: Look) -> tuple[float, float, float, float]:
    return PHONE if look.phone else DESK


def _texts(rows: pd.DataFrame, look: Look) -> list[dict[str, Any]]:
    """Rate, lamp and note of every row at fixed distances from the bars, given to the layout all at once."""
    t = tokens(look)
    rate, lamp, note, _ = (at * look.text for at in _columns(look))
    texts = [] if look.phone else [_text(-0.8, lamp, chart_words().bullets.deviation, t.ink3)]
    for i, row in enumerate(rows.to_dict("records")):
        said = [(rate, bold(safe(row["shown"])), t.ink), (lamp, _lamp(row, look), t.lamp(row["light"]).text)]
        said += [] if look.phone or not row["note"] else [(note, safe(row["note"]), t.ink3)]
        texts += [_text(i, at, linked(text, row.get("href"), ink), ink) for at, text, ink in said]
    return texts


def _text(y: float, shift: float, text: str, colour: str) -> dict[str, Any]:
    place = {"x": 1, "xref": "x domain", "xanchor": "left", "xshift": shift, "y": y, "yanchor": "middle"}
    return {**place, "text": text, "showarrow": False, "font": {"color": colour}, "align": "left"}


def _lamp(row: dict[str, Any], look: Look) -> str:
    if not look.phone:
        return lamp_text(row["light"], row["deviation"])
    why = reason(row["light"], row["deviation"])
    return f"{glyph(row['light'])}{why}" if why else marked(row["light"])


def _shared_time(rows: pd.DataFrame, look: Look) -> go.Scatter:
    """The name of the time tick that most rows share, above the picture."""
    times = rows["due_rate"].dropna().round(4).value_counts()
    at = [float(times.index[0])] if len(times) and times.iloc[0] >= SHARED else []
    names = [chart_words().bullets.time.format(rate=percent(rate)) for rate in at]
    return go.Scatter(
        x=at, y=[-0.8] * len(at), text=names, mode="text", textposition="middle center", hoverinfo="skip",
        textfont={"color": tokens(look).ink, "size": look.text - 1}, cliponaxis=False,
    )  # fmt: skip
