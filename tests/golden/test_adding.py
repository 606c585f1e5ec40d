"""One more dataset and one more page, which nobody foresaw, are a declaration each: docs/adding.md, walked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ADDED = Path(__file__).parent / "adding"
LEFT_OUT = (
    ".git",
    ".venv",
    "var",
    "samples",
    "tests",
    "docs",
    "benchmarks",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
)
BEFORE = '\n[[pages]]\nscript = "pages/leaders/follow_up.py"'


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What came of the walk in a copy of the tree with the dataset and the page."""
    tree = tmp_path_factory.mktemp("adding") / "tree"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.copy(ADDED / "charging_posts.toml", tree / "catalog" / "datasets")
    shutil.copy(ADDED / "charging.py", tree / "pages" / "leaders")
    pages = tree / "catalog" / "pages.toml"
    entry = (ADDED / "page.toml").read_text("utf-8")
    pages.write_text(pages.read_text("utf-8").replace(BEFORE, entry + BEFORE, 1), "utf-8")
    told = os.environ | {"STORE_URL": f"sqlite:///{tree.parent}/store.db"}
    done = subprocess.run(
        [sys.executable, str(ADDED / "walk.py")],
        cwd=tree,
        env=told,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_a_dataset_nobody_foresaw_is_read_stored_and_traced(walked) -> None:
    assert (walked["rows"], walked["cell"]) == (4, "B4")


def test_no_page_stumbles_over_it_and_its_own_page_is_drawn(walked) -> None:
    assert "charging" in walked["said"]
    assert {name: said for name, said in walked["said"].items() if said} == {}


def test_every_paper_tells_of_it(walked) -> None:
    assert walked["papers"] == dict.fromkeys(walked["papers"], True) != {}
