"""Puts the slides of one meeting together: one a page, and the red list over as many as it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.util import Inches

from catalog.numbers import rate
from exports.dossier import Dossier, judged, named, words
from exports.palette import INK, INK3, text_of
from exports.slides.canvas import MARGIN, WIDTH, Look, put_section, put_text, start_slide, write_notes
from exports.slides.investment import investment
from exports.slides.livelihood import livelihood
from exports.slides.tables import Cell, head_row, put_table
from exports.slides.works import put_areas, works

ROWS_A_SLIDE = 15
RED_SHOWN = 10
LIST_COLUMNS = ("name", "category", "rate", "deviation", "lead_department", "lead_leader")


def slides(dossier: Dossier) -> bytes:
    """The .pptx of a meeting: overview, six works, 39 items, investment, then every red and amber item."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(7.5)
    drawers: dict[str, Callable[[Any, Dossier], None]] = {
        "overview": _overview,
        "work_areas": works,
        "livelihood": livelihood,
        "investment": investment,
    }
    for page, draw in drawers.items():
        draw(_start(deck, dossier, page), dossier)
    for part in _chunks(dossier.behind, ROWS_A_SLIDE):
        put_list(_start(deck, dossier, "behind"), part, (MARGIN, 1.3, WIDTH - 2 * MARGIN))
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def put_list(slide: Any, frame: pd.DataFrame, box: tuple[float, float, float], *, short: bool = False) -> None:
    """Items with lamp, rate, deviation, unit and the lead leader's post; ``short`` names where there is less room."""
    heads = words()["heads"]
    rows = [head_row([heads[c] for c in LIST_COLUMNS], right=(2,))]
    rows += [_list_row(row, "short_department" if short else "lead_department") for row in frame.to_dict("records")]
    put_table(slide, box, (2.6, 1.6, 0.75, 1.3, 1.1 if short else 1.6, 2.2), rows, size=9.5 if short else 12)


def _start(deck: Any, dossier: Dossier, page: str) -> Any:
    slide = start_slide(deck, dossier.findings[page], dossier.stamp(words()["pages"][page]))
    head, rule = words()["slides"]["notes_head"], words()["slides"]["rule_head"]
    write_notes(slide, [f"{rule} {dossier.rules.get(page, '')}", head, *dossier.sources.get(page, ())])
    return slide


def _overview(slide: Any, dossier: Dossier) -> None:
    text = words()["slides"]
    step = (WIDTH - 2 * MARGIN) / max(1, len(dossier.kpis))
    for i, kpi in enumerate(dossier.kpis):
        left = MARGIN + i * step
        put_text(slide, kpi.label, (left, 1.16, step - 0.1, 0.26), Look(12, INK3))
        put_text(slide, kpi.value, (left, 1.42, step - 0.1, 0.46), Look(24, INK, bold=True))
        put_text(slide, kpi.note, (left, 1.9, step - 0.1, 0.26), Look(11, text_of(kpi.light)))
    red = dossier.behind[dossier.behind["light"] == "behind"]
    counted = text["behind_note"].format(shown=min(RED_SHOWN, len(red)), n=len(red))
    put_section(slide, text["areas"], text["areas_note"], MARGIN, 2.34)
    put_section(slide, text["behind"], counted, 5.2, 2.34)
    put_areas(slide, dossier.areas, (MARGIN - 0.1, 2.75, 4.5, 4.1))
    put_list(slide, red.head(RED_SHOWN), (5.2, 2.7, WIDTH - MARGIN - 5.2), short=True)


def _list_row(row: dict[Any, Any], department: str) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(row["name"], tone, bold=True),
        Cell(row["category"]),
        Cell(rate(row["rate"]), align="right"),
        Cell(judged(row), tone, bold=True),
        Cell(named(row[department])),
        Cell(named(row["lead_leader"])),
    ]


def _chunks(frame: pd.DataFrame, size: int) -> Iterable[pd.DataFrame]:
    starts: Sequence[int] = range(0, max(len(frame), 1), size)
    return (frame.iloc[start : start + size] for start in starts)
