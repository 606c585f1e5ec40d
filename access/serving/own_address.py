"""Where this process answers its own browser, also where people reach it only over a proxy's Unix socket."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

_bound: list[socket.socket] = []


def behind_socket(path: str) -> list[socket.socket]:
    """What to listen on: the Unix socket, and a free port of the loop for the browser that takes pictures, which opens
    no Unix sockets. What comes in at the port is never taken for the proxy's: it has an address."""
    stale = Path(path)
    if stale.exists() and stat.S_ISSOCK(stale.stat().st_mode):
        stale.unlink()
    proxied, own = socket.socket(socket.AF_UNIX), socket.socket()
    proxied.bind(path)
    os.chmod(path, 0o666)  # noqa: S103, PTH101 - who may open it, its folder says
    own.bind(("127.0.0.1", 0))
    _bound.append(own)
    return [proxied, own]


def own_url() -> str | None:
    """The address of that port; None where none was needed."""
    return f"http://127.0.0.1:{_bound[-1].getsockname()[1]}" if _bound else None
