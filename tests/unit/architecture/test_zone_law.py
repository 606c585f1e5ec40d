"""What is the zone's and the year's own stands in its book: no other text counts its items or names it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from catalog.book import shipped

ROOT = Path(__file__).parents[3]
# A year may stand where a day is shown how to be typed, and a note how periods are kept.
OWN = re.compile(r"39[项件]|济宁|[四五六七八]项工作|党建|廉政|(?<![0-9])2017(?!-[0-9]{1,2}|年[0-9]{1,2}月)")
# The sign-in page is served before any book is opened; the samples are invented for one zone.
SAID = [p for p in (ROOT / "catalog" / "wording").glob("*.toml") if p.stem != "access"] + [
    ROOT / "catalog/pages.toml",
    ROOT / "catalog/issues.toml",
]
SHOWN = [p for folder in ("pages", "ui", "exports", "metrics", "charts") for p in (ROOT / folder).rglob("*.py")]


def named() -> set[str]:
    """What the shipped book calls its works, parts of works, categories, items and units."""
    known = shipped()
    parts = {part for area in known.areas for part in area.sub_areas}
    return parts | {one.name for one in (*known.areas, *known.categories, *known.items, *known.units)}


def told(path: Path) -> str:
    """The file without docstrings and comments, which explain and are never shown."""
    return re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text("utf-8"))


@pytest.mark.parametrize("path", [*SAID, *SHOWN, ROOT / "dashboard.py"], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_only_the_book_names_the_zone_and_counts_its_items(path: Path) -> None:
    assert OWN.findall(told(path)) == []


def test_no_work_category_item_or_unit_of_a_book_is_named_in_code() -> None:
    typed = {
        (path.relative_to(ROOT).as_posix(), node.value)
        for path in SHOWN
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {(path, word) for path, word in typed if word in named()} == set()
