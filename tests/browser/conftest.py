"""A served dashboard with the samples, and a Chromium that looks at it; both once a session."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.screen import Windows

ROOT = Path(__file__).parents[2]
CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
START_SECONDS = 120


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Looks a second time where a browser on a busy machine missed a click; the closing line counts these."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def missing() -> str:
    """Why there is nothing to look with, in a sentence; "" where all is there."""
    if CHROMIUM is None:
        return "no Chromium on this machine: install Debian's package chromium"
    fonts = shutil.which("fc-list")
    found = subprocess.run([fonts, ":lang=zh-cn", "family"], capture_output=True, check=False).stdout if fonts else b""
    return "" if found.strip() else "no Chinese font on this machine: install Debian's package fonts-noto-cjk"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, samples_copy: Callable[[Path], str]) -> Iterator[str]:
    """The address of a dashboard of our own, with the samples in a store of its own."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    port = _free_port()
    environment = os.environ | {"PORT": str(port), "STORE_URL": samples_copy(tmp_path_factory.mktemp("served"))}
    process = subprocess.Popen(
        [sys.executable, "asgi.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/readyz", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for a file's tests: left open longer, its event loop would be in the way of what runs after it."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def windows(chromium: Any) -> Windows:
    """The browser's windows, one a size."""
    return Windows(chromium)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the dashboard ended while starting"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the dashboard did not answer within {START_SECONDS} s")
