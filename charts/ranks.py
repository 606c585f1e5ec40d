"""Where the zone stands among its peers: a line from first to last a row, the place now and the place before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.text import is_missing
from catalog.words.charts import chart_words
from charts.heat import BARE
from charts.marks import bars, bold, linked, rings, row_axis, safe, told, words
from charts.theme import Look, figure, tokens


def ranks(table: pd.DataFrame, look: Look, *, height: int) -> go.Figure:
    """One row an indicator, first place at the left.

    ``table``: indicator, rank, previous_rank, rank_total (NaN where not given), rank_change (positive = climbed);
    href (may be lacking): where the place leads.
    """
    t, n = tokens(look), len(table)
    y = list(range(n))
    total = [1.0 if is_missing(v) else float(v) for v in table["rank_total"]]
    share = [_share(rank, all_) for rank, all_ in zip(table["rank"], total, strict=True)]
    before = [_share(rank, all_) for rank, all_ in zip(table["previous_rank"], total, strict=True)]
    colours = [t.lamp(_light(change)).fill for change in table["rank_change"]]
    spots = go.Scatter(
        x=share,
        y=y,
        mode="markers",
        marker={"size": look.text * 0.95, "color": colours},
        hoverinfo="skip",
        **_told(table),
    )
    inks = [t.lamp(_light(change)).text for change in table["rank_change"]]
    rows = table.to_dict("records")
    text = [linked(_text(row), row.get("href"), ink) for row, ink in zip(rows, inks, strict=True)]
    names = [safe(name) for name in table["indicator"]]
    return figure(
        [
            bars([1.0] * n, y, t.track, 0.16),
            rings(before, y, look),
            spots,
            words([1.03] * n, y, text, inks),
        ],
        look,
        height=height,
        barmode="overlay",
        xaxis={"range": [-0.06 if look.phone else -0.02, 1.06], "showticklabels": False},
        yaxis=row_axis(n, names),
        margin={
            "l": look.text * (max((len(name) for name in names), default=4) + 1),
            "r": look.text * 7,
            "t": 4,
            "b": 4,
        },
    )


def _told(table: pd.DataFrame) -> dict[str, Any]:
    """What a spot says and where it leads."""
    rows = table.to_dict("records")
    said = [chart_words().ranks.said.format(name=row["indicator"], place=BARE.sub("", _text(row))) for row in rows]
    return told(said, [row.get("href", "") for row in rows])


def _share(rank: object, total: float) -> float | None:
    """The place as a share of the line, first 0, last 1."""
    if is_missing(rank) or total <= 1:
        return None
    return (float(rank) - 1) / (total - 1)  # type: ignore[arg-type]


def _light(change: object) -> str:
    if is_missing(change) or not change:
        return "not_started"
    return "on_track" if float(change) > 0 else "behind"  # type: ignore[arg-type]


def _text(row: dict) -> str:
    w = chart_words().ranks
    if is_missing(row["rank"]):
        return w.none
    place = bold(
        w.place.format(rank=int(row["rank"]), total="?" if is_missing(row["rank_total"]) else int(row["rank_total"]))
    )
    if is_missing(row["rank_change"]):
        return place
    change = int(row["rank_change"])
    said = w.same if not change else w.up if change > 0 else w.down
    return f"{place} {said.format(n=abs(change))}"
