"""The livelihood items on slides: a board of a row a category, each cell with lamp, deviation and unit."""

from __future__ import annotations

from math import ceil
from typing import Any

import pandas as pd

from exports.dossier import Dossier, lamp, why, words
from exports.palette import INK, WHITE, fill_of, tint_of
from exports.slides.canvas import BOTTOM, MARGIN, SIZE, TOP, WIDTH, Draw, only
from exports.slides.page import PageOfSlides
from exports.slides.tables import Cell, largest, needed, put_table
from exports.slides.tables import columns as shares_of

# Cells beside one another, and the inches one is high: two lines of text.
MOST_COLUMNS, HIGH = 4, 0.64


def livelihood(dossier: Dossier) -> list[Draw]:
    """Every item in its category's row; a long category goes on in the next row, a long board on the next slide."""
    if dossier.items.empty:
        return only(words().slides.no_items)
    columns = min(MOST_COLUMNS, int(dossier.items.groupby("category").size().max()))
    rows = []
    for name, part in dossier.items.groupby("category", sort=False):
        items = part.to_dict("records")
        for i in range(0, len(items), columns):
            cells = [_heading(str(name), len(items)) if i == 0 else Cell(""), *map(_item, items[i : i + columns])]
            rows.append(cells + [Cell("")] * (columns + 1 - len(cells)))
    fit = int((BOTTOM - TOP) / HIGH)
    length = ceil(len(rows) / ceil(len(rows) / fit))
    return [_drawn(rows[i : i + length], columns) for i in range(0, len(rows), length)]


def _drawn(rows: list[list[Cell]], columns: int) -> Draw:
    """The board as large as its slide lets it be; where even small some text would not fit, it is cut."""
    box, shares = (MARGIN, TOP, WIDTH - 2 * MARGIN), (1.1, *[2.0] * columns)
    inches = shares_of(box[2], shares)
    whole = sum(needed(cells, inches, SIZE, HIGH) for cells in rows) <= BOTTOM - TOP
    size, grow = largest(rows, inches, BOTTOM - TOP, least=HIGH) if whole else (SIZE, 1.0)

    def draw(slide: Any) -> None:
        put_table(slide, box, shares, rows, size=size, row_height=HIGH, head=False, board=True, whole=whole, grow=grow)

    return draw


def _heading(name: str, n: int) -> Cell:
    return Cell(f"{name}\n{words().slides.items_of.format(n=n)}", bold=True)


def _item(item: dict[Any, Any]) -> Cell:
    """Name, and below it lamp, deviation and unit; what is missing is left out."""
    said = [f"{lamp(item['light'])}{why(item, 0)}"]
    said += [item["short_department"]] if item["short_department"] == item["short_department"] else []
    urgent = item["light"] == "behind"
    fill = fill_of("behind") if urgent else tint_of(item["light"])
    text = f"{item['name']}\n{words().slides.board_separator.join(map(str, said))}"
    return Cell(text, WHITE if urgent else INK, bold=True, fill=fill, hatched=item["light"] == "no_report")


def _listed(dossier: Dossier) -> pd.DataFrame:
    return dossier.behind[dossier.behind["dataset"] == "livelihood_projects"]


PAGE = PageOfSlides(livelihood, _listed)
