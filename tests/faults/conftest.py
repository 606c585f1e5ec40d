"""Fault tests say at the end what they measured: a count of trials and a zero are worth more than a dot."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import ForkServerContext
from types import ModuleType

import pytest

from tests.faults.figures import FOUND, FULL
from tests.unit.store.conftest import bare_postgres_url, empty_file, postgres, postgres_url, sqlite_url, store

__all__ = ["bare_postgres_url", "empty_file", "postgres", "postgres_url", "sqlite_url", "store"]


@pytest.fixture(autouse=True)
def plain_main(monkeypatch) -> None:
    """A started process runs its parent's main module first, and a page test leaves dashboard.py there."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Quickly started processes that have the store imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.workers"])
    return context


def pytest_terminal_summary(terminalreporter) -> None:
    """Print the figures, also those that the issue asks to be stated."""
    for test, figures in FOUND.items():
        said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
        terminalreporter.write_line(f"{test}{'' if FULL else ' (reduced)'}: {said}")
