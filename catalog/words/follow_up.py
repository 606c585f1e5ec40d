"""What became of what a meeting demanded: ``catalog/wording/follow_up.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class FollowUpWords(Declared, frozen=True):
    """The whole of ``wording/follow_up.toml``."""

    demand: str
    states: dict[str, str]


@cache
def follow_up_words() -> FollowUpWords:
    """What ``catalog/wording/follow_up.toml`` declares."""
    return made((HERE / "wording/follow_up.toml").read_text("utf-8"), FollowUpWords, file="wording/follow_up.toml")
