"""One task over the year: what was reported, the plan curve, and the forecast with its range beside the unit's own; of
a level or a limit its values against that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.numbers import rate as percent
from catalog.text import is_missing
from catalog.words.charts import chart_words
from charts.marks import bold, linked, safe, told
from charts.theme import Look, figure, tokens


def history(
    points: pd.DataFrame, look: Look, *, forecast: Mapping[str, Any] | None = None, height: int = 300
) -> go.Figure:
    """Reported rate (solid line and dots), due rate (thin dashed), and the range at year end (a pale bar).

    Args:
        points: period ("YYYY-MM"), rate, due_rate (fractions, NaN for none), in order; href (may be lacking): where
            the rate leads.
        forecast: low, mid, high (fractions at the year's end) and own (the unit's own forecast or None); not drawn
            where it adds nothing to the last rate, because the item is done or its time is over.
        height: px.
    """
    t = tokens(look)
    months = [int(p[5:]) for p in points["period"]]
    traces = [
        _line(months, points["due_rate"], t.ink3, "dash", 1.5),
        _line(months, points["rate"], t.brand, "solid", 2.5, **_told(points)),
        _last(months, points, t.ink),
    ]
    high = [1.0, *points["rate"].dropna().tolist(), *points["due_rate"].dropna().tolist()]
    ahead = forecast if forecast and _adds(forecast, points["rate"].dropna()) else None
    if ahead:
        traces += _forecast(ahead, look)
        high.append(float(ahead["high"]))
    grid = {"showgrid": True, "gridcolor": t.grid, "tickformat": ".0%"}
    return figure(
        traces,
        look,
        height=height,
        xaxis=_months(look, ahead=ahead is not None),
        yaxis={"range": [0, max(high) * 1.1], **grid},
        margin={"l": look.text * 3.4, "r": 4, "t": 10, "b": look.text * 2},
    )


def values(
    points: pd.DataFrame, look: Look, *, against: float, named: str, from_nought: bool, height: int = 300
) -> go.Figure:
    """Reported values of a level or a limit in its own unit (solid line and dots) and what they are held against.

    Args:
        points: period ("YYYY-MM"), value, said (the value with its unit), in order; href (may be lacking): where the
            value leads.
        against: the target or limit (dashed over the whole year), ``named`` so beside its line.
        from_nought: whether the axis begins at nought, as what adds up over the year does.
        height: px.
    """
    t, known = tokens(look), points["value"].tolist()
    months, said = [int(p[5:]) for p in points["period"]], [safe(text) for text in points["said"]]
    hrefs = points["href"].tolist() if "href" in points else [""] * len(said)
    spoken = [chart_words().history.value.format(month=m, value=v) for m, v in zip(months, said, strict=True)]
    low, high = min(*known, against), max(*known, against)
    room = 0.2 * (high - low) or abs(high) * 0.2 or 1.0
    floor = 0.0 if from_nought and low >= 0 else low - room
    apart = (0.01 if known[-1] >= against else -0.01) * (high + room - floor)
    places = ("bottom left", "top center") if apart > 0 else ("top left", "bottom center")
    line = {"color": t.ink3, "width": 1.5, "dash": "dash"}
    traces = [
        go.Scatter(x=[0, 14], y=[against] * 2, mode="lines", line=line, hoverinfo="skip"),
        _words(13.1, against - apart, safe(named), t.ink2, places[0], look),
        _line(months, points["value"], t.brand, "solid", 2.5, **told(spoken, hrefs)),
        _words(months[-1], known[-1] + apart, linked(bold(said[-1]), hrefs[-1], t.ink), t.ink, places[1], look),
    ]
    return figure(
        traces,
        look,
        height=height,
        xaxis=_months(look, ahead=False),
        yaxis={"range": [floor, high + room], "showgrid": True, "gridcolor": t.grid, "nticks": 6},
        margin={"l": look.text * 4, "r": 4, "t": 10, "b": look.text * 2},
    )


def _words(x: float, y: float, text: str, colour: str, place: str, look: Look) -> go.Scatter:
    ink = {"color": colour, "size": look.text}
    return go.Scatter(
        x=[x], y=[y], text=[text], mode="text", textposition=place, textfont=ink, hoverinfo="skip", cliponaxis=False
    )


def _months(look: Look, *, ahead: bool) -> dict[str, Any]:
    """The axis of a year's months."""
    ticks = list(range(1, 13, 2 if look.phone else 1))
    names = [chart_words().history.month.format(month=m) for m in ticks]
    return {"range": [0.2 if look.phone else 0.6, _end(look, ahead)], "tickvals": ticks, "ticktext": names}


