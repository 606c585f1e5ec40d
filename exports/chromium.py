"""Finds the Chromium and the Chinese font that pictures need, and says plainly when one is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from exports.dossier import words

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# A server has no screen, no sandbox for root, and nothing to fetch.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)
FOUR_K = 2.0


class NoPicture(RuntimeError):
    """A picture cannot be made here; the message is the sentence to show."""


def chromium_path() -> str:
    """The browser's path; ``NoPicture`` with a sentence where there is none. ``CHROMIUM`` in the environment wins."""
    named = os.environ.get("CHROMIUM")
    found = next((path for name in ((named,) if named else NAMES) if (path := shutil.which(name))), None)
    if not found:
        raise NoPicture(words().pictures.no_chromium)
    return found


def require_chinese_font() -> None:
    """``NoPicture`` where fontconfig knows no Chinese font; silent where there is no fontconfig to ask."""
    asked = shutil.which("fc-list")
    if not asked:
        return
    listed = subprocess.run([asked, ":lang=zh-cn"], capture_output=True, timeout=20, check=False)  # noqa: S603 fixed words
    if not listed.stdout.strip():
        raise NoPicture(words().pictures.no_font)


def failures() -> type[Exception]:
    """What the browser raises when it cannot do what it was asked."""
    from playwright.sync_api import Error

    return Error


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium, closed afterwards; where there is none, or it does not start, ``NoPicture``."""
    path = chromium_path()
    require_chinese_font()
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as missing:
        raise NoPicture(words().pictures.no_chromium) from missing
    try:
        with sync_playwright() as driver:
            chromium = driver.chromium.launch(executable_path=path, args=list(FLAGS))
            try:
                yield chromium
            finally:
                chromium.close()
    except Error as failed:
        raise NoPicture(words().pictures.failed) from failed
