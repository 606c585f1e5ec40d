"""Two stores every page is opened on: one that holds nothing, and one with the samples read by the real loaders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.opening import UNHURRIED, open_page
from ui import background, source

ROOT = Path(__file__).parents[2]


# What is installed does not change while tests run: Streamlit need not look through it for every page that is opened.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, samples_copy: Callable[[Path], str]) -> dict[str, str]:
    """The address of each kind of store. Pages only read, so a process's tests share them."""
    empty = tmp_path_factory.mktemp("empty") / "store.db"
    return {"empty": f"sqlite:///{empty}", "samples": samples_copy(tmp_path_factory.mktemp("samples"))}


@pytest.fixture(scope="module", autouse=True)
def own_cache() -> Iterator[None]:
    """What one file's stores left in the pages' cache is not another's: their versions count alike."""
    yield
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock decides what a test sees: pages wait until what they began beside themselves is finished."""
    monkeypatch.setattr(background, "PATIENCE", UNHURRIED)


@pytest.fixture
def opened(kept: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page of ``PAGES`` by its script over one of the two stores, as ``dashboard.py`` would. The pages' cache is
    emptied when it holds another store, not for every test."""

    def run(script: str, store: str, **query: str) -> AppTest:
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("STORE_URL", kept[store])
        if str(source.store().database.url) != kept[store]:
            st.cache_resource.clear()
        return open_page(script, **query)

    return run
