"""What must work before readers are sent here: the store reads and could write, the reading workers answer."""

from __future__ import annotations

from collections.abc import Mapping

from access.serving.probes import Check
from loaders.pool import shared_pool
from ui import demo, source


def store_works() -> None:
    """Raise where the store cannot be read, or could not be written."""
    source.store().ready()


def readers_answer() -> None:
    """Raise where no reading worker reads the smallest of files."""
    shared_pool().read(b"a,b\n1,2\n", file="probe.csv")


def samples_loaded() -> None:
    """Raise while the samples are still being loaded: readers may come, and are told how far it is."""
    if (now := demo.loading()) is not None:
        raise RuntimeError(f"samples: {now.done}/{now.total}")


CHECKS: Mapping[str, Check] = {"store": store_works, "readers": readers_answer, "samples": samples_loaded}
