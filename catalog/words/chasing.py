"""The reminder for reports that have not come: ``catalog/wording/chasing.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class ChasingWords(Declared, frozen=True):
    """The whole of ``wording/chasing.toml``."""

    title: str
    to_unit: str
    to_post: str
    to_all: str
    body: str
    heads: tuple[str, ...]
    due: str
    post: str
    closing: str
    line: str
    late: str


@cache
def chasing_words() -> ChasingWords:
    """What ``catalog/wording/chasing.toml`` declares."""
    return made((HERE / "wording/chasing.toml").read_text("utf-8"), ChasingWords, file="wording/chasing.toml")
