"""Responsibility on slides: every unit and post with what it answers for, and who leads and who trails."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.numbers import plain, rate
from catalog.words.metrics import metric_words
from exports.dossier import Dossier, counted, words
from exports.office_text import harmless
from exports.palette import text_of
from exports.slides.canvas import BELOW_FIGURES, BOTTOM, MARGIN, TOP, WIDTH, Draw, only, put_figures, put_section
from exports.slides.page import PageOfSlides
from exports.slides.tables import Cell, columns, head_row, headed, largest, put_table, table_over_slides

COUNTS = ("red", "amber", "overdue", "unanswered", "late")
LIT = {"red": "behind", "amber": "warning"}
TITLES = ("title", "rank", "rank_change", *COUNTS, "on_time_rate")
WIDTHS = (3.2, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1.8)
WHOLE = WIDTH - 2 * MARGIN


def accountability(dossier: Dossier) -> list[Draw]:
    """Key figures with the front and last three and until when they may object; then all units, then all posts."""
    text = words().slides
    if dossier.departments.empty and dossier.leaders.empty:
        return only(text.no_duties)
    units = _counted(dossier.departments, text.by_department)
    return [lambda slide: _praised(slide, dossier), *units, *_counted(dossier.leaders, text.by_leader)]


def _counted(table: pd.DataFrame, heading: str) -> list[Draw]:
    """All of them, those with the most red, then amber, items on top."""
    text, heads = words().slides, words().heads | words().slides.short_heads
    rows = table.sort_values(["red", "amber", "n"], ascending=False, kind="stable").to_dict("records")
    head = head_row([heads[c] for c in TITLES], right=range(1, len(TITLES)))

    tables = table_over_slides(head, list(map(_row, rows)), WIDTHS, top=TOP + 0.38)
    note = text.counted_note.format(n=len(rows))
    return headed(lambda slide: put_section(slide, heading, note, MARGIN, TOP), tables)


def _row(row: dict[Any, Any]) -> list[Cell]:
    text = words().slides
    place = plain(row["rank"]) if row["rank"] == row["rank"] else text.too_few
    share = text.of_judged.format(rate=rate(row["on_time_rate"], 0), n=row["n_on_time"], whole=row["n_judged"])
    counts = [Cell(plain(row[c]) if row[c] else "", text_of(LIT.get(c, "")), c in LIT, "right") for c in COUNTS]
    figures = [Cell(place, align="right"), climbed(row["rank_change"], harmless(row.get("rank_unlike"))), *counts]
    return [Cell(row["short"], bold=True), *figures, Cell(share if row["n_judged"] else "—", align="right")]


def climbed(change: float, unlike: str = "") -> Cell:
    """A change of rank with its arrow; nothing where there is no earlier rank, and that it cannot be held against that
    one where ``unlike`` says why."""
    if unlike:
        return Cell(metric_words().headline_words.unlike, align="right")
    if change != change:
        return Cell("")
    arrow, light = ("↑", "on_track") if change > 0 else ("↓", "behind") if change < 0 else ("→", "")
    return Cell(f"{arrow}{plain(abs(change))}" if change else arrow, text_of(light), align="right")


def _praised(slide: Any, dossier: Dossier) -> None:
    """The first and last three of each class, whole groups of equals."""
    text, heads = words().slides, words().heads
    put_figures(slide, dossier.figures["accountability"])
    put_section(slide, counted(text.praised), dossier.remarks.objection, MARGIN, BELOW_FIGURES)
    rows = [head_row([counted(heads[c]) for c in ("unit_class", "front", "last")])]
    for row in dossier.praised.to_dict("records"):
        rows += [[Cell(row["category"], bold=True), Cell(row["front"]), Cell(row["last"])]]
    top, shares = BELOW_FIGURES + 0.38, (1.2, 6.0, 5.4)
    size, grow = largest(rows, columns(WHOLE, shares), BOTTOM - top)
    put_table(slide, (MARGIN, top, WHOLE), shares, rows, size=size, whole=True, grow=grow)


PAGE = PageOfSlides(accountability, lambda dossier: dossier.behind[dossier.behind["light"] == "behind"])
