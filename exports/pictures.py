"""Pictures for the meeting: whole screens in meeting mode as PNG or PDF, and single charts with title and source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from exports.chromium import FOUR_K, browser_page
from exports.office_text import harmless

WIDTH, HEIGHT = 1920, 1080
CHART_WIDTH, CHART_HEIGHT = 1600, 900
PATIENCE_MS = 60_000
DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.getAttribute('data-test-script-state') !== 'notRunning') return false;
  if (document.querySelector('[data-testid="stSkeleton"]')) return false;
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  return charts.every(c => c.querySelector('.main-svg'));
}"""


def screens(
    base_url: str, paths: Mapping[str, str], query: Mapping[str, str], *, four_k: bool = False, pdf: bool = False
) -> dict[str, bytes]:
    """Pages in meeting mode, one browser for all: ``paths`` name -> path; ``query`` e.g. the period.

    ``name.png`` for each, and with ``pdf`` also ``name.pdf``, a single 16:9 page.
    """
    taken = {}
    with browser_page(WIDTH, HEIGHT, FOUR_K if four_k else 1.0) as page:
        page.emulate_media(media="screen")
        for name, path in paths.items():
            _open(page, base_url, path, query)
            taken[f"{name}.png"] = page.screenshot(type="png")
            if pdf:
                size = {"width": f"{WIDTH}px", "height": f"{HEIGHT}px"}
                taken[f"{name}.pdf"] = page.pdf(**size, print_background=True, page_ranges="1")
    return taken


def page_charts(base_url: str, path: str, query: Mapping[str, str], source: str) -> dict[str, bytes]:
    """Every chart of one page as a PNG of its own, titled by its section and carrying ``source``: title -> PNG."""
    with browser_page(WIDTH, HEIGHT) as page:
        _open(page, base_url, path, query)
        drawn = page.evaluate(_CHARTS)
    return chart_pngs({chart["title"]: chart["figure"] for chart in drawn}, source)


def chart_pngs(figures: Mapping[str, Mapping[str, Any]], source: str) -> dict[str, bytes]:
    """Charts as PNGs at twice their size, title and source line inside, on a solid ground: title -> PNG.

    ``figures``: title -> the figure's JSON object; title and ``source`` are drawn as plain text above and below it.
    """
    from plotly.offline import get_plotlyjs

    taken = {}
    with browser_page(CHART_WIDTH, CHART_HEIGHT, FOUR_K) as page:
        page.set_content(_SHEET)
        page.add_script_tag(content=get_plotlyjs())
        for title, figure in figures.items():
            page.evaluate(_DRAW, [json.loads(json.dumps(figure, default=str)), harmless(title), harmless(source)])
            page.wait_for_function("() => window.drawn === true", timeout=PATIENCE_MS)
            taken[title] = page.screenshot(type="png")
    return taken


def _open(page: Any, base_url: str, path: str, query: Mapping[str, str]) -> None:
    asked = urlencode({**query, "mode": "present", "embed": "true"})
    page.goto(f"{base_url.rstrip('/')}/{path.lstrip('/')}?{asked}", timeout=PATIENCE_MS)
    page.wait_for_function(DRAWN, timeout=PATIENCE_MS)
    page.wait_for_timeout(400)  # the last paint comes after the last mutation


# Each chart with the heading above it; typed arrays become plain lists on their way out.
_CHARTS = """() => {
  const plain = (k, v) => ArrayBuffer.isView(v) ? Array.from(v) : v;
  const heads = [...document.querySelectorAll('[data-testid="stMarkdownContainer"] strong')];
  return [...document.querySelectorAll('.js-plotly-plot')].map((chart, i) => {
    const above = heads.filter(h => h.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING);
    const title = above.length ? above[above.length - 1].textContent : String(i + 1);
    return {title, figure: JSON.parse(JSON.stringify({data: chart.data, layout: chart.layout}, plain))};
  });
}"""

_SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #fff; color: #17212E; display: flex; flex-direction: column; height: 100vh;
       font-family: 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans CN',sans-serif; }
h1 { font-size: 28px; margin: 24px 32px 8px; } #chart { flex: 1; margin: 0 24px; }
p { font-size: 16px; color: #66717F; margin: 8px 32px 20px; }
</style><h1></h1><div id="chart"></div><p></p>"""

_DRAW = """([figure, title, source]) => {
  window.drawn = false;
  document.querySelector('h1').textContent = title;
  document.querySelector('p').textContent = source;
  const layout = {...figure.layout, autosize: true, width: undefined, height: undefined, paper_bgcolor: '#fff'};
  const still = {staticPlot: true, responsive: true};
  return Plotly.newPlot('chart', figure.data, layout, still).then(() => { window.drawn = true; });
}"""
