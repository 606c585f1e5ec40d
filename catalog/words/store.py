"""What the store says to people: ``catalog/wording/store.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class StoreWords(Declared, frozen=True):
    """The whole of ``wording/store.toml``."""

    local_actor: str
    list_separator: str
    notice_number: str
    roles: dict[str, str]
    actions: dict[str, str]
    states: dict[str, str]
    ledger: dict[str, str]
    refused: dict[str, str]


@cache
def store_words() -> StoreWords:
    """What ``catalog/wording/store.toml`` declares."""
    return made((HERE / "wording/store.toml").read_text("utf-8"), StoreWords, file="wording/store.toml")
