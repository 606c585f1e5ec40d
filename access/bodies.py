"""A request that is refused is heard out: a browser that is still sending would otherwise see only a broken line."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

# No more than this is taken in and thrown away, and for no longer: who sends on then is no browser with a workbook.
MOST_BYTES = 600_000_000
SECONDS = 120.0
# A browser that sends does so without such pauses; who only announced a body is answered after one.
PAUSE = 2.0


def heard_out(receive: Any, send: Any) -> tuple[Any, Any]:
    """The two channels of a request whose answer begins only after its body has come to its end."""
    whole = False

    async def next_piece() -> dict[str, Any]:
        nonlocal whole
        message: dict[str, Any] = await receive()
        whole = whole or not message.get("more_body", False)
        return message

    async def sent(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            with suppress(TimeoutError):
                async with asyncio.timeout(SECONDS):
                    await _rest()
        await send(message)

    async def _rest() -> None:
        taken = 0
        while not whole and taken < MOST_BYTES:
            taken += len((await asyncio.wait_for(next_piece(), PAUSE)).get("body", b""))

    return next_piece, sent
