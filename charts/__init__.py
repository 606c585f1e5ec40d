"""Frames in, Plotly figures out: every look comes from ``charts.theme``, every word from ``catalog/wording/charts.toml``."""

from charts.theme import Look, Tokens, tokens

__all__ = ["Look", "Tokens", "tokens"]
