"""The sentence and version of each rule, as screens print them beside a number."""

from __future__ import annotations

from catalog import declared


def sentence(name: str) -> str:
    """The sentence of a section of catalog/rules.toml: time_progress, lights, rollup, pipeline, ranking, forecast …"""
    return declared("rules")[name]["sentence"]


def version(name: str) -> str:
    """The version of that rule section."""
    return declared("rules")[name]["version"]
