"""Serves Streamlit's one HTML page as a Chinese page: its language, and the few fixed English words of its widgets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SCRIPT = (Path(__file__).parent / "chinese.js").read_text(encoding="utf-8")
_ADDED = f"<script>{SCRIPT}</script></head>".encode()


def chinese(page: bytes) -> bytes:
    """The page with its language named (so the browser draws Chinese forms and offers no translation) and its words."""
    return page.replace(b'<html lang="en"', b'<html lang="zh-CN"', 1).replace(b"</head>", _ADDED, 1)


class ChinesePage:
    """ASGI middleware: what is HTML is rewritten, everything else passes untouched."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Passes websockets and files on; holds an HTML answer back until it is whole."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        held: list[dict[str, Any]] = []

        async def answer(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif held:
                held.append(message)
                await _send_whole(held, message, send)
            else:
                await send(message)

        await self._app(_plainly_asked(scope), receive, answer)


def _plainly_asked(scope: Any) -> Any:
    """The same request, but for a page: never packed and never "not modified", because it is rewritten here."""
    if "." in scope["path"].rsplit("/", 1)[-1] or "/_stcore/" in scope["path"]:
        return scope
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() not in unwanted]}


def _is_page(start: dict[str, Any]) -> bool:
    kinds = [value for name, value in start["headers"] if name.lower() == b"content-type"]
    packed = any(name.lower() == b"content-encoding" for name, _ in start["headers"])
    return start["status"] == 200 and not packed and any(kind.startswith(b"text/html") for kind in kinds)


async def _send_whole(held: list[dict[str, Any]], last: dict[str, Any], send: Any) -> None:
    if last.get("more_body"):
        return
    body = chinese(b"".join(message.get("body", b"") for message in held[1:]))
    stale = (b"content-length", b"etag", b"last-modified")
    headers = [(name, value) for name, value in held[0]["headers"] if name.lower() not in stale]
    await send({**held[0], "headers": [*headers, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
