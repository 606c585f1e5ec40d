"""How much may lie in memory of what was uploaded: by session, by person, and of all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

SESSION_BYTES = 256_000_000
PERSON_BYTES = 512_000_000
ALL_BYTES = 1_200_000_000


class UploadBudget:
    """Bytes held (``held(session)``) and on their way. What a page has given back is free again at once."""

    def __init__(self, held: Callable[[str], int]) -> None:
        self._held = held
        self._sessions: defaultdict[str, set[str]] = defaultdict(set)
        self._coming: dict[tuple[str, str], int] = {}

    def room(self, person: str, session: str) -> int:
        """Bytes there is still room for."""
        held = {(who, one): self._held(one) for who, sessions in self._sessions.items() for one in sessions}
        for (who, one), size in held.items():
            if not size and (who, one) not in self._coming:
                self._sessions[who].discard(one)
        for key, size in self._coming.items():
            held[key] = held.get(key, 0) + size
        here = held.get((person, session), 0)
        mine = sum(size for (who, _), size in held.items() if who == person)
        return min(SESSION_BYTES - here, PERSON_BYTES - mine, ALL_BYTES - sum(held.values()))

    @contextmanager
    def coming(self, person: str, session: str, size: int, receive: Any) -> Iterator[Any]:
        """Inside, ``size`` bytes count as taken; yields a ``receive`` that ends a body for which there is no room."""
        key, came = (person, session), 0
        self._sessions[person].add(session)
        self._coming[key] = self._coming.get(key, 0) + size

        async def weighed() -> Any:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > size and came - size > self.room(person, session):
                return {"type": "http.disconnect"}
            return message

        try:
            yield weighed
        finally:
            left = self._coming.pop(key, 0) - size
            if left > 0:
                self._coming[key] = left


def announced(length: str) -> int:
    """The size a Content-Length announces; 0 where it announces none and the body is weighed as it comes."""
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0
