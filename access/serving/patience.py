"""How long the server waits for whoever opens a connection and then says nothing, or half of it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds from the opening of a connection, or the end of an answer on it, to the end of the next request's headers.
HEADER_SECONDS = 20.0
# Seconds between two pieces of a body that was announced.
BODY_SECONDS = 30.0
# Bytes a second that a body must come to over all it is waited for, beyond those seconds: one that drips holds a place.
SLOWEST = 1000


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP protocol, which by itself waits for ever for the rest of a request's headers."""

    header_seconds = HEADER_SECONDS
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for headers as soon as somebody is there."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Stop waiting once a request is whole enough to be answered."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before or self.transport.get_protocol() is not self:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Wait again for the headers of the next request, of which a part may have come already."""
        answered = self.cycle
        super().on_response_complete()
        if self.cycle is answered:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timer with the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(self.header_seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class PatientBody:
    """ASGI middleware: a body that stops coming is as if its sender had gone."""

    def __init__(self, app: Any, seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass everything on; only what is still owed of an HTTP body is waited for with an end."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        whole, left = False, self._seconds

        async def next_piece() -> dict[str, Any]:
            nonlocal whole, left
            if whole:  # what is waited for now is the reader's leaving, and that may take as long as it likes
                return await receive()
            began = time.monotonic()
            try:
                message = await asyncio.wait_for(receive(), min(left, self._seconds))
            except TimeoutError:
                message = {"type": "http.disconnect"}
            left += len(message.get("body", b"")) / SLOWEST - (time.monotonic() - began)
            whole = not message.get("more_body", False)
            return message

        await self._app(scope, next_piece, send)
