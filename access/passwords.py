"""Passwords: argon2id as RFC 9106's second recommendation, at most two at a time, and patience with guessing."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
FEW_LETTERS = 4
AT_A_TIME = 2
# Seconds somebody waits for one of the places; then he is asked to come again.
QUEUE_SECONDS = 10.0
# So many wrong tries from one address at one account within so many seconds, and that address waits.
TRIES, WINDOW_SECONDS = 5, 900.0
# Over all accounts: more within the window is nobody who has forgotten a password.
TRIES_OF_AN_ADDRESS = 60
KEPT = 20_000
# So much of a name that was typed tells it from the others.
NAMES_LENGTH = 100

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
    """Tell whether a password may be set for the account of that name: long, of several letters, without the name."""
    typed = password.casefold()
    return len(password) >= SHORTEST and name.casefold() not in typed and len(set(typed)) > FEW_LETTERS


class Guesses:
    """Tries by account and address, and by address alone: a guesser is made to wait, the owner at his desk is not."""

    def __init__(self) -> None:
        self._tries: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, account: str, address: str, now: float) -> float:
        """Seconds until the next try from that address at that account; 0 where it may be tried now. Asking keeps
        nothing: who is made to wait could otherwise fill the memory with names."""
        with self._lock:
            waits = [
                self._wait((account[:NAMES_LENGTH], address), TRIES, now),
                self._wait(("", address), TRIES_OF_AN_ADDRESS, now),
            ]
        return max(waits)

    def note(self, account: str, address: str, now: float) -> None:
        """Keep a try; a right one is forgotten again."""
        with self._lock:
            for key in ((account[:NAMES_LENGTH], address), ("", address)):
                self._tries.setdefault(key, deque(maxlen=TRIES_OF_AN_ADDRESS)).append(now)
                self._tries.move_to_end(key)
            while len(self._tries) > KEPT:
                self._tries.popitem(last=False)

    def forget(self, account: str, address: str) -> None:
        """A right try makes good the wrong ones before it."""
        with self._lock:
            self._tries.pop((account[:NAMES_LENGTH], address), None)
            of_address = self._tries.get(("", address))
            if of_address:
                of_address.pop()

    def _wait(self, key: tuple[str, str], free: int, now: float) -> float:
        tries = self._recent(key, now)
        return WINDOW_SECONDS - (now - tries[-free]) if len(tries) >= free else 0.0

    def _recent(self, key: tuple[str, str], now: float) -> deque[float]:
        tries = self._tries.get(key, deque())
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
