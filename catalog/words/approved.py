"""The words officials use, and those never printed for them: ``catalog/wording/approved.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Words(Declared, frozen=True):
    """``[words]``."""

    say: str
    never: tuple[str, ...]


class Approved(Declared, frozen=True):
    """The whole of ``wording/approved.toml``."""

    words: tuple[Words, ...]
    patterns: dict[str, str]


@cache
def approved() -> Approved:
    """What ``catalog/wording/approved.toml`` declares."""
    return made((HERE / "wording/approved.toml").read_text("utf-8"), Approved, file="wording/approved.toml")
