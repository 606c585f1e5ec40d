"""The project funnel as left-aligned bars: reached (pale), here now (dark), overdue (hatched), and conversion."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.stages import stage_word
from charts.marks import bars, linked, row_axis, words
from charts.theme import Look, figure, tokens
from charts.wording import WORDS, is_missing, money, percent


def funnel(stages: pd.DataFrame, look: Look, *, height: int = 300, room: float = 1.5) -> go.Figure:
    """One row a stage in its order.

    ``stages``: stage, reached, now, overdue (counts), conversion (reached by reached of the stage before; NaN for
    none), amount (ten-thousands or NaN), amount_n (how many of those here now give it) and amount_word (which kind of
    money that is). ``room``: width of the picture
    in lengths of the longest bar; what is over one is for the labels. href_now, href_overdue, href_amount and
    href_conversion (may be lacking): where these figures lead. Where rows are too low for two lines of text the
    conversions are left out.
    """
    t, n = tokens(look), len(stages)
    y = list(range(n))
    reached, now, late = (stages[name].tolist() for name in ("reached", "now", "overdue"))
    top = float(max([1, *reached]))
    hatch = {
        "pattern": {
            "shape": "/",
            "size": 7,
            "solidity": 0.25,
            "fgcolor": t.lamp("warning").text,
            "bgcolor": t.lamp("warning").fill,
        }
    }
    ends = [max(r, m) for r, m in zip(reached, now, strict=True)]
    names = [stage_word(s) for s in stages["stage"]]
    thick = 0.6 if n <= 6 else 0.52
    traces: list[Any] = [
        bars(reached, y, t.track, thick),
        bars(now, y, t.brand, thick),
        bars(
            late, y, t.lamp("warning").fill, thick, base=[m - o for m, o in zip(now, late, strict=True)], marker=hatch
        ),
        words([e + top * 0.012 for e in ends], y, [_label(r, look) for r in stages.itertuples()], t.ink),
        *([_conversions(stages, look)] if height >= n * look.text * 2 else []),
    ]
    return figure(
        traces,
        look,
        height=height,
        barmode="overlay",
        xaxis={"range": [0, top * room], "showticklabels": False},
        yaxis=row_axis(n, names, pad=0.5) | {"range": [n - 0.4, -0.5]},
        margin={"l": look.text * max(map(len, names)) + 12, "r": 4, "t": 2, "b": 2},
    )


def _label(row: Any, look: Look) -> str:
    w, t = WORDS["funnel"], tokens(look)
    now = linked(w["label_no_amount"].format(now=row.now), getattr(row, "href_now", ""), t.ink)
    some = w["amount" if row.amount_n == row.now else "amount_of_some"]
    kind = "" if is_missing(row.amount) else some.format(kind=row.amount_word, amount=money(row.amount), n=row.amount_n)
    text = now + linked(kind, getattr(row, "href_amount", ""), t.ink) if kind else now
    if not row.overdue:
        return text
    ink = t.lamp("warning").text
    late = linked(w["late"].format(overdue=row.overdue), getattr(row, "href_overdue", ""), ink)
    return f"{text} <span style='color:{ink}'>{late}</span>"


def _conversions(stages: pd.DataFrame, look: Look) -> go.Scatter:
    ink, text = tokens(look).ink3, WORDS["funnel"]["conversion"]
    rates = [(i, row) for i, row in enumerate(stages.to_dict("records")) if i and not is_missing(row["conversion"])]
    names = [
        linked(text.format(rate=percent(row["conversion"], 0)), row.get("href_conversion"), ink) for _, row in rates
    ]
    return words(
        [0] * len(rates),
        [i - 0.5 for i, _ in rates],
        names,
        ink,
        size=12 if len(stages) > 6 else look.text - 2,
    )
