"""Native tables on slides: hairlines below the rows, no fills but those that mean something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from exports.palette import INK, INK3, LINE, WHITE
from exports.slides.canvas import Look, write

NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a slide's table."""

    text: object
    colour: str = INK
    bold: bool = False
    align: str = "left"
    fill: str | None = None
    hatched: bool = False


def put_table(
    slide: Any,
    box: tuple[float, float, float],
    widths: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    *,
    size: float = 12,
    row_height: float = 0.34,
    head: bool = True,
    board: bool = False,
) -> Any:
    """A native table at ``box`` = left, top, width in inches; ``widths`` are shares of that width.

    ``board``: filled cells standing apart instead of hairlines below rows; a hatched cell says nothing was reported.
    """
    left, top, width = box
    height = row_height * len(rows)
    shape = slide.shapes.add_table(len(rows), len(widths), Inches(left), Inches(top), Inches(width), Inches(height))
    table = shape.table
    _plain(table)
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Inches(width * share / sum(widths))
    for r, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        row.height = Inches(row_height)
        for target, cell in zip(row.cells, cells, strict=True):
            _fill_cell(target, cell, size, is_head=head and r == 0)
            _set_apart(target) if board else _underline(target, is_head=head and r == 0)
    return shape


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


def _fill_cell(target: Any, cell: Cell, size: float, *, is_head: bool) -> None:
    target.margin_left = target.margin_right = Inches(0.06)
    target.margin_top = target.margin_bottom = Inches(0.01)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(target.text_frame, cell.text, Look(size - 1 if is_head else size, cell.colour, cell.bold, cell.align))
    if cell.hatched:
        target.fill.patterned()
        target.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        target.fill.fore_color.rgb, target.fill.back_color.rgb = (RGBColor.from_string(c) for c in (LINE, WHITE))
    elif cell.fill:
        target.fill.solid()
        target.fill.fore_color.rgb = RGBColor.from_string(cell.fill)
    else:
        target.fill.background()


def _underline(target: Any, *, is_head: bool) -> None:
    _draw_edge(target, "B", INK if is_head else LINE, 1.25 if is_head else 0.5)


def _set_apart(target: Any) -> None:
    """White gaps round a filled cell."""
    for side in "BTRL":
        _draw_edge(target, side, WHITE, 3)


def _draw_edge(target: Any, side: str, colour: str, points: float) -> None:
    """One side's line; the schema wants left, right, top, bottom in that order and before the fill."""
    properties = target._tc.get_or_add_tcPr()
    ink = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    properties.insert(0, parse_xml(f'<a:ln{side} {NAMESPACE} w="{int(Pt(points))}">{ink}</a:ln{side}>'))
