"""What is the zone's and the year's own stands in its book: no other text counts its items or names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# A year may stand where a day is shown how to be typed, and a note how periods are kept.
OWN = re.compile(r"39[项件]|济宁|[四五六七八]项工作|党建|廉政|(?<![0-9])2017(?!-[0-9]{1,2}|年[0-9]{1,2}月)")
# The sign-in page is served before any book is opened; the samples are invented for one zone.
SAID = [p for p in (ROOT / "catalog" / "wording").glob("*.toml") if p.stem != "access"] + [
    ROOT / "catalog/pages.toml",
    ROOT / "catalog/issues.toml",
]
SHOWN = [p for folder in ("pages", "ui", "exports", "metrics", "charts") for p in (ROOT / folder).rglob("*.py")]


def told(path: Path) -> str:
    """The file without docstrings and comments, which explain and are never shown."""
    return re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text("utf-8"))


@pytest.mark.parametrize("path", [*SAID, *SHOWN, ROOT / "dashboard.py"], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_the_book_names_the_zone_and_counts_its_items(path: Path) -> None:
    assert OWN.findall(told(path)) == []
