"""What was read of kept files, once for everybody: in the background, refusals remembered like readings."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

import streamlit as st

from loaders import Corrections, Mappings, Reading, Unreadable
from loaders.pool import shared_pool

MOST = 300
# A reader that stopped may do better later; until then nobody waits for the same file again.
STOPPED_FOR = 600.0
# So long a page waits since a file was last begun or finished, then it is shown without those still being read: two
# waits in one run, and a run soon after, are no longer than one.
PATIENCE = 5.0

Outcome = Reading | Unreadable


@dataclass(frozen=True, slots=True)
class Asked:
    """A file and how it is to be read: mappings and corrections as JSON. The password stays out of what is kept."""

    sha256: str
    file: str
    mappings: str
    corrections: str
    password: str | None = None


class Readings:
    """Readings and refusals by what was asked. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, ...], tuple[float, Future[Outcome]]] = OrderedDict()
        self._guard = threading.Lock()
        self._places = threading.Semaphore(shared_pool().size)
        self._salt = secrets.token_bytes(16)
        self._moved = time.monotonic()

    def of(self, asked: Asked, content: Callable[[], bytes]) -> Future[Outcome]:
        """The reading, begun now if nobody asked before; ``content`` fetches the file when its turn has come."""
        key = self._key(asked)
        with self._guard:
            known = self._known.get(key)
            if known is None or _stale(*known):
                self._moved = time.monotonic()
                known = self._moved, Future()
                self._known[key] = known
                # A daemon: the server may end while a file is being read.
                threading.Thread(target=self._read, args=(asked, content, known[1]), daemon=True).start()
            self._known.move_to_end(key)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return known[1]

    def _key(self, asked: Asked) -> tuple[str, ...]:
        password = asked.password
        secret = "" if password is None else hashlib.sha256(self._salt + password.encode()).hexdigest()
        return asked.sha256, asked.file, asked.mappings, asked.corrections, secret

    def _read(self, asked: Asked, content: Callable[[], bytes], promised: Future[Outcome]) -> None:
        with self._places:
            try:
                found = _outcome(asked, content())
            except BaseException as fault:  # noqa: BLE001 (whoever waits has to hear of it)
                self._moved = time.monotonic()
                promised.set_exception(fault)
            else:
                self._moved = time.monotonic()
                promised.set_result(found)

    def settled(self, futures: Iterable[Future[Outcome]]) -> None:
        """Return when all are done, or when for so many seconds none was begun or finished."""
        waiting = set(futures)
        while waiting:
            patience = max(0.0, self._moved + PATIENCE - time.monotonic())
            done, waiting = wait(waiting, patience, FIRST_COMPLETED)
            if not done:
                return


@st.cache_resource(show_spinner=False)
def readings() -> Readings:
    """The server's own."""
    return Readings()


def _outcome(asked: Asked, content: bytes) -> Outcome:
    said = Mappings.from_json(asked.mappings), Corrections.from_json(asked.corrections)
    try:
        # In a worker process of its own: no file can harm the server.
        return shared_pool().read(
            content, file=asked.file, mappings=said[0], corrections=said[1], password=asked.password
        )
    except Unreadable as reason:
        return reason


def _stale(begun: float, one: Future[Outcome]) -> bool:
    """Whether it is worth another try: the reader stopped, or the file could not be fetched."""
    if not one.done():
        return False
    if one.exception() is not None:
        return True
    outcome = one.result()
    return isinstance(outcome, Unreadable) and outcome.code == "stopped" and time.monotonic() - begun > STOPPED_FOR
