"""A small site behind the gate, over a real store: what is behind says who was let in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from access import door, passwords
from access.identity import HEADER, Identity
from access.settings import settings
from store import Actor, Desk, Store, open_store
from ui.talk import StreamlitTalk

PASSWORD = "A-long-pass-of-2017"
SECRET = passwords.hashed(PASSWORD)
AT = dt.datetime(2017, 8, 2, 9, 0, tzinfo=dt.UTC)
ADDRESS = "http://board.test"


def _said(headers: Any) -> dict[str, Any]:
    found = Identity.read(headers.get(HEADER.decode(), ""))
    known = {} if found is None else {"name": found.name, "role": found.role, "units": sorted(found.units)}
    return known | {"headers": sorted(set(headers) & {"x-user", "x-role", "x-units", "x-proxy-secret", "origin"})}


async def who(request: Request) -> JSONResponse:
    return JSONResponse(_said(request.headers))


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    async for said in socket.iter_bytes():
        await socket.send_bytes(said)


def site(environment: Mapping[str, str], store: Store | None = None, **client: Any) -> TestClient:
    """A browser before the gate of an environment."""
    told = settings({"ALLOWED_HOSTS": "board.test", "COOKIE_SECRET": "k" * 40, **environment})
    parts = door.door(told, lambda: store or open_store("sqlite://"), StreamlitTalk())
    inside = [*parts.routes, WebSocketRoute("/_stcore/stream", stream), Route("/{path:path}", who)]
    app = Starlette(routes=inside, middleware=[Middleware(parts.gate)])
    return TestClient(app, base_url=ADDRESS, follow_redirects=False, client=("10.0.0.7", 5000), **client)


def accounts(store: Store) -> Desk:
    """A desk of the office, and an account of each kind that is asked for here."""
    office = Desk(store, Actor("tools.account", "admin"))
    for name, role, units in (("主管", "admin", ()), ("统计岗", "analyst", ("招商局",)), ("看板", "viewer", ())):
        office.make_account(name, role, units, SECRET, at=AT)
    return office


def sign_in(browser: TestClient, name: str, password: str = PASSWORD, **more: str) -> Any:
    """The answer to a sign-in; the browser keeps the cookie."""
    return browser.post("/sign-in", data={"name": name, "password": password, **more})
