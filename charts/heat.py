"""Tables whose cells are shaded: days in stage with the limit outlined, and industry by carrier."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.numbers import in_yi
from catalog.stages import stage_word
from catalog.text import is_missing, shorten
from catalog.words.charts import chart_words
from charts.marks import bold, linked, row_axis, safe, told
from charts.theme import Look, figure, ink_on, step, tokens

# Counts are shaded on a scale that reaches at least so far: one project is never the darkest cell.
FEW = 10.0
BARE = re.compile("</?b>")
# A cell's lines, each with where it leads.
Lines = list[tuple[str, str]]


def ageing(
    table: pd.DataFrame, look: Look, *, over: pd.DataFrame, hrefs: Mapping[Any, str] | None = None, height: int = 300
) -> go.Figure:
    """Counts by stage (rows) and days in stage (columns, already named); ``over`` (same shape): how many of them are
    beyond that stage's limit, whose cells are outlined; ``hrefs``: where the count of a (row, column) leads."""
    names, heads = [stage_word(str(s)) for s in table.index], [str(c) for c in table.columns]
    spots = [(i, j) for i in range(len(table)) for j in range(table.shape[1])]
    filled = [(i, j) for i, j in spots if table.iat[i, j]]
    lines = {
        (i, j): _late(table.iat[i, j], over.iat[i, j], (hrefs or {}).get((table.index[i], table.columns[j]), ""))
        for i, j in filled
    }
    outline = [_box(j, i, look) for i, j in filled if over.iat[i, j]]
    return _shaded(table, lines, names, heads, look, height, FEW, shapes=outline)


def _late(count: Any, over: Any, href: str) -> Lines:
    """The count of a cell; below it how many of them are late where it is not all of them."""
    number = (bold(f"{count:g}") if over else f"{count:g}", href)
    part = (chart_words().heat.part_late.format(late=int(over)), "")
    return [number, part] if 0 < over < count else [number]


def crosstab(
    amounts: pd.DataFrame, counts: pd.DataFrame, look: Look, *, hrefs: Mapping[Any, tuple[str, str]] | None = None,
    height: int = 300,
) -> go.Figure:  # fmt: skip
    """Amounts (ten-thousands, shaded, printed in hundred millions) with the number of projects below; an empty cell has
    neither. ``hrefs``: where the amount and the count of a (row, column) lead."""
    lines = {
        (i, j): _pair(amounts.iat[i, j], counts.iat[i, j], look, (hrefs or {}).get((row, column), ("", "")))
        for i, row in enumerate(amounts.index)
        for j, column in enumerate(amounts.columns)
    }
    heads = [_two_lines(str(c), look) for c in amounts.columns]
    return _shaded(amounts, lines, [safe(shorten(i, 6)) for i in amounts.index], heads, look, height)


def _pair(amount: Any, count: Any, look: Look, hrefs: tuple[str, str]) -> Lines:
    if is_missing(count) or not count:
        return [(chart_words().heat.none, "")]
    number = (chart_words().heat.count.format(n=int(count)), hrefs[1])
    if is_missing(amount):
        return [number]
    sum_ = (bold(in_yi(amount)), hrefs[0])
    return [sum_] if look.phone else [sum_, number]


def _two_lines(name: str, look: Look) -> str:
    if look.phone:
        return safe(name[:2])
    cut = len(name) - 3 if len(name) > 4 else len(name)
    return safe(name[:cut]) + (f"<br>{safe(name[cut:])}" if name[cut:] else "")


def _shaded(
    table: pd.DataFrame,
    lines: Mapping[tuple[int, int], Lines],
    rows: list[str],
    heads: list[str],
    look: Look,
    height: int,
    least: float = 0.0,
    **layout: Any,
) -> go.Figure:
    t, (n, m) = tokens(look), table.shape
    values = table.astype("float64")
    top = float(values.max().max()) if values.notna().any().any() else 0.0
    top = max(top, least)
    fills = [[t.paper2 if is_missing(v) or v == 0 else step(v, top, look) for v in row] for row in values.to_numpy()]
    spots = [(j, i) for i in range(n) for j in range(m)]
    inks = [ink_on(fills[i][j], look) for j, i in spots]
    said = [
        "<br>".join(linked(*line, ink) for line in lines.get((i, j), []))
        for (j, i), ink in zip(spots, inks, strict=True)
    ]
    traces = [
        go.Bar(x=[j for j, _ in spots], y=[0.96] * len(spots), base=[i - 0.48 for _, i in spots], width=0.98,
               marker={"color": [fills[i][j] for j, i in spots]}, hoverinfo="skip", **_told(lines, rows, heads, spots)),
        go.Scatter(x=[j for j, _ in spots], y=[i for _, i in spots], text=said, mode="text",
                   textfont={"color": inks, "size": max(look.text - 1, 12)},
                   hoverinfo="skip", cliponaxis=False),
    ]  # fmt: skip
    x = {"tickvals": list(range(m)), "ticktext": heads, "range": [-0.5, m - 0.5], "side": "top",
         "tickfont": {"size": max(look.text - 2, 12), "color": t.ink2}}  # fmt: skip
    longest = max((len(r) for r in rows), default=2)
    head = look.text * (2.9 if any("<br>" in h for h in heads) else 1.9)
    margin = {"l": look.text * (longest + 0.8), "r": 4, "t": head, "b": 2}
    return figure(traces, look, height=height, barmode="overlay", xaxis=x, yaxis=row_axis(n, rows, pad=0.5),
                  margin=margin, **layout)  # fmt: skip


def _told(
    lines: Mapping[tuple[int, int], Lines], rows: list[str], heads: list[str], spots: list[tuple[int, int]]
) -> dict[str, Any]:
    """What a cell says, under its row and column, and where its first figure leads."""
    cells = [lines.get((i, j), []) for j, i in spots]
    names = [f"{rows[i]} {heads[j]}".replace("<br>", "") for j, i in spots]
    said = [
        f"{name} {' '.join(BARE.sub('', text) for text, _ in c)}" if c else ""
        for name, c in zip(names, cells, strict=True)
    ]
    return told(said, [cell[0][1] if cell else "" for cell in cells])


def _box(x: int, y: int, look: Look) -> dict[str, Any]:
    line = {"width": 2, "color": tokens(look).lamp("warning").fill}
    return {"type": "rect", "x0": x - 0.45, "x1": x + 0.45, "y0": y - 0.43, "y1": y + 0.43, "line": line}
