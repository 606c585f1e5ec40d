"""Warm worker processes that read workbooks for the server, so that no file can harm it."""

from __future__ import annotations

import atexit
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import accumulate
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Any, Self

from catalog.book.lists import Entries
from catalog.containers import containers
from loaders.book import BookRead, book_from_json, plain_entries, unreadable_book
from loaders.mappings import Corrections, Mappings
from loaders.plain import from_plain
from loaders.reading import Reading, reading_of
from loaders.replies import Reply
from loaders.replies import from_plain as from_plain_reply
from loaders.tables.draft import Parse
from loaders.unreadable import Unreadable
from loaders.worker import receive, send

ROOT = Path(__file__).parents[1]
WALL_SECONDS = 60.0  # three times a worker's CPU seconds
LONGEST_ANSWER = 1 << 30
JOBS = 500  # then a worker is replaced, whatever it looks like
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "TZ", "LD_LIBRARY_PATH")

log = logging.getLogger(__name__)


class WorkerDied(Exception):
    """The process ended, or was ended, before it answered."""


class _Worker:
    """One process, given one file at a time."""

    def __init__(self, wall_seconds: float) -> None:
        self._wall = wall_seconds
        self._overran = False
        self._jobs = 0
        self._ready = False
        quiet = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        known = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "loaders.worker"],
            cwd=ROOT,
            env={**known, **quiet, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_ready(self) -> None:
        """Until it has imported what it needs."""
        if not self._ready and receive(self._output(), 16) != b"ready":
            raise WorkerDied
        self._ready = True

    def ask(self, request: bytes, content: bytes) -> tuple[dict[str, Any], bytes]:
        """The worker's report and its answer; ``WorkerDied`` where it did not live to give one."""
        self._jobs += 1
        clock = threading.Timer(self._wall, self._overrun)
        clock.daemon = True
        clock.start()
        try:
            self.wait_ready()
            send(self._input(), request)
            send(self._input(), content)
            report = receive(self._output(), LONGEST_ANSWER)
            answer = receive(self._output(), LONGEST_ANSWER)
        except OSError as why:
            raise WorkerDied from why
        finally:
            clock.cancel()
        if report is None or answer is None:
            raise WorkerDied
        return json.loads(report), answer

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def worn(self) -> bool:
        return self._jobs >= JOBS

    def end(self) -> str:
        """End the process and say why it had ended before: the code of a sentence."""
        self._process.kill()
        status = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            _close(stream)
        if self._overran or status == -_signal("SIGXCPU"):
            return "too_slow"
        return "stopped"

    def _overrun(self) -> None:
        self._overran = True
        self._process.kill()

    def _input(self) -> Any:
        return self._process.stdin

    def _output(self) -> Any:
        return self._process.stdout


class ReadingPool:
    """As many workers as there are cores, started when first needed and kept warm.

    Safe to share between threads. A file that ends two workers in turn, or needs too long, becomes ``Unreadable``.
    """

    def __init__(self, workers: int | None = None, wall_seconds: float = WALL_SECONDS) -> None:
        self.size = workers or os.cpu_count() or 1
        self._wall = wall_seconds
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        self._closed = False
        for _ in range(self.size):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def warm(self) -> None:
        """Start every worker and wait until it can take a file."""
        taken = [self._idle.get() or _Worker(self._wall) for _ in range(self.size)]
        for worker in taken:
            try:
                worker.wait_ready()
            finally:
                self._idle.put(worker)

    def read(
        self,
        content: bytes,
        *,
        file: str,
        mappings: Mappings | None = None,
        corrections: Corrections | None = None,
        password: str | None = None,
    ) -> Reading:
        """The same as ``loaders.read``, in a worker. Raises ``Unreadable`` only."""
        return reading_of(self.parse(content, file, mappings, corrections, password))

    def read_many(
        self, files: Iterable[tuple[str, bytes]], *, mappings: Mappings | None = None
    ) -> list[Reading | Unreadable]:
        """Each (name, bytes) read on whatever core is free, in order; in the place of an unreadable one, the reason."""

        def outcome(named: tuple[str, bytes]) -> Reading | Unreadable:
            try:
                return self.read(named[1], file=named[0], mappings=mappings)
            except Unreadable as why:
                return why

        with ThreadPoolExecutor(self.size) as threads:
            return list(threads.map(outcome, files))

    def parse(
        self,
        content: bytes,
        file: str,
        mappings: Mappings | None = None,
        corrections: Corrections | None = None,
        password: str | None = None,
    ) -> Parse:
        """The reading as plain data, without frames. Raises ``Unreadable`` only."""
        request = {
            "do": "parse",
            "file": file,
            "mappings": (mappings or Mappings()).to_json(),
            "corrections": (corrections or Corrections()).to_json(),
            "password": password,
        }
        _, answer = self._answered(request, content)
        try:
            return from_plain(answer)
        except (ValueError, TypeError, KeyError) as why:
            raise Unreadable("stopped") from why

    def unpack(self, content: bytes, file: str) -> list[tuple[str, bytes]]:
        """The same as ``loaders.containers.unpack``, weighed and unpacked in a worker. Raises ``Unreadable`` only."""
        report, answer = self._answered({"do": "unpack", "file": file}, content)
        ends = list(accumulate(size for _, size in report["files"]))
        if (ends[-1] if ends else 0) != len(answer):
            raise Unreadable("stopped")
        starts = [0, *ends]
        return [(name, answer[starts[n] : ends[n]]) for n, (name, _) in enumerate(report["files"])]

    def reply(self, content: bytes, file: str) -> Reply | None:
        """A unit's reply sheet, read in a worker; None for any other file. Raises ``Unreadable`` only."""
        _, answer = self._answered({"do": "reply", "file": file}, content)
        plain = json.loads(answer)
        return None if plain is None else from_plain_reply(plain)

    def read_book(self, content: bytes, base: Entries) -> BookRead:
        """The same as ``loaders.book.read_book``, in a worker; a workbook that no worker can read is one fault."""
        asked = {"do": "book", "file": "", "entries": plain_entries(base)}
        try:
            return book_from_json(self._answered(asked, content)[1])
        except (Unreadable, ValueError, TypeError, KeyError) as why:
            return unreadable_book(str(why) if isinstance(why, Unreadable) else "")

    def close(self) -> None:
        """End every idle worker. Busy ones end with their job."""
        self._closed = True
        for _ in range(self._idle.qsize()):
            worker = self._idle.get()
            if worker:
                worker.end()

    def _answered(self, request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
        """A worker's report and answer. A worker that just stopped may not have been this file's doing: a fresh one is
        asked once more."""
        try:
            report, answer = self._ask(json.dumps(request).encode(), content)
        except Unreadable as why:
            if why.code != "stopped":
                raise
            report, answer = self._ask(json.dumps(request).encode(), content)
        if "unreadable" in report:
            refusal = _refusal(report)
            level = logging.ERROR if refusal.code == "stopped" else logging.INFO
            log.log(level, "%s was not read: %s %s", request["file"], refusal.code, report.get("fault", ""))
            raise refusal
        return report, answer

    def _ask(self, request: bytes, content: bytes) -> tuple[dict[str, Any], bytes]:
        if self._closed:
            raise RuntimeError("the pool is closed")
        worker = self._idle.get()
        kept: _Worker | None = None
        try:
            if worker and not worker.alive:  # ended while nobody asked it: no file's fault
                worker.end()
                worker = None
            worker = worker or _Worker(self._wall)
            report, answer = worker.ask(request, content)
        except WorkerDied as why:
            raise Unreadable(worker.end() if worker else "stopped") from why
        else:
            kept = None if report.get("retire") or worker.worn else worker
            return report, answer
        finally:
            if worker and kept is None:
                worker.end()
            self._idle.put(kept)


@cache
def shared_pool() -> ReadingPool:
    """The server's own pool, ended with it."""
    pool = ReadingPool()
    atexit.register(pool.close)
    return pool


def _refusal(report: dict[str, Any]) -> Unreadable:
    """The worker's refusal; a code the catalog does not know is none of ours."""
    code, blanks = str(report["unreadable"]), report.get("blanks") or {}
    known = code in containers().unreadable
    return Unreadable(code, **blanks) if known else Unreadable("stopped")


def _signal(name: str) -> int:
    import signal

    return int(getattr(signal, name, 0)) or 10_000


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        log.debug("the pipe of an ended worker was broken already")
