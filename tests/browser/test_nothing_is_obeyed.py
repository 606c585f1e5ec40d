"""Whatever people typed, in cells, names, notes and links, stands on every page as they typed it and does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from pages import PAGES
from tests.browser.conftest import ROOT, missing
from tests.faults.replicas import free_port, wait_for
from tests.payloads import PAYLOADS
from tests.poisoned import PERIODS, UNIT, poisoned

pytestmark = pytest.mark.browser
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# In the whole page, also inside components: what loads or leads elsewhere, what runs, and words that stand without the
# marks they were typed with.
OBEYED = r"""() => {
  const found = [];
  const leads = /^(href|src|action|formaction|data|poster|background|ping|xlink:href)$/i;
  const loads = /^(srcset|srcdoc|style|http-equiv|content)$/i;
  const away = (value) => { try { const to = new URL(value, location.href);
    return to.protocol === 'javascript:' || /^(https?|ftp|file|mailto):$/.test(to.protocol) && to.host !== location.host; } catch { return false; } };
  const walk = (root) => root.querySelectorAll('*').forEach((one) => {
    for (const {name, value} of one.attributes) {
      if (/^on/i.test(name)) found.push(`${one.tagName} ${name}`);
      if (leads.test(name) && away(value) || loads.test(name) && /hit\.test|HIT\w+=1|javascript:/i.test(value)) found.push(`${one.tagName} ${name}=${value.slice(0, 90)} in ${one.parentElement?.outerHTML.slice(0, 200)}`);
    }
    if (/^(X-HIT|MARQUEE|IFRAME|OBJECT|EMBED|FORM|MACTION|BASE|TEMPLATE)$/i.test(one.tagName) && /hit/i.test(one.outerHTML)) found.push(one.tagName);
    if (/^(STYLE|SCRIPT)$/i.test(one.tagName) && /hit\.test|window\.HIT/.test(one.textContent)) found.push(`${one.tagName} text`);
    if (!/^(STYLE|SCRIPT|TEXTAREA|TITLE)$/i.test(one.tagName)) one.childNodes.forEach((node) => {
      if (node.nodeType === 3 && (/^HIT[A-Z0-9]+$/.test(node.nodeValue.trim()) || /^(LI|OL)$/i.test(one.tagName) && /^HIT/.test(node.nodeValue))) found.push(`bare ${node.nodeValue.trim()} in ${one.tagName}.${one.className} of ${one.parentElement?.outerHTML.slice(0, 300)}`);
    });
    if (one.shadowRoot) walk(one.shadowRoot);
    if (/\u{1F337}/u.test(one.shadowRoot ? '' : [...one.childNodes].filter((n) => n.nodeType === 3).map((n) => n.nodeValue).join(''))) found.push('emoji');
  });
  walk(document);
  found.push(...Object.keys(window).filter((name) => name.startsWith('HIT')).map((name) => `ran ${name}`));
  return [...new Set(found)];
}"""
OPEN_ALL = """() => document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())"""
SHOWS = """() => { let text = ''; const walk = (root) => { text += root.textContent ?? ''; root.querySelectorAll('*').forEach((e) => e.shadowRoot && walk(e.shadowRoot)); };
  walk(document.body); return text; }"""


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard over a store full of payloads."""
    if reason := missing():
        pytest.skip(reason)
    path: Path = tmp_path_factory.mktemp("poisoned") / "store.db"
    poisoned(path).database.close()
    port = free_port()
    told = {"PORT": str(port), "STORE_URL": f"sqlite:///{path}"}
    with path.with_name("log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "asgi.py"], cwd=ROOT, env=os.environ | told, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


class Watched:
    """A tab, and what left the machine or opened from it."""

    def __init__(self, chromium: Any, address: str) -> None:
        self._own = urlsplit(address).netloc
        self.page = chromium.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
        self.outside: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("dialog", lambda dialog: self.outside.append(f"dialog {dialog.message}") or dialog.dismiss())
        self.page.on("framenavigated", self._asked)

    def _asked(self, request: Any) -> None:
        named = urlsplit(request.url)
        if named.scheme not in ("data", "blob", "about") and named.netloc != self._own:
            self.outside.append(request.url)

    def opened(self, address: str) -> list[str]:
        """Everything on the page that was obeyed."""
        self.page.goto(address)
        self.page.wait_for_selector(READY, timeout=120_000)
        self.page.evaluate(OPEN_ALL)
        time.sleep(0.2)
        self.page.wait_for_selector(READY, timeout=120_000)
        return self.page.evaluate(OBEYED)


@pytest.fixture(scope="module")
def tab(chromium: Any, where: str) -> Iterator[Watched]:
    watched = Watched(chromium, where)
    yield watched
    watched.page.close()


ASKED = (
    "size",
    "step",
    "tab",
    "upload",
    "dataset",
    "row",
    "field",
    "page",
    "area",
    "group",
    "measure",
    "find",
    "mode",
    "post",
    "desk",
    "figure",
    "of",
)
VALUES = cycle(PAYLOADS.values())
LINKS = {page.address: {name: next(VALUES) for name in ASKED} for page in PAGES}


@pytest.mark.parametrize("address", LINKS)
def test_what_was_typed_is_shown_and_not_obeyed(tab: Watched, where: str, address: str) -> None:
    tab.outside.clear()
    assert tab.opened(f"{where}/{address}?period={PERIODS[-1]}") == []
    assert tab.outside == []


def test_the_check_meets_what_was_typed(tab: Watched, where: str) -> None:
    tab.opened(f"{where}/trace?dataset=work_targets")
    tab.opened(f"{where}/work_areas?period={PERIODS[-1]}&unit={quote(UNIT)}")
    assert "HIT" in tab.page.evaluate(SHOWS)


@pytest.mark.parametrize("address", LINKS)
def test_what_a_link_names_is_not_obeyed(tab: Watched, where: str, address: str) -> None:
    tab.outside.clear()
    named = LINKS[address] | {name: next(VALUES) for name in ("period", "unit", "meeting")}
    query = "&".join(f"{name}={quote(value)}" for name, value in named.items())
    assert tab.opened(f"{where}/{address}?{query}") == []
    assert tab.outside == []


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='data:,' onerror='1'>",
        "<a href='http://hit.test/'>x</a>",
        "<b>HITBOLD</b>",
        "<x-hit></x-hit>",
        "<style>a{background:url(http://hit.test)}</style>",
    ],
)
def test_the_check_finds_what_is_obeyed(tab: Watched, where: str, markup: str) -> None:
    tab.opened(f"{where}/standing")
    tab.page.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", markup)
    assert len(tab.page.evaluate(OBEYED)) > 0
