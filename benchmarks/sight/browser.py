"""Looks at one page in Chromium and notes when its title could be read, when its charts were painted, what it took."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

# Notes, in the page's own clock, when a title first has words and a size, and when so many charts have been drawn;
# each a frame later, because what is in the document is not on the screen before.
WATCH = """(() => {
  const seen = window.seen = {};
  const shown = then => requestAnimationFrame(() => setTimeout(then));
  const note = name => { seen[name] = 0; shown(() => { seen[name] = performance.now(); }); };
  const title = () => [...document.querySelectorAll('h1, h2')].find(h => h.textContent.trim() && h.offsetHeight);
  const charts = () => document.querySelectorAll('.js-plotly-plot .infolayer').length;
  const look = () => {
    if (!('title' in seen) && title()) note('title');
    if (!('charts' in seen) && charts() >= CHARTS) note('charts');
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true});
})()"""
PATIENCE_MS = 120_000


@dataclass(frozen=True, slots=True)
class Sight:
    """Ms from opening to a readable title and to the charts on the screen (NaN: it has none); bytes received over HTTP
    and, as they are before packing, over the websocket."""

    title: float
    charts: float
    http: int
    socket: int


class Looker:
    """One reader's browser: the first page it opens is cold, what it opens again is warm."""

    def __init__(self, chromium: Any, charts: int) -> None:
        self._context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN", bypass_csp=True)
        self._context.add_init_script(WATCH.replace("CHARTS", str(max(1, charts))))
        self._charts = charts

    def look(self, address: str) -> Sight:
        """Open the page anew and wait until all of it is there."""
        page = self._context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        counted = _Counted(self._context.new_cdp_session(page))
        page.goto(address)
        page.wait_for_function("() => window.seen.title > 0")
        if self._charts:
            page.wait_for_function("() => window.seen.charts > 0")
        page.wait_for_timeout(300)
        seen = page.evaluate("() => window.seen")
        page.close()
        return Sight(seen["title"], seen.get("charts", float("nan")), counted.http, counted.socket)

    def close(self) -> None:
        """Forget all it has kept."""
        self._context.close()


class _Counted:
    """Bytes a page receives."""

    def __init__(self, session: Any) -> None:
        self.http = self.socket = 0
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._framed)
        session.send("Network.enable")

    def _loaded(self, event: Any) -> None:
        self.http += int(event["encodedDataLength"])

    def _framed(self, event: Any) -> None:
        frame = event["response"]
        # A binary frame is told in base64, four characters for three bytes.
        self.socket += len(frame["payloadData"]) * (3 if frame["opcode"] == 2 else 4) // 4


def median(sights: Iterable[Sight], of: Callable[[Sight], float]) -> float:
    """The median of one measure."""
    return statistics.median(map(of, sights))


# From pressing a menu's link until the new page's title is on the screen.
SWITCH = """name => new Promise(done => {
  const heads = () => [...document.querySelectorAll('h1, h2')].filter(h => h.textContent.trim() && h.offsetHeight);
  const read = () => heads()[0]?.textContent;
  const before = read(), began = performance.now();
  const end = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  const watch = new MutationObserver(() => {
    const now = read();
    if (now && now !== before) { watch.disconnect(); end(); }
  });
  watch.observe(document, {childList: true, subtree: true, characterData: true});
  [...document.querySelectorAll('[data-testid="stTopNavLink"]')].find(a => a.textContent.trim() === name).click();
})"""


def switches(chromium: Any, address: str, titles: list[str], rounds: int) -> dict[str, list[float]]:
    """Ms from pressing a page's link in the menu to its title, by page: ``rounds`` walks through all of them, the
    first of which is not counted."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN", bypass_csp=True)
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.get_by_test_id("stTopNavLink").first.wait_for()
    taken: dict[str, list[float]] = {title: [] for title in titles}
    for walk in range(rounds + 1):
        for title in [*titles[1:], titles[0]]:
            _be_calm(page)
            spent = page.evaluate(SWITCH, title)
            if walk:
                taken[title].append(spent)
    page.close()
    return taken


def _be_calm(page: Any) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(state="attached")
    page.wait_for_timeout(700)
