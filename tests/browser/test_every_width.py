"""Every leaders' page at the widths of the screens in the offices: nothing is wider than what holds it, no words lie
over others or leave their picture."""

from __future__ import annotations

import pytest

from pages import PAGES
from tests.browser.screen import SETTLED, Windows

pytestmark = pytest.mark.browser

WIDTHS = {1280: 800, 1366: 768, 1440: 900, 1536: 864, 1600: 900, 1920: 1080}
LEADERS = ["", *(page.name for page in PAGES[1:] if page.section == "leaders")]
# Every page; of the first month and of one unit those that change most.
SCREENS = [
    *((name, "") for name in LEADERS),
    *((name, view) for name in ("", "livelihood") for view in ("?period=2017-01", "?unit=教育局")),
]
# px by which Streamlit's own buttons reach beyond their frame.
OWN = 7
SEEN = """own => {
  const main = document.querySelector('[data-testid=stMain]'), found = [];
  const wider = Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - innerWidth);
  if (wider > 0) found.push('page wider by ' + wider);
  const all = []; const walk = r => r.querySelectorAll('*').forEach(e => { all.push(e); if (e.shadowRoot) walk(e.shadowRoot); });
  walk(main);
  const above = e => e.parentElement || e.getRootNode().host;
  const slides = e => { for (let a = e; a && a !== main; a = above(a)) if (/auto|scroll/.test(getComputedStyle(a).overflowX)) return true; return false; };
  for (const e of all) {
    const p = above(e); if (!p || e instanceof SVGElement || /absolute|fixed/.test(getComputedStyle(e).position)) continue;
    const inner = e.getBoundingClientRect(), outer = p.getBoundingClientRect();
    if (inner.width < 2 || inner.height < 2 || outer.width < 2 || getComputedStyle(p).display === 'contents' || slides(p)) continue;
    if (inner.right > outer.right + own) found.push('outside its parent: ' + e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 20));
  }
  for (const chart of document.querySelectorAll('.js-plotly-plot')) {
    const box = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll('text')].map(t => [t.textContent.trim(), t.getBoundingClientRect()]).filter(([s, r]) => s && r.width);
    texts.forEach(([s, r]) => { if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1) found.push('outside its chart: ' + s); });
    texts.forEach(([s, a], i) => texts.slice(i + 1).forEach(([t, b]) => {
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4) found.push('over another: ' + s + ' × ' + t); }));
  }
  return found;
}"""


@pytest.mark.parametrize(("name", "view"), SCREENS)
def test_a_page_fits_every_width(windows: Windows, served: str, name: str, view: str) -> None:
    page = windows.drawn("desk", f"{served}/{name}{view}")
    found = {}
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLED)
        found[width] = page.evaluate(SEEN, OWN)
    assert {width: faults for width, faults in found.items() if faults} == {}
