"""Opens a page in Chromium, waits until all of it is drawn, and notes what a person could not see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

PICTURES = Path(__file__).parent / "pictures"
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1920, "height": 1080}},
    "phone": {
        "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True,
        "user_agent": PHONE,
    },
}  # fmt: skip
# Streamlit asks beside a deep link for its own addresses first; these two answers are expected.
PROBES = re.compile(r"/_stcore/(host-config|health)$")
DRAWN = """
document.querySelectorAll('[data-testid=stSkeleton]').length === 0 &&
[...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(e => e.offsetParent === null || e.querySelector('.main-svg'))
"""
# Until every chart is as wide as its place and nothing has moved for five looks in a row, 60 ms apart.
SETTLED = """() => new Promise(done => {
  const place = () => { const places = []; const walk = r => r.querySelectorAll('svg, text, canvas, table, button, p').forEach(e => {
      const b = e.getBoundingClientRect(); places.push(b.left, b.top, b.width, b.height); });
    walk(document); document.querySelectorAll('*').forEach(e => e.shadowRoot && walk(e.shadowRoot)); return places.join(); };
  let last = '', same = 0;
  const fits = () => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(e => e.offsetParent === null ||
    Math.abs(e.querySelector('.main-svg').getBoundingClientRect().width - e.getBoundingClientRect().width) < 2);
  const look = () => { const now = place(); same = now === last && fits() ? same + 1 : 0; last = now; same >= 5 ? done() : setTimeout(look, 60); };
  look(); })"""
# A missing glyph paints exactly like a code point no font has.
TOFU = r"""() => {
  const texts = []; const walk = r => r.querySelectorAll('*').forEach(e => {
    if (getComputedStyle(e).fontFamily.includes('Material')) return;
    texts.push(...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent)); if (e.shadowRoot) walk(e.shadowRoot); });
  walk(document.body);
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 40;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.font = '28px ' + getComputedStyle(document.querySelector('[data-testid=stApp]')).fontFamily;
  const paint = c => { pen.clearRect(0, 0, 40, 40); pen.fillText(c, 2, 30);
    return pen.getImageData(0, 0, 40, 40).data.reduce((h, v, i) => i % 4 === 3 ? (h * 31 + v) | 0 : h, 0); };
  const missing = paint('\u{10FFFE}');
  return [...new Set(texts.join(''))].filter(c => c.trim() && c >= '\u2000' && paint(c) === missing);
}"""
WIDER = """() => { const main = document.querySelector('[data-testid=stMain]');
  return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth); }"""
Hear = Callable[[str, Any], None]
HEARD = ("pageerror", "console", "request", "response")
# A list that does not open within this time was closed by a rerun.
CHOICES, CHOICE_MS = 24, 5_000
HIGHER = """() => { const main = document.querySelector('[data-testid=stMain]'); return main.scrollHeight - main.clientHeight; }"""


@dataclass
class Seen:
    """What was seen of one page: errors in the console, requests that leave the machine, scroll in px, missing glyphs,
    exceptions shown on the page."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    wider: int = 0
    higher: int = 0
    tofu: list[str] = field(default_factory=list)
    exceptions: int = 0


class Windows:
    """A browser's windows, one for each size and one tab in each, in which all pages are opened after each other as
    people do: its parts are loaded once."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._open: dict[str, Any] = {}
        self._hear: dict[str, Hear] = {}

    def tab(self, size: str, hear: Hear | None = None) -> Any:
        """The tab of that size, empty; ``hear`` is told what happens in it from now on, and of no page before."""
        if size not in self._open:
            self._open[size] = self._browser.new_context(**SIZES[size], locale="zh-CN").new_page()
            for event in HEARD:
                self._open[size].on(event, partial(self._tell, size, event))
        self._hear.pop(size, None)
        page = self._open[size]
        page.goto("about:blank")
        page.set_viewport_size(SIZES[size]["viewport"])
        if hear is not None:
            self._hear[size] = hear
        return page

    def _tell(self, size: str, event: str, said: Any) -> None:
        if size in self._hear:
            self._hear[size](event, said)

    def drawn(self, size: str, address: str) -> Any:
        """The tab of that size, the page at that address drawn in it to its end."""
        return draw(self.tab(size), address)


def draw(page: Any, address: str) -> Any:
    """The tab, once the page at that address is drawn in it."""
    page.goto(address)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=90_000)
    page.wait_for_function(f"() => {DRAWN.strip()}", timeout=90_000)
    page.evaluate(SETTLED)
    return page


def choose(opener: Any, option: Any) -> None:
    """Picks an option of a list that ``opener`` opens; opens it again where the page was drawn anew meanwhile, which
    closes it."""
    from playwright.sync_api import TimeoutError as Missed

    for _ in range(CHOICES):
        opener.click()
        try:
            return option.click(timeout=CHOICE_MS)
        except Missed:
            opener.page.keyboard.press("Escape")
    raise AssertionError(f"the list never showed {option}")


def look(windows: Windows, address: str, path: str, size: str, *, query: str = "", picture: str) -> Seen:
    """Opens ``address/path`` at a size, keeps its picture, and says what was seen."""
    seen = Seen()
    page = windows.tab(size, partial(_hear, seen, address))
    draw(page, f"{address}/{path}{query}")
    seen.wider, seen.higher = page.evaluate(WIDER), page.evaluate(HIGHER)
    seen.tofu = page.evaluate(TOFU)
    seen.exceptions = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count()
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=str(PICTURES / f"{picture}.png"))
    return seen


def _hear(seen: Seen, address: str, event: str, said: Any) -> None:
    if event == "pageerror":
        seen.errors.append(str(said))
    elif event == "console" and said.type == "error" and "404" not in said.text:
        seen.errors.append(said.text)
    elif event == "request" and not _inside(said.url, address):
        seen.outside.append(said.url)
    elif event == "response" and said.status >= 400 and not PROBES.search(said.url):
        seen.failed.append(said.url)


def _inside(url: str, address: str) -> bool:
    return url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))
