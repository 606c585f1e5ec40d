"""Investment on slides: the funnel by stage, industry by carrier, and the projects that stood still the longest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.numbers import in_one_unit, plain
from catalog.stages import stage_word
from exports.dossier import Dossier, named, words
from exports.palette import INK3, blue_for, text_of
from exports.slides.canvas import MARGIN, TOP, WIDTH, Draw, put_section, put_sentence
from exports.slides.funnel import put_funnel
from exports.slides.page import PageOfSlides
from exports.slides.tables import Cell, head_row, put_table, table_over_slides

WHOLE = WIDTH - 2 * MARGIN
BODY = TOP + 0.4
LONGEST = ("project", "stage", "days", "days_over", "amount", "lead_department", "lead_leader")


def investment(dossier: Dossier) -> list[Draw]:
    """The three pictures of the investment page, a slide each."""
    text = words().slides
    if not dossier.stages["reached"].sum():
        return [lambda slide: put_sentence(slide, text.no_projects, (MARGIN, 1.5, WHOLE))]

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
        put_table(slide, (MARGIN, BODY, WHOLE), (1.2, *[1.0] * len(matrix.columns)), rows, row_height=0.5, whole=True)

    return draw


def _heat_cell(value: float, top: float) -> Cell:
    if value != value or not top:
        return Cell("—", INK3, align="right")
    fill, ink = blue_for(value / top)
    return Cell(plain(value / 10_000, 1), ink, align="right", fill=fill)


def _longest(dossier: Dossier) -> list[Draw]:
    frame, note = dossier.longest, dossier.remarks.longest
    heads = words().heads | words().slides.short_heads
    unit, amounts = in_one_unit(frame["amount"])
    titles = [heads[c] if c != "amount" else words().slides.in_unit.format(head=heads[c], unit=unit) for c in LONGEST]
    head = head_row(titles, right=(2, 3, 4))
    rows = [_longest_row(row, amount) for row, amount in zip(frame.to_dict("records"), amounts, strict=True)]
    tables = table_over_slides(head, rows, (3.2, 1.0, 0.9, 0.9, 1.9, 1.3, 2.2), top=BODY)

    def headed(table: Draw) -> Draw:
        def draw(slide: Any) -> None:
            put_section(slide, words().slides.longest, note, MARGIN, TOP)
            table(slide)

        return draw

    return [headed(table) for table in tables]


def _longest_row(row: dict[Any, Any], amount: str) -> list[Cell]:
    days = words().slides.days
    return [
        Cell(row["project"], bold=True),
        Cell(stage_word(row["stage"])),
        Cell(days.format(n=plain(row["days"])), align="right"),
        Cell(days.format(n=plain(row["days_over"])), text_of("behind"), align="right"),
        Cell(f"{row['amount_word']}{amount}" if amount else "", align="right"),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]


def _listed(dossier: Dossier) -> pd.DataFrame:
    return dossier.longest.assign(dataset="investment_projects", name=dossier.longest["project"])


PAGE = PageOfSlides(investment, _listed)
