"""A slide for each red item: what was planned, how far behind it is, why, what comes next, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx.util import Inches

from catalog.numbers import day, rate
from exports.dossier import Dossier, judged, named, words
from exports.office_text import harmless
from exports.palette import INK, INK3, LINE, text_of
from exports.slides.canvas import BOTTOM, MARGIN, SIZE, TOP, WIDTH, Draw, Look, put_block, put_text
from exports.slides.fitting import cut
from exports.slides.tables import AIRY, Cell, needed, put_table

WHOLE = WIDTH - 2 * MARGIN
# What is printed large, and which share of the slide it takes: a lamp and a day are longer than a rate.
FIGURES = {"rate": 1.7, "time_rate": 1.7, "deviation": 3.6, "deadline": 3.2, "red_months": 2.0}
TOLD = ("target", "progress", "problem", "next_step", "promise")
LABELS, FIGURES_HIGH = 1.5, 0.85
# How wide the pictures of the item's row stand beside the text, inches.
PHOTOGRAPHS = 3.6
# The sizes that text is tried at.
LARGE = (20, 18, SIZE)
# Of a text in a sheet, how many lines a slide has room for.
MOST_LINES = 4


def red_items(dossier: Dossier) -> list[tuple[str, Draw]]:
    """Title and slide of every red item, in the order of the red list."""
    red = dossier.behind[dossier.behind["light"] == "behind"]
    shown = dossier.photographs
    return [(_title(r), _drawn(r, shown.get((r.get("dataset"), r.get("row_id")), ()))) for r in red.to_dict("records")]


def _title(row: dict[Any, Any]) -> str:
    return words().slides.red_title.format(
        name=harmless(row["name"]), unit=named(row["lead_department"]), state=judged(row)
    )


def _drawn(row: dict[Any, Any], photographs: Sequence[bytes]) -> Draw:
    def draw(slide: Any) -> None:
        _owners(slide, row)
        _figures(slide, row)
        all_of_it = WHOLE - (PHOTOGRAPHS + 0.3 if photographs else 0)
        heads, wide = words().heads, [LABELS, all_of_it - LABELS]
        room = MOST_LINES * (wide[1] - 0.1)
        rows = [[Cell(heads[name], INK3), Cell(cut(_said(row, name), room, 18))] for name in TOLD]
        top = TOP + 0.62 + FIGURES_HIGH
        high = {size: sum(needed(cells, wide, size, 0.6) for cells in rows) for size in LARGE}
        size = next((size for size in LARGE if top + high[size] <= BOTTOM), SIZE)
        grow = max(1.0, min(AIRY, (BOTTOM - top) / high[size]))
        box = (MARGIN, top, all_of_it)
        put_table(slide, box, wide, rows, size=size, row_height=0.6, head=False, whole=True, grow=grow)
        _photographs(slide, row, photographs, top)

    return draw


def _photographs(slide: Any, row: dict[Any, Any], photographs: Sequence[bytes], top: float) -> None:
    """The pictures of the item's row, one below the other at the right, each as large as its place lets it be."""
    room = (BOTTOM - top) / max(1, len(photographs)) - 0.1
    for i, content in enumerate(photographs):
        shape = slide.shapes.add_picture(BytesIO(content), 0, 0)
        scale = min(Inches(PHOTOGRAPHS) / shape.width, Inches(room) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape.left = Inches(WIDTH - MARGIN) - shape.width
        shape.top = Inches(top + i * (room + 0.1))
        alt = words().slides.photograph_alt.format(name=harmless(row["name"]), n=i + 1)
        shape._element.nvPicPr.cNvPr.set("descr", alt)


def _owners(slide: Any, row: dict[Any, Any]) -> None:
    """The category, the unit and the post that answer, in one line."""
    text = words().slides.red_owners.format(
        category=named(row["category"]), unit=named(row["lead_department"]), leader=named(row["lead_leader"])
    )
    put_text(slide, text, (MARGIN, TOP, WHOLE, 0.4), Look(18, INK, bold=True))


def _figures(slide: Any, row: dict[Any, Any]) -> None:
    values = _far(row) | {
        "deviation": judged(row),
        "deadline": day(row.get("deadline")),
        "red_months": words().slides.months.format(n=int(row.get("red_months") or 1)),
    }
    left, top = MARGIN, TOP + 0.5
    for name, share in zip(values, FIGURES.values(), strict=True):
        step = WHOLE * share / sum(FIGURES.values())
        put_text(slide, words().heads[name], (left, top, step, 0.28), Look(14, INK3))
        tone = text_of(row["light"]) if name == "deviation" else INK
        put_text(slide, values[name], (left, top + 0.28, step, 0.44), Look(22, tone, bold=True))
        left += step
    put_block(slide, (MARGIN, top + FIGURES_HIGH - 0.03, WHOLE, 0.015), LINE)


def _far(row: dict[Any, Any]) -> dict[str, str]:
    """How far it is and what of it is due by now; of a level or a limit its value and what that is held against."""
    if harmless(row.get("stands")):
        return {"stands": harmless(row["stands"]), "against": harmless(row["against"])}
    return {"rate": rate(row["rate"]), "time_rate": rate(row["time_rate"])}


def _said(row: dict[Any, Any], name: str) -> str:
    """What the sheet says; that nothing was promised is no gap in a sheet."""
    value = row.get(name)
    return words().slides.no_promise if name == "promise" and not harmless(value) else named(value)
