"""What is refused behind the gate is said in the door's words too: Streamlit's own are English and for developers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import PlainTextResponse


def in_own_words(send: Any, sentence: Callable[[int], str]) -> Any:
    """The channel of an answer of which only the status is kept where it is a refusal; ``sentence`` words that one."""
    refused = False

    async def sent(message: dict[str, Any]) -> None:
        nonlocal refused
        if message["type"] == "http.response.start" and message["status"] >= 400:
            refused, status = True, message["status"]
            await PlainTextResponse(sentence(status), status)({"type": "http"}, _nothing_more, send)
        elif not refused:
            await send(message)

    return sent


async def _nothing_more() -> dict[str, Any]:
    return {"type": "http.disconnect"}
