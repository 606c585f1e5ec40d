"""Feeds broken workbooks to the pool and keeps what made a worker stop, run out of time or out of memory."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from loaders.pool import ReadingPool
from loaders.reading import Reading
from tests.fuzz.mutate import mutated, quietly, seeds

KEPT = Path("build/fuzz")
HARM = {"stopped", "too_slow", "too_big_to_read"}
BATCH = 200


def files(runs: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """``runs`` broken files; the same seed gives the same ones."""
    quietly()
    chance, honest = random.Random(seed), seeds()
    for index in range(runs):
        yield f"{index}.xlsx", mutated(chance.choice(honest), chance)


def fuzz(runs: int, seed: int, pool: ReadingPool) -> tuple[Counter[str], list[bytes]]:
    """How many files came to what ("read" or a refusal's code), and those that harmed a worker."""
    outcomes: Counter[str] = Counter()
    harmful: list[bytes] = []
    batch: list[tuple[str, bytes]] = []
    for index, named in enumerate(files(runs, seed), start=1):
        batch.append(named)
        if len(batch) < BATCH and index < runs:
            continue
        for (_, content), found in zip(batch, pool.read_many(batch), strict=True):
            code = "read" if isinstance(found, Reading) else found.code
            outcomes[code] += 1
            harmful += [content] if code in HARM else []
        batch = []
    return outcomes, harmful


def keep(harmful: list[bytes]) -> list[Path]:
    """Write each file under its hash, to become a test."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = []
    for content in harmful:
        kept.append(KEPT / f"{hashlib.sha256(content).hexdigest()[:16]}.bin")
        kept[-1].write_bytes(content)
    return kept
