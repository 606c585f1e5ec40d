"""Crowds of viewers on a dashboard of its own, beside an empty Streamlit page: ``python -m benchmarks.load``.

The viewers run in a process of their own. At the end ten views are compared with a fresh process over the same store
that keeps no results: no number is bought with a stale figure. ``--brief``: fewer viewers, shorter; ``--only move-500
ingest-200``: these rows alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import streamlit.logger

from benchmarks.load.viewers import Crowd
from benchmarks.serving import ROOT, choices, cpu, filled, opened, serve
from pages import PAGES

LEADERS = [page.name for page in PAGES if page.section == "leaders"]
EMPTY = Path(__file__).with_name("empty.py")
NEXT_MONTH, REPORTS = "2017-08", 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A row to be measured: what so many viewers do; ``at_once``: they only open the first page, all together;
    ``choosing``: the share of actions that choose another month or unit; ``ingest``: reports come in meanwhile."""

    name: str
    viewers: int
    at_once: bool = False
    choosing: float = 0.0
    ingest: bool = False


ROWS = {
    "first-200": Asked("first loads at once", 200, at_once=True),
    "move-50": Asked("move between pages", 50),
    "move-200": Asked("move between pages", 200),
    "move-500": Asked("move between pages", 500),
    "mixed-50": Asked("30 % choose month or unit", 50, choosing=0.3),
    "mixed-200": Asked("30 % choose month or unit", 200, choosing=0.3),
    "ingest-200": Asked(f"same, while {REPORTS} reports come in", 200, choosing=0.3, ingest=True),
}
HEAD = f"{'what viewers do':<34}{'viewers':>8}{'runs/s':>8}{'p50':>7}{'p95':>7}{'p99':>7}"
HEAD += f"{'CPU ms':>8}{'cores':>7}{'MB':>6}{'health p99':>11}{'errors':>7}"


@dataclass
class Row:
    """One line of the table: latencies in ms, CPU ms a rerun, cores, memory in MB."""

    name: str
    viewers: int
    rate: float
    p50: float
    p95: float
    p99: float
    spent: float
    cores: float
    memory: float
    health: float
    errors: int
    failed: str = ""

    def line(self) -> str:
        """As it is printed."""
        said = f"{self.name:<34}{self.viewers:>8}{self.rate:>8.1f}{self.p50:>7.0f}{self.p95:>7.0f}{self.p99:>7.0f}"
        said += f"{self.spent:>8.1f}{self.cores:>7.2f}{self.memory:>6.0f}{self.health:>11.0f}{self.errors:>7}"
        return f"{said}  {self.failed}".rstrip()


class Server:
    """A dashboard that is measured."""

    def __init__(self, address: str, process: subprocess.Popen[bytes]) -> None:
        self.address = address
        self._process = process

    def meet(self, name: str, crowd: Crowd) -> Row:
        """Let a crowd loose on it."""
        before = cpu(self._process.pid)
        client = [sys.executable, "-m", "benchmarks.load.viewers"]
        said = subprocess.run(
            client, input=json.dumps(asdict(crowd)), capture_output=True, text=True, cwd=ROOT, check=True
        )
        spent, found = cpu(self._process.pid) - before, json.loads(said.stdout)
        taken = found["actions"] or found["loads"]
        whole = crowd.seconds + crowd.warm_up + crowd.ramp if crowd.seconds else found["seconds"]
        runs = len(taken) * (whole / crowd.seconds if crowd.seconds else 1)
        places = [1000 * float(np.percentile(taken or [np.nan], q)) for q in (50, 95, 99)]
        health = 1000 * float(np.percentile(found["health"] or [np.nan], 99))
        return Row(
            name=name,
            viewers=crowd.viewers,
            rate=len(taken) / found["seconds"],
            p50=places[0],
            p95=places[1],
            p99=places[2],
            spent=1000 * spent / max(1, runs),
            cores=spent / whole,
            memory=_memory(self._process.pid),
            health=health,
            errors=len(found["errors"]),
            failed=", ".join(f"{n} × {kind}" for kind, n in Counter(found["errors"]).items()),
        )

    def end(self) -> None:
        """Stop it."""
        self._process.terminate()
        self._process.wait(timeout=30)


