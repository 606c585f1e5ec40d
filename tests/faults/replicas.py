"""Two dashboards on one PostgreSQL behind nginx, as ``deploy/nginx/dashboard.conf`` says it, and readers of them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
CONF = ROOT / "deploy" / "nginx" / "dashboard.conf"
# On a machine that does other work as well the samples of two replicas take minutes.
START_SECONDS = 300.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def why_no_nginx() -> str:
    """Why nginx cannot be tried here, in a sentence; "" where it can."""
    return "" if shutil.which("nginx") else "no nginx on this machine: install Debian's package nginx-light"


@dataclass
class Site:
    """What a reader meets: nginx's address; behind it the replicas, which can be killed."""

    address: str
    replicas: list[subprocess.Popen[bytes]]
    ports: list[int]


@contextmanager
def site(store_url: str, folder: Path) -> Iterator[Site]:
    """Start two replicas at once on an empty store, and nginx before them; end all of them afterwards."""
    ports, front = [free_port(), free_port()], free_port()
    logs = [(folder / f"replica-{port}.log").open("wb") for port in ports]
    replicas = [_replica(port, store_url, log) for port, log in zip(ports, logs, strict=True)]
    nginx = None
    try:
        for port in ports:
            wait_for(f"http://127.0.0.1:{port}/readyz")
        nginx = _nginx(front, ports, folder)
        wait_for(f"http://127.0.0.1:{front}/readyz")
        yield Site(f"127.0.0.1:{front}", replicas, ports)
    finally:
        for process in [*replicas, *([nginx] if nginx else [])]:
            process.terminate()
            process.wait(timeout=30)
        for log in logs:
            log.close()


def wait_for(address: str) -> None:
    """Return once the address answers 200; ``AssertionError`` after ``START_SECONDS``."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer within {START_SECONDS} s")


def reader_seconds(address: str, cookie: str, patience: float = 30.0) -> float:
    """Seconds until a reader with that cookie has a whole page, trying again as the browser does."""
    began = time.monotonic()
    while time.monotonic() - began < patience:
        try:
            _whole_page(address, cookie)
            return time.monotonic() - began
        except (OSError, WebSocketException, TimeoutError):
            time.sleep(0.1)
    return float("inf")


def _whole_page(address: str, cookie: str) -> None:
    headers = {"Cookie": f"dashboard_reader={cookie}"}
    with connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=["streamlit"],
        additional_headers=headers,
        origin=f"http://{address}",
    ) as line:
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        line.send(ask.SerializeToString())
        while True:
            said: Any = ForwardMsg()
            said.ParseFromString(line.recv(timeout=20))
            if said.WhichOneof("type") == "script_finished":
                return


def _replica(port: int, store_url: str, log: Any) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PORT": str(port), "STORE_URL": store_url, "HOST": "127.0.0.1"}
    return subprocess.Popen([sys.executable, "asgi.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)


def _nginx(front: int, ports: list[int], folder: Path) -> subprocess.Popen[bytes]:
    told = CONF.read_text("utf-8")
    for shipped, own in (
        ("listen 80;", f"listen 127.0.0.1:{front};"),
        ("127.0.0.1:8501", f"127.0.0.1:{ports[0]}"),
        ("127.0.0.1:8502", f"127.0.0.1:{ports[1]}"),
    ):
        assert shipped in told
        told = told.replace(shipped, own)
    (folder / "dashboard.conf").write_text(told, "utf-8")
    whole = folder / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{ worker_connections 1024; }}"
        f" http {{ access_log off; {temporary} include /etc/nginx/mime.types; include {folder}/dashboard.conf; }}",
        "utf-8",
    )
    subprocess.run(["nginx", "-t", "-c", str(whole), "-e", str(folder / "error.log")], check=True, capture_output=True)
    return subprocess.Popen(["nginx", "-c", str(whole), "-e", str(folder / "error.log")])
