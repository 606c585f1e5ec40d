"""Passwords: argon2id as RFC 9106's second recommendation, at most two at a time, and patience with guessing."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
AT_A_TIME = 2
# Seconds somebody waits for one of the places; then he is asked to come again.
QUEUE_SECONDS = 10.0
# So many wrong tries from one address at one account within so many seconds, and that address waits.
TRIES, WINDOW_SECONDS = 5, 900.0

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
_places = threading.BoundedSemaphore(AT_A_TIME)


class Busy(Exception):
    """Too many sign-ins at this moment."""


def hashed(password: str) -> str:
    """Hash a password with a salt of its own; ``Busy`` where no place comes free in time."""
    with _place():
        return _hasher.hash(password)


def fits(secret: str, password: str) -> bool:
    """Tell whether a password is the one; takes as long for an account without one. ``Busy`` as above."""
    with _place():
        try:
            return _hasher.verify(secret or _nobodys(), password) and bool(secret)
        except (VerificationError, InvalidHashError):
            return False


def strong(password: str, name: str) -> bool:
    """Tell whether a password may be set for the account of that name."""
    return len(password) >= SHORTEST and password.casefold() != name.casefold()


class Guesses:
    """Wrong tries by account and address: a guesser is made to wait, the owner at his own desk is not."""

    def __init__(self) -> None:
        self._wrong: dict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def wait(self, account: str, address: str, now: float) -> float:
        """Seconds until the next try from that address at that account; 0 where it may be tried now."""
        with self._lock:
            tries = self._recent(account, address, now)
            return WINDOW_SECONDS - (now - tries[0]) if len(tries) >= TRIES else 0.0

    def note(self, account: str, address: str, now: float) -> None:
        """Keep a wrong try."""
        with self._lock:
            self._recent(account, address, now).append(now)

    def forget(self, account: str, address: str) -> None:
        """A right try makes good the wrong ones before it."""
        with self._lock:
            self._wrong.pop((account, address), None)

    def _recent(self, account: str, address: str, now: float) -> deque[float]:
        tries = self._wrong[account, address]
        while tries and now - tries[0] > WINDOW_SECONDS:
            tries.popleft()
        return tries


class _place:  # noqa: N801 - reads as what it is: with _place()
    def __enter__(self) -> None:
        if not _places.acquire(timeout=QUEUE_SECONDS):
            raise Busy

    def __exit__(self, *_: object) -> None:
        _places.release()


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's")
