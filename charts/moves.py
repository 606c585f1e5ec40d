"""What moved between two periods: stages on the left as they were, on the right as they are."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from catalog.stages import stage_word
from catalog.words.charts import chart_words
from charts.marks import linked
from charts.theme import Look, figure, tokens


def moves(
    flows: pd.DataFrame, look: Look, *, order: list[str], hrefs: Mapping[tuple[str, str], str] | None = None,
    flow_hrefs: Mapping[tuple[str, str], str] | None = None, height: int = 300,
) -> go.Figure:  # fmt: skip
    """A flow diagram: green forward, red backward, grey unmoved.

    Args:
        flows: source, target (stages, "new", "vanished"), n, kind ("forward" | "back" | "same" | "new" | "stopped" …).
        order: stage names from first to last, "new" first; decides the order on both sides.
        hrefs: where the count of a (side, stage) leads, the side being "source" or "target".
        flow_hrefs: where the count of a flow (source, target) leads.
        height: px.
    """
    t = tokens(look)
    tints = {"forward": t.lamp("on_track").fill, "new": t.lamp("on_track").fill, "back": t.lamp("behind").fill}
    flows = flows[flows["n"] > 0]
    left, right = _side(flows, "source", order), _side(flows, "target", order)
    index = {("left", s): i for i, s in enumerate(left)} | {("right", s): len(left) + i for i, s in enumerate(right)}
    ends = [("source", s) for s in left] + [("target", s) for s in right]
    names = [linked(_named(flows, *end), (hrefs or {}).get(end), t.ink) for end in ends]
    link = {
        "source": [index["left", s] for s in flows["source"]],
        "target": [index["right", s] for s in flows["target"]],
        "value": flows["n"].tolist(),
        "color": [_clear(tints.get(kind, t.ink3), 0.6 if kind in tints else 0.22) for kind in flows["kind"]],
        "hoverinfo": "none",
        "customdata": _flows_told(flows, flow_hrefs or {}),
    }
    node = {"label": names, "color": t.bar, "pad": 12, "thickness": 12, "line": {"width": 0}, "hoverinfo": "none",
            "customdata": [[_named(flows, *end), (hrefs or {}).get(end, "")] for end in ends]}  # fmt: skip
    sankey = go.Sankey(
        arrangement="fixed",
        node=node | _spots(flows, left, right),
        link=link,
        textfont={"color": t.ink, "size": min(look.text, 16)},
    )
    return figure([sankey], look, height=height, margin={"l": 2, "r": 2, "t": look.text * 0.7, "b": look.text * 0.7})


def _flows_told(flows: pd.DataFrame, hrefs: Mapping[tuple[str, str], str]) -> list[list[str]]:
    """What each flow says and where it leads: a flow diagram has no other place for it."""
    said = chart_words().moves.said
    return [
        [said.format(source=stage_word(source), target=stage_word(target), n=n), hrefs.get((source, target), "")]
        for source, target, n in zip(flows["source"], flows["target"], flows["n"], strict=True)
    ]


def _side(flows: pd.DataFrame, column: str, order: list[str]) -> list[str]:
    present = set(flows[column])
    return [s for s in order if s in present] + sorted(present - set(order))


def _named(flows: pd.DataFrame, column: str, stage: str) -> str:
    return f"{stage_word(stage)} {int(flows.loc[flows[column] == stage, 'n'].sum())}"


def _spots(flows: pd.DataFrame, left: list[str], right: list[str]) -> dict[str, list[float]]:
    ys = _stack(flows, "source", left) + _stack(flows, "target", right)
    return {"x": [0.001] * len(left) + [0.999] * len(right), "y": ys}


def _stack(flows: pd.DataFrame, column: str, stages: list[str]) -> list[float]:
    """Mid-heights of the nodes when they are stacked in order with an even gap: what "fixed" wants."""
    sizes = [float(flows.loc[flows[column] == s, "n"].sum()) for s in stages]
    gap, at, spots = 0.04, 0.0, []
    scale = (1 - gap * (len(stages) - 1)) / max(sum(sizes), 1)
    for size in sizes:
        spots.append(min(0.999, max(0.001, at + size * scale / 2)))
        at += size * scale + gap
    return spots


def _clear(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
