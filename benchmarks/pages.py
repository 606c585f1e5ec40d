"""Server CPU and latency of each page's warm rerun, over the real server and the browser's own protocol."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import streamlit.logger

from benchmarks.serving import choices, cpu, filled, opened, serve
from pages import PAGES
from ui import filling, source
from ui.scope import View

ROOT = Path(__file__).parents[1]
RERUNS = 20
# CPU of a warm rerun, and of a view that nobody has opened yet.
GOALS_MS = {"leaders": 8, "analysts": 15}
NEW_MS = 60
NEW = 3


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
    before = cpu(pid)
    found = [await run() for run in runs]
    return (cpu(pid) - before) * 1000 / len(runs), found


def fill_shelf(path: Path) -> None:
    """What the server's filling process would have kept of the views measured here, before they are asked for."""
    months, units = choices(path)
    os.environ |= {"STORE_URL": f"sqlite:///{path}", "KEPT_RESULTS": ""}
    version = source.version()
    asked = [(months[-1], ""), *((months[-1], unit) for unit in units[:NEW]), *((month, "") for month in months[:NEW])]
    for month, unit in asked:
        filling.fill(View(version, month, unit, demo=source.is_demo(version)))


if __name__ == "__main__":
    main()
