"""Text and cells of slides as DrawingML, written in one piece: node by node they were four fifths of a deck's time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from exports.dossier import words
from exports.office_text import harmless
from exports.palette import INK, LINE, WHITE

NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
ALIGN = {"left": "l", "right": "r", "center": "ctr"}
# Inches left free beside a cell's text, and above and below it.
SIDE, ABOVE = 0.05, 0.01


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks: size in points, colour, weight, side."""

    size: float = 14
    colour: str = INK
    bold: bool = False
    align: str = "left"


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Edge:
    """A line at one side of a cell: the side's letter as DrawingML names it, the colour, the width in points."""

    side: str
    colour: str
    points: float


def write(frame: Any, text: object, look: Look) -> None:
    """Replaces a text frame's content by ``text``: a paragraph a line, the lines below the first lighter."""
    frame.word_wrap = True
    body = frame._txBody
    for old in list(body.p_lst):
        body.remove(old)
    body.extend(list(parse_xml(f"<a:txBody {NAMESPACE}>{_paragraphs(text, look)}</a:txBody>")))


def rows(heights: Iterable[float], cells: Iterable[Sequence[str]]) -> list[Any]:
    """A table's rows, each as high as ``heights`` says in inches, of ``cells`` as :func:`cell` writes them."""
    written = (f'<a:tr h="{Inches(h)}">{"".join(row)}</a:tr>' for h, row in zip(heights, cells, strict=True))
    return list(parse_xml(f"<a:tbl {NAMESPACE}>{''.join(written)}</a:tbl>"))


def cell(text: object, look: Look, edges: Sequence[Edge], *, fill: str | None = None, hatched: bool = False) -> str:
    """A table's cell, its text in the middle; ``edges`` in the order left, right, top, bottom, as the schema wants."""
    margins = f'marL="{Inches(SIDE)}" marR="{Inches(SIDE)}" marT="{Inches(ABOVE)}" marB="{Inches(ABOVE)}"'
    lines = "".join(f'<a:ln{e.side} w="{Pt(e.points)}">{_solid(e.colour)}</a:ln{e.side}>' for e in edges)
    ground = _HATCHED if hatched else _solid(fill) if fill else "<a:noFill/>"
    body = f'<a:txBody><a:bodyPr wrap="square"/><a:lstStyle/>{_paragraphs(text, look)}</a:txBody>'
    return f'<a:tc>{body}<a:tcPr {margins} anchor="ctr">{lines}{ground}</a:tcPr></a:tc>'


def _paragraphs(text: object, look: Look) -> str:
    face = words().slide_font
    inner = _solid(look.colour) + "".join(f'<a:{script} typeface="{face}"/>' for script in ("latin", "ea", "cs"))
    size, side = Pt(look.size).centipoints, ALIGN[look.align]
    return "".join(
        f'<a:p><a:pPr algn="{side}"/><a:r>'
        f'<a:rPr lang="zh-CN" altLang="en-US" sz="{size}" b="{int(look.bold and not i)}">{inner}</a:rPr>'
        f"<a:t>{escape(line)}</a:t></a:r></a:p>"
        for i, line in enumerate(harmless(text).split("\n"))
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


_HATCHED = (
    f'<a:pattFill prst="ltUpDiag"><a:fgClr><a:srgbClr val="{LINE}"/></a:fgClr>'
    f'<a:bgClr><a:srgbClr val="{WHITE}"/></a:bgClr></a:pattFill>'
)
