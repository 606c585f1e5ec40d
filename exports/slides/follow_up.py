"""Last meeting's demands on a slide: of whom, by when, how it stood then, how it stands now."""

from __future__ import annotations

from typing import Any

from catalog.numbers import day
from exports.dossier import Dossier, named, words
from exports.palette import text_of
from exports.slides.canvas import MARGIN, WIDTH, put_sentence
from exports.slides.tables import Cell, head_row, put_table

SHOWN = 12


def follow_up(slide: Any, dossier: Dossier) -> None:
    """The demands still open first, as many as fit, with how many stand in each state."""
    text, table = words()["slides"], dossier.follow_up
    if table.empty:
        put_sentence(slide, text["no_follow_up"], (MARGIN, 1.5, WIDTH - 2 * MARGIN))
        return
    shown = table.head(SHOWN)
    put_sentence(slide, dossier.remarks.get("follow_up", ""), (MARGIN, 1.16, WIDTH - 2 * MARGIN))
    heads = words()["heads"]
    titles = ("named", "post", "department", "answer_by", "then", "now", "state")
    rows = [head_row([heads[c] for c in titles]), *map(_row, shown.to_dict("records"))]
    place = (MARGIN, 1.65, WIDTH - 2 * MARGIN)
    put_table(slide, place, (2.5, 2.1, 1.15, 1.4, 1.6, 1.65, 1.05), rows, size=11.5, row_height=0.365)
    if len(table) > SHOWN:
        left = text["rest_in_list"].format(n=len(table) - SHOWN)
        put_sentence(slide, left, (MARGIN, 1.68 + 0.365 * (SHOWN + 1), WIDTH - 2 * MARGIN))


def _row(row: dict[Any, Any]) -> list[Cell]:
    now = row["now_light"] if isinstance(row["now_light"], str) else ""
    return [
        Cell(row["item"], bold=True),
        Cell(named(row["post"])),
        Cell(named(row["short_department"])),
        Cell(day(row["deadline"])),
        Cell(row["then"], text_of("behind"), lines=2),
        Cell(row["now"], text_of(now), bold=True, lines=2),
        Cell(row["state"], text_of(now)),
    ]
