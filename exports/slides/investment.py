"""Investment on a slide: the funnel by stage, industry by carrier, and the projects that stood still the longest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.numbers import money, plain
from catalog.stages import stage_word
from exports.dossier import Dossier, named, words
from exports.palette import INK3, blue_for, text_of
from exports.slides.canvas import MARGIN, WIDTH, put_section, put_sentence
from exports.slides.funnel import put_funnel
from exports.slides.tables import Cell, head_row, put_table

RIGHT = 6.3
LONGEST = 7


def investment(slide: Any, dossier: Dossier) -> None:
    """The three pictures of the investment page."""
    text = words()["slides"]
    if not dossier.stages["reached"].sum():
        put_sentence(slide, text["no_projects"], (MARGIN, 1.5, WIDTH - 2 * MARGIN))
        return
    put_section(slide, text["funnel"], text["funnel_note"], MARGIN, 1.16, RIGHT - 0.2)
    put_funnel(slide, (MARGIN - 0.1, 1.45, 5.6, 5.45), dossier.stages)
    put_section(slide, text["matrix"], "", RIGHT, 1.16)
    if not dossier.matrix.empty:
        _matrix(slide, dossier.matrix, (RIGHT, 1.5, WIDTH - MARGIN - RIGHT))
    shown = dossier.longest.head(LONGEST)
    put_section(slide, text["longest"], "", RIGHT, 3.8)
    _longest(slide, shown, (RIGHT, 4.1, WIDTH - MARGIN - RIGHT))


def _matrix(slide: Any, matrix: pd.DataFrame, box: tuple[float, float, float]) -> None:
    top = float(matrix.max().max()) if matrix.size else 0.0
    rows = [head_row(["", *map(str, matrix.columns)], right=range(1, len(matrix.columns) + 1))]
    for name, values in matrix.iterrows():
        rows.append([Cell(name), *(_heat_cell(v, top) for v in values)])
    put_table(slide, box, (0.9, *[1.0] * len(matrix.columns)), rows, size=10)


def _heat_cell(value: float, top: float) -> Cell:
    if value != value or not top:
        return Cell("—", INK3, align="right")
    fill, ink = blue_for(value / top)
    return Cell(plain(value / 10_000, 1), ink, align="right", fill=fill)


def _longest(slide: Any, frame: pd.DataFrame, box: tuple[float, float, float]) -> None:
    heads = words()["heads"] | words()["slides"]["short_heads"]
    columns = ("project", "stage", "days", "days_over", "amount", "lead_department", "lead_leader")
    rows = [head_row([heads[c] for c in columns], right=(2, 3, 4))]
    rows += [_longest_row(row) for row in frame.to_dict("records")]
    put_table(slide, box, (1.6, 0.45, 0.6, 0.58, 1.32, 0.75, 1.5), rows, size=9.5, row_height=0.36)


def _longest_row(row: dict[Any, Any]) -> list[Cell]:
    days = words()["slides"]["days"]
    return [
        Cell(row["project"], bold=True, lines=2),
        Cell(stage_word(row["stage"])),
        Cell(days.format(n=plain(row["days"])), align="right"),
        Cell(days.format(n=plain(row["days_over"])), text_of("behind"), align="right"),
        Cell(f"{row['amount_word']}{money(row['amount'])}", align="right"),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]
