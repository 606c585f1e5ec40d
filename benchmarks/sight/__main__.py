"""When a reader can read the title and sees the charts, in Chromium: ours, an empty Streamlit page, a naive Streamlit
page and a Dash page with the same four figures, by turns in one run. ``python -m benchmarks.sight [--rounds N]``.

Dash is no package of the dashboard's: it is installed into ``build/dash`` when it is first measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import streamlit.logger

from benchmarks.pages import fill_shelf
from benchmarks.serving import ROOT, filled, serve
from benchmarks.sight.browser import Looker, Sight, median, switches
from exports.chromium import browser
from pages import PAGES

HERE = Path(__file__).parent
DASH = ROOT / "build" / "dash"
SHOWN = "investment"
HEAD = f"{'page':<18}{'title cold':>11}{'warm':>7}{'charts cold':>13}{'warm':>7}{'KB cold':>10}{'warm':>8}{'socket':>8}"
# What a page switch may take, and how far ours may be from the others.
GOALS = "goals: title ≤ 1.2 × empty, charts ≤ 1.0 × Dash, bytes ≤ 0.25 × naive, a switch ≤ 150 ms"
FIGURES = """() => {
  const plain = (key, value) => ArrayBuffer.isView(value) ? Array.from(value) : value;
  const charts = [...document.querySelectorAll('.js-plotly-plot')];
  const read = chart => JSON.parse(JSON.stringify({data: chart.data, layout: chart.layout}, plain));
  const words = [...document.querySelectorAll('[data-testid="stMarkdownContainer"] strong')].map(e => e.textContent);
  return {title: document.querySelector('h1, h2').textContent, words, figures: charts.map(read)};
}"""


def main() -> None:
    """Prints ms, KB and ratios; medians of the rounds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sight", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    streamlit.logger.set_log_level("error")
    with tempfile.TemporaryDirectory() as made, ExitStack() as stack:
        folder = Path(made)
        store = filled("samples", folder)
        fill_shelf(store)
        ours = stack.enter_context(_served(store, ROOT / "asgi.py"))
        _wait_until_ready(ours)
        chromium = stack.enter_context(browser())
        told = _figures(chromium, f"{ours}/{SHOWN}", folder)
        charts = len(json.loads(told.read_text(encoding="utf-8"))["figures"])
        pages = {
            "ours": (f"{ours}/{SHOWN}", charts),
            "empty Streamlit": (stack.enter_context(_served(store, ROOT / "benchmarks/load/empty.py")), 0),
            "naive Streamlit": (stack.enter_context(_served(store, HERE / "naive.py", FIGURES=str(told))), charts),
            "Dash": (stack.enter_context(_dash(store, told)), charts),
        }
        _print_first(_looked(chromium, pages, rounds))
        _print_switches(chromium, ours, rounds)


def _looked(chromium: Any, pages: dict[str, tuple[str, int]], rounds: int) -> dict[str, list[tuple[Sight, Sight]]]:
    """Each page, cold and warm, by turns."""
    found: dict[str, list[tuple[Sight, Sight]]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, (address, charts) in pages.items():
            looker = Looker(chromium, charts)
            found[name].append((looker.look(address), looker.look(address)))
            looker.close()
    return found


def _print_first(found: dict[str, list[tuple[Sight, Sight]]]) -> None:
    print(GOALS)
    print(HEAD)
    cold, warm = ({name: [pair[i] for pair in pairs] for name, pairs in found.items()} for i in (0, 1))
    for name in found:
        title = [median(one[name], lambda s: s.title) for one in (cold, warm)]
        charts = [median(one[name], lambda s: s.charts) for one in (cold, warm)]
        http = [median(one[name], lambda s: s.http) / 1000 for one in (cold, warm)]
        socket = median(warm[name], lambda s: s.socket) / 1000
        said = f"{name:<18}{title[0]:>11.0f}{title[1]:>7.0f}{charts[0]:>13.0f}{charts[1]:>7.0f}"
        print(f"{said}{http[0]:>10.0f}{http[1]:>8.1f}{socket:>8.1f}", flush=True)
    for when, one in (("cold", cold), ("warm", warm)):
        ratios = {
            "title ÷ empty": _ratio(one, "empty Streamlit", lambda s: s.title),
            "charts ÷ Dash": _ratio(one, "Dash", lambda s: s.charts),
            "bytes ÷ naive": _ratio(one, "naive Streamlit", lambda s: s.http + s.socket),
        }
        print(f"{when}: " + ", ".join(f"{name} {value:.2f}" for name, value in ratios.items()))


def _ratio(found: dict[str, list[Sight]], beside: str, of: Any) -> float:
    return median(found["ours"], of) / median(found[beside], of)


def _print_switches(chromium: Any, ours: str, rounds: int) -> None:
    titles = [page.title for page in PAGES if page.section == "leaders" and not page.hidden]
    for title, taken in switches(chromium, ours, titles, rounds).items():
        ordered = sorted(taken)
        print(f"switch to {title}: {ordered[len(ordered) // 2]:.0f} ms to the new title, slowest {ordered[-1]:.0f}")


def _figures(chromium: Any, address: str, folder: Path) -> Path:
    """A file with the title, the words and the figures that ours shows at that address."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, bypass_csp=True)
    page.goto(address)
    page.locator(".js-plotly-plot .infolayer").nth(3).wait_for(state="attached", timeout=120_000)
    told = page.evaluate(FIGURES)
    page.close()
    found = folder / "figures.json"
    found.write_text(json.dumps(told), encoding="utf-8")
    return found


@contextmanager
def _served(store: Path, script: Path, **settings: str) -> Iterator[str]:
    address, process = serve(store, script, **settings)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def _dash(store: Path, told: Path) -> Iterator[str]:
    if not DASH.exists():
        _install(["-r", str(HERE / "requirements.txt")])
    with _served(store, HERE / "dash_page.py", FIGURES=str(told), PYTHONPATH=str(DASH)) as address:
        yield address


def _install(wanted: Sequence[str]) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(DASH)]
    subprocess.run([*command, *wanted], check=True)


def _wait_until_ready(address: str) -> None:
    """Until what readers ask for first is worked out."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=30).close()
        except urllib.error.HTTPError:
            continue
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
