"""The process that opens strangers' files: it reads one after the other, under limits, and knows no secret.

Started by ``loaders.pool`` as ``python -m loaders.worker``. It speaks in frames (a length of eight bytes, then that
many) over its own standard input and output: a JSON request and the file's bytes in, a JSON report and the answer out.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

from loaders.containers import unpack
from loaders.mappings import Corrections, Mappings
from loaders.parse import parse
from loaders.plain import to_plain
from loaders.replies import read_reply
from loaders.unreadable import Unreadable

LENGTH = 8
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
OPEN_FILES = 32
# What a job leaves in cycles is young; what was learned from headers and words is not looked through each time.
YOUNG, OLDEST, JOBS_A_SWEEP = 1, 2, 50
RETIRE_AT_KIB = 400 * 1024  # a worker that keeps this much after a job is replaced


def main() -> None:
    """Answer requests until the server closes the pipe."""
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up among the answers
    _limit_process()
    gc.freeze()
    send(answers, b"ready")
    for job in itertools.count(1):
        request = receive(source)
        if request is None:
            return
        content = receive(source) or b""
        _limit_cpu()
        for frame in _answer(json.loads(request), content):
            send(answers, frame)
        gc.collect(OLDEST if job % JOBS_A_SWEEP == 0 else YOUNG)


def _answer(request: dict[str, Any], content: bytes) -> tuple[bytes, bytes]:
    """How it went, and what was asked for where it went well."""
    gc.disable()
    try:
        return DONE[request["do"]](request, content)
    except Unreadable as why:
        return _report(unreadable=why.code, blanks=why.blanks, fault=repr(why.__cause__)[:2000]), b""
    except MemoryError:
        return _report(unreadable="too_big_to_read", retire=True), b""
    except KeyboardInterrupt:
        raise
    except BaseException as why:  # noqa: BLE001 (a Rust panic is no Exception; a fault in a rule must not end the worker)
        return _report(unreadable="stopped", fault=f"{type(why).__name__}: {why}"[:2000]), b""


def _parsed(request: dict[str, Any], content: bytes) -> tuple[bytes, bytes]:
    parsed = parse(
        content,
        request["file"],
        Mappings.from_json(request["mappings"]),
        Corrections.from_json(request["corrections"]),
        request["password"],
    )
    return _report(), to_plain(parsed)


def _unpacked(request: dict[str, Any], content: bytes) -> tuple[bytes, bytes]:
    """An archive's files one after the other; the report says the name and length of each."""
    files = unpack(content, request["file"])
    return _report(files=[(name, len(inner)) for name, inner in files]), b"".join(inner for _, inner in files)


def _replied(request: dict[str, Any], content: bytes) -> tuple[bytes, bytes]:
    """What a unit's reply sheet says; nothing for any other file."""
    found = read_reply(content, request["file"])
    return _report(), json.dumps(None if found is None else found.plain()).encode()


def _book(request: dict[str, Any], content: bytes) -> tuple[bytes, bytes]:
    """The office's book out of its workbook: entries and faults as JSON."""
    from loaders.book import book_as_json  # brings openpyxl, which readings of reports do without

    return _report(), book_as_json(content, request["entries"])


DONE = {"parse": _parsed, "unpack": _unpacked, "reply": _replied, "book": _book}


def _report(**said: Any) -> bytes:
    return json.dumps({"retire": _grown(), **said}, default=str).encode()


def _limit_process() -> None:
    """Hard limits of the whole process; platforms without them are left to the server's clock."""
    try:
        import resource
    except ImportError:
        return
    _lower(resource, resource.RLIMIT_AS, MEMORY_BYTES)
    _lower(resource, resource.RLIMIT_NOFILE, OPEN_FILES)
    _lower(resource, resource.RLIMIT_CORE, 0)


def _lower(resource: Any, which: int, most: int) -> None:
    hard = resource.getrlimit(which)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (most, most))


def _limit_cpu() -> None:
    """So many seconds from now on; the kernel ends the process that needs more."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + CPU_SECONDS, hard))


def _grown() -> bool:
    """Whether the process keeps much memory now; its peak would include that of the server it was forked from."""
    try:
        resident_pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return False
    return resident_pages * 4 > RETIRE_AT_KIB


def send(stream: BinaryIO, frame: bytes) -> None:
    """Write one frame."""
    stream.write(len(frame).to_bytes(LENGTH, "big"))
    stream.write(frame)
    stream.flush()


def receive(stream: BinaryIO, most: int = 1 << 40) -> bytes | None:
    """The next frame; None at the end of the stream, within a frame or not, and for one longer than ``most``."""
    head = stream.read(LENGTH)
    size = int.from_bytes(head, "big")
    if len(head) < LENGTH or size > most:
        return None
    frame = stream.read(size)
    return frame if len(frame) == size else None


if __name__ == "__main__":
    main()
