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
from access.words import words
from store import Store
from store.accounts import records


@dataclass(frozen=True, slots=True)
class Parts:
    """``gate(app)`` is the middleware; ``routes`` its own pages; ``missing()``: what is to be done before anybody can
    come in, in a sentence, "" where nothing is."""

    gate: Callable[[Any], Gate]
    routes: list[Route]
    missing: Callable[[], str] = str


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
    said = words().start.no_accounts if settings.mode == "accounts" else ""
    return Parts(
        gate, [*routes, *provider.routes(store(), settings, sessions())], lambda: "" if _has_admin(store()) else said
    )


def _has_admin(store: Store) -> bool:
    with store.database.reading() as connection:
        return records.active_admins(connection) > 0
