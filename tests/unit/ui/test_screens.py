"""Every screen of every page is named for what shows them one after the other."""

from __future__ import annotations

import re
from pathlib import Path

from pages import PAGES
from ui.papers.screens import screens

ROOT = Path(__file__).parents[3]


def test_every_page_with_tabs_is_known_by_them() -> None:
    with_tabs = {p.name for p in PAGES if re.search(r"parts\.tabs\(", (ROOT / p.script).read_text("utf-8"))}
    assert with_tabs == {p.name for p in PAGES if p.tabs}


def test_each_tab_is_a_screen_and_a_page_without_tabs_is_one() -> None:
    found = screens(p for p in PAGES if p.section == "leaders")
    assert found["总览"] == ""
    assert found["招商引资-三库"] == "investment?tab=%E4%B8%89%E5%BA%93"
    assert "招商引资" not in found
