"""The timeline: each item from start to deadline, how far along it is, and the as-of line to be judged against."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.lamps import glyph, marked
from catalog.numbers import rate as percent
from catalog.text import is_missing, shorten
from catalog.words.charts import chart_words
from charts.marks import bars, linked, row_axis, safe, told, words
from charts.theme import Look, figure, tokens

MS = 86_400_000


def timeline(items: pd.DataFrame, look: Look, *, as_of: date, height: int) -> go.Figure:
    """One row an item, sorted by deadline. A bar that ends left of the line is behind.

    Args:
        items: item, start, deadline, reached (dates; rows lacking the first two are left out), rate (fraction or
            NaN), light; href (may be lacking): where the rate leads.
        as_of: the day of judgement, drawn as a line.
        height: px.
    """
    t = tokens(look)
    known = items.dropna(subset=["start", "deadline"]).sort_values(["deadline", "start"], kind="stable")
    y = list(range(len(known)))
    size = min(max(look.text - 2, 12), int(0.66 * height / (len(y) + 2.5)))
    starts = pd.to_datetime(known["start"])
    lengths = _days(starts, known["deadline"]).clip(lower=1)
    done = _days(starts, known["reached"]).clip(lower=0).mask(known["light"] == "no_report")
    base = starts.dt.strftime("%Y-%m-%d").tolist()
    ends = pd.to_datetime(known["deadline"]).dt.strftime("%Y-%m-%d").tolist()
    fills = [t.bar_fill(light) for light in known["light"]]
    inks = [t.lamp(light).text for light in known["light"]]
    rows = known.to_dict("records")
    said = [linked(_mark(r["light"], r["rate"]), r.get("href"), ink) for r, ink in zip(rows, inks, strict=True)]
    traces = [
        bars([d * MS for d in lengths], y, t.track, 0.62, base=base, **_told(rows)),
        bars([None if is_missing(d) else d * MS for d in done], y, fills, 0.62, base=base),
        words(ends, y, [f"\u2002{text}" for text in said], inks, size=size),
    ]
    names = [safe(shorten(label, 11 if look.phone else 16)) for label in known["item"]]
    axis = row_axis(len(y), names, pad=0.6) | {
        "range": [len(y) - 0.4, -1.9],
        "tickfont": {"size": size},
    }
    margin = {"l": look.text * 12, "r": 12, "t": max(30, look.text * 1.9), "b": 4}
    line = _as_of(as_of, len(y), look)
    return figure(
        traces, look, height=height, barmode="overlay", xaxis=_months(known, look), yaxis=axis, margin=margin, **line
    )


def _told(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What a bar says, from its first to its last day, and where it leads."""
    said = [
        chart_words().timeline.said.format(
            item=r["item"], start=f"{r['start']:%Y-%m-%d}", end=f"{r['deadline']:%Y-%m-%d}",
            mark=_mark(r["light"], r["rate"]),
        )
        for r in rows
    ]  # fmt: skip
    return told(said, [r.get("href", "") for r in rows])


def _mark(light: str, rate: object) -> str:
    """Lamp and rate; a missing report has no figure."""
    return marked(light) if light == "no_report" or is_missing(rate) else f"{glyph(light)} {percent(rate, 0)}"


def _days(starts: pd.Series, ends: pd.Series) -> pd.Series:
    return (pd.to_datetime(ends) - starts).dt.days


def _months(known: pd.DataFrame, look: Look) -> dict[str, Any]:
    first = pd.to_datetime(known["start"]).min().to_period("M")
    last = pd.to_datetime(known["deadline"]).max().to_period("M")
    months = pd.period_range(first, last, freq="M")
    shown = months[:: max(1, len(months) // (4 if look.phone else 18))]
    end = (last + 1).start_time + pd.Timedelta(days=130 if look.phone else 40 if look.large else 26)
    names = [_month_name(m, i) for i, m in enumerate(shown)]
    return {
        "type": "date", "side": "top", "tickangle": 0, "ticktext": names,
        "tickvals": [m.start_time.strftime("%Y-%m-%d") for m in shown],
        "range": [first.start_time.strftime("%Y-%m-%d"), end.strftime("%Y-%m-%d")],
        "showgrid": True, "gridcolor": tokens(look).grid,
    }  # fmt: skip


def _month_name(month: pd.Period, i: int) -> str:
    plain = chart_words().timeline.month.format(month=month.month)
    return f"{chart_words().cohorts.year.format(year=month.year)}{plain}" if month.month == 1 and i else plain


def _as_of(as_of: date, n: int, look: Look) -> dict[str, Any]:
    t, day = tokens(look), as_of.isoformat()
    line = {"type": "line", "x0": day, "x1": day, "y0": -0.9, "y1": n - 0.4, "line": {"width": 2, "color": t.ink}}
    text = chart_words().timeline.as_of.format(month=as_of.month, day=as_of.day)
    note = {
        "x": day,
        "y": -1.35,
        "text": text,
        "showarrow": False,
        "font": {"size": max(look.text - 1, 12), "color": t.ink},
    }
    return {"shapes": [line], "annotations": [note]}
