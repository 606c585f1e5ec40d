"""How many readers there is room for, and what the next one is told."""

from __future__ import annotations

import os
from pathlib import Path
from string import Template
from typing import Any

from starlette.responses import HTMLResponse

from access.headers import with_headers
from access.serving.measures import PLACES, READERS, TURNED_AWAY
from access.serving.words import words
from access.values import number

# Descriptors one reader's session holds while it is open (measured: the socket and its script thread's event loop).
DESCRIPTORS_A_READER = 4
# Descriptors for all else: the store, the reading workers, exports, log files, connections that only fetch a file.
DESCRIPTORS_SPARE = 256
MOST_READERS = 2000
# After how many seconds the page that found no place asks again.
AGAIN_SECONDS = 30
FULL = Template((Path(__file__).parent / "full.html").read_text("utf-8"))
STREAM = "/_stcore/stream"
TRY_AGAIN_LATER = 1013  # the websocket's close code for it


def raise_descriptor_limit() -> int:
    """Raise the process's soft limit of open descriptors to its hard limit; return how many there may be.

    Systems without such limits (Windows) answer with what ``MOST_READERS`` needs.
    """
    try:
        import resource
    except ImportError:
        return MOST_READERS * DESCRIPTORS_A_READER + DESCRIPTORS_SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_READERS * DESCRIPTORS_A_READER + DESCRIPTORS_SPARE
    if hard == resource.RLIM_INFINITY or hard > wanted:
        hard = wanted
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    return max(soft, hard)


def readers_for(descriptors: int) -> int:
    """How many readers fit into that many descriptors; ``MAX_READERS`` in the environment may set fewer."""
    fitting = max(1, (descriptors - DESCRIPTORS_SPARE) // DESCRIPTORS_A_READER)
    return min(fitting, number(os.environ, "MAX_READERS", MOST_READERS, least=1, most=MOST_READERS))


class Room:
    """ASGI middleware: when all places are taken, a page asked for says so, and a websocket is turned away."""

    def __init__(self, app: Any, places: int) -> None:
        self._app = app
        self.places = places
        self.taken = 0
        PLACES.set(places)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Count the open websockets of readers; refuse only what would open another."""
        if scope["type"] == "websocket" and scope["path"].endswith(STREAM):
            await self._reader(scope, receive, send)
        elif self.taken >= self.places and _asks_for_a_page(scope):
            page = FULL.substitute(
                title=words().full_title, said=words().full.format(seconds=AGAIN_SECONDS), seconds=AGAIN_SECONDS
            )
            TURNED_AWAY.inc()
            answer = HTMLResponse(page, 503, {"Retry-After": str(AGAIN_SECONDS)})
            await answer(scope, receive, with_headers(send))
        else:
            await self._app(scope, receive, send)

    async def _reader(self, scope: Any, receive: Any, send: Any) -> None:
        if self.taken >= self.places:
            TURNED_AWAY.inc()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        self.taken += 1
        READERS.set(self.taken)
        try:
            await self._app(scope, receive, send)
        finally:
            self.taken -= 1
            READERS.set(self.taken)


def _asks_for_a_page(scope: Any) -> bool:
    accepts = dict(scope["headers"]).get(b"accept", b"") if scope["type"] == "http" else b""
    return b"text/html" in accepts and scope["method"] == "GET"
