"""What lit a lamp, in words: ``catalog/wording/lamps.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class LampWords(Declared, frozen=True):
    """The whole of ``wording/lamps.toml``."""

    late: str
    due_today: str
    by_status: str
    idle: str
    unanswered: str
    returned: str
    soon: str
    beside: str
    standstill: str
    by_paper: str
    by_nobody: str
    lifecycle: dict[str, str]
    late_of: dict[str, str]


@cache
def lamp_words() -> LampWords:
    """What ``catalog/wording/lamps.toml`` declares."""
    return made((HERE / "wording/lamps.toml").read_text("utf-8"), LampWords, file="wording/lamps.toml")
