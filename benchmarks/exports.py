"""Sizes and times of a meeting's papers from the samples, and seconds a picture: ``python -m benchmarks exports``."""

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
from exports.pictures import page_charts, screens
from store import open_store
from ui import demo, source
from ui.papers.gathering import dossier
from ui.scope import View

ROOT = Path(__file__).parents[1]
PERIOD = "2017-07"
PAGES = {"overview": "", "livelihood": "livelihood", "follow_up": "follow_up"}
START_SECONDS = 120
T = TypeVar("T")


def main() -> None:
    """The papers, twice each (the first one imports and warms); then pictures of three pages where they can be made."""
    streamlit.logger.set_log_level("error")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STORE_URL"] = url = f"sqlite:///{folder}/store.db"
        demo.load_samples(open_store(url))
        told = _timed("dossier", lambda: dossier(View(source.version(), PERIOD, demo=True)))
        _papers(told)
        taken = _pictures()
        _report("pack", lambda: pack(told, taken))


def _papers(told: Dossier) -> None:
    for name, write in (("slides .pptx", slides), ("bulletin .docx", bulletin), ("lists .xlsx", lists)):
        _report(f"{name} first", partial(write, told))
        _report(f"{name} again", partial(write, told))


def _pictures() -> dict[str, bytes]:
    """Seconds a picture from a dashboard of our own; nothing but a sentence where Chromium or a font is missing."""
    port = _free_port()
    environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1"}
    server = subprocess.Popen(
        [sys.executable, "asgi.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        return _photographed(address)
    except NoPicture as reason:
        print(f"  pictures left out: {reason}")
        return {}
    finally:
        server.terminate()
        server.wait(timeout=20)


def _photographed(address: str) -> dict[str, bytes]:
    query, n = {"period": PERIOD}, len(PAGES)
    screens(address, {"warm": ""}, query)
    taken = _timed(f"screens 1920x1080, {n} pages", lambda: screens(address, PAGES, query), n)
    _timed(f"screens 3840x2160, {n} pages", lambda: screens(address, PAGES, query, four_k=True), n)
    both = _timed(f"screens png+pdf, {n} pages", lambda: screens(address, PAGES, query, pdf=True), n)
    started = time.perf_counter()
    charts = page_charts(address, "", query, PERIOD)
    print(f"  charts of overview: {len(charts)} in {time.perf_counter() - started:.1f} s")
    for name, content in both.items():
        print(f"  {name}: {len(content) / 1024:.0f} KiB")
    return taken | both


def _timed(name: str, make: Callable[[], T], pieces: int = 1) -> T:
    started = time.perf_counter()
    made = make()
    print(f"  {name}: {(time.perf_counter() - started) / pieces:.2f} s{' each' if pieces > 1 else ''}")
    return made


def _report(name: str, make: Callable[[], bytes]) -> None:
    started = time.perf_counter()
    content = make()
    print(f"  {name}: {time.perf_counter() - started:.2f} s, {len(content) / 1024:.0f} KiB")


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
