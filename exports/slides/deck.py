"""Puts the slides of one meeting together: one a page, and the red list over as many as it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.util import Inches

from catalog.numbers import rate
from catalog.page import page_title
from exports.dossier import Dossier, counted, judged, named, words
from exports.palette import text_of
from exports.slides.accountability import accountability
from exports.slides.campaigns import campaigns
from exports.slides.canvas import MARGIN, WIDTH, put_figures, put_section, put_sentence, start_slide, write_notes
from exports.slides.follow_up import follow_up
from exports.slides.investment import investment
from exports.slides.key_projects import key_projects
from exports.slides.livelihood import livelihood
from exports.slides.standing import standing
from exports.slides.tables import Cell, columns, head_row, needed, put_table
from exports.slides.works import put_areas, works

# Inches the red list may take on its slide, and the least a row takes.
LIST_HEIGHT, ROW, LIST_SIZE = 5.6, 0.36, 12
RED_SHOWN = 10
TOP = 2.52
LIST_COLUMNS = ("name", "category", "rate", "deviation", "lead_department", "lead_leader")
RED_WIDTHS = (1.9, 1.5, 0.65, 1.25, 0.95, 1.7)
LIST_WIDTHS = (2.8, 1.9, 0.8, 1.5, 1.7, 2.2)


def slides(dossier: Dossier) -> bytes:
    """The .pptx of a meeting: a slide for each of the leaders' pages, then every red and amber item."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(7.5)
    drawers: dict[str, Callable[[Any, Dossier], None]] = {
        "overview": _overview,
        "work_areas": works,
        "livelihood": livelihood,
        "investment": investment,
        "key_projects": key_projects,
        "campaigns": campaigns,
        "accountability": accountability,
        "standing": standing,
        "follow_up": follow_up,
    }
    for page, draw in drawers.items():
        draw(_start(deck, dossier, page), dossier)
    for part in _parts(dossier.behind):
        _list(_start(deck, dossier, "behind"), part)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _start(deck: Any, dossier: Dossier, page: str) -> Any:
    slide = start_slide(deck, dossier.findings[page], dossier.stamp(words()["parts"].get(page) or page_title(page)))
    head, rule = words()["slides"]["notes_head"], words()["slides"]["rule_head"]
    write_notes(slide, [f"{rule} {dossier.rules.get(page, '')}", head, *dossier.sources.get(page, ())])
    return slide


def _overview(slide: Any, dossier: Dossier) -> None:
    text = words()["slides"]
    put_figures(slide, dossier.figures["overview"])
    red = dossier.behind[dossier.behind["light"] == "behind"]
    how_many = text["behind_note"].format(shown=min(RED_SHOWN, len(red)), n=len(red))
    put_section(slide, counted(text["areas"]), text["areas_note"], MARGIN, TOP, 5.2)
    put_section(slide, text["behind"], how_many, 5.2, TOP)
    put_areas(slide, dossier.areas, (MARGIN - 0.1, TOP + 0.4, 4.5, 4.0))
    if red.empty:
        put_sentence(slide, words()["none_red"], (5.2, TOP + 0.4, 6))
        return
    rows = [_head(), *(_row(row, "short_") for row in red.head(RED_SHOWN).to_dict("records"))]
    put_table(
        slide,
        (5.2, TOP + 0.35, WIDTH - MARGIN - 5.2),
        RED_WIDTHS,
        rows,
        size=10.5,
        row_height=0.36,
    )


def _list(slide: Any, part: pd.DataFrame) -> None:
    """Items in full: no text is cut, a long one makes its row higher."""
    if part.empty:
        put_sentence(slide, words()["none_behind"], (MARGIN, 1.5, WIDTH - 2 * MARGIN))
        return
    rows = [_head(), *(_row(row, "") for row in part.to_dict("records"))]
    put_table(slide, (MARGIN, 1.25, WIDTH - 2 * MARGIN), LIST_WIDTHS, rows, size=LIST_SIZE, row_height=ROW, whole=True)


def _head() -> list[Cell]:
    return head_row([words()["heads"][c] for c in LIST_COLUMNS], right=(2,))


def _row(row: dict[Any, Any], short: str) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(row["name"], tone, bold=True),
        Cell(row["category"]),
        Cell(rate(row["rate"]), align="right"),
        Cell(judged(row), tone, bold=True, lines=2),
        Cell(named(row[f"{short}department"] if short else row["lead_department"])),
        Cell(named(row[f"{short}leader"] if short else row["lead_leader"])),
    ]


def _parts(frame: pd.DataFrame) -> Iterable[pd.DataFrame]:
    """The list cut where a slide is full; one empty part where there is nothing."""
    inches = columns(WIDTH - 2 * MARGIN, LIST_WIDTHS)
    first, used = 0, ROW
    for i, row in enumerate(frame.to_dict("records")):
        high = needed(_row(row, ""), inches, LIST_SIZE, ROW)
        if i > first and used + high > LIST_HEIGHT:
            yield frame.iloc[first:i]
            first, used = i, ROW
        used += high
    yield frame.iloc[first:]
