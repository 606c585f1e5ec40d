"""How figures are written: ``catalog/wording/numbers.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Money(Declared, frozen=True):
    """``[money]``."""

    small: str
    large: str


class Nothing(Declared, frozen=True):
    """``[nothing]``."""

    ways: tuple[tuple[str, ...], ...]
    parts: str
    empty: str


class NumberWords(Declared, frozen=True):
    """The whole of ``wording/numbers.toml``."""

    missing: str
    day: str
    day_of_year: str
    period: str
    money: Money
    nothing: Nothing


@cache
def number_words() -> NumberWords:
    """What ``catalog/wording/numbers.toml`` declares."""
    return made((HERE / "wording/numbers.toml").read_text("utf-8"), NumberWords, file="wording/numbers.toml")
