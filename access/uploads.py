"""How much may be uploaded: by session and by person, given back when the page is left."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

SESSION_BYTES = 256_000_000
PERSON_BYTES = 512_000_000
# Streamlit forgets a left session's files after ``server.disconnectedSessionTTL``; then their bytes are free again.
FREED_SECONDS = 45.0


class UploadBudget:
    """Bytes that lie in memory for sessions that are open or were left a moment ago."""

    def __init__(self) -> None:
        self._bytes: dict[str, int] = defaultdict(int)
        self._whose: dict[str, str] = {}
        self._left: dict[str, float] = {}

    def takes(self, session: str, person: str, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Tell whether a request of the announced length fits; what announces none is weighed as it comes."""
        self._forget_left()
        self._whose[session] = person
        announced = next((value for key, value in headers if key.lower() == b"content-length"), b"0")
        size = int(announced) if announced.isdigit() and len(announced) < 16 else SESSION_BYTES + 1
        of_person = sum(n for one, n in self._bytes.items() if self._whose.get(one) == person)
        return self._bytes[session] + size <= SESSION_BYTES and of_person + size <= PERSON_BYTES

    def weighed(self, session: str, receive: Any) -> Any:
        """``receive`` that counts what comes, and ends a body that would not fit after all."""

        async def counted() -> dict[str, Any]:
            message = await receive()
            self._bytes[session] += len(message.get("body", b""))
            if self._bytes[session] > SESSION_BYTES:
                return {"type": "http.disconnect"}
            return message

        return counted

    def left(self, session: str) -> None:
        """Note that a session's page was left: its bytes are free before long."""
        self._left[session] = time.monotonic()

    def _forget_left(self) -> None:
        now = time.monotonic()
        for session in [one for one, when in self._left.items() if now - when > FREED_SECONDS]:
            for known in (self._left, self._bytes, self._whose):
                known.pop(session, None)
