"""A link is the view: period and unit stay in the address over the menu, F5, the way back and a trace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from pages import PAGES

pytestmark = pytest.mark.browser
UNIT = "教育局"
JUNE = {"period": ["2017-06"], "unit": [UNIT]}
LEADERS = [page for page in PAGES if page.section == "leaders" and not page.hidden]


@pytest.fixture
def page(chromium: Any, served: str) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    opened = context.new_page()
    opened.goto(f"{served}/?period=2017-06&unit={quote(UNIT)}")
    shows(opened, "2017年6月30日")
    yield opened
    context.close()


def shows(page: Any, day: str) -> None:
    """Wait until the page's stamp names the day and its run has ended."""
    page.wait_for_function(
        """day => document.body.innerText.includes(`截至${day}`)
        && document.querySelector('[data-testid="stApp"]').getAttribute('data-test-script-state') === 'notRunning'""",
        arg=day,
    )


def asked(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_every_page_of_the_menu_keeps_the_view(page: Any) -> None:
    for entry in LEADERS[1:]:
        page.click(f"[data-testid=stTopNavLink]:has-text('{entry.title}')")
        page.wait_for_function("path => location.pathname === path", arg=f"/{entry.address}")
        shows(page, "2017年6月30日")
        assert asked(page).items() >= JUNE.items(), entry.title


def test_reloading_and_going_back_show_the_same(page: Any) -> None:
    page.click("[data-testid=stTopNavLink]:has-text('六项工作')")
    page.wait_for_function("() => location.pathname === '/work_areas'")
    shows(page, "2017年6月30日")
    page.reload()
    shows(page, "2017年6月30日")
    page.go_back()
    page.wait_for_function("() => location.pathname === '/'")
    shows(page, "2017年6月30日")
    assert asked(page) == JUNE


def test_a_trace_and_the_way_back_keep_the_view(page: Any) -> None:
    page.locator("a[href^='trace?']").first.click()
    page.wait_for_function("() => location.pathname === '/trace'")
    shows(page, "2017年6月30日")
    page.go_back()
    page.wait_for_function("() => location.pathname === '/'")
    shows(page, "2017年6月30日")
    assert asked(page) == JUNE


@pytest.mark.parametrize("how", [{"modifiers": ["Control"]}, {"button": "middle"}])
def test_a_page_opened_beside_keeps_the_view_and_this_one_stays(page: Any, how: dict[str, Any]) -> None:
    with page.context.expect_page(timeout=10_000) as beside:
        page.click("[data-testid=stTopNavLink]:has-text('六项工作')", **how)
    assert urlsplit(beside.value.url).path == "/work_areas"
    assert asked(beside.value).items() >= JUNE.items()
    assert urlsplit(page.url).path == "/"
    assert page.get_attribute("[data-testid=stTopNavLink]:has-text('六项工作')", "href").endswith("/work_areas")


def test_what_a_link_asks_for_and_there_is_not_is_said(page: Any, served: str) -> None:
    page.goto(f"{served}/?period=2031-01&unit={quote('外星局')}&meeting={quote('没开的会')}")
    shows(page, "2017年7月31日")
    said = " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())
    assert all(re.search(word, said) for word in ("2031-01", "外星局", "没开的会"))
