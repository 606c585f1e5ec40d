"""Pictures for the meeting: whole screens in meeting mode as PNG and PDF, and their charts with title and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from exports.chromium import FOUR_K, browser, failures
from exports.dossier import words
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
BROKEN = '[data-testid="stAlertContentError"], [data-testid="stException"]'


@dataclass(frozen=True, slots=True)
class Photograph:
    """What was taken of one page: file name -> content; where it could not be taken, ``problem`` says so."""

    title: str
    files: Mapping[str, bytes]
    problem: str = ""


def photographs(
    base_url: str,
    pages: Mapping[str, str],
    query: Mapping[str, str],
    sources: Mapping[str, str] | None = None,
    cookies: Mapping[str, str] | None = None,
) -> Iterator[Photograph]:
    """Every page in meeting mode, as it is taken: one browser for all, each page loaded once while another is taken.

    ``pages``: title -> path (with its tab); ``query``: e.g. the period. Of each page ``title-1080.png``,
    ``title-4K.png`` and a PDF of one 16:9 page; with ``sources`` (title -> line of its source) every chart as a PNG of
    its own. ``cookies`` let the browser in where pages are not open to everybody.
    """
    addresses = [_address(base_url, path, query) for path in pages.values()]
    with browser() as chromium:
        tabs = [_tab(chromium, base_url, cookies or {}) for _ in addresses[:2]]
        sheet = _Sheet(chromium)
        for title, (page, failed) in zip(pages, _opened(tabs, addresses), strict=True):
            source = None if sources is None else sources[title]
            yield _failed(title, failed) if failed else _taken(page, title, sheet, source)


def _failed(title: str, why: Exception) -> Photograph:
    return Photograph(title, {}, words().pictures.page_failed.format(title=title, reason=type(why).__name__))


def _taken(page: Any, title: str, sheet: _Sheet, source: str | None) -> Photograph:
    """The open page's pictures; a page that shows nothing but that it failed is no picture."""
    try:
        if page.locator(BROKEN).count():
            return Photograph(title, {}, words().pictures.page_broken.format(title=title))
        files = _screens(page, title)
        return Photograph(title, files if source is None else files | sheet.charts_of(page, title, source))
    except failures() as why:
        return _failed(title, why)


def _screens(page: Any, title: str) -> dict[str, bytes]:
    """The page's own pictures; the paper last, because its layout is another one."""
    taken = {f"{title}-1080.png": page.screenshot(type="png", scale="css")}
    taken[f"{title}-4K.png"] = page.screenshot(type="png", scale="device")
    size = {"width": f"{WIDTH}px", "height": f"{HEIGHT}px"}
    return {**taken, f"{title}.pdf": page.pdf(**size, print_background=True, page_ranges="1")}


class _Sheet:
    """An empty sheet in the same browser on which charts are drawn one after the other, at twice their size."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium
        self._page: Any = None

    def charts_of(self, page: Any, title: str, source: str) -> dict[str, bytes]:
        """Every chart of an open page, titled by its section and carrying ``source``, on a solid ground."""
        name = words().pictures.chart
        taken: dict[str, bytes] = {}
        for i, chart in enumerate(page.evaluate(_CHARTS), 1):
            file = name.format(page=title, chart=chart["title"])
            taken[name.format(page=title, chart=i) if file in taken else file] = self._drawn(chart, source)
        return taken

    def _drawn(self, chart: Mapping[str, Any], source: str) -> bytes:
        sheet = self._ready()
        sheet.evaluate(_DRAW, [chart["figure"], harmless(chart["title"]), harmless(source)])
        sheet.wait_for_function("() => window.drawn === true", timeout=PATIENCE_MS)
        return sheet.screenshot(type="png", scale="device")

    def _ready(self) -> Any:
        """The sheet, made when the first chart is drawn: the chart library is read once for all."""
        if self._page is None:
            from plotly.offline import get_plotlyjs

            size: Any = {"width": CHART_WIDTH, "height": CHART_HEIGHT}
            self._page = self._chromium.new_page(viewport=size, device_scale_factor=FOUR_K, locale="zh-CN")
            self._page.set_content(_SHEET)
            self._page.add_script_tag(content=get_plotlyjs())
        return self._page


def _tab(chromium: Any, base_url: str, cookies: Mapping[str, str]) -> Any:
    size: Any = {"width": WIDTH, "height": HEIGHT}
    # The page's own policy forbids what this browser waits with: a text evaluated in it.
    tab = chromium.new_page(viewport=size, device_scale_factor=FOUR_K, locale="zh-CN", bypass_csp=True)
    tab.emulate_media(media="screen")
    tab.context.add_cookies([{"name": n, "value": v, "url": base_url} for n, v in cookies.items()])
    return tab


def _opened(tabs: Sequence[Any], addresses: Sequence[str]) -> Iterator[tuple[Any, Exception | None]]:
    """Each address's page once it is drawn, or with what it failed; the one after it loads meanwhile in another tab."""
    failed = _asked(tabs[0], addresses[0]) if addresses else None
    for n in range(len(addresses)):
        page = tabs[n % len(tabs)]
        now = failed or _drawn(page)
        if n + 1 < len(addresses):
            failed = _asked(tabs[(n + 1) % len(tabs)], addresses[n + 1])
        yield page, now


def _asked(tab: Any, address: str) -> Exception | None:
    try:
        tab.goto(address, timeout=PATIENCE_MS, wait_until="commit")
    except failures() as failed:
        return failed
    return None


def _drawn(page: Any) -> Exception | None:
    try:
        page.wait_for_function(DRAWN, timeout=PATIENCE_MS)
        page.wait_for_timeout(400)  # the last paint comes after the last mutation
    except failures() as failed:
        return failed
    return None


def _address(base_url: str, path: str, query: Mapping[str, str]) -> str:
    asked = urlencode({**query, "mode": "present", "embed": "true"})
    return f"{base_url.rstrip('/')}/{path.lstrip('/')}{'&' if '?' in path else '?'}{asked}"


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
