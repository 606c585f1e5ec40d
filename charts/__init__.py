"""Frames in, Plotly figures out: looks come from ``charts.theme``, words from ``catalog/wording/charts.toml``."""

from charts.theme import Look, Tokens, tokens

__all__ = ["Look", "Tokens", "tokens"]
