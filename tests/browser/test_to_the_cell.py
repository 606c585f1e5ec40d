"""From a figure on a page, in one click to the list of its cells, in another to the cell marked in its sheet."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.screen import Windows

pytestmark = pytest.mark.browser

CALM = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MIDDLE = """text => { const link = [...document.querySelectorAll('.js-plotly-plot a')].find(a => a.textContent.includes(text));
  const box = link.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"""


@pytest.fixture
def documents() -> list[str]:
    """The addresses of the documents that were loaded."""
    return []


@pytest.fixture
def page(windows: Windows, documents: list[str]) -> Any:
    """A desk; whatever goes wrong in a page's own script fails the test."""

    def hear(event: str, said: Any) -> None:
        if event == "pageerror":
            pytest.fail(str(said))
        if event == "request" and said.resource_type == "document":
            documents.append(said.url)

    return windows.tab("desk", hear)


def title(page: Any) -> str:
    page.wait_for_selector(CALM, timeout=60_000)
    page.wait_for_selector("h2")
    return page.locator("h2").first.inner_text()


def to_the_marked_cell(page: Any) -> None:
    page.locator("td a").first.click()
    page.wait_for_selector("td.marked", timeout=60_000)
    assert page.locator("td.marked").inner_text() != ""


def test_a_card_leads_to_its_list_and_on_to_a_marked_cell(page: Any, served: str, documents: list[str]) -> None:
    page.goto(served)
    card = page.locator("a.figure").first
    card.wait_for(timeout=60_000)
    text = card.locator("b").inner_text()
    card.click()
    page.wait_for_url("**/trace?figure=tasks_on_time**")
    page.wait_for_selector("td a", timeout=60_000)
    assert f"按期任务：{text}，依据" in title(page)
    to_the_marked_cell(page)
    assert len(documents) == 1


def test_a_card_is_reached_and_followed_by_the_keyboard(page: Any, served: str) -> None:
    page.goto(served)
    card = page.locator("a.figure").nth(4)
    card.wait_for(timeout=60_000)
    card.focus()
    assert card.evaluate("e => getComputedStyle(e).outlineWidth") == "2px"
    assert card.get_attribute("aria-label").startswith("红灯事项 ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trace?figure=red_items**")


def test_a_bars_number_leads_to_its_list_and_on_to_a_marked_cell(page: Any, served: str, documents: list[str]) -> None:
    page.goto(served)
    page.wait_for_selector(".js-plotly-plot a", timeout=60_000)
    title(page)
    page.mouse.click(*page.evaluate(MIDDLE, "可量化"))
    page.wait_for_url("**/trace?group=tasks**")
    page.wait_for_selector("td a", timeout=60_000)
    assert "完成率：" in title(page)
    to_the_marked_cell(page)
    assert len(documents) == 1


@pytest.mark.parametrize(("address", "text"), [("investment", "↓"), ("investment", "亿元"), ("standing", "/")])
def test_numbers_drawn_over_a_plot_are_links_too(
    page: Any, served: str, documents: list[str], address: str, text: str
) -> None:
    page.goto(f"{served}/{address}")
    page.wait_for_selector(".js-plotly-plot a", timeout=60_000)
    title(page)
    page.mouse.click(*page.evaluate(MIDDLE, text))
    page.wait_for_url("**/trace?**")
    page.wait_for_selector("td", timeout=60_000)
    assert len(documents) == 1


ON_A_FLOW = """() => { const flow = [...document.querySelectorAll('.sankey-link')].find(f => f.__data__.link.customdata[1]);
  const at = flow.getPointAtLength(1), to = new DOMPoint(at.x + 20, at.y + 3).matrixTransform(flow.getScreenCTM()); return [to.x, to.y]; }"""


def test_a_flow_says_its_figure_and_leads_to_its_list(page: Any, served: str) -> None:
    page.goto(f"{served}/investment")
    page.wait_for_selector(".sankey-link", state="attached", timeout=60_000)
    title(page)
    spot = page.evaluate(ON_A_FLOW)
    page.mouse.move(*spot)
    said = page.locator(".js-plotly-plot[title*='→']").get_attribute("title")
    page.mouse.click(*spot)
    page.wait_for_url("**/trace?group=projects**came_from=**")
    page.wait_for_selector("td a", timeout=60_000)
    assert f"·项目：{said.split('：')[1].removesuffix('个')}，依据" in title(page)


def test_links_in_a_chart_keep_its_ink(page: Any, served: str) -> None:
    page.goto(served)
    page.wait_for_selector(".js-plotly-plot a", timeout=60_000)
    inks = page.eval_on_selector_all(
        ".js-plotly-plot a", "links => links.filter(a => a.textContent).map(a => getComputedStyle(a).fill)"
    )
    assert len(inks) > 30
    assert "rgb(68, 122, 219)" not in inks
