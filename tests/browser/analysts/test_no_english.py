"""Seen in a browser: every page of the desk fits narrow screens, and says no word of English, not in its texts, boxes
or what is read aloud."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from pages import PAGES
from store import Desk, Store, local_actor
from tests.browser.analysts.conftest import AUGUST, Visit, calm
from tests.browser.screen import Windows, draw
from tests.browser.test_every_width import OWN, SEEN

pytestmark = pytest.mark.browser
# Every text and every told attribute of the page, the pictures of icons left out.
WALK = """() => {
  const TOLD = ["aria-label", "aria-valuetext", "aria-description", "placeholder", "title", "alt"];
  const told = [];
  const walk = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!node.parentElement?.closest("style, script, noscript, [data-testid=stIconMaterial], [data-testid=stAlertDynamicIcon], [role=img]")) told.push(node.nodeValue);
        continue;
      }
      TOLD.forEach((name) => told.push(node.getAttribute(name) ?? ""));
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document.body);
  return [...new Set(told.filter((text) => /[A-Za-z]{2,}/.test(text)))];
}"""
# Kinds of files, what is measured in, and sums of contents; "zzq" is what the test types.
NO_WORDS = re.compile(
    r"(?<![a-z])(?:sheet\d+|xlsx|xls|et|ods|csv|zip|docx|pptx|pdf|png|svg|json|[kmg]b|sha-256|[0-9a-f]{8,64}|zzq)(?![a-z])",
    re.IGNORECASE,
)


NARROW = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
# Words of buttons, figures and boxes that end before they are said.
CUT = """() => [...document.querySelectorAll('[data-testid=stMain] :is(button p, button span, label p, h2, h3, h4, [data-testid=stMetricValue] div)')]
  .filter(e => e.offsetParent && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
  .map(e => 'cut: ' + e.textContent.trim().slice(0, 30))"""


def english(page: Page) -> set[str]:
    """What the page says in Latin words that name neither a kind of file nor a sum."""
    return {text for text in page.evaluate(WALK) if re.search(r"[A-Za-z]{2,}", NO_WORDS.sub("", text))}


@pytest.mark.parametrize("size", NARROW)
def test_a_page_of_the_desk_fits_and_says_no_word_of_english(
    windows: Windows, address: str, store: Store, size: str
) -> None:
    number = Desk(store, local_actor()).keep(AUGUST.read_bytes(), AUGUST.name, at="2017-08-31T09:00:00")
    tab = windows.tab(size)
    tab.set_viewport_size(NARROW[size])
    views = [*(page.name for page in PAGES if page.section == "analysts"), "upload?step=差异与发布"]
    found: dict[str, list[str]] = {}
    for view in views:
        page = draw(tab, f"{address}/{view}{'&' if '?' in view else '?'}upload={number}&table=2")
        found[view] = [*page.evaluate(SEEN, OWN), *page.evaluate(CUT), *english(page)]
    assert {view: faults for view, faults in found.items() if faults} == {}


def test_boxes_that_are_open_say_none_either(visit: Visit, store: Store) -> None:
    number = Desk(store, local_actor()).keep(AUGUST.read_bytes(), AUGUST.name, at="2017-08-31T09:00:00")
    page = visit(f"upload?upload={number}")
    page.get_by_role("combobox", name="填报单位").fill("zzq")
    found = english(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="退回更正").click()
    page.get_by_text("要单位更正的单元格").wait_for()
    found |= english(page)
    page = calm(visit("submissions"))
    page.get_by_role("button", name="选日期").click()
    assert found | english(page) == set()
