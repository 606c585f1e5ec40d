"""The door put together: a gate for every request, and the pages it leads to, as the settings say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from starlette.routing import Route

from access import provider
from access.gate import Gate, Talk
from access.pages import Door
from access.sessions import Sessions
from access.settings import Settings
from store import Store


@dataclass(frozen=True, slots=True)
class Parts:
    """``gate(app)`` is the middleware; ``routes`` its own pages."""

    gate: Callable[[Any], Gate]
    routes: list[Route]


def door(settings: Settings, store: Callable[[], Store], talk: Talk) -> Parts:
    """Put the door together; the store is opened only where sign-ins are kept in it."""

    @cache
    def sessions() -> Sessions:
        return Sessions(store(), settings)

    signed_in = settings.mode in ("accounts", "oidc")

    def gate(app: Any) -> Gate:
        return Gate(app, settings, sessions() if signed_in else None, talk)

    if not signed_in:
        return Parts(gate, [])
    routes = Door(store(), settings, sessions()).routes()
    return Parts(gate, [*routes, *provider.routes(store(), settings, sessions())])
