"""The July of the samples, gathered once into the dossier its papers are made from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import streamlit as st

from exports import Dossier
from ui import source
from ui.papers.gathering import dossier
from ui.scope import View

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "tests" / "unit" / "exports"))
PERIOD = "2017-07"


@pytest.fixture
def july(kept: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """What the papers of July show, over the same store as the pages that ``opened`` opens."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("STORE_URL", kept["samples"])
    if str(source.store().database.url) != kept["samples"]:
        st.cache_resource.clear()
    return dossier(View(source.version(), PERIOD, demo=True))
