"""The log: one structured line a request and an act, each once, none with a session's id, none without end."""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
import time
import uuid
from contextvars import ContextVar
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from access.identity import IN_SCOPE
from access.serving.measures import UPLOADS, kind_of
from access.values import CannotStart
from access.words import words

LOG = logging.getLogger("dashboard")
FILE_BYTES = 20_000_000
FILES = 5
# The same sentence more often than this within a minute is counted, not written.
SAME_A_MINUTE = 20
SESSION = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32,64}\b", re.IGNORECASE)
# uvicorn's own line a request, beside ours; Streamlit's about scripts run outside a session, which the warm-up does.
CHATTY = ("uvicorn.access", "streamlit.runtime.scriptrunner_utils.script_run_context")
QUIET = ("/_stcore/health", "/healthz", "/readyz", "/metrics")
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Sparing(logging.Filter):
    """Lets a sentence through ``SAME_A_MINUTE`` times a minute; says once how many more there were."""

    def __init__(self) -> None:
        super().__init__()
        self._minute = 0
        self._seen: dict[tuple[str, str], int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the record is written."""
        minute = int(record.created // 60)
        if minute != self._minute:
            self._minute, self._seen = minute, {}
        key = record.name, str(record.msg)
        n = self._seen[key] = self._seen.get(key, 0) + 1
        if n == SAME_A_MINUTE and record.name != LOG.name:
            record.msg = f"{record.msg} (further lines like this are left out for the rest of the minute)"
        return record.name == LOG.name or n <= SAME_A_MINUTE


class Discreet(logging.Filter):
    """Covers ids of sessions in every line, and adds the request it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; it is always written."""
        record.msg, record.args = SESSION.sub("…", record.getMessage()), None
        record.request = request_id.get()
        return True


def write_lines() -> None:
    """Send every line of this process to one place, once: ``LOG_FILE`` (rotated) where set, else standard error."""
    path = os.environ.get("LOG_FILE")
    handler = _file(path) if path else logging.StreamHandler()
    names = {"asctime": "time", "levelname": "level", "name": "logger"}
    handler.setFormatter(
        JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s", rename_fields=names, json_ensure_ascii=False)
    )
    handler.addFilter(Sparing())
    handler.addFilter(Discreet())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)
    for name in CHATTY:
        logging.getLogger(name).disabled = True


def _file(path: str) -> logging.Handler:
    try:
        return logging.handlers.RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8")
    except OSError as wrong:
        raise CannotStart(words().start.cannot_log.format(path=path, reason=wrong.strerror)) from None


def hand_on(logger: logging.Logger) -> None:
    """Take a logger's own handlers from it, so that what it says is written once, where everything is."""
    logger.handlers.clear()
    logger.propagate = True


class Lined:
    """ASGI middleware: gives each request an id and writes its line when it is answered."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass on; the answer carries the id, the line who, what, how it ended and how long it took."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        own = given if re.fullmatch(r"[\w-]{8,64}", given) else uuid.uuid4().hex[:16]
        token, began, status = request_id.set(own), time.monotonic(), 101 if scope["type"] == "websocket" else 500

        async def marked(message: dict[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (b"x-request-id", own.encode())]}
            await send(message)

        try:
            await self._app(scope, receive, marked)
        finally:
            if scope["path"] not in QUIET:
                LOG.info("request", extra=_said(scope, status, began))
            request_id.reset(token)


def _said(scope: Any, status: int, began: float) -> dict[str, Any]:
    path = UPLOADS if scope["path"].startswith(UPLOADS) else scope["path"]
    who = getattr(scope.get(IN_SCOPE), "name", "")
    return {
        "method": scope.get("method", "WEBSOCKET"), "path": path, "kind": kind_of(path), "status": status, "who": who,
        "address": (scope.get("client") or ("",))[0], "ms": round((time.monotonic() - began) * 1000, 1),
    }  # fmt: skip
