"""Sizes and times of a meeting's papers and of its whole pack, from the samples: ``python -m benchmarks exports``."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import streamlit.logger

from exports import Dossier, bulletin, lists, pack, slides
from exports.chromium import NoPicture
from exports.pictures import photographs
from pages import PAGES
from store import open_store
from ui import demo, source
from ui.papers.gathering import dossier
from ui.scope import View

ROOT = Path(__file__).parents[1]
PERIOD = "2017-07"
START_SECONDS = 120
T = TypeVar("T")


def main() -> None:
    """The papers, twice each (the first one imports and warms); then the pictures where they can be made; the pack."""
    streamlit.logger.set_log_level("error")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STORE_URL"] = url = f"sqlite:///{folder}/store.db"
        demo.load_samples(open_store(url))
        told = _timed("dossier", lambda: dossier(View(source.version(), PERIOD, demo=True)))
        _papers(told)
        taken = _pictures(told)
        _timed("whole pack written", lambda: pack(told, taken))


def _papers(told: Dossier) -> None:
    for name, write in (("slides .pptx", slides), ("bulletin .docx", bulletin), ("lists .xlsx", lists)):
        _timed(f"{name} first", partial(write, told))
        _timed(f"{name} again", partial(write, told))


def _pictures(told: Dossier) -> dict[str, bytes]:
    """Seconds a picture from a dashboard of our own; nothing but a sentence where Chromium or a font is missing."""
    port = _free_port()
    environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1"}
    server = subprocess.Popen(
        [sys.executable, "asgi.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        return _photographed(address, told)
    except NoPicture as reason:
        print(f"  pictures left out: {reason}")
        return {}
    finally:
        server.terminate()
        server.wait(timeout=20)


def _photographed(address: str, told: Dossier) -> dict[str, bytes]:
    """Every leaders' page as the whole pack takes it: PNG 1080p and 4K, PDF, each chart; one browser, one load each."""
    pages = {page.title: page.address for page in PAGES if page.section == "leaders"}
    sources = {title: told.stamp(title) for title in pages}
    found: dict[str, bytes] = {}
    started = before = time.perf_counter()
    for one in photographs(address, pages, {"period": PERIOD}, sources):
        now = time.perf_counter()
        size = sum(map(len, one.files.values())) / 1024
        print(f"  {one.problem or one.title}: {len(one.files)} files in {now - before:.2f} s, {size:.0f} KiB")
        found |= one.files
        before = now
    print(f"  all pictures: {len(found)} in {time.perf_counter() - started:.1f} s, {len(pages)} pages")
    return found


def _timed(name: str, make: Callable[[], T]) -> T:
    """With the CPU seconds of this process: on a busy machine they say more than the clock."""
    started, spent = time.perf_counter(), time.process_time()
    made = make()
    size = f", {len(made) / 1024:.0f} KiB" if isinstance(made, bytes) else ""
    wall, cpu = time.perf_counter() - started, time.process_time() - spent
    print(f"  {name}: {wall:.2f} s, CPU {cpu:.2f} s{size}", flush=True)
    return made


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
