"""A dashboard of its own over a store made for it, and readers that speak the browser's protocol with it."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.protocol import State

from benchmarks.five_years import five_years
from store import open_store
from ui import demo

ROOT = Path(__file__).parents[1]
_OWN = re.compile(r'(\w*id|\w*hash|url): "[^"]*"')


class Reader:
    """One reader's session: runs pages as a browser would, and keeps messages the server may refer to again."""

    def __init__(self, socket: ClientConnection, *, listening: bool = False) -> None:
        self._socket = socket
        self._page = ""
        self._kept: set[str] = set()
        # What the page sent in the last run, without what differs from session to session.
        self.said: list[str] = []
        self._listening = listening
        self.failed = False

    @property
    def is_open(self) -> bool:
        """Whether the server has not closed the connection."""
        return self._socket.state is State.OPEN

    async def run(self, name: str | None = None, query: str = "") -> tuple[float, int]:
        """Opens the page ``name`` (None: runs the open one again), with ``query`` after its address; seconds until
        done, bytes received."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.page_name = name or ""
        ask.rerun_script.page_script_hash = "" if name is not None else self._page
        ask.rerun_script.cached_message_hashes.extend(self._kept)
        started, received = time.perf_counter(), 0
        self.said = []
        await self._socket.send(ask.SerializeToString())
        while True:
            data = await asyncio.wait_for(self._socket.recv(), 60)
            received += len(data)
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            self._remember(message)
            if message.WhichOneof("type") == "script_finished":
                return time.perf_counter() - started, received

    def _remember(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "delta":
            self.failed |= message.delta.new_element.WhichOneof("type") == "exception"
            # A spinner comes where the machine was slow, and is no part of what a view shows.
            if self._listening and message.delta.WhichOneof("type") != "new_transient":
                self.said.append(_OWN.sub("", str(message.delta)))
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        if message.WhichOneof("type") == "navigation" and message.navigation.page_script_hash:
            self._page = message.navigation.page_script_hash


@asynccontextmanager
async def opened(address: str, *, listening: bool = False, cookie: str = "") -> AsyncIterator[Reader]:
    """A reader of the dashboard at ``address``, signed in by that ``cookie`` where one is needed."""
    url, said = f"{address.replace('http', 'ws')}/_stcore/stream", {"Cookie": cookie} if cookie else {}
    told: dict[str, Any] = {"subprotocols": ["streamlit"], "additional_headers": said, "open_timeout": 60}
    async with connect(url, **told, max_size=2**28, ping_interval=None) as socket:
        yield Reader(socket, listening=listening)


def choices(path: Path) -> tuple[list[str], list[str]]:
    """The months and the units of the store in that file."""
    store = open_store(f"sqlite:///{path}")
    return store.periods(), sorted(set(store.submissions()["department"]))


def filled(name: str, folder: Path) -> Path:
    """A store file in ``folder`` with the ``samples``, or with ``five_years`` of made-up reports."""
    path = folder / "store.db"
    store = open_store(f"sqlite:///{path}")
    {"samples": demo.load_samples, "five_years": five_years}[name](store)
    store.database.close()
    return path


def cpu(pid: int) -> float:
    """CPU seconds of the server's process: its own clock, in nanoseconds, where the system has one."""
    return time.clock_gettime(((~pid) << 3) | 2)


def serve(store: Path, script: Path = ROOT / "asgi.py", **settings: str) -> tuple[str, subprocess.Popen[bytes]]:
    """A dashboard (or another ``script``) over that store file; its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "STORE_URL": f"sqlite:///{store}"} | settings
    server = subprocess.Popen(
        [sys.executable, str(script)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
        except urllib.error.HTTPError:
            return address, server  # it answers, if only that one has to sign in
        except OSError:
            time.sleep(0.3)
        else:
            return address, server
    server.terminate()
    raise RuntimeError("the dashboard did not start")