def main() -> None:
    """The table, the ratios to the empty page, and ten views compared."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--brief", action="store_true", help="a quarter of the viewers, a third of the time")
    parser.add_argument("--store", default="samples", choices=["samples", "five_years"])
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="ROW", help=", ".join(ROWS))
    asked = parser.parse_args()
    wanted = [ROWS[name] for name in asked.only]
    streamlit.logger.set_log_level("error")
    with tempfile.TemporaryDirectory() as folder:
        store = filled(asked.store, Path(folder))
        os.environ["KEPT_RESULTS"] = ""
        server = Server(*serve(store))
        try:
            rows = _crowds(server, store, wanted, brief=asked.brief)
            _ratios(rows, _empty(Path(folder), rows, brief=asked.brief))
            differ = _compared(server, store)
        finally:
            server.end()
    print(f"ten views compared with a fresh process that keeps nothing: {differ or 'all the same'}")
    sys.exit(bool(differ or any(row.errors for row in rows)))


def _crowds(server: Server, store: Path, wanted: Sequence[Asked], *, brief: bool) -> list[Row]:
    """What viewers do, crowd by crowd, on the same dashboard."""
    print(HEAD, flush=True)
    months, units = choices(store)
    part, seconds = (4, 10.0) if brief else (1, 30.0)
    rows = []
    for one in wanted:
        seen = Crowd(server.address, max(5, one.viewers // part), LEADERS[1:], months[-12:], units)
        long = 0.0 if one.at_once else seconds
        crowd = replace(seen, seconds=long, warm_up=long / 3, ramp=long / 3, choosing=one.choosing)
        with _publishing(store) if one.ingest else nullcontext():
            rows.append(_told(server.meet(one.name, crowd)))
    return rows


def _told(row: Row) -> Row:
    print(row.line(), flush=True)
    return row


def _publishing(store: Path) -> subprocess.Popen[bytes]:
    """A process that publishes the reports of one more month, one after the other."""
    script = (
        "import time; from benchmarks.five_years import a_month; from store import open_store;"
        f"time.sleep(3); store = open_store('sqlite:///{store}');"
        f"[a_month(store, month, {REPORTS // 2}) for month in ('{NEXT_MONTH}', '2017-09')]"
    )
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)


def _empty(folder: Path, rows: Sequence[Row], *, brief: bool) -> dict[int, Row]:
    """An empty page under the same crowds, by how many they are."""
    server = Server(*serve(folder / "none.db", EMPTY))
    seconds = 10.0 if brief else 15.0
    sizes = sorted({row.viewers for row in rows if row.name != ROWS["first-200"].name})
    try:
        crowds = [Crowd(server.address, n, seconds=seconds, warm_up=3, ramp=5) for n in sizes]
        return {crowd.viewers: _told(server.meet("an empty Streamlit page", crowd)) for crowd in crowds}
    finally:
        server.end()


def _ratios(rows: Sequence[Row], empty: dict[int, Row]) -> None:
    for row in (row for row in rows if row.viewers in empty and "first" not in row.name):
        beside = empty[row.viewers]
        pairs = {"p50": (row.p50, beside.p50), "p95": (row.p95, beside.p95), "CPU": (row.spent, beside.spent)}
        said = ", ".join(f"{name} {ours / theirs:.1f}" for name, (ours, theirs) in pairs.items())
        print(f"{row.name:<34}{row.viewers:>8}   ours ÷ empty: {said}")


def _compared(server: Server, store: Path) -> list[str]:
    """Which of ten views a fresh process shows otherwise."""
    months, units = choices(store)
    asked = [
        (LEADERS[i % len(LEADERS)], months[-1 - i % 5], units[i * 3 % len(units)] if i % 2 else "") for i in range(10)
    ]
    fresh = Server(*serve(store, KEPT_RESULTS="off"))
    try:
        shown = [asyncio.run(_shown(one.address, asked)) for one in (server, fresh)]
    finally:
        fresh.end()
    return [
        f"{page} {month} {unit}: {_first_unlike(a, b)}"
        for (page, month, unit), a, b in zip(asked, *shown, strict=True)
        if a != b
    ]


def _first_unlike(one: Sequence[str], other: Sequence[str]) -> str:
    """Where two runs of a page part: from that point on, a little of each."""
    whole = ["\n".join(said) for said in (one, other)]
    at = next((i for i, (a, b) in enumerate(zip(*whole, strict=False)) if a != b), min(map(len, whole)))
    begins = max(0, at - 80)
    return " | ".join(said[begins : at + 120] for said in whole)


async def _shown(address: str, asked: Sequence[tuple[str, str, str]]) -> list[list[str]]:
    found = []
    for page, month, unit in asked:
        async with opened(address, listening=True) as reader:
            chosen = {"period": month} | ({"unit": unit} if unit else {})
            await reader.run("" if page == LEADERS[0] else page, urlencode(chosen))
            found.append(reader.said)
    return found


def _memory(pid: int) -> float:
    """Resident memory in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
