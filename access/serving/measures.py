"""The measures operators watch, in Prometheus' form."""

from __future__ import annotations

import time
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

REQUESTS = Counter("dashboard_http_requests_total", "HTTP requests answered", ["kind", "status"], registry=REGISTRY)
SECONDS = Histogram("dashboard_http_seconds", "Seconds to answer an HTTP request", ["kind"], registry=REGISTRY)
READERS = Gauge("dashboard_readers", "Websockets of readers open now", registry=REGISTRY)
PLACES = Gauge("dashboard_reader_places", "Readers there is room for", registry=REGISTRY)
TURNED_AWAY = Counter("dashboard_readers_turned_away_total", "Readers for whom there was no room", registry=REGISTRY)
UPLOADED = Counter("dashboard_uploaded_bytes_total", "Bytes of uploads received", registry=REGISTRY)
PAGE_FAILURES = Counter("dashboard_page_failures_total", "Page scripts that raised", registry=REGISTRY)

UPLOADS = "/_stcore/upload_file"
# The first part of a path, by which requests are counted: never the whole, which carries ids.
KINDS = {UPLOADS: "upload", "/_stcore": "streamlit", "/static": "static", "/media": "media", "/component": "component"}


def kind_of(path: str) -> str:
    """Name the kind of thing a path asks for; "page" where it is none of the known prefixes."""
    return next((kind for prefix, kind in KINDS.items() if path.startswith(prefix)), "page")


class Measured:
    """ASGI middleware: counts and times every HTTP request by its kind, and the bytes of uploads."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass everything on; what is measured is seen in passing."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        kind, began, status = kind_of(scope["path"]), time.monotonic(), 500

        async def seen(message: dict[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        async def weighed() -> dict[str, Any]:
            message = await receive()
            UPLOADED.inc(len(message.get("body", b"")) if kind == "upload" else 0)
            return message

        try:
            await self._app(scope, weighed, seen)
        finally:
            REQUESTS.labels(kind, str(status)).inc()
            SECONDS.labels(kind).observe(time.monotonic() - began)
