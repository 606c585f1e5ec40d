"""A gate as each mode builds it, before an app that says what reached it; accounts of every role in a store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from access import door, passwords
from access.identity import HEADER, IN_SCOPE, Identity
from access.settings import settings
from catalog.access import access
from store import Desk, Store, local_actor, open_store
from ui.talk import StreamlitTalk

PASSWORD = "a long enough one"
UNITS = {"reporter": ["教育局"], "analyst": ["教育局", "建设局"]}
HOST = "127.0.0.1:8501"


@cache
def secret() -> str:
    return passwords.hashed(PASSWORD)


@pytest.fixture(scope="session")
def with_accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file with one account a role, each named like its role; made once, to be copied."""
    path = tmp_path_factory.mktemp("accounts") / "store.db"
    opened = open_store(f"sqlite:///{path}")
    desk = Desk(opened, local_actor())
    for role in access().roles:
        desk.make_account(role, role, UNITS.get(role, []), secret(), at="2017-08-01T09:00:00")
    opened.database.close()
    return path


@pytest.fixture
def store(with_accounts: Path, tmp_path: Path) -> Store:
    """A store of the test's own with one account a role."""
    return open_store(f"sqlite:///{shutil.copy(with_accounts, tmp_path / 'store.db')}")


# A body that the inside refuses, with the status it names.
REFUSED = (b"400", b"403", b"413", b"500")


async def _reached(request: Request) -> JSONResponse:
    body = await request.body()
    if body in REFUSED:
        raise HTTPException(int(body), "in English, for developers")
    who: Identity | None = request.scope.get(IN_SCOPE)
    told = who and {"name": who.name, "role": who.role, "units": sorted(who.units)}
    headers = request.headers.getlist(HEADER.decode())
    return JSONResponse({"identity": told, "told": headers, "bytes": len(body), "path": request.url.path})


def announcing(session: str) -> bytes:
    message = ForwardMsg()
    message.new_session.initialize.session_id = session
    return message.SerializeToString()


async def _stream(websocket: WebSocket) -> None:
    """Streamlit as the gate sees it: takes the protocol, announces a session, tells of the file that a message names,
    answers any other with its length."""
    await websocket.accept(subprotocol="streamlit")
    asked = websocket.headers.get("sec-websocket-protocol", "").split(",")
    await websocket.send_bytes(announcing(asked[2].strip() if len(asked) > 2 else "session-1"))
    async for message in websocket.iter_bytes():
        told = (
            websocket.send_bytes(message) if message.startswith(b"/media/") else websocket.send_text(str(len(message)))
        )
        await told


INNER = [WebSocketRoute("/_stcore/stream", _stream)]
METHODS = ["GET", "PUT", "POST", "DELETE"]


@pytest.fixture
def opened(store: Store, tmp_path: Path) -> Callable[..., TestClient]:
    """A client of a dashboard in that mode; ``client``: the address it comes from."""

    def make(mode: str, client: tuple[str, int] = ("10.0.0.9", 5000), **environment: str) -> TestClient:
        known = settings({"ACCESS_MODE": mode, "COOKIE_SECRET": "k" * 40, **environment})
        parts = door.door(known, lambda: store, StreamlitTalk())
        routes = [*parts.routes, *INNER, Route("/{rest:path}", _reached, methods=METHODS)]
        return TestClient(
            parts.gate(Starlette(routes=routes)), base_url=f"http://{HOST}", client=client, follow_redirects=False
        )

    return make


@pytest.fixture
def signed_in(opened: Callable[..., TestClient]) -> Callable[[str], TestClient]:
    """A client that has signed in as the account of that role."""

    def make(role: str) -> TestClient:
        client = opened("accounts")
        answer: Any = client.post("/sign-in", data={"name": role, "password": PASSWORD})
        assert answer.status_code == 303
        return client

    return make
