"""A reader of the served dashboard: signs in as people do, and speaks with Streamlit over its websocket."""

from __future__ import annotations

import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

STREAM = "/_stcore/stream"


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_ASKS = urllib.request.build_opener(_Stays)


def asked(
    address: str, path: str, *, cookie: str = "", method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer; redirections are not followed. ``headers``: "_" stands for "-"."""
    request = urllib.request.Request(f"{address}{path}", data=body, method=method)
    for name, value in {"Cookie": cookie, **headers}.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with _ASKS.open(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()


def signed_in(address: str, name: str, password: str) -> str:
    """The cookie of a new sign-in."""
    form = urlencode({"name": name, "password": password}).encode()
    status, headers, _ = asked(address, "/sign-in", method="POST", body=form)
    assert status == 303, status
    return headers["set-cookie"].partition(";")[0]


@dataclass
class Run:
    """What one run of the script told the browser."""

    session: str = ""
    pages: dict[str, str] = field(default_factory=dict)  # address -> hash
    shown: str = ""  # the address of the page that ran
    not_found: bool = False
    fragments: list[str] = field(default_factory=list)
    text: bytes = b""


class Reader:
    """One open page."""

    def __init__(self, address: str, cookie: str = "", *, session: str = "", origin: str | None = None) -> None:
        self._open = ExitStack()
        opening = connect(
            f"{address.replace('http', 'ws')}{STREAM}",
            subprotocols=["streamlit", *(["-", session] if session else [])],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie} if cookie else {},
            origin=address if origin is None else origin,  # type: ignore[arg-type]
            max_size=2**26,
            open_timeout=20,
        )
        self.line: ClientConnection = self._open.enter_context(opening)

    def run(self, page: str = "", query: str = "", **asked: Any) -> Run:
        """Let the script run for a page (its address) and read until it has finished."""
        wish = BackMsg()
        wish.rerun_script.query_string = query
        wish.rerun_script.page_name = page
        for name, value in asked.items():
            setattr(wish.rerun_script, name, value)
        self.line.send(wish.SerializeToString())
        found = Run()
        while True:
            said: Any = ForwardMsg()
            raw = self.line.recv(timeout=60)
            assert isinstance(raw, bytes)
            said.ParseFromString(raw)
            found.text += raw
            kind = said.WhichOneof("type")
            if kind == "new_session":
                found.session = said.new_session.initialize.session_id
            elif kind == "navigation":
                found.pages = {one.url_pathname: one.page_script_hash for one in said.navigation.app_pages}
                hashes = {one.page_script_hash: one.url_pathname for one in said.navigation.app_pages}
                found.shown = hashes.get(said.navigation.page_script_hash, "?")
            elif kind == "page_not_found":
                found.not_found = True
            elif kind == "delta" and said.delta.fragment_id and said.delta.fragment_id not in found.fragments:
                found.fragments.append(said.delta.fragment_id)
            elif kind == "script_finished":
                return found

    def say(self, message: BackMsg) -> None:
        """Send a message of the browser."""
        self.line.send(message.SerializeToString())

    def is_closed_within(self, seconds: float) -> bool:
        """Whether the server closes the line before so many seconds of silence have passed."""
        try:
            while True:
                self.line.recv(timeout=seconds)
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False

    def close(self) -> None:
        """Leave."""
        self._open.close()


def is_turned_away(address: str, cookie: str = "", **named: Any) -> bool:
    """Whether a websocket is refused before it opens."""
    try:
        Reader(address, cookie, **named).close()
    except InvalidStatus:
        return True
    return False
