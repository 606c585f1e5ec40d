"""The sentence and version of each rule, as screens print them beside a number."""

from __future__ import annotations

from catalog.book import book


def sentence(name: str) -> str:
    """The sentence of a rule of the book: time_progress, lights, rollup, pipeline, ranking, forecast …"""
    return book().rules.named(name).said


def version(name: str) -> str:
    """The version of that rule section."""
    return book().rules.named(name).version
