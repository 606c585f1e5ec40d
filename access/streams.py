"""What a reader's browser says over its websocket, heard for as long as the reader may be here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

POLICY_VIOLATION = 1008
# Seconds between two looks whether a silent reader may still be here; one who speaks is looked at before each word.
LOOK_SECONDS = 5.0


class Heard:
    """An ASGI ``receive``: ends with the socket, or when ``stays`` says no; leaves out what ``is_dropped``."""

    def __init__(
        self, receive: Any, send: Any, stays: Callable[[], Awaitable[bool]], is_dropped: Callable[[bytes], bool]
    ) -> None:
        self._receive, self._send, self._stays, self._is_dropped = receive, send, stays, is_dropped
        self._next: asyncio.Future[Any] | None = None

    async def __call__(self) -> Any:
        """The next message; a disconnection, and the socket closed, where the reader may not be here any more."""
        while True:
            self._next = self._next or asyncio.ensure_future(self._receive())
            await asyncio.wait({self._next}, timeout=LOOK_SECONDS)
            if not await self._stays():
                self.stop()
                await self._send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
            if self._next.done():
                message, self._next = self._next.result(), None
                if not self._is_dropped(message.get("bytes") or b""):
                    return message

    def stop(self) -> None:
        """Wait for nothing more."""
        if self._next is not None:
            self._next.cancel()
