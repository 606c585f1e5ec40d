"""Opens a page in Chromium, waits until all of it is drawn, and notes what a person could not see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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


def look(chromium: Any, address: str, path: str, size: str, *, query: str = "", picture: str) -> Seen:
    """Opens ``address/path`` at a size, keeps its picture, and says what was seen."""
    seen = Seen()
    context = chromium.new_context(**SIZES[size], locale="zh-CN", bypass_csp=True)  # waits by evaluating
    page = context.new_page()
    _listen(page, seen, address)
    page.goto(f"{address}/{path}{query}")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=90_000)
    page.wait_for_function(DRAWN, timeout=90_000)
    page.wait_for_timeout(600)
    seen.wider, seen.higher = page.evaluate(WIDER), page.evaluate(HIGHER)
    seen.tofu = page.evaluate(TOFU)
    seen.exceptions = page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count()
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=str(PICTURES / f"{picture}.png"))
    context.close()
    return seen


def _listen(page: Any, seen: Seen, address: str) -> None:
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("request", lambda r: seen.outside.append(r.url) if not _inside(r.url, address) else None)
    page.on("response", lambda r: seen.failed.append(r.url) if r.status >= 400 and not PROBES.search(r.url) else None)


def _inside(url: str, address: str) -> bool:
    return url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))
