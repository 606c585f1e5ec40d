"""Fills the shelf in a process of its own: every page of every month and unit that is not there yet, newest first.

``python -m ui.filling``, with the store's address in ``STORE_URL``: started by the server at its start and after every
act that moved a figure; it ends when all is there.
"""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from catalog.page import pages
from store import Store
from ui import demo, facts, released, source
from ui.memory import Memory
from ui.scope import View
from ui.shelf import ROOT, Known, Shelf, shelf_beside

COMPARED: dict[str, Callable[..., Any]] = {"ui.facts._figures": facts.figures, "ui.facts._finding": facts.finding}
# After its start the server's first readers have the machine to themselves.
FIRST_SECONDS = 15.0
LOOK_SECONDS = 5.0
PAGE_SECONDS = 120.0


def main() -> None:
    """Fill what is missing; begin again where something was published meanwhile."""
    logging.disable(logging.WARNING)
    os.nice(19)
    version = None
    while version != source.version():
        version = source.version()
        for view in missing(version):
            if source.version() != version:
                break
            fill(view)


def missing(version: int) -> Iterator[View]:
    """The parts that are not on the shelf."""
    shelf = source.opened().shelf
    if not shelf.keeps:
        return iter(())
    return (view for view in parts(version) if not shelf.has(view.as_of, view.department, released.made_with(view)))


def parts(version: int) -> Iterator[View]:
    """Every month, newest first, for all units and for each: what readers see first comes first."""
    units = sorted(set(source.store().submissions()["department"]))
    demo = source.is_demo(version)
    for period in reversed(source.periods(version)):
        yield from (View(version, period, unit, demo=demo) for unit in ("", *units))


def kept_otherwise(store: Store) -> Iterator[str]:
    """For each key figure and finding on the shelf a sentence where it comes out otherwise when it is worked out anew,
    "" where it does not."""
    shelf = shelf_beside(store.database.path)
    with source.moment(source.Opened(store, Memory(), Shelf(None))):
        for view in parts(source.version()):
            kept = shelf.part(view.as_of, view.department, released.made_with(view))
            mine = ((key, said) for key, said in kept.items() if key.name in COMPARED and key.asked == view.asked())
            yield from (_otherwise(view, key, COMPARED[key.name](view, *key.more), said) for key, said in mine)


def _otherwise(view: View, key: Known, now: Any, said: Any) -> str:
    where = f"{view.as_of} {view.department} {key.name}{key.more}"
    return "" if now == said else f"kept result {where} was {said}, is worked out as {now}"


def fill(view: View) -> None:
    """Open every leaders' page of the view as a reader would, and keep what was worked out for it."""
    for one in (page for page in pages() if page.section == "leaders"):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PAGE_SECONDS)
        app.query_params["period"] = view.as_of
        if view.department:
            app.query_params["unit"] = view.department
        app.switch_page(one.script).run()
        if app.exception:
            return
    opened, part = source.opened(), (view.as_of, view.department)
    found = {key: value for key, value in opened.memory.items() if isinstance(key, Known) and key.part == part}
    opened.shelf.put(*part, released.made_with(view), found)


async def keep_filling(store: Store) -> None:
    """For as long as the process serves: start a filling process whenever something moved, one at a time; where
    nothing is kept, none."""
    if not shelf_beside(store.database.path).keeps:
        return
    await asyncio.sleep(FIRST_SECONDS)
    filled, running = None, None
    try:
        while True:
            version = await asyncio.to_thread(store.figures_version)
            if demo.loading() is None and version != filled and (running is None or running.poll() is not None):
                running, filled = start(store), version
            await asyncio.sleep(LOOK_SECONDS)
    finally:
        if running is not None and running.poll() is None:
            running.terminate()


def start(store: Store) -> subprocess.Popen[bytes]:
    """A process that fills the shelf of that store and ends."""
    return subprocess.Popen(
        [sys.executable, "-m", "ui.filling"],
        cwd=ROOT,
        env=environment(store),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def environment(store: Store) -> dict[str, str]:
    """What a process of our own over that store is started with."""
    url = store.database.url.render_as_string(hide_password=False)
    quiet = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **quiet, "STORE_URL": url, "ACCESS_MODE": "local", "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    main()
