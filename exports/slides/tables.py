"""Native tables on slides: hairlines below the rows, no fills but those that mean something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.util import Inches

from exports.office_text import harmless
from exports.palette import INK, INK3, LINE, WHITE
from exports.slides import markup
from exports.slides.canvas import BOTTOM, MARGIN, SIZE, TOP, WIDTH, Draw
from exports.slides.fitting import POINTS_AN_INCH, cut, lines
from exports.slides.markup import SIDE, Edge, Look

# Of a text's size, how far apart its lines stand, with the fonts of a machine that has not got the named ones.
LEADING = 1.45
# The least a row takes, in inches.
ROW = 0.36
# The sizes a table is tried at, and how much higher than it must be a row may stand, where a slide has room for it.
SIZES, AIRY = (18, 16, SIZE), 1.7
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
# Below a head and below a row; the white gaps round a filled cell that stands apart.
UNDER_HEAD, UNDER_ROW = (Edge("B", INK, 1.25),), (Edge("B", LINE, 0.5),)
APART = tuple(Edge(side, WHITE, 3) for side in "LRTB")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a slide's table; its text may run over ``lines``."""

    text: object
    colour: str = INK
    bold: bool = False
    align: str = "left"
    fill: str | None = None
    hatched: bool = False
    lines: int = 1


def put_table(
    slide: Any,
    box: tuple[float, float, float],
    widths: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    *,
    size: float = SIZE,
    row_height: float = ROW,
    head: bool = True,
    board: bool = False,
    whole: bool = False,
    grow: float = 1.0,
) -> Any:
    """A native table at ``box`` = left, top, width in inches; ``widths`` are shares of that width.

    A line that does not fit its column is cut, so that no row grows and pushes others off the slide; ``whole``: none
    is cut, rows are as high as they need (:func:`needed`). Rows below a head are ``grow`` times as high. ``board``:
    filled cells standing apart instead of hairlines below rows; a hatched cell says nothing was reported.
    """
    left, top, width = box
    inches = columns(width, widths)
    heights = [needed(cells, inches, size, row_height) if whole else row_height for cells in rows]
    heights = [high * (1 if head and r == 0 else grow) for r, high in enumerate(heights)]
    place = (Inches(x) for x in (left, top, width, row_height))
    shape = slide.shapes.add_table(1, len(widths), *place)
    table = shape.table
    _plain(table)
    for column, wide in zip(table.columns, inches, strict=True):
        column.width = Inches(wide)
    table._tbl.remove(table._tbl.tr_lst[0])
    table._tbl.extend(markup.rows(heights, _written(rows, inches, size, head=head, board=board, whole=whole)))
    table.notify_height_changed()
    return shape


def _written(
    rows: Sequence[Sequence[Cell]], inches: Sequence[float], size: float, *, head: bool, board: bool, whole: bool
) -> Iterator[list[str]]:
    """Each row's cells as they are written."""
    for r, cells in enumerate(rows):
        edges = APART if board else UNDER_HEAD if head and r == 0 else UNDER_ROW
        yield [
            markup.cell(
                cell.text if whole else _cut(cell, wide, size),
                Look(size, cell.colour, cell.bold, cell.align),
                edges,
                fill=cell.fill,
                hatched=cell.hatched,
            )
            for cell, wide in zip(cells, inches, strict=True)
        ]


def table_over_slides(
    head: Sequence[Cell], rows: Sequence[Sequence[Cell]], widths: Sequence[float], *, top: float = TOP
) -> list[Draw]:
    """A long table over as many slides as it needs, its head on each, in parts of like height that fill them; no text
    is cut, no row left out."""
    wide = WIDTH - 2 * MARGIN
    inches = columns(wide, widths)
    parts = _parts(rows, inches, BOTTOM - top - needed(head, inches, SIZE, ROW))
    fits = [largest([head, *part], inches, BOTTOM - top) for part in parts]
    size, grow = min(size for size, _ in fits), min(grow for _, grow in fits)

    def drawn(part: Sequence[Sequence[Cell]]) -> Draw:
        table = [head, *part]
        return lambda slide: put_table(slide, (MARGIN, top, wide), widths, table, size=size, whole=True, grow=grow)

    return [drawn(part) for part in parts]


