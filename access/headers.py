"""The headers that every answer carries: what a browser may load for a page of ours, and who may show it."""

from __future__ import annotations

from typing import Any

# Streamlit's page compiles a small WebAssembly module at its start and loads its components' scripts as blobs.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
)


def with_headers(send: Any) -> Any:
    """The channel of an answer that gets those it does not name itself."""

    async def sent(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {key.lower() for key, _ in message["headers"]}
            added = [(key, value) for key, value in HEADERS if key not in given]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sent
