"""What the server itself says to people: ``catalog/wording/serving.toml``."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Serving(Declared, frozen=True):
    """The sentences of the server, each for a person in a browser or before a terminal."""

    full_title: str
    full: str
    old_browser: str
    no_script: str
    not_ready: str
    for_operators: str
    office_zone: str


@cache
def words() -> Serving:
    """The declared sentences, typed."""
    path = HERE / "wording" / "serving.toml"
    return made(path.read_text("utf-8"), Serving, file=f"catalog/wording/{path.name}")
