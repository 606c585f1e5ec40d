"""Signing-year cohorts: of the projects signed in a year, how many went on to register, build and produce."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from catalog.numbers import rate as percent
from catalog.stages import stage_word
from catalog.text import is_missing
from catalog.words.charts import chart_words
from charts.heat import BARE
from charts.marks import bars, bold, linked, row_axis, told, words
from charts.theme import Look, figure, tokens

STEPS = ("signed", "registered", "started", "producing")


def cohorts(table: pd.DataFrame, look: Look, *, height: int = 260) -> go.Figure:
    """One column of bars a step, one row a signing year; each bar against the number signed that year, n shown.

    ``table``: cohort, n_signed, n_registered, n_started, n_producing (counts); href_signed … (may be lacking): where
    each count leads.
    """
    t, n = tokens(look), len(table)
    y, wide = list(range(n)), 1 / len(STEPS)
    traces, layout = [], {}
    for k, stage in enumerate(STEPS):
        axis = f"x{k + 1}"
        shares = [_share(row[f"n_{stage}"], row["n_signed"]) for row in table.to_dict("records")]
        texts = [
            linked(_text(row[f"n_{stage}"], share, k), row.get(f"href_{stage}"), t.ink)
            for row, share in zip(table.to_dict("records"), shares, strict=True)
        ]
        traces += [
            bars([1.0] * n, y, t.track, 0.5, xaxis=axis),
            bars(shares, y, t.brand if k == 0 else t.bar, 0.5, xaxis=axis, **_told(table, stage, shares, k)),
            words([0.03] * n, [i - 0.38 for i in y], texts, t.ink, xaxis=axis),
            words([0.0], [-0.95], [stage_word(stage)], t.ink3, xaxis=axis),
        ]
        layout[f"xaxis{k + 1}"] = {"domain": [k * wide, (k + 1) * wide - 0.02], "range": [0, 1.02], "visible": False}
    names = [_name(cohort) for cohort in table["cohort"]]
    rows_axis = row_axis(n, [bold(name) for name in names], pad=0.5) | {"range": [n - 0.55, -1.25]}
    margin = {"l": look.text * 4.6, "r": 2, "t": 2, "b": 2}
    return figure(traces, look, height=height, barmode="overlay", yaxis=rows_axis, margin=margin, **layout)


def _told(table: pd.DataFrame, stage: str, shares: list[float | None], k: int) -> dict[str, Any]:
    """What a bar says and where it leads."""
    rows = table.to_dict("records")
    said = [
        chart_words().cohorts.said.format(
            year=_name(row["cohort"]), stage=stage_word(stage),
            text=BARE.sub("", _text(row[f"n_{stage}"], share, k)),
        )
        for row, share in zip(rows, shares, strict=True)
    ]  # fmt: skip
    return told(said, [row.get(f"href_{stage}", "") for row in rows])


def _name(cohort: object) -> str:
    text = str(cohort)
    return chart_words().cohorts.year.format(year=text) if text.isdigit() else text


def _share(count: Any, signed: Any) -> float | None:
    if is_missing(count) or is_missing(signed) or not signed:
        return None
    return float(count) / float(signed)


def _text(count: Any, share: float | None, k: int) -> str:
    if is_missing(count):
        return chart_words().heat.none
    shown = bold(chart_words().cohorts.still.format(n=int(count)))
    return shown if k == 0 or share is None else f"{shown} {percent(share, 0)}"
