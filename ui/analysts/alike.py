"""Several messages alike are one: each reason once, with whom or what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ui.escape import md

SHOWN = 8


def say(show: Callable[..., Any], found: Iterable[tuple[str, str]], *, icon: str, tail: str = "") -> None:
    """Show ``(about what, why)`` pairs with one of Streamlit's messages (``show``), alike ones together.

    ``tail``: what is to be done, said once.
    """
    by_reason: dict[str, list[str]] = {}
    for about, why in found:
        by_reason.setdefault(why, []).append(about)
    if not by_reason:
        return
    lines = [f"{_listed(about)}：{why}" if any(about) else why for why, about in by_reason.items()]
    if len(lines) == 1:
        show(md(f"{lines[0]}{tail}"), icon=icon)
        return
    show("\n".join([*([f"{md(tail)}\n"] if tail else []), *(f"- {md(line)}" for line in lines)]), icon=icon)


def _listed(about: list[str]) -> str:
    more = f"等 {len(about)} 份" if len(about) > SHOWN else ""
    return "、".join(about[:SHOWN]) + more