def _adds(forecast: Mapping[str, Any], reported: pd.Series) -> bool:
    return reported.empty or float(forecast["high"]) > float(reported.iloc[-1])


def _end(look: Look, ahead: bool) -> float:
    """Where the months' axis ends: the words beside December need their room."""
    return (23.0 if look.phone else 15.2) if ahead else 13.2


def _told(points: pd.DataFrame) -> dict[str, Any]:
    """What the dot of each reported month says and where it leads."""
    w = chart_words().history
    rows = zip(points["period"], points["rate"], points["due_rate"], strict=True)
    said = [
        "" if is_missing(rate) else w.said.format(month=int(period[5:]), rate=percent(rate), due=percent(due))
        for period, rate, due in rows
    ]
    return told(said, points["href"].tolist() if "href" in points else ())


def _line(x: list[int], rates: pd.Series, colour: str, dash: str, width: float, **said: Any) -> go.Scatter:
    mode = "lines+markers" if dash == "solid" else "lines"
    line = {"color": colour, "width": width, "dash": dash}
    return go.Scatter(
        x=x, y=rates.tolist(), mode=mode, line=line, marker={"size": 8}, hoverinfo="skip", connectgaps=False, **said
    )


def _last(x: list[int], points: pd.DataFrame, colour: str) -> go.Scatter:
    """The last rate in figures, on the side where the plan's line does not run through it."""
    known = [(m, r) for m, r in zip(x, points["rate"], strict=True) if not is_missing(r)][-1:]
    due = points["due_rate"][points["rate"].notna()].tolist()[-1:]
    late = bool(known and not is_missing(due[0]) and known[0][1] < due[0])
    href = points["href"][points["rate"].notna()].tolist()[-1:] if "href" in points else []
    text = [linked(bold(percent(r)), "".join(href), colour) for _, r in known]
    return go.Scatter(
        x=[m for m, _ in known], y=[r for _, r in known], text=text, mode="text",
        textposition="bottom right" if late else "top left", textfont={"color": colour}, hoverinfo="skip",
        cliponaxis=False,
    )  # fmt: skip


def _forecast(forecast: Mapping[str, Any], look: Look) -> list[Any]:
    t, w = tokens(look), chart_words().history
    low, mid, high = (float(forecast[k]) for k in ("low", "mid", "high"))
    span = go.Scatter(
        x=[12, 12], y=[low, high], mode="lines", line={"color": t.bar, "width": 10}, opacity=0.55, hoverinfo="skip"
    )
    texts, heights = [w.forecast.format(low=percent(low, 0), high=percent(high, 0))], [mid]
    dots = [go.Scatter(x=[12], y=[mid], mode="markers", marker={"size": 9, "color": t.brand}, hoverinfo="skip")]
    if not is_missing(forecast.get("own")):
        own = float(forecast["own"])
        ring = {"size": 10, "symbol": "diamond-open", "color": t.ink, "line": {"width": 2}}
        dots.append(go.Scatter(x=[12], y=[own], mode="markers", marker=ring, hoverinfo="skip"))
        texts.append(w.own.format(rate=percent(own, 0)))
        heights.append(_apart(own, mid, max(high, own, 1.0)))
    label = go.Scatter(
        x=[12.3] * len(texts), y=heights, text=texts, mode="text", textposition="middle right",
        textfont={"color": t.ink2, "size": look.text - 1}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
    return [span, *dots, label]


def _apart(value: float, other: float, top: float) -> float:
    """``value``, moved away from ``other`` far enough for two lines of text not to touch."""
    gap = 0.09 * top
    if abs(value - other) >= gap:
        return value
    return other + gap if value >= other else other - gap
