"""How drawn examples are judged: by what they show, never by how busy the machine was. And the samples, loaded once."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# Servers that tests start leave the machine to the tests: nothing is worked out ahead, but where a test asks for it.
os.environ.setdefault("KEPT_RESULTS", "off")
# Tests live in the samples' first seven months, but where one asks for what comes after.
os.environ.setdefault("SAMPLES", "seven")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what a browser looks at, the longest files: short ones at the end keep every process at work."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def samples_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the samples, loaded once a run, however many processes the tests run in. To be copied or read."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path = folder / "samples.db"
    with (folder / "samples.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not path.exists():
            _load(path)
    return path


@pytest.fixture(scope="session")
def samples_copy(samples_database: Path) -> Callable[[Path], str]:
    """Puts a copy of the samples' store into a folder and says its address."""

    def copied(folder: Path) -> str:
        return f"sqlite:///{shutil.copy(samples_database, folder / 'store.db')}"

    return copied


def _load(path: Path) -> None:
    from store import open_store
    from ui.demo import load_samples

    loading = path.with_suffix(".loading")
    store = open_store(f"sqlite:///{loading}")
    load_samples(store)
    store.database.close()  # what stands in the write-ahead log goes into the file, which tests copy
    loading.rename(path)