def largest(
    rows: Sequence[Sequence[Cell]], inches: Sequence[float], height: float, *, least: float = ROW
) -> tuple[float, float]:
    """The size at which a table is best read within ``height`` inches, breaking no more lines than at the usual one,
    and by how much its rows may grow then."""
    usual = [_lines(cells, inches, SIZE) for cells in rows]
    for size in SIZES:
        high = sum(needed(cells, inches, size, least) for cells in rows)
        if high <= height and usual == [_lines(cells, inches, size) for cells in rows]:
            return size, max(1.0, min(AIRY, height / high))
    return SIZE, 1.0


def headed(head: Draw, tables: Sequence[Draw]) -> list[Draw]:
    """Each of the tables, with what ``head`` draws above it."""

    def both(table: Draw) -> Draw:
        def draw(slide: Any) -> None:
            head(slide)
            table(slide)

        return draw

    return [both(table) for table in tables]


def _parts(rows: Sequence[Sequence[Cell]], inches: Sequence[float], height: float) -> list[Sequence[Sequence[Cell]]]:
    """The rows cut into as few slides as hold them, all about as full rather than a last one of two rows."""
    high = [needed(row, inches, SIZE, ROW) for row in rows]
    fewest = len(_filled(high, height))
    limit = max(sum(high) / fewest, *high) if high else height
    while len(_filled(high, limit)) > fewest:
        limit = min(height, limit + ROW / 2)
    return [rows[first:last] for first, last in _filled(high, limit)]


def _filled(high: Sequence[float], height: float) -> list[tuple[int, int]]:
    """From which row to which each slide is filled."""
    starts, used = [0], 0.0
    for i, row in enumerate(high):
        if i > starts[-1] and used + row > height:
            starts.append(i)
            used = 0.0
        used += row
    return list(zip(starts, [*starts[1:], len(high)], strict=True))


def columns(width: float, shares: Sequence[float]) -> list[float]:
    """Each column's width in inches."""
    return [width * share / sum(shares) for share in shares]


def needed(cells: Sequence[Cell], inches: Sequence[float], size: float, least: float) -> float:
    """Inches a row takes in which no text is cut."""
    return max(least, 0.03 + max(_lines(cells, inches, size)) * size * LEADING / POINTS_AN_INCH)


def _lines(cells: Sequence[Cell], inches: Sequence[float], size: float) -> list[int]:
    """On how many lines each cell's text stands."""
    pairs = zip(cells, inches, strict=True)
    return [lines(harmless(cell.text), room(wide), size, bold=cell.bold) for cell, wide in pairs]


def room(column: float) -> float:
    """How much of a column's width its text may take."""
    return column - 2 * SIDE


def _cut(cell: Cell, column: float, size: float) -> str:
    """The cell's lines as far as they fit; a figure is never cut, or it would be another one."""
    if cell.align == "right":
        return harmless(cell.text)
    first, *more = harmless(cell.text).split("\n")
    kept = [cut(first, cell.lines * room(column), size, bold=cell.bold)]
    return "\n".join(kept + [cut(line, room(column), size) for line in more])


def head_row(labels: Sequence[str], right: Sequence[int] = ()) -> list[Cell]:
    """A header row; ``right`` names the columns of numbers."""
    return [Cell(label, INK3, align="right" if i in right else "left") for i, label in enumerate(labels)]


def _plain(table: Any) -> None:
    """Takes Office's own striped style away."""
    properties = table._tbl.tblPr
    for flag in ("firstRow", "bandRow"):
        properties.set(flag, "0")
    style = properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId")
    style.text = NO_STYLE
