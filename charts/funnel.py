"""The project funnel as left-aligned bars: reached (pale), here now (dark), overdue (hatched), and conversion."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.numbers import money
from catalog.numbers import rate as percent
from catalog.text import is_missing
from catalog.words.charts import chart_words
from charts.marks import bars, linked, row_axis, told, words
from charts.theme import Look, figure, tokens

# The lamp in whose colour each kind of late is drawn.
LATE = {"over_limit": "warning", "overdue": "behind"}


def funnel(stages: pd.DataFrame, look: Look, *, named: str, height: int = 300, late: str = "over_limit") -> go.Figure:
    """One row a stage in its order.

    ``stages``: reached, now, overdue (counts), conversion (reached by reached of the stage before; NaN for none); where
    stages hold money, amount (ten-thousands or NaN), amount_n (how many of those here now give it) and amount_word
    (which kind of money that is). ``named``: the column that says a stage in words.
    ``late``: what the overdue ones are, ``over_limit`` (beyond the days the stage may take: amber) or ``overdue`` (past
    a deadline: red). href_now, href_overdue, href_amount and
    href_conversion (may be lacking): where these figures lead. Where rows are too low for two lines of text the
    conversions are left out.
    """
    t, n = tokens(look), len(stages)
    y = list(range(n))
    reached, now, past = (stages[name].tolist() for name in ("reached", "now", "overdue"))
    top = float(max([1, *reached]))
    hatch = {
        "pattern": {
            "shape": "/",
            "size": 7,
            "solidity": 0.25,
            "fgcolor": t.lamp(LATE[late]).text,
            "bgcolor": t.lamp(LATE[late]).fill,
        }
    }
    ends = [max(r, m) for r, m in zip(reached, now, strict=True)]
    names = [str(name) for name in stages[named]]
    labels = [_label(r, look, late) for r in stages.itertuples()]
    # The bars give way, never the words behind them.
    beside = look.text * max(map(_wide, labels)) + 8
    thick = 0.6 if n <= 6 else 0.52
    traces: list[Any] = [
        bars(reached, y, t.track, thick),
        bars(now, y, t.brand, thick, **_told(stages, named)),
        bars(
            past,
            y,
            t.lamp(LATE[late]).fill,
            thick,
            base=[m - o for m, o in zip(now, past, strict=True)],
            marker=hatch,
            **_told(stages, named, late),
        ),
        words([e + top * 0.012 for e in ends], y, labels, t.ink),
        *([_conversions(stages, look)] if height >= n * look.text * 2 else []),
    ]
    return figure(
        traces,
        look,
        height=height,
        barmode="overlay",
        xaxis={"range": [0, top * 1.05], "showticklabels": False},
        yaxis=row_axis(n, names, pad=0.5) | {"range": [n - 0.4, -0.5]},
        margin={"l": look.text * max(map(len, names)) + 12, "r": beside, "t": 2, "b": 2},
    )


def _wide(label: str) -> float:
    """How wide a label is in sizes of its text, without its markup."""
    return sum(1.02 if ord(c) >= 0x2000 else 0.6 for c in re.sub("<[^>]*>", "", label))


def _told(stages: pd.DataFrame, named: str, late: str = "") -> dict[str, Any]:
    """What the bar of those here now, or of the ``late`` ones among them, says and where it leads."""
    w = chart_words().funnel
    said = [
        "" if late and not r["overdue"] else (w.said_late if late else w.said).format(
            stage=r[named], now=r["now"], reached=r["reached"],
            late=_late(late).format(n=r["overdue"]) if late else "",
        )
        for r in stages.to_dict("records")
    ]  # fmt: skip
    where = "href_overdue" if late else "href_now"
    return told(said, stages[where].tolist() if where in stages else ())


def _late(kind: str) -> str:
    """What is said of those here too long, or past their deadline."""
    return chart_words().funnel.overdue if kind == "overdue" else chart_words().funnel.over_limit


def _label(row: Any, look: Look, kind: str) -> str:
    w, t = chart_words().funnel, tokens(look)
    now = linked(w.label_no_amount.format(now=row.now), getattr(row, "href_now", ""), t.ink)
    text = now + linked(_amount(row), getattr(row, "href_amount", ""), t.ink)
    if not row.overdue:
        return text
    ink = t.lamp(LATE[kind]).text
    late = linked(_late(kind).format(n=row.overdue), getattr(row, "href_overdue", ""), ink)
    return f"{text} <span style='color:{ink}'>{late}</span>"


def _amount(row: Any) -> str:
    """The money of those here now; "" where the stage holds none."""
    if is_missing(getattr(row, "amount", None)):
        return ""
    w = chart_words().funnel
    some = w.amount if row.amount_n == row.now else w.amount_of_some
    return some.format(kind=row.amount_word, amount=money(row.amount), n=row.amount_n)


def _conversions(stages: pd.DataFrame, look: Look) -> go.Scatter:
    ink, text = tokens(look).ink3, chart_words().funnel.conversion
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
