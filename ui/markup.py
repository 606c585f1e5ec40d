"""Builds the HTML of what is not a chart. Every value is escaped here, so nothing a cell holds is ever obeyed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Markup made by this module: the only text that is not escaped again."""

    __slots__ = ()


def tag(name: str, *children: object, **attributes: object) -> Html:
    """An element. Children that are not :class:`Html` are escaped; ``class_`` is written ``class``; an attribute that
    is None or "" is left out."""
    inner = "".join(text(child) for child in children)
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    written = "".join(f' {key}="{escape(str(value))}"' for key, value in pairs if value not in (None, ""))
    return Html(f"<{name}{written}>{inner}</{name}>")


def join(parts: Iterable[object]) -> Html:
    """Many parts after one another, what is not markup escaped."""
    return Html("".join(text(part) for part in parts))


def text(value: object) -> str:
    """Markup as it is, anything else escaped; nothing for None."""
    if isinstance(value, Html):
        return value
    return "" if value is None else escape(str(value))
