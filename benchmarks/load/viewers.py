"""Virtual viewers in a process of their own: ``python -m benchmarks.load.viewers`` reads what to do from standard input
as JSON and prints what it measured as JSON."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.serving import Reader, opened

HEALTH_SECONDS = 0.05


@dataclass
class Crowd:
    """How many viewers do what: ``seconds`` long, after ``warm_up`` seconds that are not counted, opening over ``ramp``
    seconds. ``choosing`` is the share of actions that choose another month or unit; ``think`` the mean seconds between
    two actions of one viewer. ``seconds`` 0: every viewer only opens the first page."""

    address: str
    viewers: int
    pages: list[str] = field(default_factory=lambda: [""])
    months: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    seconds: float = 30.0
    warm_up: float = 10.0
    ramp: float = 10.0
    think: float = 5.0
    choosing: float = 0.0


@dataclass
class Measured:
    """Seconds of every action that counted, of every first load and of every answer of the health check; errors."""

    actions: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0


async def drive(crowd: Crowd) -> Measured:
    """Let the crowd loose; what came of it."""
    found, began = Measured(), time.perf_counter()
    ends = began + crowd.ramp + crowd.warm_up + crowd.seconds
    watching = asyncio.create_task(_watch_health(crowd.address, found))
    waits = (crowd.ramp * i / max(1, crowd.viewers) for i in range(crowd.viewers))
    await asyncio.gather(*(_live(crowd, found, wait, ends, i) for i, wait in enumerate(waits)))
    watching.cancel()
    found.seconds = crowd.seconds or time.perf_counter() - began
    return found


async def _live(crowd: Crowd, found: Measured, wait: float, ends: float, number: int) -> None:
    dice = random.Random(number)
    await asyncio.sleep(wait)
    try:
        async with opened(crowd.address) as reader:
            found.loads.append((await reader.run(""))[0])
            while crowd.seconds and time.perf_counter() < ends:
                await asyncio.sleep(dice.uniform(0.5, 1.5) * crowd.think)
                began = time.perf_counter()
                taken = await _act(crowd, reader, dice)
                if began > ends - crowd.seconds:
                    found.actions.append(taken)
            if reader.failed:
                found.errors.append("a page showed an exception")
    except Exception as fault:  # noqa: BLE001 - whatever a viewer would have seen as a failure is counted as one
        found.errors.append(type(fault).__name__)


async def _act(crowd: Crowd, reader: Reader, dice: random.Random) -> float:
    """Move to another page, or choose another month or unit on the open one."""
    if dice.random() < crowd.choosing:
        chosen = {"period": dice.choice(crowd.months)}
        if dice.random() < 0.5:
            chosen["unit"] = dice.choice(crowd.units)
        return (await reader.run(None, urlencode(chosen)))[0]
    return (await reader.run(dice.choice(crowd.pages)))[0]


async def _watch_health(address: str, found: Measured) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.to_thread(lambda: urllib.request.urlopen(f"{address}/_stcore/health", timeout=60).close())
        found.health.append(time.perf_counter() - began)
        await asyncio.sleep(HEALTH_SECONDS)


def main() -> None:
    """One crowd, as asked."""
    asked: dict[str, Any] = json.load(sys.stdin)
    print(json.dumps(asdict(asyncio.run(drive(Crowd(**asked))))))


if __name__ == "__main__":
    main()
