"""The dashboard as it is served, over a small store, and a Chromium in front of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from loaders import read
from store import Desk, Store, local_actor, open_store
from tests.browser.screen import Windows

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "data" / "samples"
PICTURES = ROOT / "tests" / "browser" / "pictures"
UNIT = "柳行街道"
AUGUST = SAMPLES / "exercises" / "柳行街道2017年8月.xlsx"
# Reading in a worker and drawing take their time where everything runs at once.
PATIENCE_MS = 120_000
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
Visit = Callable[[str], Page]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One street's June and July, published; its August workbook kept and waiting."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('browser')}/store.db")
    desk = Desk(opened, local_actor())
    sent = [d for d in json.loads((SAMPLES / "deliveries.json").read_text("utf-8")) if d["department"] == UNIT]
    for one in (d for d in sent if d["period"] in ("2017-06", "2017-07")):
        content = (SAMPLES / one["file"]).read_bytes()
        reading = read(content, file=Path(one["file"]).name)
        about = {"department": UNIT, "period": one["period"], "received": one["received"], "demo": True}
        desk.publish(desk.save(reading, content=content, at=one["received"], **about), at=one["received"])
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    """The dashboard, served by ``asgi.py`` over that store."""
    port = _free_port()
    environment = {**os.environ, "STORE_URL": str(store.database.url), "PORT": str(port), "HOST": "127.0.0.1"}
    server = subprocess.Popen([sys.executable, "asgi.py"], cwd=ROOT, env=environment)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def visit(windows: Windows, address: str) -> Iterator[Visit]:
    """Opens a page at 1920×1080 and waits until it is drawn; fails on an exception box or an error in the console."""
    errors: list[str] = []

    def hear(event: str, said: Any) -> None:
        errors.extend([said.text] if event == "console" and said.type == "error" else [])

    page = windows.tab("desk", hear)
    page.set_default_timeout(PATIENCE_MS)

    def opened(path: str) -> Page:
        page.goto(f"{address}/{path}")
        return calm(page)

    yield opened
    assert page.get_by_text("这个页面暂时显示不出来").count() == 0
    # Streamlit probes two addresses below a deep link and is told that they are not there: harmless.
    assert [e for e in errors if "404" not in e] == []


def calm(page: Page) -> Page:
    """Waits until the script has run and its tables are drawn."""
    page.wait_for_timeout(400)
    page.locator(READY).wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(600)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)
    return page


def upload_august(visit: Visit) -> Page:
    """August's workbook of the street, uploaded and opened."""
    page = visit("upload")
    page.locator('input[type="file"]').set_input_files(AUGUST)
    page.locator("td", has_text=AUGUST.name).first.wait_for()
    page.locator("td", has_text=AUGUST.name).first.click()
    return calm(page)


def picture(page: Page, name: str) -> None:
    """Keeps a picture of the screen for a person to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise AssertionError("the server did not answer within a minute")
