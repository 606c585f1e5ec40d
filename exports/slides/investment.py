"""Investment on a slide: the funnel by stage, industry by carrier, and the projects that stood still the longest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from catalog.numbers import money, plain
from catalog.stages import stage_word
from exports.dossier import Dossier, named, words
from exports.palette import BRAND, INK3, TRACK, blue_for, fill_of, text_of
from exports.slides.canvas import MARGIN, WIDTH, put_section
from exports.slides.charts import fits_inside, put_stacked_bars
from exports.slides.tables import Cell, head_row, put_table

RIGHT = 6.3


def investment(slide: Any, dossier: Dossier) -> None:
    """The three pictures of the investment page."""
    text = words()["slides"]
    put_section(slide, text["funnel"], text["funnel_note"], MARGIN, 1.16)
    _funnel(slide, dossier.stages)
    put_section(slide, text["matrix"], "", RIGHT, 1.16)
    _matrix(slide, dossier.matrix, (RIGHT, 1.5, WIDTH - MARGIN - RIGHT))
    put_section(slide, text["longest"], "", RIGHT, 4.0)
    _longest(slide, dossier.longest.head(7), (RIGHT, 4.3, WIDTH - MARGIN - RIGHT))


def _funnel(slide: Any, stages: pd.DataFrame) -> None:
    """Stage by stage: here on time, here too long, gone on; counts too narrow for their bar stand by its name."""
    text = words()["slides"]
    overdue = stages["overdue"].tolist()
    on_time = (stages["now"] - stages["overdue"]).tolist()
    later = (stages["reached"] - stages["now"]).tolist()
    top = float(max([1, *stages["reached"]]))
    names = []
    for stage, timely, late in zip(stages["stage"], on_time, overdue, strict=True):
        counts = ((text["funnel_now"], timely), (text["funnel_overdue"], late))
        names.append(stage_word(stage) + _beside([(n, c) for n, c in counts if not fits_inside(c, top)]))
    series = [
        (text["funnel_now"], on_time, BRAND, True),
        (text["funnel_overdue"], overdue, fill_of("warning"), True),
        (text["funnel_later"], later, TRACK, False),
    ]
    put_stacked_bars(slide, (MARGIN - 0.1, 1.45, 5.6, 5.45), names, series)


def _beside(counts: Sequence[tuple[str, float]]) -> str:
    """Counts in brackets behind a stage's name; nothing where all of them stand in the bar."""
    text = words()["slides"]
    said = words()["bulletin"]["names"].join(text["funnel_beside"].format(name=n, count=plain(c)) for n, c in counts)
    return text["in_brackets"].format(text=said) if said else ""


def _matrix(slide: Any, matrix: pd.DataFrame, box: tuple[float, float, float]) -> None:
    top = float(matrix.max().max()) if matrix.size else 0.0
    rows = [head_row(["", *map(str, matrix.columns)], right=range(1, len(matrix.columns) + 1))]
    for name, values in matrix.iterrows():
        rows.append([Cell(name), *(_heat_cell(v, top) for v in values)])
    put_table(slide, box, (0.9, *[1.0] * len(matrix.columns)), rows, size=9)


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
    put_table(slide, box, (2.5, 0.65, 0.62, 0.6, 0.85, 0.78, 1.5), rows, size=8.5, row_height=0.31)


def _longest_row(row: dict[Any, Any]) -> list[Cell]:
    days = words()["slides"]["days"]
    return [
        Cell(row["project"], bold=True),
        Cell(stage_word(row["stage"])),
        Cell(days.format(n=plain(row["days"])), align="right"),
        Cell(days.format(n=plain(row["days_over"])), text_of("behind"), align="right"),
        Cell(money(row["amount"]), align="right"),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]
