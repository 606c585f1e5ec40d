"""Last meeting's demands on slides: of whom, by when, how it stood then, how it stands now, what was promised."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exports.dossier import Dossier, named, words
from exports.palette import text_of
from exports.slides.canvas import MARGIN, TOP, WIDTH, Draw, only, put_sentence
from exports.slides.page import PageOfSlides
from exports.slides.tables import Cell, head_row, headed, table_over_slides

TITLES = ("named", "lead_department", "post", "then", "now", "state", "promise")
WIDTHS = (2.2, 1.15, 2.1, 1.9, 1.9, 1.3, 1.7)
# Where nobody promised anything the column of promises goes, and every lamp stands on one line.
UNPROMISED = (2.33, 1.2, 2.3, 2.4, 2.5, 1.5)


def follow_up(dossier: Dossier) -> list[Draw]:
    """Every demand, those still open first, with how many stand in each state."""
    text, table = words().slides, dossier.follow_up
    if table.empty:
        return only(text.no_follow_up)
    rows = list(map(_row, table.to_dict("records")))
    widths = WIDTHS if any(row[-1].text for row in rows) else UNPROMISED
    head = head_row([words().heads[c] for c in TITLES[: len(widths)]])
    tables = table_over_slides(head, [row[: len(widths)] for row in rows], widths, top=TOP + 0.6)

    return headed(lambda slide: put_sentence(slide, dossier.remarks.counts, (MARGIN, TOP, WIDTH - 2 * MARGIN)), tables)


def _row(row: dict[Any, Any]) -> list[Cell]:
    now = row["now_light"] if isinstance(row["now_light"], str) else ""
    return [
        Cell(row["item"], bold=True),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
        Cell(row["then"], text_of("behind")),
        Cell(row["now"], text_of(now), bold=True),
        Cell(row["state"], text_of(now)),
        Cell(row.get("promise", "")),
    ]


def _listed(dossier: Dossier) -> pd.DataFrame:
    return dossier.follow_up.assign(name=dossier.follow_up["item"])


PAGE = PageOfSlides(follow_up, _listed, lambda dossier: dossier.remarks.followed)
