"""The livelihood items on a slide: a board of a row a category, each cell with lamp, deviation, rate and unit."""

from __future__ import annotations

from typing import Any

from catalog.numbers import rate
from exports.dossier import Dossier, lamp, why, words
from exports.palette import INK, WHITE, fill_of, tint_of
from exports.slides.canvas import MARGIN, WIDTH, put_sentence
from exports.slides.tables import Cell, put_table

FREE_HEIGHT = 5.75


def livelihood(slide: Any, dossier: Dossier) -> None:
    """Every item in its category's row."""
    groups = [(str(name), part) for name, part in dossier.items.groupby("category", sort=False)]
    if not groups:
        put_sentence(slide, words()["slides"]["no_items"], (MARGIN, 1.5, WIDTH - 2 * MARGIN))
        return
    columns = max(len(part) for _, part in groups)
    counted = words()["slides"]["items_of"]
    rows = []
    for name, part in groups:
        cells = [Cell(f"{name}\n{counted.format(n=len(part))}", bold=True)]
        cells += [_item_cell(item) for item in part.to_dict("records")]
        rows.append(cells + [Cell("")] * (columns + 1 - len(cells)))
    height = min(0.62, FREE_HEIGHT / len(rows))
    box = (MARGIN, 1.2, WIDTH - 2 * MARGIN)
    put_table(slide, box, (0.95, *[2.0] * columns), rows, size=10, row_height=height, head=False, board=True)


def _item_cell(item: dict[Any, Any]) -> Cell:
    """Name, and below it lamp, deviation, rate and unit; what is missing is left out."""
    measured = [lamp(item["light"])]
    measured += [said] if (said := why(item, 0)) else []
    measured += [rate(item["rate"], 0)] if item["rate"] == item["rate"] and item["light"] != "no_report" else []
    measured += [item["short_department"]] if item["short_department"] == item["short_department"] else []
    urgent = item["light"] == "behind"
    fill = fill_of("behind") if urgent else tint_of(item["light"])
    text = f"{item['name']}\n{words()['slides']['board_separator'].join(map(str, measured))}"
    return Cell(text, WHITE if urgent else INK, bold=True, fill=fill, hatched=item["light"] == "no_report")
