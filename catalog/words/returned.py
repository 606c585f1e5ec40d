"""What a department is sent with a returned file: ``catalog/wording/returned.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class ReturnedWords(Declared, frozen=True):
    """The whole of ``wording/returned.toml``."""

    title: str
    reason: str
    ask: str
    ask_none: str
    line: str
    line_whole: str
    empty: str
    list: str
    heads: tuple[str, ...]


@cache
def returned_words() -> ReturnedWords:
    """What ``catalog/wording/returned.toml`` declares."""
    return made((HERE / "wording/returned.toml").read_text("utf-8"), ReturnedWords, file="wording/returned.toml")
