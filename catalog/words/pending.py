"""What waits for a decision: ``catalog/wording/pending.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class PendingWords(Declared, frozen=True):
    """The whole of ``wording/pending.toml``."""

    asks: tuple[str, ...]
    clause_ends: str
    clauses_apart: str
    nothing_asked: str
    title: str
    none: str
    settled: str
    extension: str
    opinion: str
    sources: dict[str, str]
    acts: dict[str, str]
    counted: dict[str, str]
    turns: dict[str, str]


@cache
def pending_words() -> PendingWords:
    """What ``catalog/wording/pending.toml`` declares."""
    return made((HERE / "wording/pending.toml").read_text("utf-8"), PendingWords, file="wording/pending.toml")
