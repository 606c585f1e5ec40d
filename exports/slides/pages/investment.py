"""Investment on slides: the funnel by stage, industry by carrier, and the projects that stood still the longest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from catalog import dataset
from catalog.numbers import in_one_unit, plain
from exports.dossier import Dossier, words
from exports.palette import INK3, blue_for
from exports.slides.canvas import BOTTOM, MARGIN, TOP, WIDTH, Draw, only, put_section
from exports.slides.funnel import put_funnel
from exports.slides.listing import listed
from exports.slides.page import PageOfSlides
from exports.slides.tables import Cell, columns, head_row, largest, put_table

WHOLE = WIDTH - 2 * MARGIN
BODY = TOP + 0.4


def investment(dossier: Dossier) -> list[Draw]:
    """The three pictures of the investment page, a slide each."""
    text = words().slides
    if not dossier.stages["reached"].sum():
        return only(text.no_projects)

    def funnel(slide: Any) -> None:
        put_section(slide, text.funnel, text.funnel_note, MARGIN, TOP)
        put_funnel(slide, (MARGIN - 0.1, BODY, WHOLE, 5.25), dossier.stages)

    matrix = [] if dossier.matrix.empty else [_matrix(dossier.matrix)]
    return [funnel, *matrix, *_longest(dossier)]


def _matrix(matrix: pd.DataFrame) -> Draw:
    def draw(slide: Any) -> None:
        top = float(matrix.max().max()) if matrix.size else 0.0
        rows = [head_row(["", *map(str, matrix.columns)], right=range(1, len(matrix.columns) + 1))]
        for name, values in matrix.iterrows():
            rows.append([Cell(name), *(_heat_cell(v, top) for v in values)])
        put_section(slide, words().slides.matrix, "", MARGIN, TOP)
        shares = (1.2, *[1.0] * len(matrix.columns))
        size, grow = largest(rows, columns(WHOLE, shares), BOTTOM - BODY, least=0.5)
        put_table(slide, (MARGIN, BODY, WHOLE), shares, rows, size=size, row_height=0.5, whole=True, grow=grow)

    return draw


def _heat_cell(value: float, top: float) -> Cell:
    if value != value or not top:
        return Cell("—", INK3, align="right")
    fill, ink = blue_for(value / top)
    return Cell(plain(value / 10_000, 1), ink, align="right", fill=fill)


def _longest(dossier: Dossier) -> list[Draw]:
    text, known, frame = words().slides, dataset("investment_projects"), dossier.longest
    unit, amounts = in_one_unit(frame["amount"])
    rows = frame.assign(amount_said=list(amounts)).to_dict("records")
    heads = text.short_heads | {"amount": text.in_unit.format(head=text.short_heads["amount"], unit=unit)}
    return listed(known, rows, (text.longest, dossier.remarks.longest), own={"amount": _amount}, heads=heads)


def _amount(row: Mapping[Any, Any]) -> Cell:
    said = row["amount_said"]
    return Cell(f"{row['amount_word']}{said}" if said else "", align="right")


def _listed(dossier: Dossier) -> pd.DataFrame:
    return dossier.longest.assign(dataset="investment_projects", name=dossier.longest["project"])


PAGE = PageOfSlides(investment, _listed)
