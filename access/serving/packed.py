"""Serves the interface's scripts and styles packed: they are two thirds of what a first visit loads, and they are sent
as they lie on the disk otherwise."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

# Only what a name with its content's hash stands for: it never changes while the process lives.
_FIXED = re.compile(r"/static/(?:js|css)/[\w.-]+\.(?:js|css)$")
# Smaller ones are one packet either way.
WORTH_BYTES = 1400
# All scripts and styles of the interface, packed, are about 8 MB.
MOST_BYTES = 32 * 2**20
LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Packed:
    """ASGI middleware: a script or style is packed when it is first asked for, and kept so; all else passes."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._kept: dict[str, _Kept] = {}
        self._size = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer what is kept from memory."""
        if not _wanted(scope):
            await self._app(scope, receive, send)
            return
        kept = self._kept.get(scope["path"])
        if kept is None:
            held: list[MutableMapping[str, Any]] = []
            await self._app(_unpacked(scope), receive, _into(held))
            kept = await self._packed(scope["path"], held)
            if kept is None:
                for message in held:
                    await send(message)
                return
        await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
        await send({"type": "http.response.body", "body": kept.body})

    async def _packed(self, path: str, held: list[MutableMapping[str, Any]]) -> _Kept | None:
        """The answer packed and kept; None where it is not to be packed."""
        body = b"".join(message.get("body", b"") for message in held[1:])
        if held[0]["status"] != 200 or len(body) < WORTH_BYTES:
            return None
        small = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
        own = (b"content-length", b"content-encoding", b"accept-ranges", b"vary", b"etag")
        headers = [(name, value) for name, value in held[0]["headers"] if name.lower() not in own]
        headers += [
            (b"content-encoding", b"gzip"),
            (b"vary", b"Accept-Encoding"),
            (b"content-length", str(len(small)).encode()),
        ]
        made = _Kept(headers, small)
        if self._size + len(small) <= MOST_BYTES and path not in self._kept:
            self._kept[path] = made
            self._size += len(small)
        return made


def _wanted(scope: Any) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not _FIXED.search(scope["path"]):
        return False
    asked = {name.lower(): value for name, value in scope["headers"]}
    return b"gzip" in asked.get(b"accept-encoding", b"") and b"range" not in asked


def _unpacked(scope: Any) -> Any:
    """The same request for the whole file as it is."""
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() not in unwanted]}


def _into(held: list[MutableMapping[str, Any]]) -> Any:
    async def keep(message: MutableMapping[str, Any]) -> None:
        held.append(message)

    return keep
