"""One writer at a time, across threads and processes of this machine, in the order they came as far as possible."""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from pathlib import Path
from typing import IO

from store.refusals import Unavailable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Seconds a writer queues for its turn, longer than the database itself waits (``store.engine``): on a machine at eight
# times its load, one of 200 publishes by 50 uploaders of one key had not come to its turn within 30.
QUEUE = 60

_threads: dict[str, threading.Lock] = {}
_guard = threading.Lock()


class WriterLock:
    """Taken around every write to a SQLite file.

    SQLite before 3.51.3 can corrupt a WAL when two connections write and checkpoint at the same moment; a lock that
    covers the commit and the closing of connections, and with them every checkpoint, leaves no such moment
    (docs/decisions/0005). It also queues fairly where SQLite only polls.
    """

    def __init__(self, database: Path | None) -> None:
        self._path = database.absolute().with_name(database.name + ".lock") if database else None
        with _guard:
            self._turn = _threads.setdefault(str(self._path or id(self)), threading.Lock())
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        if not self._turn.acquire(timeout=QUEUE):
            raise Unavailable("busy")
        try:
            self._file = self._locked_file()
        except BaseException:
            self._turn.release()
            raise

    def __exit__(self, *_error: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        self._turn.release()

    def _locked_file(self) -> IO[str] | None:
        if self._path is None:
            return None
        try:
            file = self._path.open("a", encoding="ascii")
        except OSError as error:
            raise Unavailable.because(error) from error
        deadline = time.monotonic() + QUEUE
        while not _taken(file):
            if time.monotonic() > deadline:
                file.close()
                raise Unavailable("busy")
            time.sleep(random.uniform(0.001, 0.01))  # noqa: S311  spreads waiters, hides nothing
        return file


if sys.platform == "win32":

    def _taken(file: IO[str]) -> bool:
        os.lseek(file.fileno(), 0, os.SEEK_SET)  # the byte that is locked: one that need not be there
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:

    def _taken(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
