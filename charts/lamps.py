"""Who answers for what: one mark an item, sorted by red then amber, a row a leader or a unit."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.lamps import glyph
from catalog.text import shorten
from catalog.words.charts import chart_words
from charts.marks import bold, linked, row_axis, safe, told, words
from charts.theme import Look, figure, tokens

SYMBOLS = {
    "behind": "triangle-up",
    "warning": "diamond",
    "on_track": "circle",
    "done": "square",
    "not_started": "circle-open",
    "no_report": "square-open",
    "not_measurable": "line-ew-open",
}
ROW_PX = 34


def lamps(
    groups: pd.DataFrame, look: Look, *, height: int | None = None, row_px: int = ROW_PX, most: int = 0
) -> go.Figure:
    """One row a leader or unit in the given order. ``groups``: name, lights (list of lamps, most pressing first), n,
    n_behind, n_warning; href, href_behind, href_warning (may be lacking): where these counts lead; said, hrefs (lists
    as long as lights; may be lacking): what each mark says and where it leads. ``most``: the most marks a row of the
    panels beside it has, so that marks are of one size in all of them."""
    t, n = tokens(look), len(groups)
    width = max(8, most, int(groups["n"].max()))
    y, step = list(range(n)), width * 0.085
    rows = groups.to_dict("records")
    traces = [
        _dots(groups, look, width),
        words([width + step] * n, y, [_tally(r, "behind", look) for r in rows], t.lamp("behind").text),
        words([width + step * 2.4] * n, y, [_tally(r, "warning", look) for r in rows], t.lamp("warning").text),
        words([width + step * 3.8] * n, y, [_total(r, look) for r in rows], t.ink3),
    ]
    names = [safe(shorten(name, 14)) for name in groups["name"]]
    longest = max((len(name) for name in names), default=4)
    return figure(
        traces,
        look,
        height=height or n * row_px + 24,
        xaxis={"range": [-0.6, width + step * 5.2], "showticklabels": False},
        yaxis=row_axis(n, names),
        margin={"l": look.text * (longest + 1), "r": 4, "t": 4, "b": 4},
    )


def _dots(groups: pd.DataFrame, look: Look, width: int) -> go.Scatter:
    spots = [(i, k, light) for i, lights in enumerate(groups["lights"]) for k, light in enumerate(lights)]
    said, hrefs = (list(chain(*groups[name])) if name in groups else [] for name in ("said", "hrefs"))
    fills = [tokens(look).lamp(light).fill for _, _, light in spots]
    marker = {
        "symbol": [SYMBOLS[light] for _, _, light in spots],
        # Half a desk screen holds about 600 px of marks; they must not touch.
        "size": min(look.text - 1, max(5, int(600 / (width * 1.45) * 0.82))),
        "color": fills,
        "line": {"width": 1.5, "color": fills},
    }
    return go.Scatter(
        x=[k for _, k, _ in spots], y=[i for i, _, _ in spots], mode="markers", marker=marker, hoverinfo="skip",
        **told(said, hrefs),
    )  # fmt: skip


def _tally(row: dict[str, Any], light: str, look: Look) -> str:
    count = row[f"n_{light}"]
    text = bold(f"{glyph(light)} {count}") if count else ""
    return linked(text, row.get(f"href_{light}") if count else "", tokens(look).lamp(light).text)


def _total(row: dict[str, Any], look: Look) -> str:
    return linked(chart_words().lamps.total.format(n=row["n"]), row.get("href"), tokens(look).ink3)
