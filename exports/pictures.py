"""Pictures for the meeting: whole screens in meeting mode as PNG or PDF, and single charts with title and source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from exports.chromium import FOUR_K, browser_page
from exports.office_text import harmless

WIDTH, HEIGHT = 1920, 1080
PATIENCE_MS = 60_000
DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.getAttribute('data-test-script-state') !== 'notRunning') return false;
  if (document.querySelector('[data-testid="stSkeleton"]')) return false;
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  return charts.every(c => c.querySelector('.main-svg'));
}"""


def screens(
    base_url: str, paths: Mapping[str, str], query: Mapping[str, str], *, four_k: bool = False
) -> dict[str, bytes]:
    """PNGs of pages in meeting mode, one browser for all: ``paths`` name -> path; ``query`` e.g. the period."""
    taken = {}
    with browser_page(WIDTH, HEIGHT, FOUR_K if four_k else 1.0) as page:
        for name, path in paths.items():
            _open(page, base_url, path, query)
            taken[name] = page.screenshot(type="png")
    return taken


def screen_pdf(base_url: str, path: str, query: Mapping[str, str]) -> bytes:
    """One page in meeting mode as a 16:9 PDF of a single page."""
    with browser_page(WIDTH, HEIGHT) as page:
        _open(page, base_url, path, query)
        page.emulate_media(media="screen")
        return page.pdf(width=f"{WIDTH}px", height=f"{HEIGHT}px", print_background=True, page_ranges="1")


def chart_png(figure: Mapping[str, Any], title: str, source: str, *, width: int = 1600, height: int = 900) -> bytes:
    """A chart as PNG at twice its size, its title and source line inside and a solid ground.

    ``figure`` is the figure's JSON object; ``title`` and ``source`` are drawn as plain text above and below it.
    """
    from plotly.offline import get_plotlyjs

    with browser_page(width, height, FOUR_K) as page:
        page.set_content(_SHEET)
        page.add_script_tag(content=get_plotlyjs())
        page.evaluate(_DRAW, [json.loads(json.dumps(figure, default=str)), harmless(title), harmless(source)])
        page.wait_for_function("() => window.drawn === true", timeout=PATIENCE_MS)
        return page.screenshot(type="png")


def _open(page: Any, base_url: str, path: str, query: Mapping[str, str]) -> None:
    asked = urlencode({**query, "mode": "present", "embed": "true"})
    page.goto(f"{base_url.rstrip('/')}/{path.lstrip('/')}?{asked}", timeout=PATIENCE_MS)
    page.wait_for_function(DRAWN, timeout=PATIENCE_MS)
    page.wait_for_timeout(400)  # the last paint comes after the last mutation


_SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #fff; color: #17212E; display: flex; flex-direction: column; height: 100vh;
       font-family: 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans CN',sans-serif; }
h1 { font-size: 28px; margin: 24px 32px 8px; } #chart { flex: 1; margin: 0 24px; }
p { font-size: 16px; color: #66717F; margin: 8px 32px 20px; }
</style><h1></h1><div id="chart"></div><p></p>"""

_DRAW = """([figure, title, source]) => {
  document.querySelector('h1').textContent = title;
  document.querySelector('p').textContent = source;
  const layout = {...figure.layout, autosize: true, width: undefined, height: undefined, paper_bgcolor: '#fff'};
  const still = {staticPlot: true, responsive: true};
  return Plotly.newPlot('chart', figure.data, layout, still).then(() => { window.drawn = true; });
}"""
