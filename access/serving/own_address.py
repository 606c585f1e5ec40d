"""Where this process answers its own browser, also where people reach it only over a proxy's Unix socket."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

from access.values import CannotStart
from access.words import words

PASSIVE = socket.AI_PASSIVE
_bound: list[socket.socket] = []


def require_free(host: str, port: int) -> None:
    """``CannotStart`` where nothing can listen at that address: no such name, not this machine's, taken."""
    try:
        family, _, _, _, where = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=PASSIVE)[0]
        socket.create_server(where[:2], family=family).close()
    except (OSError, UnicodeError) as wrong:
        reason = getattr(wrong, "strerror", None) or str(wrong)
        raise CannotStart(words().start.cannot_listen.format(where=f"{host}:{port}", reason=reason)) from None


def behind_socket(path: str) -> list[socket.socket]:
    """What to listen on: the Unix socket, and a free port of the loop for the browser that takes pictures, which opens
    no Unix sockets. What comes in at the port is never taken for the proxy's: it has an address."""
    stale = Path(path)
    if stale.exists() and stat.S_ISSOCK(stale.stat().st_mode):
        stale.unlink()
    proxied, own = socket.socket(socket.AF_UNIX), socket.socket()
    try:
        proxied.bind(path)
        os.chmod(path, 0o666)  # noqa: S103, PTH101 - who may open it, its folder says
    except OSError as wrong:
        raise CannotStart(words().start.cannot_listen.format(where=path, reason=wrong.strerror or wrong)) from None
    own.bind(("127.0.0.1", 0))
    _bound.append(own)
    return [proxied, own]


def own_url() -> str | None:
    """The address of that port; None where none was needed."""
    return f"http://127.0.0.1:{_bound[-1].getsockname()[1]}" if _bound else None
