"""Web pages called .xls, which ledger systems export: every table, stacked in one sheet as Excel shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from catalog import issue
from loaders.containers import limits
from loaders.containers.formats import GENERAL, shows_date
from loaders.containers.runs import Run, mark
from loaders.containers.serials import from_serial
from loaders.containers.text import decoded
from loaders.containers.values import CONTROLS, clipped
from loaders.grid import Box, Grid, Place, Value, Workbook
from loaders.unreadable import Unreadable

FORMAT = re.compile(r"mso-number-format\s*:\s*(\"[^\"]*\"|'[^']*'|[^;}]*)", re.IGNORECASE)
CLASS = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
CSS_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))")
NAMED = {"general": GENERAL, "percent": "0.00%", "standard": "#,##0.00", "fixed": "0.00", "short date": "yyyy/m/d"}
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)\b", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
WIDEST_SPAN = 1_000


@dataclass(slots=True)
class _Layout:
    """Cells put where a browser would put them."""

    grid: Grid
    classes: dict[str, str]
    cells: dict[Place, Value] = field(default_factory=dict)
    taken: set[Place] = field(default_factory=set)
    formats: dict[Place, str] = field(default_factory=dict)
    runs: dict[Place, list[Run]] = field(default_factory=dict)
    row: int = 0

    def rows(self) -> list[list[Value]]:
        filled = [place for place, value in self.cells.items() if value is not None]
        height = max((row for row, _ in filled), default=0)
        width = max((column for _, column in filled), default=0)
        if height * width > limits.AREA:
            raise Unreadable("too_large")
        return [[self.cells.get((r, c)) for c in range(1, width + 1)] for r in range(1, height + 1)]


def open_page(content: bytes, name: str) -> Workbook:
    """One sheet called ``name``; ``Unreadable`` where the page has no table."""
    text, _ = decoded(content)
    return Workbook([page_grid(text, name)], [issue("web_page")], kind="html")


def page_grid(text: str, name: str) -> Grid:
    """The tables of one page as a sheet."""
    page = _parsed(text)
    tables = [table for table in page.iter("table") if not any(True for _ in table.iterancestors("table"))]
    if not tables:
        raise Unreadable("no_table")
    if len(tables) > limits.TABLES:
        raise Unreadable("too_large")
    grid = Grid(name)
    layout = _Layout(grid, _classes(page))
    for table in tables:
        for row in table.iter("tr"):
            _row(row, layout)
    grid.rows, grid.formats = layout.rows(), layout.formats
    grid.merges = clipped(grid.merges, grid.rows)
    for place, runs in layout.runs.items():
        mark(grid, place, runs)
    return grid


def _parsed(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as why:
        raise Unreadable("damaged") from why


def _classes(page: html.HtmlElement) -> dict[str, str]:
    """Number formats by style class."""
    sheets = "\n".join(style.text or "" for style in page.iter("style"))
    found = ((name, _format(rules)) for name, rules in CLASS.findall(sheets))
    return {name: code for name, code in found if code}


def _format(rules: str) -> str | None:
    found = FORMAT.search(rules)
    if not found:
        return None
    code = CSS_ESCAPE.sub(lambda m: chr(int(m[1], 16) % 0x110000) if m[1] else m[2], found[1].strip().strip("\"'"))
    return NAMED.get(code.lower(), code)


def _row(row: html.HtmlElement, layout: _Layout) -> None:
    layout.row += 1
    if HIDDEN.search(row.get("style", "")):
        layout.grid.hidden_rows.add(layout.row)
    column = 1
    for cell in row.iterchildren("td", "th"):
        while (layout.row, column) in layout.taken:
            column += 1
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        if wide > 1 or high > 1:
            box = Box(layout.row, column, layout.row + high - 1, column + wide - 1)
            layout.grid.merges.append(box)
            layout.taken.update((r, c) for r, c in box.places() if r > layout.row)
        _cell(cell, (layout.row, column), layout)
        column += wide
    if layout.row * column > limits.AREA or len(layout.taken) > limits.DENSE_AREA:
        raise Unreadable("too_large")


def _span(cell: html.HtmlElement, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(int(said), 1), WIDEST_SPAN) if said.isascii() and said.isdigit() and len(said) < 9 else 1


def _cell(cell: html.HtmlElement, place: Place, layout: _Layout) -> None:
    code = _format(cell.get("style", "")) or layout.classes.get((cell.get("class") or "").split(" ")[0], GENERAL)
    value = _value(cell, code)
    if value is None:
        return
    layout.cells[place] = value
    if code != GENERAL:
        layout.formats[place] = code
    runs = list(_runs(cell, Run("")))
    if any(run.struck or run.raised for run in runs):
        layout.runs[place] = runs


def _value(cell: html.HtmlElement, code: str) -> Value:
    """The number Excel wrote into the tag, else the text; a text that looks like a number stays a text."""
    text = _text(cell)
    written = cell.get("x:num", cell.get("sdval"))
    if written is None or cell.get("x:str") is not None:
        return text
    try:
        number = float(written or (text or "").replace(",", ""))
    except ValueError:
        return text
    return from_serial(number, date1904=False) if shows_date(code) else number


def _runs(node: html.HtmlElement, look: Run) -> Iterator[Run]:
    """The pieces of a cell's text, each as its own and its outer tags and styles write it."""
    if not isinstance(node.tag, str) or node.tag in ("script", "style"):
        return
    style = node.get("style", "")
    look = look._replace(
        struck=look.struck or node.tag in ("s", "strike", "del") or STRUCK.search(style) is not None,
        raised=look.raised or node.tag in ("sup", "sub") or RAISED.search(style) is not None,
    )
    yield look._replace(text=("\n" if node.tag in ("br", "p", "div") else "") + SPACES.sub(" ", node.text or ""))
    for child in node:
        yield from _runs(child, look)
        yield look._replace(text=SPACES.sub(" ", child.tail or ""))


def _text(cell: html.HtmlElement) -> str | None:
    pieces: list[str] = []
    for node in cell.iter():
        if node.tag in ("br", "p", "div") and pieces:
            pieces.append("\n")
        if isinstance(node.tag, str) and node.tag not in ("script", "style"):
            pieces.append(SPACES.sub(" ", node.text or ""))
        if node is not cell:
            pieces.append(SPACES.sub(" ", node.tail or ""))
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return CONTROLS.sub("", "\n".join(lines).strip("\n")) or None
