"""Text of .ods cells written in different ways, which the fast reader gives as one."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.containers import limits
from loaders.containers.ooxml.package import Package
from loaders.containers.runs import Run
from loaders.containers.xml import Attributes, walk
from loaders.grid import Place

_WHITE = "#ffffff"
# A repeated cell that holds rich text is looked at this often; nobody writes more.
_REPEATS = 1000


def marked_cells(package: Package) -> list[tuple[str, Place, list[Run]]]:
    """Sheet, place and pieces of every cell whose text has spans of a struck, raised or white style."""
    content = package.read("content.xml", limits.BLIND_PART_BYTES)
    if not any(sign in content for sign in (b"text-line-through", b"text-position", _WHITE.encode())):
        return []
    reader = _Reader()
    walk(content, reader.start, reader.end, reader.text)
    return reader.found


@dataclass(slots=True)
class _Reader:
    found: list[tuple[str, Place, list[Run]]] = field(default_factory=list)
    styles: dict[str, Run] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1
    style: str = ""
    spans: list[str] = field(default_factory=list)
    cell: list[Run] | None = None

    def start(self, name: str, found: Attributes) -> None:
        if name == "style":
            self.style = found.get("name", "")
        elif name == "text-properties" and self.style:
            self.styles[self.style] = _look(found)
        elif name == "table":
            self.sheet, self.row = found.get("name", ""), 0
        elif name == "table-row":
            self.column, self.rows = 0, _count(found.get("number-rows-repeated"))
        elif name in ("table-cell", "covered-table-cell"):
            self.cell, self.columns = [], _count(found.get("number-columns-repeated"))
        elif name == "span":
            self.spans.append(found.get("style-name", ""))
        elif name == "p" and self.cell:
            self.cell.append(Run("\n"))

    def text(self, piece: str) -> None:
        if self.cell is not None:
            look = self.styles.get(self.spans[-1], Run("")) if self.spans else Run("")
            self.cell.append(look._replace(text=piece))

    def end(self, name: str) -> None:
        if name == "span" and self.spans:
            self.spans.pop()
        elif name in ("table-cell", "covered-table-cell"):
            self._keep()
            self.column += self.columns
            self.cell = None
        elif name == "table-row":
            self.row += self.rows

    def _keep(self) -> None:
        runs = self.cell or []
        if not any(run.struck or run.raised or run.white for run in runs):
            return
        for row in range(self.row + 1, self.row + 1 + min(self.rows, _REPEATS)):
            for column in range(self.column + 1, self.column + 1 + min(self.columns, _REPEATS)):
                self.found.append((self.sheet, (row, column), runs))


def _look(found: Attributes) -> Run:
    struck = {found.get("text-line-through-style", "none"), found.get("text-line-through-type", "none")}
    position = found.get("text-position", "0% 100%").split()[0]
    return Run(
        "",
        struck=bool(struck - {"none"}),
        raised=position in ("super", "sub") or (position[:-1].lstrip("-").isdigit() and position not in ("0%", "-0%")),
        white=found.get("color", "").lower() == _WHITE,
    )


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 1
