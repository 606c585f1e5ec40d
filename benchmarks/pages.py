"""Server CPU of each page, over the real server and the browser's own protocol, beside an empty Streamlit page.

``python -m benchmarks.pages [samples|five_years …]``: without names both, and the second held against the first. The
machine is seldom ours alone, so every figure is a median, and the empty page of the same run says what Streamlit itself
costs on it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit.logger

from benchmarks.serving import Reader, choices, cpu, filled, opened, serve
from pages import PAGES
from pages import Page as Entry
from store import Desk, Line, local_actor, open_store
from ui import filling, source
from ui.scope import View

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
DASHBOARD, EMPTY = ROOT / "asgi.py", ROOT / "benchmarks" / "load" / "empty.py"
STORES = ("samples", "five_years")
RERUNS, NEW = 20, 3
# CPU ms of a warm rerun; of a view nobody has opened yet; of the first after a publish; five years ÷ samples.
GOALS_MS = {"leaders": 8, "analysts": 15}
NEW_MS, PUBLISHED_MS, YEARS_TIMES = 60, 500, 1.3
HEAD = f"{'page':<16}{'warm':>7}{'goal':>6}{'÷ empty':>9}{'p50':>7}{'KB':>7}{'unit':>7}{'month':>7}{'publish':>9}"


@dataclass
class Row:
    """A page: CPU ms of a warm rerun, of a unit and a month nobody opened yet, of the first view after a publish;
    latency in ms and KB of the warm rerun."""

    page: Entry
    warm: float
    latency: float
    size: float
    unit: float
    month: float
    published: float = 0.0

    def line(self, floor: float) -> str:
        """As it is printed, beside what an empty page costs."""
        goal = GOALS_MS[self.page.section]
        new, over = max(self.unit, self.month), []
        over += ["warm"] * (self.warm > goal) + ["new"] * (new > NEW_MS) + ["publish"] * (self.published > PUBLISHED_MS)
        said = f"{self.page.name:<16}{self.warm:>7.1f}{goal:>6}{self.warm / floor:>9.1f}{self.latency:>7.1f}"
        said += f"{self.size:>7.1f}{self.unit:>7.0f}{self.month:>7.0f}{self.published:>9.0f}"
        return said + (f"   over: {', '.join(over)}" if over else "")


def main(names: Sequence[str] = ()) -> None:
    """Prints a table for each store; of five years also how many times the samples' it takes."""
    streamlit.logger.set_log_level("error")
    found = {name: measured(name) for name in names or STORES}
    if set(found) == set(STORES):
        _compare(found["samples"], found["five_years"])


def measured(name: str) -> list[Row]:
    """Every page over the store of that name, printed line by line."""
    with tempfile.TemporaryDirectory() as folder:
        store = filled(name, Path(folder))
        fill_shelf(store)
        floor = _with_server(store, EMPTY, _empty)
        print(f"-- {name}, CPU ms; an empty Streamlit page: {floor:.1f}\n{HEAD}", flush=True)
        moving = shutil.copy(store, Path(folder) / "moving.db")
        published = _with_server(moving, DASHBOARD, partial(_published, store=moving), KEPT_RESULTS="off")
        pages = partial(_pages, choices=choices(store), floor=floor, published=published)
        return _with_server(store, DASHBOARD, pages)


def _with_server(store: Path, script: Path, measure: Callable[..., Coroutine[Any, Any, T]], **settings: str) -> T:
    address, server = serve(store, script, **settings)
    try:
        return asyncio.run(measure(address, server.pid))
    finally:
        server.terminate()
        server.wait(timeout=20)


async def _empty(address: str, pid: int) -> float:
    """CPU ms of an empty page's rerun."""
    async with opened(address) as reader:
        await reader.run("")
        return (await _spent(pid, [reader.run] * 3 * RERUNS))[0]


async def _pages(
    address: str, pid: int, *, choices: tuple[list[str], list[str]], floor: float, published: dict[str, float]
) -> list[Row]:
    rows = []
    for page in PAGES:
        async with opened(address) as reader:
            rows.append(await _page(reader, pid, page, *choices))
            rows[-1].published = published.get(page.name, 0.0)
            print(rows[-1].line(floor), flush=True)
    return rows


async def _page(reader: Reader, pid: int, page: Entry, months: list[str], units: list[str]) -> Row:
    await reader.run(_address(page))
    await reader.run()
    spent, runs = await _spent(pid, [reader.run] * RERUNS)
    asked = [{"unit": unit} for unit in units[:NEW]], [{"period": month} for month in months[:NEW]]
    new = [(await _spent(pid, [partial(reader.run, None, urlencode(one)) for one in some]))[0] for some in asked]
    latency = statistics.median(seconds for seconds, _ in runs) * 1000
    return Row(page, spent, latency, statistics.median(size for _, size in runs) / 1000, *new)


async def _published(address: str, pid: int, *, store: Path) -> dict[str, float]:
    """CPU ms of each leaders' page's first view after an act that moves the newest month (a report is taken back), in a
    process that keeps nothing beside the store."""
    known = open_store(f"sqlite:///{store}")
    found, desk, newest = {}, Desk(known, local_actor()), _newest(known.lines())
    for number, page in enumerate(page for page in PAGES if page.section == "leaders"):
        async with opened(address) as reader:
            await reader.run(_address(page))
            line = newest[number]
            desk.withdraw(line.submission_id, reason="benchmark", at=f"{line.period}-28T18:00:00")
            found[page.name], _ = await _spent(pid, [reader.run])
    return found


def _newest(lines: Sequence[Line]) -> list[Line]:
    last = max(line.period for line in lines)
    return [line for line in lines if line.period == last and line.current]


def _address(page: Entry) -> str:
    return "" if page is PAGES[0] else page.name


async def _spent(pid: int, runs: Sequence[Callable[[], Awaitable[tuple[float, int]]]]) -> tuple[float, list]:
    """The median of the server's CPU ms of these runs, and what the runs gave."""
    spent, found = [], []
    for run in runs:
        before = cpu(pid)
        found.append(await run())
        spent.append((cpu(pid) - before) * 1000)
    return statistics.median(spent), found


def fill_shelf(path: Path) -> None:
    """What the server's filling process would have kept of the views measured here, before they are asked for."""
    months, units = choices(path)
    os.environ |= {"STORE_URL": f"sqlite:///{path}", "KEPT_RESULTS": ""}
    streamlit.cache_resource.clear()
    version = source.version()
    asked = [(months[-1], ""), *((months[-1], unit) for unit in units[:NEW]), *((month, "") for month in months[:NEW])]
    for month, unit in asked:
        filling.fill(View(version, month, unit, demo=source.is_demo(version)))


def _compare(samples: Sequence[Row], years: Sequence[Row]) -> None:
    """Five years' CPU by the samples', page by page."""
    print(f"-- five years ÷ samples (goal {YEARS_TIMES})\n{'page':<16}{'warm':>7}{'unit':>7}{'month':>7}{'publish':>9}")
    for few, many in zip(samples, years, strict=True):
        pairs = [(getattr(many, name), getattr(few, name)) for name in ("warm", "unit", "month", "published")]
        times = [a / b if b else 1.0 for a, b in pairs]
        print(f"{few.page.name:<16}" + "".join(f"{t:>{w}.2f}" for t, w in zip(times, (7, 7, 7, 9), strict=True)))


if __name__ == "__main__":
    main(sys.argv[1:])
