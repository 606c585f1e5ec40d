"""What the readers of files know and say: ``catalog/containers.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Containers(Declared, frozen=True):
    """The whole of ``containers.toml``."""

    calculating_applications: tuple[str, ...]
    pretending_applications: tuple[str, ...]
    never_kept: tuple[str, ...]
    rubbish: tuple[str, ...]
    picture_places: dict[str, str]
    builtin_formats: dict[str, str]
    unreadable: dict[str, str]


@cache
def containers() -> Containers:
    """What ``catalog/containers.toml`` declares."""
    return made((HERE / "containers.toml").read_text("utf-8"), Containers, file="containers.toml")
