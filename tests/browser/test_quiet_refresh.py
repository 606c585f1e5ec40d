"""Whoever has a page open sees what was published since without pressing a key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store import Actor, Desk, open_store
from tests.browser.conftest import ROOT, _free_port, _wait_for, missing

pytestmark = pytest.mark.browser

# The product as it is, only that what looks once a minute looks every two seconds.
HURRIED = """
import runpy, streamlit as st
kept = st.fragment
st.fragment = lambda *given, run_every=None, **named: kept(*given, run_every=run_every and 2, **named)
runpy.run_path("asgi.py", run_name="__main__")
"""


@pytest.fixture
def hurried(tmp_path: Path, samples_copy: Callable[[Path], str]) -> Iterator[tuple[str, str]]:
    """Address of the dashboard and of its store."""
    if reason := missing():
        pytest.skip(reason)
    port, store = _free_port(), samples_copy(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", HURRIED],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "STORE_URL": store, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield f"http://127.0.0.1:{port}", store
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_an_open_page_shows_a_change_of_the_store_by_itself(chromium: Any, hurried: tuple[str, str]) -> None:
    address, store = hurried
    page = chromium.new_page(locale="zh-CN")
    loads: list[str] = []
    page.on("load", lambda: loads.append(page.url))
    page.goto(f"{address}/?mode=present&embed=true")
    page.get_by_text("红灯清单").first.wait_for(timeout=90_000)
    Desk(open_store(store), Actor("演示管理员", "admin")).remove_demo(at="2017-08-02T08:00:00")
    page.get_by_text("还没有发布任何数据").first.wait_for(timeout=30_000)
    assert len(loads) == 1
    page.close()
