"""The wall turns pages and tabs by itself and by key and outlives a restart; every page prints on A4 landscape whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pages import PAGES
from tests.browser.screen import Windows

pytestmark = pytest.mark.browser
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE_MS = 60_000
PRINTED = [page.address for page in PAGES if page.section == "leaders" and not page.hidden]


@pytest.fixture
def opened(windows: Windows, served: str) -> Iterator[Callable[[str], Any]]:
    page = windows.tab("desk")
    page.set_default_timeout(PATIENCE_MS)

    def at(path: str) -> Any:
        page.goto(f"{served}/{path}")
        page.locator(READY).wait_for(state="attached")
        return page

    yield at
    page.emulate_media(media="screen")


def shows(page: Any, sentence: str) -> None:
    page.wait_for_function("said => document.title.startsWith(said)", arg=sentence, timeout=PATIENCE_MS)


def test_the_wall_turns_by_itself_over_pages_and_tabs_with_the_day_large(opened: Callable[[str], Any]) -> None:
    page = opened("?mode=wall&pages=overview,livelihood&every=5")
    assert page.get_by_role("heading", name="截至2017年7月31日").is_visible()
    shows(page, "39项民生实事")
    page.wait_for_function("() => new URLSearchParams(location.search).get('tab') === '时间轴'", timeout=PATIENCE_MS)
    kept = page.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")
    assert {name: kept[name] for name in ("mode", "pages", "every")} == {
        "mode": "wall",
        "pages": "overview,livelihood",
        "every": "5",
    }


def test_a_key_turns_on_and_back(opened: Callable[[str], Any]) -> None:
    page = opened("?mode=wall&pages=overview,standing&every=600")
    page.wait_for_function("() => window.wall")
    page.keyboard.press("ArrowRight")
    shows(page, "对标进位")
    page.wait_for_function("() => window.wall.at === 1")
    page.keyboard.press("ArrowLeft")
    shows(page, "总览")


def test_while_the_server_is_silent_the_wall_waits_and_then_loads_anew(opened: Callable[[str], Any]) -> None:
    page = opened("?mode=wall&pages=overview,standing&every=600")
    page.wait_for_function("() => window.wall")
    page.evaluate("() => { window.sameLoad = true; }")
    page.route("**/_stcore/health", lambda route: route.abort())
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => window.wall.silent === true")
    page.unroute("**/_stcore/health")
    page.wait_for_function("() => window.sameLoad === undefined && location.pathname.endsWith('/standing')")
    shows(page, "对标进位")


def test_pages_that_there_are_not_are_named(opened: Callable[[str], Any]) -> None:
    page = opened("?mode=wall&pages=overview,nothing&every=600")
    page.get_by_text("链接所指的页面有1个不存在“nothing”，没有轮播").wait_for()


def test_a_chart_is_not_torn_from_its_title_on_paper(opened: Callable[[str], Any]) -> None:
    page = opened("livelihood?tab=时间轴")
    page.wait_for_selector("#printed-on-a4", state="attached")
    assert len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize("path", PRINTED)
def test_a_page_prints_on_a4_landscape_as_wide_as_its_window(opened: Callable[[str], Any], path: str) -> None:
    page = opened(path)
    page.wait_for_selector("#printed-on-a4", state="attached")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(w)), round(float(h))) for w, h in boxes} <= {(842, 595), (841, 595), (842, 594), (841, 594)}
    assert 1 <= len(re.findall(rb"/Type /Page\b", pdf)) <= 3
    page.emulate_media(media="print")
    wide = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
