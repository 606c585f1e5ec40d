"""The overview on a slide: its key figures, the works against their due points, and the first of the red list."""

from __future__ import annotations

from typing import Any

from catalog.lamps import glyph
from catalog.numbers import plain
from exports.dossier import Dossier, counted, named, why, words
from exports.palette import text_of
from exports.slides.canvas import BELOW_FIGURES, MARGIN, WIDTH, put_figures, put_section, put_sentence
from exports.slides.page import PageOfSlides
from exports.slides.pages.work_areas import put_areas
from exports.slides.tables import Cell, head_row, put_table

RED_SHOWN, RIGHT = 10, 5.15
RED_COLUMNS = ("name", "deviation", "lead_department", "lead_leader")
RED_WIDTHS = (2.75, 1.5, 1.15, 2.25)


def _overview(slide: Any, dossier: Dossier) -> None:
    text = words().slides
    put_figures(slide, dossier.figures["overview"])
    red = dossier.behind[dossier.behind["light"] == "behind"]
    note = words().separator.join(filter(None, (text.areas_note, dossier.remarks.unweighted)))
    put_section(slide, counted(text.areas), note, MARGIN, BELOW_FIGURES, RIGHT - 0.1)
    put_areas(slide, dossier.areas, (MARGIN - 0.1, BELOW_FIGURES + 0.4, RIGHT - MARGIN - 0.1, 3.65))
    shown = red.head(RED_SHOWN).to_dict("records")
    how_many = text.behind_note.format(shown=len(shown), n=len(red)) if len(red) > RED_SHOWN else ""
    put_section(slide, text.behind, how_many, RIGHT, BELOW_FIGURES)
    if not shown:
        put_sentence(slide, words().none_red, (RIGHT, BELOW_FIGURES + 0.4, 6))
        return
    rows = [head_row([words().heads[c] for c in RED_COLUMNS]), *map(_red_row, shown)]
    place = (RIGHT, BELOW_FIGURES + 0.36, WIDTH - MARGIN - RIGHT)
    put_table(slide, place, RED_WIDTHS, rows, row_height=0.335)


def _red_row(row: dict[Any, Any]) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(f"{glyph(row['light'])} {row['name']}", tone, bold=True),
        Cell(why(row) or plain(None), tone, bold=True),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]


PAGE = PageOfSlides(lambda dossier: [lambda slide: _overview(slide, dossier)], lambda dossier: dossier.behind)
