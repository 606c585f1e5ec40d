"""Responsibility on a slide: units and lead leaders' posts with most to answer for, and who leads and who trails."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.numbers import plain, rate
from exports.dossier import Dossier, words
from exports.palette import text_of
from exports.slides.canvas import MARGIN, WIDTH, put_figures, put_section, put_sentence
from exports.slides.fitting import lines
from exports.slides.tables import Cell, columns, head_row, put_table, room

SHOWN = 7
TOP, PRAISED, RIGHT, ROW = 2.52, 5.55, 6.8, 0.31
SIZE = 10.5
COUNTS = ("red", "amber", "overdue", "unanswered", "late")
LIT = {"red": "behind", "amber": "warning"}
WIDTHS = (2.35, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.45)


def accountability(slide: Any, dossier: Dossier) -> None:
    """Key figures, both tables, and the front and last three with until when they may object."""
    text = words()["slides"]
    if dossier.departments.empty and dossier.leaders.empty:
        put_sentence(slide, text["no_duties"], (MARGIN, 1.5, WIDTH - 2 * MARGIN))
        return
    put_figures(slide, dossier.figures["accountability"])
    _counted(slide, dossier.departments, text["by_department"], MARGIN, RIGHT - 0.2)
    _counted(slide, dossier.leaders, text["by_leader"], RIGHT, WIDTH - MARGIN)
    put_section(slide, text["praised"], dossier.remarks.get("accountability", ""), MARGIN, PRAISED)
    _praised(slide, dossier.praised)


def _counted(slide: Any, table: pd.DataFrame, heading: str, left: float, right: float) -> None:
    """Those with the most red, then amber, items; how many there are stands beside the heading."""
    text, heads = words()["slides"], words()["heads"] | words()["slides"]["short_heads"]
    shown = table.sort_values(["red", "amber", "n"], ascending=False, kind="stable").head(SHOWN)
    note = text["counted_note"].format(shown=len(shown), n=len(table))
    put_section(slide, heading, note, left, TOP, right)
    titles = ("title", "rank", "rank_change", *COUNTS, "on_time_rate")
    rows = [head_row([heads[c] for c in titles], right=range(1, len(titles)))]
    rows += [_row(row) for row in shown.to_dict("records")]
    put_table(slide, (left, TOP + 0.33, right - left), WIDTHS, rows, size=SIZE, row_height=ROW)


def _row(row: dict[Any, Any]) -> list[Cell]:
    text = words()["slides"]
    place = plain(row["rank"]) if row["rank"] == row["rank"] else text["too_few"]
    share = text["of_judged"].format(rate=rate(row["on_time_rate"], 0), n=row["n_on_time"], whole=row["n_judged"])
    counts = [Cell(plain(row[c]) if row[c] else "", text_of(LIT.get(c, "")), c in LIT, "right") for c in COUNTS]
    figures = [Cell(place, align="right"), climbed(row["rank_change"]), *counts]
    return [Cell(row["short"], bold=True), *figures, Cell(share if row["n_judged"] else "—", align="right")]


def climbed(change: float) -> Cell:
    """A change of rank with its arrow; nothing where there is no earlier rank."""
    if change != change:
        return Cell("")
    arrow, light = ("↑", "on_track") if change > 0 else ("↓", "behind") if change < 0 else ("→", "")
    return Cell(f"{arrow}{plain(abs(change))}" if change else arrow, text_of(light), align="right")


def _praised(slide: Any, table: pd.DataFrame) -> None:
    """The first and last three of each class, whole groups of equals; smaller where a line does not hold them."""
    heads, widths, whole = words()["heads"], (0.8, 6.0, 5.4), WIDTH - 2 * MARGIN
    rows = [head_row([heads[c] for c in ("unit_class", "front", "last")])]
    for row in table.to_dict("records"):
        rows += [[Cell(row["category"], bold=True), Cell(row["front"]), Cell(row["last"])]]
    inches = columns(whole, widths)
    most = max(lines(str(c.text), room(w), SIZE) for cells in rows for c, w in zip(cells, inches, strict=True))
    size, high = (SIZE, 0.27) if most == 1 else (9.5, 0.23)
    put_table(slide, (MARGIN, PRAISED + 0.31, whole), widths, rows, size=size, row_height=high, whole=True)
