"""Serves Streamlit's one HTML page as the dashboard's: in Chinese, its few fixed English words too, and with links that
open the next page inside the running session."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from access.serving.words import words
from ui.language.ahead import loaded_ahead

SCRIPTS = [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("base.js", "chinese.js", "links.js")]
_TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
# The description of an interface for programs, which this dashboard does not offer.
_SERVICE = re.compile(rb'<link rel="service-desc"[^>]*>')
# A Latin font that no text of ours is set in.
_FONT = re.compile(rb'<link\s+rel="preload"[^>]*as="font"[^>]*>')


def chinese(page: bytes, title: str = "") -> bytes:
    """Return the page with its language named (the browser draws Chinese forms and offers no translation), its words, a
    ``title`` until the first is drawn, and a sentence for browsers that run no scripts or none as modules."""
    page = page.replace(b'<html lang="en"', b'<html lang="zh-CN"', 1)
    page = _TITLE.sub(f"<title>{escape(title)}</title>".encode(), page, count=1) if title else page
    page = _NO_SCRIPT.sub(f"<noscript><p>{escape(words().no_script)}</p></noscript>".encode(), page, count=1)
    page = _FONT.sub(b"", _SERVICE.sub(b"", page))
    return page.replace(b"</head>", f"{loaded_ahead()}{_added()}".encode(), 1)


def _added() -> str:
    """Scripts for the head's end. A browser that knows modules never runs the second; the others show its sentence."""
    old = json.dumps(f'<p style="font:20px/1.8 sans-serif;margin:3em">{escape(words().old_browser)}</p>')
    shown = f"window.onload=function(){{document.body.innerHTML={old}}}"
    ours = "".join(f"<script>{script}</script>" for script in SCRIPTS)
    return f"{ours}<script nomodule>{shown}</script></head>"


class ChinesePage:
    """ASGI middleware: what is HTML is rewritten, everything else passes untouched."""

    def __init__(self, app: Any, title: str = "") -> None:
        self._app = app
        self._title = title

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
                await _send_whole(held, message, send, self._title)
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


async def _send_whole(held: list[dict[str, Any]], last: dict[str, Any], send: Any, title: str) -> None:
    if last.get("more_body"):
        return
    body = chinese(b"".join(message.get("body", b"") for message in held[1:]), title)
    stale = (b"content-length", b"etag", b"last-modified")
    headers = [(name, value) for name, value in held[0]["headers"] if name.lower() not in stale]
    await send({**held[0], "headers": [*headers, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
