"""SpreadsheetML 2003: the single XML file that older systems export as .xls."""

from __future__ import annotations

import re
from datetime import datetime

from loaders.containers import limits
from loaders.containers.formats import GENERAL
from loaders.containers.references import whole
from loaders.containers.runs import Run, mark
from loaders.containers.text import decoded
from loaders.containers.values import CONTROLS, clipped
from loaders.containers.xml import Attributes, walk
from loaders.grid import Box, Grid, Place, Value, Workbook
from loaders.unreadable import Unreadable

DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
RICH = frozenset({"S", "Sup", "Sub"})
NAMED = {
    "Percent": "0.00%",
    "Standard": "#,##0.00",
    "Fixed": "0.00",
    "Short Date": "yyyy/m/d",
    "General Number": GENERAL,
}


def open_xml2003(content: bytes) -> Workbook:
    """The worksheets of the document."""
    text, _ = decoded(content)
    reader = _Reader()
    walk(DECLARATION.sub("", text).encode("utf-8", "replace"), reader.start, reader.end, reader.text)
    if not reader.grids:
        raise Unreadable("no_sheets")
    for grid, cells in reader.grids:
        _lay_out(grid, cells)
    for grid, place, runs in reader.rich:
        mark(grid, place, runs)
    return Workbook([grid for grid, _ in reader.grids], kind="xml2003")


class _Reader:
    """Follows the document; ``grids`` are its sheets with their cells by place."""

    def __init__(self) -> None:
        self.grids: list[tuple[Grid, dict[Place, Value]]] = []
        self.row = self.column = 0
        self._styles: dict[str, str] = {}
        self._struck: set[str] = set()
        self._formats: list[dict[Place, str]] = []
        self._style, self._type = "", ""
        self._text: list[str] = []
        self._open: list[str] = []  # tags around the text of a cell
        self._runs: list[Run] = []
        self.rich: list[tuple[Grid, Place, list[Run]]] = []

    def start(self, name: str, found: Attributes) -> None:
        if name in RICH:
            self._open.append(name)
        handler = getattr(self, f"_start_{name.lower()}", None)
        if handler:
            handler(found)

    def text(self, piece: str) -> None:
        self._text.append(piece)
        self._runs.append(Run(piece, "S" in self._open, bool({"Sup", "Sub"}.intersection(self._open))))

    def end(self, name: str) -> None:
        if name in RICH and self._open:
            self._open.pop()
        if name == "Data" and self.grids:
            self._place("".join(self._text))
        elif name == "Visible" and self.grids and "".join(self._text).strip() in ("SheetHidden", "SheetVeryHidden"):
            self.grids[-1][0].visible = False

    def _start_style(self, found: Attributes) -> None:
        self._style = found.get("ID", "")

    def _start_numberformat(self, found: Attributes) -> None:
        code = found.get("Format", GENERAL)
        self._styles[self._style] = NAMED.get(code, code)

    def _start_font(self, found: Attributes) -> None:
        if found.get("StrikeThrough") == "1":
            self._struck.add(self._style)

    def _start_worksheet(self, found: Attributes) -> None:
        self._formats.append({})
        self.grids.append((Grid(found.get("Name", ""), formats=self._formats[-1]), {}))
        self.row = self.column = 0
        if len(self.grids) > limits.SHEETS:
            raise Unreadable("too_many_sheets")

    def _start_visible(self, _: Attributes) -> None:
        self._text.clear()

    def _start_column(self, found: Attributes) -> None:
        self.column = whole(found.get("Index"), self.column + 1)
        last = min(self.column + whole(found.get("Span"), 0), limits.COLUMNS)
        if found.get("Hidden") == "1":
            self.grids[-1][0].hidden_columns.update(range(self.column, last + 1))
        self.column = last

    def _start_row(self, found: Attributes) -> None:
        self.row = whole(found.get("Index"), self.row + 1)
        self.column = 0
        if found.get("Hidden") == "1":
            self.grids[-1][0].hidden_rows.add(self.row)

    def _start_cell(self, found: Attributes) -> None:
        grid = self.grids[-1][0]
        self.column = whole(found.get("Index"), self.column + 1)
        if self.row > limits.ROWS or self.column > limits.COLUMNS:
            raise Unreadable("too_large")
        self._style = found.get("StyleID", "")
        if "Formula" in found:
            grid.formulas[self.row, self.column] = found["Formula"].removeprefix("=")
        right, down = whole(found.get("MergeAcross"), 0), whole(found.get("MergeDown"), 0)
        if right or down:
            grid.merges.append(Box(self.row, self.column, self.row + down, self.column + right))
            self.column += right

    def _start_data(self, found: Attributes) -> None:
        self._type = found.get("Type", "String")
        self._text.clear()
        self._runs, self._open = [], []

    def _place(self, said: str) -> None:
        grid, cells = self.grids[-1]
        anchor = next((m.left for m in grid.merges[-1:] if m.top == self.row and m.right == self.column), self.column)
        place = (self.row, anchor)
        if self._type == "Error":
            grid.errors[place] = said
        else:
            cells[place] = _value(self._type, said)
        code = self._styles.get(self._style, GENERAL)
        if code != GENERAL:
            self._formats[-1][place] = code
        if self._style in self._struck:
            grid.struck.add(place)
        if any(run.struck or run.raised for run in self._runs):
            self.rich.append((grid, place, self._runs))


def _value(kind: str, said: str) -> Value:
    try:
        if kind == "Number":
            return float(said)
        if kind == "Boolean":
            return said.strip() == "1"
        if kind == "DateTime":
            moment = datetime.fromisoformat(said)
            return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else moment.date()
    except ValueError:
        pass
    return CONTROLS.sub("", said) or None


def _lay_out(grid: Grid, cells: dict[Place, Value]) -> None:
    """Dense rows from the cells, everything else cut to them."""
    used = [place for place, value in cells.items() if value is not None] + [*grid.errors, *grid.formulas]
    height, width = max((r for r, _ in used), default=0), max((c for _, c in used), default=0)
    if height * width > limits.AREA:
        raise Unreadable("too_large")
    grid.rows = [[None] * width for _ in range(height)]
    for (row, column), value in cells.items():
        if value is not None:
            grid.rows[row - 1][column - 1] = value
    grid.merges = clipped(grid.merges, grid.rows)
    grid.untrusted = {place for place in grid.formulas if grid.value(*place) is None and place not in grid.errors}
    grid.hidden_rows = {row for row in grid.hidden_rows if row <= height}
    grid.hidden_columns = {column for column in grid.hidden_columns if column <= width}
