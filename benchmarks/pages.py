"""Server CPU and latency of each page's warm rerun, over the real server and the browser's own protocol."""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import streamlit.logger
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from pages import PAGES
from store import open_store
from ui import demo, filling, source
from ui.scope import View

ROOT = Path(__file__).parents[1]
RERUNS = 20
# CPU of a warm rerun, and of a view that nobody has opened yet.
GOALS_MS = {"leaders": 8, "analysts": 15}
NEW_MS = 60
NEW = 3


class Reader:
    """One reader's session: runs pages as a browser would, and keeps messages the server may refer to again."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page = ""
        self._kept: set[str] = set()

    async def run(self, name: str | None = None, query: str = "") -> tuple[float, int]:
        """Opens the page ``name`` (None: runs the open one again), with ``query`` after its address; seconds until
        done, bytes received."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.page_name = name or ""
        ask.rerun_script.page_script_hash = "" if name is not None else self._page
        ask.rerun_script.cached_message_hashes.extend(self._kept)
        started, received = time.perf_counter(), 0
        await self._socket.send(ask.SerializeToString())
        while True:
            data = await asyncio.wait_for(self._socket.recv(), 60)
            received += len(data)
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            self._remember(message)
            if message.WhichOneof("type") == "script_finished":
                return time.perf_counter() - started, received

    def _remember(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        if message.WhichOneof("type") == "navigation" and message.navigation.page_script_hash:
            self._page = message.navigation.page_script_hash


def main(name: str = "samples") -> None:
    """Prints one line a page: CPU ms of a warm rerun, of a unit and of a month nobody has opened yet but the filling
    process has kept; latency and KB a rerun."""
    streamlit.logger.set_log_level("error")
    with tempfile.TemporaryDirectory() as folder:
        store = filled(name, Path(folder))
        fill_shelf(store)
        address, server = serve(store)
        try:
            asyncio.run(_measure(address, server.pid, choices(store)))
        finally:
            server.terminate()
            server.wait(timeout=20)


async def _measure(address: str, pid: int, choices: tuple[list[str], list[str]]) -> None:
    print(f"{'page':<16}{'warm CPU ms':>12}{'p50 ms':>8}{'KB':>7}{'goal':>6}{'new unit':>10}{'new month':>10}")
    for page in PAGES:
        async with opened(address) as reader:
            name = "" if page is PAGES[0] else page.name
            await reader.run(name)
            await reader.run()
            cpu, runs = await _spent(pid, [partial(reader.run)] * RERUNS)
            units = [partial(reader.run, None, urlencode({"unit": unit})) for unit in choices[1][:NEW]]
            months = [partial(reader.run, None, urlencode({"period": month})) for month in choices[0][:NEW]]
            new = [(await _spent(pid, asked))[0] for asked in (units, months)]
        latency = statistics.median(seconds for seconds, _ in runs) * 1000
        size = statistics.median(received for _, received in runs) / 1000
        goal = GOALS_MS[page.section]
        mark = "" if cpu <= goal and max(new) <= NEW_MS else "   over the goal"
        cells = f"{cpu:>12.1f}{latency:>8.1f}{size:>7.1f}{goal:>6}{new[0]:>10.0f}{new[1]:>10.0f}"
        print(f"{page.name:<16}{cells}{mark}", flush=True)


async def _spent(pid: int, runs: Sequence[Callable[[], Awaitable[tuple[float, int]]]]) -> tuple[float, list]:
    """CPU ms of the server a run, and what the runs gave."""
    before = _cpu(pid)
    found = [await run() for run in runs]
    return (_cpu(pid) - before) * 1000 / len(runs), found


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Reader]:
    """A reader of the dashboard at ``address``."""
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=2**28, ping_interval=None) as socket:  # type: ignore[list-item]
        yield Reader(socket)


def fill_shelf(path: Path) -> None:
    """What the server's filling process would have kept of the views measured here, before they are asked for."""
    months, units = choices(path)
    os.environ |= {"STORE_URL": f"sqlite:///{path}", "KEPT_RESULTS": ""}
    version = source.version()
    asked = [(months[-1], ""), *((months[-1], unit) for unit in units[:NEW]), *((month, "") for month in months[:NEW])]
    for month, unit in asked:
        filling.fill(View(version, month, unit, demo=source.is_demo(version)))


def choices(path: Path) -> tuple[list[str], list[str]]:
    """The months and the units of the store in that file."""
    store = open_store(f"sqlite:///{path}")
    return store.periods(), sorted(set(store.submissions()["department"]))


def filled(name: str, folder: Path) -> Path:
    """A store file in ``folder`` with the samples."""
    del name
    path = folder / "store.db"
    store = open_store(f"sqlite:///{path}")
    demo.load_samples(store)
    store.database.close()
    return path


def _cpu(pid: int) -> float:
    """CPU seconds of the server's process: its own clock, in nanoseconds, where the system has one."""
    return time.clock_gettime(((~pid) << 3) | 2)


def serve(store: Path) -> tuple[str, subprocess.Popen[bytes]]:
    """A dashboard over that store file; its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "STORE_URL": f"sqlite:///{store}"}
    server = subprocess.Popen(
        [sys.executable, "asgi.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.3)
        else:
            return address, server
    server.terminate()
    raise RuntimeError("the dashboard did not start")


if __name__ == "__main__":
    main()
