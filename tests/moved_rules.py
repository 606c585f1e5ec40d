"""Moves every number of the shipped rules a little, so that what breaks is what tests the shipped rules.

``.venv/bin/python -m pytest -p tests.moved_rules tests/unit/metrics tests/unit/catalog …``: a test of how figures are
counted brings its own rules and goes on; only a test of what is shipped may fail.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from catalog.book import current

NUMBER = re.compile(r"(?m)(\b[a-z_]+ = )(-?\d+(?:\.\d+)?)(?=\s*[,}\n])")


def moved(text: str) -> str:
    """``text`` of rules with every number moved: days and counts by one, shares by a tenth, bands by half a point."""
    return NUMBER.sub(lambda found: found[1] + _moved(found[1].removesuffix(" = "), found[2]), text)


def _moved(name: str, number: str) -> str:
    if name in ("from", "below"):
        return str(float(number) - 0.5)
    return str(round(float(number) * 0.9, 6)) if "." in number else str(int(number) + 1)


def pytest_configure() -> None:
    """Let the shipped book have moved rules for the whole run."""
    folder = Path(tempfile.mkdtemp(prefix="moved-rules-"))
    shutil.copytree(current.BOOKS, folder, dirs_exist_ok=True)
    rules = folder / current.SHIPPED / "rules.toml"
    rules.write_text(moved(rules.read_text("utf-8")), "utf-8")
    current.BOOKS = folder
    current.shipped.cache_clear()
