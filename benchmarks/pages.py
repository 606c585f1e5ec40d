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
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from pages import PAGES

ROOT = Path(__file__).parents[1]
RERUNS = 20
GOAL_MS = 30


class Reader:
    """One reader's session: runs pages as a browser would, and keeps messages the server may refer to again."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page = ""
        self._kept: set[str] = set()

    async def run(self, name: str | None = None) -> tuple[float, int]:
        """Opens the page ``name`` (None: runs the open one again); seconds until done, bytes received."""
        ask = BackMsg()
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


def main() -> None:
    """Prints one line a page: CPU ms a rerun (goal 30), latency p50 ms, KB a rerun, ms of the first view."""
    with tempfile.TemporaryDirectory() as folder:
        address, server = _serve(Path(folder) / "store.db")
        try:
            asyncio.run(_measure(address, server.pid))
        finally:
            server.terminate()
            server.wait(timeout=20)


async def _measure(address: str, pid: int) -> None:
    print(f"{'page':<16}{'CPU ms':>8}{'p50 ms':>8}{'KB':>8}{'first ms':>10}   goal {GOAL_MS} ms CPU a warm rerun")
    for page in PAGES:
        url = f"{address.replace('http', 'ws')}/_stcore/stream"
        async with connect(url, subprotocols=["streamlit"], max_size=2**28, ping_interval=None) as socket:  # type: ignore[list-item]
            reader = Reader(socket)
            first, _ = await reader.run("" if page is PAGES[0] else page.name)
            await reader.run()
            before = _cpu(pid)
            runs = [await reader.run() for _ in range(RERUNS)]
            cpu = (_cpu(pid) - before) * 1000 / RERUNS
        latency = statistics.median(seconds for seconds, _ in runs) * 1000
        size = statistics.median(received for _, received in runs) / 1000
        mark = "" if cpu <= GOAL_MS else "   over the goal"
        print(f"{page.name:<16}{cpu:>8.1f}{latency:>8.1f}{size:>8.1f}{first * 1000:>10.0f}{mark}")


def _cpu(pid: int) -> float:
    """CPU seconds of the server's process: its own clock, in nanoseconds, where the system has one."""
    return time.clock_gettime(((~pid) << 3) | 2)


def _serve(store: Path) -> tuple[str, subprocess.Popen[bytes]]:
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
